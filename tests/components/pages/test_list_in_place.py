"""The list as it is changed beside its picture: chips, the dialog, and cells of the ranking."""

from __future__ import annotations

import csv
import io
import threading

import pandas as pd
import pytest

from components.exports import menu
from services.sandbox.creators import EXAMPLES
from tests.components.made import NASTY
from tests.components.pages.test_link import address, save_spring
from tests.components.selecting import edit_row
from tests.pages import (
    compare,
    drawn,
    figure,
    is_list_open,
    open_app,
    open_list,
    paste,
    pasted,
    ranking_of,
    texts,
    told,
)

IDS = [example.creator_id for example in EXAMPLES]


@pytest.fixture
def offered(monkeypatch):
    """What builds the files that the page offers, by the end of their names."""
    files = {}
    button = menu._button

    def kept(key, label, build, file_name, mime):
        files[key] = build
        button(key, label, build, file_name, mime)

    monkeypatch.setattr(menu, "_button", kept)
    return files


def built(build) -> bytes:
    """Build a file as Streamlit does: in a thread that knows no reader."""
    contents: list[bytes] = []
    thread = threading.Thread(target=lambda: contents.append(build()))
    thread.start()
    thread.join(60)
    return contents[0]


def row_of(app, creator_id: str) -> int:
    return list(ranking_of(app).value["creator_id"]).index(creator_id)


def cells(app, creator_id: str) -> pd.Series:
    return ranking_of(app).value.set_index("creator_id").loc[creator_id]


def in_list(app) -> pd.DataFrame:
    """The table of the list in its dialog."""
    open_list(app)
    (table,) = [one.value for one in app.dataframe if "image" in one.value]
    return table.set_index("creator_id")


def edit_in_list(app, creator_id: str, **changed: object):
    (table,) = [one for one in open_list(app).dataframe if "image" in one.value]
    row = list(table.value["creator_id"]).index(creator_id)
    edits = {"edited_rows": {row: changed}, "added_rows": [], "deleted_rows": []}
    app.session_state[table.key] = edits
    return app.run()


def dismiss(app):
    """Close the dialog as its cross does."""
    app.session_state["list_open"] = False
    return app.run()


def test_what_is_edited_in_the_ranking_reaches_list_link_picture_and_files(simulated, offered):
    app = compare(open_app(), "\n".join(IDS[:3]))
    edit_row(app, row_of(app, IDS[1]), decision="Booked", price=900.0, remark="answers at once")
    edit_row(app, row_of(app, IDS[1]), name="Bea")
    assert not app.exception
    assert list(cells(app, IDS[1])[["name", "decision", "price"]]) == ["Bea", "Booked", "¥900"]
    assert cells(app, IDS[1])["price_per_thousand"] > 0
    assert address(app)["kols"].split(",")[1] == f"{IDS[1]}~Bea"
    assert address(app)["decisions"] == "-b-"
    assert "900" not in str(address(app))
    assert "Bea" in str(figure(app)["layout"]["annotations"])
    (ranked,) = [
        one
        for one in csv.DictReader(io.StringIO(built(offered["csv"]).decode("utf-8-sig")))
        if one["Creator id"] == IDS[1]
    ]
    assert [ranked[key] for key in ("Creator", "Decision", "Price", "Remark")] == [
        *("Bea", "Booked", "900.0", "answers at once")
    ]
    noted = in_list(app).loc[IDS[1]]
    assert list(noted[["name", "decision", "other", "remark"]]) == [
        *("Bea", "Booked", "¥900", "answers at once")
    ]
    assert simulated.count == 6


def test_edits_survive_filters_tabs_and_another_press_of_compare(simulated):
    app = compare(open_app(), "\n".join(IDS[:3]))
    edit_row(app, row_of(app, IDS[2]), decision="No", remark="late")
    app.text_input(key="words").input("late").run()
    assert drawn(app) == {IDS[2]}
    edit_row(app, 0, price=50.0)
    app.button(key="show_everybody").click().run()
    open_list(app).button(key="compare").click().run()
    assert not app.exception
    assert list(cells(app, IDS[2])[["decision", "price", "remark"]]) == ["No", "¥50", "late"]
    assert pd.isna(cells(app, IDS[0])["price"])
    assert simulated.count == 6


