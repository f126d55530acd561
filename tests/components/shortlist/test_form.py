from __future__ import annotations

import os

import pytest
from streamlit.testing.v1 import AppTest

from components.shortlist.form import Form
from services.archive.archive import open_archive
from services.archive.saved_lists import ListKeeper
from services.sandbox.creators import EXAMPLES
from services.shortlist.creator import Creator
from services.shortlist.prices import Prices
from tests.components.made import A, B, C, sandbox, settings, shared
from tests.components.running import run_script
from tests.pages import pasted, type_text


@pytest.fixture(autouse=True)
def nobody_slow(monkeypatch, tmp_path):
    """Let a click follow a paste at once, and keep saved lists in a folder of the test's own."""
    monkeypatch.setattr("components.calls.cost_button.READING_SECONDS", 0.0)
    monkeypatch.setenv("TMP_ARCHIVE", f"sqlite:///{tmp_path}/archive.db")


def draw(missing: dict[str, int] | None = None, *, given=None, **state: object) -> AppTest:
    def script(held, given) -> None:
        import streamlit as st

        from components.shortlist.form import shortlist_form

        st.session_state["form"] = shortlist_form(held, given)

    held = shared(missing)
    held.lists = ListKeeper(open_archive(os.environ["TMP_ARCHIVE"], None))
    arguments = {"held": held, "given": given or settings()}
    return run_script(script, arguments, **state)


@pytest.mark.parametrize("text", ["", "https://xhslink.com/a/b"])
def test_with_nobody_to_compare_the_button_is_not_grey_and_answers_with_a_sentence(text):
    app = draw(paste=text)
    assert not app.info
    assert not app.button(key="compare").disabled
    app.button(key="compare").click().run()
    assert [one.value for one in app.info] == [
        "Paste at least one creator first: a link, an id, or rows of a sheet."
    ]
    assert app.session_state["form"] == Form((), pressed=False)


def test_what_was_pasted_is_priced_by_what_is_missing():
    app = draw({A: 2, B: 1})
    type_text(app, f"{A}, {B}, {C}")
    assert app.button(key="compare").label == "Compare 3 creators · 3 calls"
    assert app.session_state["form"].pressed is False
    app.button(key="compare").click().run()
    assert app.session_state["form"].pressed is True
    assert app.session_state["form"].creators == (Creator(A), Creator(B), Creator(C))


def test_the_click_that_ends_a_paste_is_answered_with_the_price_that_nobody_has_read():
    app = draw({A: 2, B: 2}, paste=A)
    type_text(app, "")
    assert app.button(key="compare").label == "Compare"
    app.session_state["paste"] = B  # in the moment of the click
    app.button(key="compare").click().run()
    assert app.session_state["form"] == Form((Creator(B),), pressed=False)
    assert [one.value for one in app.info] == [
        "This costs 2 calls. Press the button again to go ahead."
    ]
    app.button(key="compare").click().run()
    assert app.session_state["form"].pressed is True


def order(app: AppTest) -> list[str]:
    """The elements of the form from top to bottom, by key, else by kind."""
    return [str(getattr(one, "key", None) or one.type) for one in app.main]


def told(app: AppTest) -> list[str]:
    assert not app.exception
    return [one.value.replace("\\", "") for one in app.info]


def save(app: AppTest, name: str) -> AppTest:
    app.text_input(key="list_name_input").input(name).run()
    return app.button(key="save_list").click().run()


def test_what_came_of_keeping_a_list_is_told_where_the_click_was():
    app = save(draw(paste=A), "Spring")
    seen = [(told(app), neighbours(app))]
    for act in ("duplicate_list", "delete_list", "undo_list"):
        app.button(key=act).click().run()
        seen.append((told(app), neighbours(app)))
    app.text_input(key="list_new_name").input("Summer").run()
    app.button(key="rename_list").click().run()
    in_more = ("delete_list", "download_list")
    over_all = ("list_editor", "list_name_input")
    assert [*seen, (told(app), neighbours(app))] == [
        (["Saved as “Spring”."], ("save_list", "list_new_name")),
        (["Copied; this is “Spring (2)” now."], in_more),
        (["“Spring (2)” was deleted."], over_all),
        (["“Spring (2)” is back."], over_all),
        (["Renamed to “Summer”."], in_more),
    ]


def neighbours(app: AppTest) -> tuple[str, str]:
    """The elements before and after what is told."""
    seen = [one for one in order(app) if one not in ("main", "flex_container", "popover")]
    at = seen.index("info")
    return seen[at - 1].rstrip("_0123456789"), seen[at + 1]


