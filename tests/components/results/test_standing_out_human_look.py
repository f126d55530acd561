from __future__ import annotations

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from components.wording.plain_text import plain
from components.wording.spikes import burst_details, look_lines, rule_text
from services.growth.daily import combine
from services.growth.insight import insight
from services.growth.retention import NotKnown
from services.growth.rules import Rules, SpikeRule
from tests.components.made import NASTY, A, B, C, names
from tests.components.running import run_script
from tests.services.growth.made import cleanup, creator, steps

QUIET = (0, 1, 0, 1)
# The fifth change falls on December 6.
KEPT = creator(A, steps(1000, *QUIET, 100, -20, *[0, 1] * 4))
GIVEN_BACK = creator(B, steps(1000, *QUIET, 500, -400, *[0, 1] * 4))
LOST_MORE = creator(B, steps(1000, *QUIET, 100, -130, *[0, 1] * 4))
RECENT = creator(A, steps(1000, *QUIET, 60, 70, 1))
STRAIGHT = creator(C, steps(1000, *[20] * 7))
STILL = creator(C, steps(1000, *QUIET, *QUIET))


def lines(*frames: pd.DataFrame, **known: str) -> list[str]:
    found = insight(combine(frames), 0, Rules())
    return look_lines(found, names([A, B, C], **known))


def draw(*frames: pd.DataFrame) -> AppTest:
    def script(found, called, rule) -> None:
        from components.results.standing_out import human_look

        human_look(found, called, rule)

    found = insight(combine(frames), 0, Rules())
    given = {"found": found, "called": names([A, B, C]), "rule": Rules().spike}
    return run_script(script, given)


def shown(app: AppTest) -> list[str]:
    return [block.value for block in app.markdown]


def details(**row: object) -> list[str]:
    usual = {"kept": pd.NA, "half_life": pd.NA, "missing": 0, "round_number": False}
    return list(burst_details(usual | row))


RULE = f":gray[{rule_text(Rules().spike)}]"


def test_where_nothing_is_found_that_is_said_with_the_rule():
    assert shown(draw(STILL)) == ["No day in this window stands out.", RULE]


def test_what_is_found_stands_in_one_list_above_its_rule():
    assert shown(draw(KEPT, STRAIGHT)) == [*(f"- {line}" for line in lines(KEPT, STRAIGHT)), RULE]


def test_common_days_are_named_before_them():
    app = draw(cleanup())
    assert shown(app)[0].startswith("Common days, when the whole list moved")
    assert shown(app)[-1] == RULE


def test_of_those_alone_who_are_looked_at():
    found = insight(combine([KEPT, GIVEN_BACK, STRAIGHT]), 0, Rules())
    assert look_lines(found, names([B])) == lines(GIVEN_BACK)
    assert look_lines(found, names([C])) == lines(STRAIGHT)


@pytest.mark.parametrize(
    ("frame", "line"),
    [
        (KEPT, "Name 01: +100 followers on Dec 6 · kept 78% of the gain after 7 days"),
        (
            GIVEN_BACK,
            "Name 02: +500 followers on Dec 6 · kept 20% of the gain after 7 days · "
            "fast give-back · half of it gone after 1 day · round-number jump",
        ),
        (
            LOST_MORE,
            "Name 02: +100 followers on Dec 6 · kept 0% of the gain after 7 days · "
            "fast give-back · half of it gone after 1 day",
        ),
        (RECENT, "Name 01: +130 followers on Dec 6 to Dec 7 · too recent to say what it keeps"),
        (
            STRAIGHT,
            "Name 03: a too straight line, about +20 a day on 7 days, Dec 2 to Dec 8",
        ),
    ],
    ids=["kept", "given back", "lost more", "recent", "straight"],
)
def test_one_line_by_hand(frame, line):
    assert lines(frame) == [line]


def test_the_largest_burst_comes_first_and_straight_lines_last():
    starts = [line[:7] for line in lines(STRAIGHT, KEPT, GIVEN_BACK)]
    assert starts == ["Name 02", "Name 01", "Name 03"]


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ({"kept": 0.5}, ["kept 50% of the gain after 7 days"]),
        (
            {"kept": 0.9, "missing": 3},
            ["came in 3 days without data", "kept 90% of the gain after 7 days"],
        ),
        ({"kept": 0.494}, ["kept 49% of the gain after 7 days", "fast give-back"]),
        ({"not_known": NotKnown.TOO_RECENT}, ["too recent to say what it keeps"]),
        ({"not_known": NotKnown.NO_TOTAL}, ["no total after 7 days to say what it keeps"]),
        (
            {"not_known": NotKnown.TOO_RECENT, "half_life": 2, "round_number": True},
            [
                "too recent to say what it keeps",
                "half of it gone after 2 days",
                "round-number jump",
            ],
        ),
    ],
)
def test_what_became_of_a_burst(row, told):
    assert details(**row) == told


def test_a_day_without_a_total_is_not_called_recent():
    gap = steps(1000, *QUIET, 100, *[0, 1] * 6)
    day = sorted(gap)[5 + 7]
    del gap[day]
    assert lines(creator(A, gap)) == [
        "Name 01: +100 followers on Dec 6 · no total after 7 days to say what it keeps"
    ]


def test_the_rule_names_the_bounds_that_were_used():
    usual, other = rule_text(SpikeRule()), rule_text(SpikeRule(times=4.5, least=1200, share=0.02))
    assert "at least 50 followers, 0.5% of the total and 3 usual days" in usual
    assert "at least 1,200 followers, 2.0% of the total and 4.5 usual days" in other
    assert "left after 7 days. Round-number jump: within 1% of a round number from 500 on" in usual


def test_a_name_is_text():
    for line in lines(KEPT, STRAIGHT, **{A: NASTY, C: NASTY}):
        assert line.startswith(f"{plain(NASTY)}: ")
