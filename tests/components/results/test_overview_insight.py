"""What the numbers lead to: findings, highlights, prices, verdicts, and what needs a human look."""

from __future__ import annotations

import pandas as pd
import pytest

from components.wording.plain_text import plain
from services.growth.lineup import View
from services.shortlist.prices import Prices
from tests.components.made import NASTY, A, B, C, history
from tests.components.results.test_overview import FAILED, FALLEN, GROWN, address, draw, set_off
from tests.components.results.test_overview import told as lines_of
from tests.components.selecting import open_row, select_rows, selected
from tests.pages import open_tab, opened_pages, ranking_of, standings_of

STILL = history(C, [60_000, 60_000], [0, 0])
TOTALS = [1000, 1000, 1001, 1001, 1002, 1102, *range(1102, 1110)]
JUMPED = history(A, TOTALS, [0] * len(TOTALS))
GAINED = "Name 01 gained most in numbers: +50 followers (+50.0%)."
LOST = "1 creator of 2 lost followers: Name 02 (down to −50.0%)."


def findings(app) -> list[str]:
    return [one.label for one in app.checkbox]


def told(app) -> list[str]:
    """Every line of text on the page, and every finding."""
    return [*lines_of(app), *findings(app)]


def table(app) -> pd.DataFrame:
    return ranking_of(app).value.set_index("creator_id")


def test_one_sentence_stands_above_the_picture_and_all_of_them_behind_it():
    app = draw(GROWN, FALLEN)
    assert f"**{GAINED}**" in lines_of(app)
    assert findings(app) == [GAINED, LOST, "Name 01 has days that need a human look."]
    assert "Nothing stands out in these days." in lines_of(draw(STILL))


def test_a_ticked_finding_highlights_in_chart_ranking_and_link_and_ticked_again_nobody():
    app = draw(GROWN, FALLEN, STILL, view=View.TOTAL)
    app.checkbox(key="finding_1").check().run()
    assert selected(app) == set_off(app) == [B]
    assert address(app)["mark"] == "2"
    app.checkbox(key="finding_0").check().run()
    assert selected(app) == set_off(app) == [A]
    assert app.checkbox(key="finding_1").value is False, "it speaks of somebody else"
    app.checkbox(key="finding_0").uncheck().run()
    assert selected(app) == []
    assert len(set_off(app)) == 3
    assert "mark" not in address(app)


def test_a_ticked_row_is_set_off_in_the_chart_and_ticks_the_finding_about_it():
    app = select_rows(draw(GROWN, FALLEN, STILL, view=View.TOTAL), 1)  # the still one is second
    assert selected(app) == set_off(app) == [C]
    assert address(app)["mark"] == "3"
    select_rows(app, 2)
    assert app.checkbox(key="finding_1").value is True
    select_rows(app)
    assert selected(app) == []
    assert len(set_off(app)) == 3


def test_pasted_prices_reach_the_table_and_the_findings():
    app = draw(GROWN, FALLEN, STILL, prices={A: Prices(30), B: Prices(50), C: Prices(6)})
    assert table(app).loc[[A, B, C], "price"].to_list() == ["¥30", "¥50", "¥6"]
    assert table(app)["price_per_thousand"].to_dict() == pytest.approx({A: 200, B: 500, C: 0.1})
    sentence = "Name 03 asks least per 1 k followers for a picture post: ¥0.10 (median of the "
    assert any(line.startswith(sentence) for line in told(app))
    assert not [one for one in app.segmented_control if one.key == "price_kind"]


def test_who_is_not_complete_is_a_number_beside_the_source_that_opens_the_reasons():
    app = draw(GROWN, FAILED, view=View.TOTAL)
    assert not [line for line in told(app) if "could not be loaded" in line]
    assert app.button(key="missing").label == "1 not complete"
    app.button(key="missing").click().run()
    assert "**1 creator could not be loaded**" in told(app)
    assert not [one for one in draw(GROWN).button if one.key == "missing"]


def test_two_kinds_of_prices_give_a_choice_that_the_table_follows():
    app = draw(GROWN, FALLEN, prices={A: Prices(30, 60), B: Prices(50)})
    app.segmented_control(key="price_kind").set_value("video").run()
    assert table(app)["price"].dropna().to_dict() == {A: "¥60"}
    assert not [line for line in told(app) if "asks least" in line], "one price is no comparison"


def test_without_prices_nothing_is_said_of_them():
    app = draw(GROWN, FALLEN)
    assert not {"price", "price_per_thousand"} & set(ranking_of(app).proto.column_order)
    assert not [line for line in told(app) if "asks least" in line]


def test_one_point_is_shown_and_says_nothing():
    app = draw(history(A, [100], [7]))
    assert table(app)["latest_total"].to_dict() == {A: 100}
    assert not {"growth_rate", "momentum", "peak_day"} & set(table(app)), "nothing stands in them"
    assert findings(app) == []
    assert len(app.get("plotly_chart")) == 1


def test_derived_new_followers_have_no_verdict_and_say_what_they_are():
    app = draw(history(A, TOTALS, derived=True), columns=["verdict"])
    assert "verdict" not in table(app), "a column in which nothing stands is not drawn"
    assert table(draw(JUMPED, columns=["verdict"]))["verdict"].to_list() == ["Conflict"]
    derived = "- New followers are derived: the daily net change of the total."
    assert derived in told(open_tab(app, "What is missing"))


def test_what_needs_a_human_look_is_listed_in_its_tab_under_its_rule():
    app = draw(JUMPED)
    assert table(app)["spike_days"].to_list() == [1]
    line = "- Name 01: +100 followers on Nov 29 · kept 99% of the gain after 7 days"
    assert line not in told(app), "what nobody looks at is not computed"
    assert line in told(open_tab(app, "Days to look at"))
    assert not [one for one in app.dataframe if "net_change" in one.value]


def test_a_name_that_is_clicked_opens_its_creator():
    app = open_row(draw(GROWN, FALLEN), 1)
    assert opened_pages(app) == [("creator", {"kol": B, **address(app)})], "with the list"
    assert opened_pages(app.run()) == []


def test_after_another_page_the_tab_that_was_open_is_open_again():
    app = open_tab(draw(JUMPED), "Days to look at")
    del app.session_state["tab"]  # as Streamlit does with what another page does not draw
    line = "- Name 01: +100 followers on Nov 29 · kept 99% of the gain after 7 days"
    assert line in told(app.run())


@pytest.mark.parametrize("tab", ["Ranking", "Days to look at", "What is missing"])
def test_a_name_is_text_wherever_it_stands(tab):
    prices = {A: Prices(30), B: Prices(50)}
    called = dict.fromkeys((A, B, C), NASTY)
    app = draw(JUMPED, FALLEN, FAILED, prices=prices, called=called, tab=tab)
    begin = NASTY[:20]
    assert len([line for line in told(app) if plain(begin) in line]) >= 3, "the sentence, findings"
    assert not [line for line in told(app) if begin in line]
    if tab == "Ranking":
        assert all(name.startswith(f"{NASTY} (") for name in ranking_of(app).value["name"])
        assert all(NASTY.startswith(one[:5]) for one in standings_of(app).value["name"])