def test_what_was_told_stays_while_the_page_is_drawn_again_and_goes_with_the_list():
    app = save(draw(paste=A), "Spring")
    assert told(app.run()) == ["Saved as “Spring”."]
    assert told(type_text(app, B)) == []
    assert told(save(app, "  ")) != []
    app.button(key="compare").click().run()
    assert told(app.run()) == []


def test_a_deletion_can_be_undone_also_where_the_box_is_empty():
    app = save(draw(paste=A), "Spring")
    app.button(key="delete_list").click().run()
    type_text(app, "")
    assert "download_list" not in order(app)
    app.button(key="undo_list").click().run()
    assert pasted(app) == A
    assert told(app) == ["“Spring” is back."]


def test_why_a_list_was_not_opened_is_told_beside_the_choice():
    keeper = ListKeeper(open_archive(os.environ["TMP_ARCHIVE"], None))
    keeper.save("Spring", [Creator(A)], None)
    app = draw()
    keeper.delete("Spring")
    app.selectbox(key="list_opened").set_value("Spring").run()
    assert len(told(app)) == 1
    assert order(app).index("info") < order(app).index("paste_box")


def test_one_creator_that_is_held_costs_nothing():
    assert draw(paste=A).button(key="compare").label == "Compare 1 creator · 0 calls"


def test_what_cannot_be_used_is_listed_and_the_rest_goes_on():
    app = draw(paste=f"{A}\nhttps://xhslink.com/a/b\n{A}")
    assert app.session_state["form"].creators == (Creator(A),)
    assert "1 entry cannot be used" in [one.label for one in app.expander]
    assert "1 entry stands twice and counts once." in [one.value for one in app.caption]


def linked_as(*creators: Creator) -> dict[str, object]:
    """The session after a link to these creators."""
    known = {who.creator_id: who for who in creators}
    return {"creators": known, "list_linked": frozenset(known)}


def test_a_name_that_a_link_gave_stays_unless_the_paste_has_one():
    linked = linked_as(Creator(A, "Luna"), Creator(B, "Mia"))
    sheet = f"nickname\tlink\nNora\t{A}\n\t{B}"
    assert draw(paste=f"{A}\n{B}", **linked).session_state["form"].creators == (
        Creator(A, "Luna"),
        Creator(B, "Mia"),
    )
    assert draw(paste=sheet, **linked).session_state["form"].creators == (
        Creator(A, "Nora"),
        Creator(B, "Mia"),
    )


def test_prices_of_a_link_of_this_session_stay_unless_the_paste_has_others():
    linked = linked_as(Creator(A, "", Prices(500, 800)), Creator(B))
    kept = linked | {"creators": linked["creators"] | {C: Creator(C, "", Prices(1))}}
    assert draw(paste=f"{A}\n{B}\n{C}", **kept).session_state["form"].creators == (
        Creator(A, "", Prices(500, 800)),
        Creator(B),
        Creator(C),
    )
    sheet = f"图文报价\tlink\n600\t{A}\n700\t{B}"
    assert draw(paste=sheet, **kept).session_state["form"].creators == (
        Creator(A, "", Prices(600, 800)),
        Creator(B, "", Prices(700)),
    )


def test_a_price_is_forgotten_with_the_next_list():
    app = draw(paste=f"图文报价\tlink\n600\t{A}")
    assert app.session_state["form"].creators == (Creator(A, "", Prices(600)),)
    assert "creators" not in app.session_state
    app.button(key="compare").click().run()
    type_text(app, f"图文报价\tlink\n面议\t{A}")
    assert app.session_state["form"].creators == (Creator(A),)


def test_examples_are_offered_in_the_sandbox_only():
    assert [one.key for one in draw().button] == ["compare"]
    app = draw(given=sandbox())
    assert app.button(key="examples_all").label == f"All {len(EXAMPLES)} examples"
    app.button(key="examples_6").click().run()
    assert pasted(app).split() == [one.creator_id for one in EXAMPLES[:6]]
    assert app.button(key="compare").label == "Compare 6 creators · free"


def test_examples_have_their_names_in_the_list_too_unless_somebody_gave_another():
    who, other = EXAMPLES[0], EXAMPLES[1]
    sheet = f"nickname\tlink\n\t{who.creator_id}\nNora\t{other.creator_id}\n\t{A}"
    listed = draw(paste=sheet, given=sandbox()).session_state["form"].creators
    assert [one.alias for one in listed] == [who.nickname, "Nora", ""]
    assert draw(paste=who.creator_id).session_state["form"].creators == (Creator(who.creator_id),)