def test_what_is_edited_in_the_dialog_shows_in_the_ranking_and_is_not_undone_there(simulated):
    app = compare(open_app(), "\n".join(IDS[:2]))
    edit_row(app, row_of(app, IDS[0]), remark="here")
    edit_in_list(app, IDS[0], name="Ann", remark="there", image=700.0)
    dismiss(app)
    assert not app.exception
    assert list(cells(app, IDS[0])[["name", "remark", "price"]]) == ["Ann", "there", "¥700"]
    edit_row(app, row_of(app, IDS[0]), decision="Maybe")
    assert list(cells(app, IDS[0])[["name", "remark", "decision"]]) == ["Ann", "there", "Maybe"]
    assert app.session_state["creators"][IDS[0]].prices.image == 700.0
    assert in_list(app).loc[IDS[0], "remark"] == "there"
    assert simulated.count == 4


def test_what_was_typed_survives_the_dialog(simulated):
    app = compare(open_app(), IDS[0])
    paste(app, f"{IDS[0]}\n{IDS[1]}")
    dismiss(app)
    assert not is_list_open(app)
    assert drawn(app) == {IDS[0]}
    assert pasted(open_list(app)) == f"{IDS[0]}\n{IDS[1]}"
    assert app.button(key="compare").label == "Compare 2 creators · 2 calls"
    assert simulated.count == 2


def test_the_dialog_answers_an_empty_list_with_a_sentence_and_closes_after_compare(simulated):
    app = compare(open_app(), IDS[0])
    paste(app, "").button(key="compare").click().run()
    assert "Paste at least one creator first" in texts(app)
    compare(app, IDS[1])
    assert not is_list_open(app)
    assert drawn(app) == {IDS[1]}


def test_a_chip_that_is_taken_out_or_put_in_calls_nothing(simulated):
    compare(open_app(), IDS[3])
    app = compare(open_app(), "\n".join(IDS[:3]))
    edit_row(app, row_of(app, IDS[2]), decision="Booked")
    app.multiselect[0].set_value([IDS[0], IDS[2]]).run()
    assert drawn(app) == {IDS[0], IDS[2]}
    assert (address(app)["kols"], address(app)["decisions"]) == (f"{IDS[0]},{IDS[2]}", "-b")
    app.multiselect[0].set_value([IDS[0], IDS[2], IDS[3]]).run()
    assert drawn(app) == {IDS[0], IDS[2], IDS[3]}, "somebody has loaded it before"
    new = f"https://www.xiaohongshu.com/user/profile/{IDS[4]}"
    app.multiselect[0].set_value([IDS[0], IDS[2], IDS[3], new]).run()
    assert not app.exception
    assert IDS[4] not in drawn(app)
    assert app.button(key="load_link").label == "Load 4 creators · 2 calls"
    assert simulated.count == 8
    app.button(key="load_link").click().run()
    assert drawn(app) == {IDS[0], IDS[2], IDS[3], IDS[4]}
    assert simulated.count == 10


def test_who_takes_the_last_one_out_is_asked_for_a_list_and_the_address_names_none(simulated):
    app = compare(open_app(), IDS[0])
    app.multiselect[0].set_value([]).run()
    assert not app.exception
    assert app.title[0].value == "Who is really growing?"
    assert dict(app.query_params) == {}


def test_who_may_not_spend_changes_the_list_and_calls_nothing(locked):
    app = open_app(kols=IDS[0])
    app.multiselect[0].set_value([IDS[0], IDS[1]]).run()
    assert not app.exception
    assert drawn(app) == set()
    assert address(app)["kols"] == f"{IDS[0]},{IDS[1]}"
    assert locked.count == 0


@pytest.mark.parametrize("change", ["chip", "cell"])
def test_a_saved_list_that_was_changed_is_not_linked_by_its_name(simulated, change):
    save_spring()
    app = open_app(list="spring")
    app.button(key="load_link").click().run()
    assert address(app)["list"] == "Spring"
    if change == "chip":
        app.multiselect[0].set_value([IDS[1]]).run()
    else:
        edit_row(app, row_of(app, IDS[0]), decision="Maybe")
    assert "list" not in address(app)
    assert IDS[1] in address(app)["kols"]
    copied = [one["text"] for one in told(app) if "text" in one]
    assert copied
    assert all("list=" not in link and IDS[1] in link for link in copied)
    if change == "cell":
        edit_row(app, row_of(app, IDS[0]), decision="No")
        assert address(app)["list"] == "Spring", "as it is saved again"


def test_names_and_remarks_that_are_typed_are_text(simulated):
    app = compare(open_app(), "\n".join(IDS[:2]))
    edit_row(app, row_of(app, IDS[0]), name=NASTY, remark=NASTY)
    assert not app.exception
    said = texts(app)
    assert "evil" in said
    assert "](https" not in said
    assert "<b>x" not in said
