from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from services.archive.statistics import Spent
from tests.components.running import run_script

NOTHING = Spent(0, 0, 0, 0, 0)
TODAY = Spent(charged=1234, not_charged=7, unknown=2, under_way=3, served=56)
LABELS = ["Paid calls", "Served from the archive", "Not charged", "Unknown"]


def draw(today: Spent, limit: int | None, month: Spent = NOTHING) -> AppTest:
    def script(today, month, limit) -> None:
        from components.calls.bill import spending

        spending(today, month, limit)

    given = {"today": today, "month": month, "limit": limit}
    return run_script(script, given)


def budget(app: AppTest) -> tuple[str, int]:
    (bar,) = app.get("progress")
    return bar.proto.text, bar.proto.value


def test_both_spans_show_all_four_figures():
    app = draw(TODAY, 2000, Spent(charged=9, not_charged=8, unknown=7, under_way=0, served=6))
    assert [one.label for one in app.metric] == LABELS * 2
    assert [one.value for one in app.metric] == ["1,234", "56", "7", "5", "9", "6", "8", "7"]
    assert [block.value for block in app.markdown] == [
        "**Today (China date)**",
        "**This month (China date)**",
    ]


@pytest.mark.parametrize(
    ("limit", "told", "share", "used_up"),
    [
        (2000, "761 of 2000 calls left today", 61, False),  # 1234 + 2 + 3 are spent
        (1240, "1 of 1240 calls left today", 99, False),
        (1239, "0 of 1239 calls left today", 100, True),
        (5, "0 of 5 calls left today", 100, True),
        (1, "0 of 1 call left today", 100, True),
        (0, "0 of 0 calls left today", 100, True),
    ],
)
def test_the_budget_counts_what_may_have_been_charged(limit, told, share, used_up):
    app = draw(TODAY, limit)
    assert budget(app) == (told, share)
    assert [block.value for block in app.warning] == [
        "Today's budget is used up. The app shows what the archive has."
    ] * used_up


def test_calls_that_were_not_charged_leave_the_budget_whole():
    assert budget(draw(Spent(0, 40, 0, 0, 9), 10)) == ("10 of 10 calls left today", 0)


def test_a_budget_of_nothing_on_a_day_without_calls():
    assert len(draw(NOTHING, 0).warning) == 1


def test_demo_data_have_no_budget():
    app = draw(TODAY, None)
    assert not app.get("progress")
    assert app.caption[0].value == "Demo data: calls cost nothing, so there is no budget."
    assert [(one.label, one.value) for one in app.metric[:2]] == [
        ("Simulated calls", "1,246"),
        ("Served from the archive", "56"),
    ]
    assert not {"Paid calls", "Not charged", "Unknown"} & {one.label for one in app.metric}
