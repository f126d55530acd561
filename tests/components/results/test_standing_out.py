from __future__ import annotations

import pandas as pd
from streamlit.testing.v1 import AppTest

from components.results.standing_out import MOST_HIGHLIGHTED
from components.wording.findings import finding_text
from components.wording.plain_text import plain
from services.growth.findings import Finding, FindingKind
from tests.components.made import IDS, NASTY, A, B, names
from tests.components.running import run_script

LOSING = Finding(FindingKind.LOSING, (B, A), {"rate": -0.1, "creators": 3})
LOOK = Finding(FindingKind.HUMAN_LOOK, IDS[:9])
COMMON = Finding(
    FindingKind.COMMON_DAY,
    (),
    {"day": pd.Timestamp("2025-12-01"), "median": -0.02, "together": 5, "creators": 6},
)
HERE, NOWHERE = ":material/my_location:", ":material/calendar_month:"


def draw(*found: Finding, ids=IDS, first=0, **known: str) -> AppTest:
    def script(found, called, first) -> None:
        from components.results.standing_out import findings_list

        findings_list(found, called, first)

    given = {"found": found, "called": names(ids, **known), "first": first}
    return run_script(script, given)


def test_where_nothing_stands_out_nothing_is_drawn():
    app = draw()
    assert not app.markdown
    assert not app.button


def test_each_finding_is_a_line_under_one_title_in_the_given_order():
    told = [finding_text(finding, names(IDS)) for finding in (LOOK, COMMON, LOSING)]
    lines = [block.value for block in draw(LOOK, COMMON, LOSING, first=1).markdown]
    assert lines == ["**What stands out**", *told]


def test_the_first_stands_alone_above_the_picture_without_a_title():
    assert [block.value for block in draw(LOOK).markdown] == [finding_text(LOOK, names(IDS))]


def test_a_click_highlights_whom_the_finding_speaks_of_and_nobody_else():
    app = draw(COMMON, LOSING)
    app.session_state["highlight"] = [IDS[5]]
    app.button(key="finding_1").click().run()
    assert app.session_state["highlight"] == [B, A]


def test_a_finding_about_many_highlights_the_first_of_them():
    app = draw(LOOK)
    app.button(key="finding_0").click().run()
    assert app.session_state["highlight"] == list(IDS[:MOST_HIGHLIGHTED])


def test_a_finding_about_nobody_has_nothing_to_click():
    day, losing = draw(COMMON, LOSING).button
    assert (day.disabled, day.proto.icon, day.proto.help) == (True, NOWHERE, "")
    assert (losing.disabled, losing.proto.icon) == (False, HERE)
    assert losing.proto.help == "Highlight in the chart"


def test_alone_there_is_nobody_to_be_set_off_from():
    app = draw(Finding(FindingKind.HUMAN_LOOK, (A,)), ids=[A])
    assert app.markdown[0].value == "Name 01 has days that need a human look."
    assert app.button[0].disabled is True


def test_a_name_is_text():
    line = draw(LOSING, **{A: NASTY}).markdown[0].value
    assert plain(NASTY) in line
