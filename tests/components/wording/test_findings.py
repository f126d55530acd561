"""What a finding says is exactly what its numbers say."""

from __future__ import annotations

import pandas as pd
import pytest

from components.wording.findings import finding_text
from components.wording.plain_text import plain
from services.growth.findings import Finding, FindingKind
from services.growth.verdict import Growth
from tests.components.made import IDS, NASTY, A, names

NAMES = names(IDS)
NOV_23, NOV_24 = pd.Timestamp("2025-11-23"), pd.Timestamp("2025-11-24")
LEADS = {"growth": Growth.STEADY, "rate": 0.2188, "median": 0.0429, "days": 29}
BURST = {"rate": 0.2188, "share": 0.9, "kept": 0.26, "bursts": 1}
COMMON = {"day": NOV_23, "median": -0.0213, "together": 5, "creators": 6}
KEPT = {"kept": 0.424, "gain": 12_345, "day": NOV_23}


def said(kind: FindingKind, values: dict[str, object], who: int = 1) -> str:
    """The sentence about the first `who` creators."""
    return finding_text(Finding(kind, IDS[:who], values), NAMES)


def leads(**values: object) -> str:
    return said(FindingKind.LEADS, LEADS | values)


def test_who_leads():
    assert leads() == (
        "Name 01 grew most steadily: +21.9% in 29 days, 5.1 × the median of the others (+4.3%)."
    )
    assert leads(days=1).startswith("Name 01 grew most steadily: +21.9% in 1 day, ")
    uneven = leads(growth=Growth.UNEVEN)
    assert uneven.startswith("Name 01 leads, with ups and downs: +21.9% in 29 days")


def test_those_of_one_rate_lead_together():
    assert said(FindingKind.LEADS, LEADS, 2).startswith("Name 01, Name 02 grew most steadily")


@pytest.mark.parametrize(
    ("median", "words"),
    [
        (0.2, " in 29 days (median of the others +20.0%)."),  # 1.1 times is no news
        (0.2188 / 1.5, ", 1.5 × the median of the others (+14.6%)."),
        (0.0219, ", 10.0 × the median of the others (+2.2%)."),
        (0.0021, ", 104 × the median of the others (+0.2%)."),
        (0.0004, " in 29 days (median of the others 0.0%)."),
        (0.0, " in 29 days (median of the others 0.0%)."),
        (-0.05, " in 29 days (median of the others −5.0%)."),
        (pd.NA, "grew most steadily: +21.9% in 29 days."),
    ],
)
def test_how_who_leads_stands_against_the_others(median, words):
    assert leads(median=median).endswith(words)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (0.26, ", 90% of it in bursts; 26% of that is still there."),
        (pd.NA, ", 90% of it in bursts."),
    ],
)
def test_a_burst_says_what_is_still_there(kept, words):
    told = said(FindingKind.BURST, BURST | {"kept": kept})
    assert told == "Name 01 grew fastest (+21.9%)" + words


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (
            FindingKind.MOST_GAINED,
            {"gain": 12_345, "rate": 0.012},
            "Name 01 gained most in numbers: +12,345 followers (+1.2%).",
        ),
        (
            FindingKind.COMMON_DAY,
            COMMON,
            "On Nov 23, 5 of 6 creators fell together (median −2.13%): a common day.",
        ),
        (
            FindingKind.COMMON_DAY,
            COMMON | {"median": 0.0213},
            "On Nov 23, 5 of 6 creators jumped together (median +2.13%): a common day.",
        ),
        (
            FindingKind.KEPT,
            KEPT,
            "Name 01 kept 42% of the 12,345 followers gained from Nov 23 on, 7 days later.",
        ),
        (
            FindingKind.SPEEDING_UP,
            {"momentum": 1234.4, "average": 1000.0},
            "Name 01 speeds up: 1,234 followers a day more in the last 7 days than in the 7 "
            "before.",
        ),
        (
            FindingKind.CHEAPEST,
            {"price_per_thousand": 4.567, "median": 1234.5},
            "Name 01 asks least per 1 k followers: ¥4.57 (median of the others ¥1,234).",
        ),
        (FindingKind.LOSING_RUN, {"days": 9}, "Name 01 lost followers on 9 days on end."),
        (FindingKind.HUMAN_LOOK, {}, "Name 01 has days that need a human look."),
        (
            FindingKind.LOSING,
            {"rate": -0.125, "creators": 5},
            "1 creator of 5 lost followers: Name 01 (down to −12.5%).",
        ),
    ],
)
def test_a_sentence_by_hand(kind, values, sentence):
    assert said(kind, values) == sentence


@pytest.mark.parametrize(
    ("who", "listed"),
    [
        (2, "Name 01, Name 02"),
        (3, "Name 01, Name 02, Name 03"),
        (4, "Name 01, Name 02, Name 03 and 1 other"),
        (9, "Name 01, Name 02, Name 03 and 6 others"),
    ],
)
def test_of_several_creators_three_are_named_and_all_are_counted(who, listed):
    look = said(FindingKind.HUMAN_LOOK, {}, who)
    assert look == f"{listed} have days that need a human look."
    losing = said(FindingKind.LOSING, {"rate": -0.1, "creators": 12}, who)
    assert losing == f"{who} creators of 12 lost followers: {listed} (down to −10.0%)."


VALUES = {
    **LEADS,
    **BURST,
    **COMMON,
    **KEPT,
    "momentum": 5.0,
    "average": 5.0,
    "price_per_thousand": 1.0,
}


@pytest.mark.parametrize("kind", FindingKind)
def test_a_name_is_text_in_every_sentence(kind):
    sentence = finding_text(Finding(kind, (A,), VALUES), {A: NASTY})
    assert (plain(NASTY) in sentence) is (kind is not FindingKind.COMMON_DAY)
    assert "<b>" not in sentence
