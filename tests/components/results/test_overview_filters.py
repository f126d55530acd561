"""Who is looked at: one choice that chart, ranking, findings, files and link all follow."""

from __future__ import annotations

from services.growth.lineup import View
from services.shortlist.creator import Creator, Decision
from tests.components.made import A, B, C, history
from tests.components.results.test_overview import FALLEN, GROWN, address, draw, figure, set_off
from tests.components.results.test_overview_insight import findings
from tests.components.selecting import edit_row, open_row, select_rows, selected
from tests.pages import curves, open_tab, opened_pages, popovers, ranking_of, standings_of, texts

STILL = history(C, [60_000, 60_000], [0, 0])
THREE = (GROWN, FALLEN, STILL)


def looked_at(app) -> list[str]:
    """Who is in all of chart and both rankings, which must be the same."""
    seen = list(standings_of(app).value["creator_id"])
    assert list(ranking_of(app).value["creator_id"]) == seen
    assert {one["name"] for one in curves(app)} == set(seen)
    return seen


def test_a_tier_narrows_chart_ranking_findings_and_link_and_says_so():
    app = draw(*THREE, view=View.TOTAL)
    assert looked_at(app) == [A, C, B]
    assert len(findings(app)) == 3
    app.pills(key="tiers").set_value([0]).run()
    assert looked_at(app) == [A, B]
    assert address(app)["tier"] == "0"
    assert "2 of 3 creators" in popovers(app)
    source = [one["text"] for one in figure(app)["layout"]["annotations"]]
    assert any("2 of 3 creators" in text for text in source), "a picture must stand alone"
    app.pills(key="tiers").set_value([2]).run()
    assert looked_at(app) == [C]
    assert findings(app) == []
    assert not any("Name 01" in line or "Name 02" in line for line in texts(app).splitlines())
    app.button(key="show_everybody").click().run()
    assert looked_at(app) == [A, C, B]
    assert "tier" not in address(app)
    assert not app.exception


def test_decision_and_words_keep_those_that_have_both():
    noted = (
        Creator(A, decision=Decision.BOOKED, remark="Slow to answer"),
        Creator(B, decision=Decision.NO, remark="slow"),
        Creator(C, decision=Decision.BOOKED),
    )
    app = draw(*THREE, view=View.TOTAL, creators=noted)
    app.text_input(key="words").input("SLOW").run()
    assert looked_at(app) == [A, B]
    app.pills(key="decisions").set_value([Decision.BOOKED]).run()
    assert looked_at(app) == [A]
    assert (address(app)["find"], address(app)["decision"]) == ("SLOW", "booked")


def test_only_what_the_list_has_several_of_can_be_chosen_and_what_was_chosen_before():
    assert [one.key for one in draw(GROWN, FALLEN).pills] == ["columns"]
    app = draw(*THREE, view=View.TOTAL, tiers=[3])
    assert app.pills(key="tiers").options == ["Nano", "Mid-tier", "Top"]
    assert "None of these creators can be drawn." in texts(app)
    app.pills(key="tiers").set_value([0, 3]).run()
    assert looked_at(app) == [A, B]


def test_where_nobody_is_kept_the_page_says_so_and_offers_everybody():
    app = draw(*THREE, view=View.TOTAL, words="nobody is called so")
    assert not app.get("plotly_chart")
    assert "0 of 3 creators" in popovers(app)
    assert len(app.get("download_button")) == 5
    assert address(app)["find"] == "nobody is called so"
    app.button(key="show_everybody").click().run()
    assert looked_at(app) == [A, C, B]


def test_ticks_of_rows_that_are_hidden_stay():
    app = select_rows(draw(*THREE, view=View.TOTAL), 0, 1)
    app.pills(key="tiers").set_value([2]).run()
    assert selected(app) == set_off(app) == [C]
    select_rows(app)
    app.pills(key="tiers").set_value([]).run()
    assert selected(app) == set_off(app) == [A]


def test_a_row_of_a_narrowed_ranking_is_its_own_creators():
    app = draw(*THREE, tiers=[2])
    edit_row(app, 0, remark="large")
    assert app.session_state["creators"][C] == Creator(C, "Name 03", remark="large")
    assert not app.session_state["creators"][A].remark
    assert [params["kol"] for _page, params in opened_pages(open_row(app, 0))] == [C]


def test_a_decision_that_no_longer_fits_the_filter_takes_the_row_away_and_nothing_else():
    noted = (Creator(A, decision=Decision.BOOKED), Creator(B, decision=Decision.BOOKED))
    app = draw(*THREE, view=View.TOTAL, creators=noted, decisions=[Decision.BOOKED])
    assert looked_at(app) == [A, B]
    edit_row(app, 0, decision="No")
    assert looked_at(app) == [B]
    app.button(key="show_everybody").click().run()
    decided = ranking_of(app).value.set_index("creator_id")["decision"].dropna().to_dict()
    assert decided == {A: "No", B: "Booked"}


def test_days_to_look_at_are_of_those_that_are_kept():
    totals = [1000, 1000, 1001, 1001, 1002, 1102, *range(1102, 1110)]
    jumped = history(A, totals, [0] * len(totals))
    large = history(C, [60_000 + n for n in totals], [0] * len(totals))
    app = open_tab(draw(jumped, large), "Days to look at")
    assert "- Name 01: +100 followers on Nov 29" in texts(app)
    app.pills(key="tiers").set_value([2]).run()
    assert "Name 01" not in texts(app)
    assert "No day in this window stands out." in texts(app)


def test_the_campaign_date_is_of_those_that_are_kept():
    rising = [1000 + n for n in range(90)]
    large = history(C, [60_000 + n for n in range(90)], [1] * 90)
    app = open_tab(draw(history(A, rising, [1] * 90), large), "Campaign date")
    (table,) = [one.value for one in app.dataframe if "projected" in one.value]
    assert len(table) == 2
    app.pills(key="tiers").set_value([2]).run()
    (table,) = [one.value for one in app.dataframe if "projected" in one.value]
    assert list(table["name"]) == ["Name 03"]
