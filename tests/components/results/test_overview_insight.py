"""What the numbers lead to: findings, highlights, prices, verdicts, and what needs a human look."""

from __future__ import annotations

import pytest

from components.wording.plain_text import plain
from services.api.answers import Kind
from services.api.errors import ApiError
from services.growth.lineup import View
from services.shortlist.prices import Prices
from tests.components.made import NASTY, A, B, C, history
from tests.components.results.test_overview import captions, draw, set_off
from tests.components.selecting import open_row, select_rows, selected

GROWN = history(A, [100, 150], [0, 50])
FALLEN = history(B, [200, 100], [0, -100])
STILL = history(C, [60_000, 60_000], [0, 0])
FAILED = history(C, ApiError(Kind.VENDOR_ERROR, code=500), ApiError(Kind.VENDOR_ERROR, code=500))
TOTALS = [1000, 1000, 1001, 1001, 1002, 1102, *range(1102, 1110)]
JUMPED = history(A, TOTALS, [0] * len(TOTALS))


def told(app) -> list[str]:
    return [block.value for block in app.markdown]


def test_one_sentence_stands_above_the_picture_and_the_others_below():
    lines = told(draw(GROWN, FALLEN))
    first = lines.index("Name 01 gained most in numbers: +50 followers (+50.0%).")
    below = lines.index("**What stands out**")
    assert first < below
    assert lines[below + 1] == "1 creator of 2 lost followers: Name 02 (down to −50.0%)."
    assert "**What stands out**" not in told(draw(STILL))


def test_a_click_on_a_finding_highlights_in_chart_and_table():
    app = draw(GROWN, FALLEN, STILL, view=View.TOTAL)
    app.button(key="finding_1").click().run()
    assert app.multiselect(key="highlight").value == selected(app) == set_off(app) == [B]


def test_a_selected_row_is_set_off_in_the_chart():
    app = select_rows(draw(GROWN, FALLEN, STILL, view=View.TOTAL), 1)  # the still one is second
    assert app.multiselect(key="highlight").value == selected(app) == set_off(app) == [C]
    select_rows(app)
    assert app.multiselect(key="highlight").value == selected(app) == []
    assert len(set_off(app)) == 3


def test_whoever_is_picked_above_the_chart_is_selected_in_the_table():
    app = draw(GROWN, FALLEN, STILL)
    app.multiselect(key="highlight").set_value([B, A]).run()
    assert selected(app) == [A, B]
    app.multiselect(key="highlight").set_value([]).run()
    assert selected(app) == []


def test_a_filtered_table_leaves_the_chart_as_it_is():
    app = select_rows(draw(GROWN, FALLEN, STILL, view=View.TOTAL), 0)
    app.pills(key="tiers").set_value(["Mid-tier"]).run()
    assert list(app.dataframe[0].value["creator_id"]) == [C]
    assert set_off(app) == [A]
    select_rows(app, 0)
    assert sorted(set_off(app)) == [A, C]


def test_pasted_prices_reach_the_table_and_the_findings():
    app = draw(GROWN, FALLEN, STILL, prices={A: Prices(30), B: Prices(50), C: Prices(6)})
    table = app.dataframe[0].value.set_index("creator_id")
    assert table.loc[[A, B, C], "price"].to_list() == [30, 50, 6]
    assert table["price_per_thousand"].to_dict() == pytest.approx({A: 200, B: 500, C: 0.1})
    sentence = "Name 03 asks least per 1 k followers: ¥0.10 (median of the others ¥350)."
    assert sentence in told(app)
    assert not [one for one in app.segmented_control if one.key == "price_kind"]


def test_two_kinds_of_prices_give_a_choice_that_the_table_follows():
    app = draw(GROWN, FALLEN, prices={A: Prices(30, 60), B: Prices(50)})
    app.segmented_control(key="price_kind").set_value("video").run()
    table = app.dataframe[0].value.set_index("creator_id")
    assert table["price"].dropna().to_dict() == {A: 60}
    assert not [line for line in told(app) if "asks least" in line], "one price is no comparison"


def test_without_prices_nothing_is_said_of_them():
    app = draw(GROWN, FALLEN)
    assert not {"price", "price_per_thousand"} & set(app.dataframe[0].proto.column_order)
    assert not [line for line in told(app) if "asks least" in line]


def test_one_point_is_shown_and_says_nothing():
    app = draw(history(A, [100], [7]))
    row = app.dataframe[0].value.iloc[0]
    assert (row["latest_total"], row["points"]) == (100, 1)
    assert row[["growth_rate", "momentum", "peak_day"]].isna().all()
    assert "**What stands out**" not in told(app)
    assert not app.expander
    assert len(app.get("plotly_chart")) == 1


def test_derived_new_followers_have_no_verdict_and_say_what_they_are():
    app = draw(history(A, TOTALS, derived=True))
    assert app.dataframe[0].value["verdict"].isna().all()
    assert draw(JUMPED).dataframe[0].value["verdict"].to_list() == ["Conflict"]
    assert "- New followers are derived: the daily net change of the total." in told(app)


def test_what_needs_a_human_look_is_listed_under_its_rule():
    app = draw(JUMPED)
    assert app.dataframe[0].value["spike_days"].to_list() == [1]
    assert [one.label for one in app.expander] == ["1 thing needs a human look"]
    assert "- Name 01: +100 on Nov 29 · kept 99% of the gain after 7 days" in told(app)


def test_an_opened_row_is_handed_on():
    app = open_row(draw(GROWN, FALLEN), 1)
    assert app.session_state["outcome"].opened == B


def test_a_name_is_text_wherever_it_stands():
    prices = {A: Prices(30), B: Prices(50)}
    app = draw(JUMPED, FALLEN, FAILED, prices=prices, called=dict.fromkeys((A, B, C), NASTY))
    marked = [line for line in [*told(app), *captions(app)] if "evil" in line]
    assert len(marked) >= 6, "findings, human look, failures"
    assert all(plain(NASTY) in line for line in marked)
    assert not [line for line in marked if NASTY in line]
    assert set(app.dataframe[0].value["name"]) == {NASTY}
