"""What a finding says is exactly what its numbers say."""

from __future__ import annotations

import pandas as pd
import pytest

from components.wording.findings import finding_text
from components.wording.i18n import speaking
from components.wording.plain_text import plain
from services.growth.findings import Finding, FindingKind
from services.growth.verdict import Growth
from tests.components.made import IDS, NASTY, A, names

NAMES = names(IDS)
NOV_23, NOV_24 = pd.Timestamp("2025-11-23"), pd.Timestamp("2025-11-24")
LEADS = {
    "growth": Growth.STEADY,
    "rate": 0.2188,
    "median": 0.0429,
    "other": None,
    "alone": False,
    "days": 29,
}
BURST = {"rate": 0.2188, "share": 0.9, "kept": 0.26, "least": None}
LOSING = {"rate": -0.125, "creators": 5, "aside": False, "days": 29}
COMMON = {"day": NOV_23, "median": -0.0213, "together": 5, "creators": 6}
KEPT = {"kept": 0.424, "gain": 12_345, "day": NOV_23}


CLAIM = {"claimed": 356_000, "measured": 2_350, "share": 0.2}


def said(kind: FindingKind, values: dict[str, object], who: int = 1) -> str:
    """The sentence about the first `who` creators."""
    return finding_text(Finding(kind, IDS[:who], {"alone": False, "other": None} | values), NAMES)


def leads(**values: object) -> str:
    return said(FindingKind.LEADS, LEADS | values)


def test_who_leads():
    assert leads() == (
        "Name 01 grew most steadily: +21.9% in 29 days, 5.1 × the median of the others (+4.3%)."
    )
    uneven = leads(growth=Growth.UNEVEN)
    assert uneven.startswith("Name 01 leads, with ups and downs: +21.9% in 29 days")


def test_one_creator_alone_is_held_against_nobody():
    alone = {"alone": True, "median": None}
    assert leads(**alone) == "Name 01 grew steadily: +21.9% in 29 days."
    uneven = leads(**alone, growth=Growth.UNEVEN)
    assert uneven == "Name 01 grew, with ups and downs: +21.9% in 29 days."
    burst = said(FindingKind.BURST, BURST | {"alone": True})
    assert burst == "Name 01 grew (+21.9%), 90% of it in bursts; 26% of that is still there."
    one = LOSING | {"creators": 1}
    assert said(FindingKind.LOSING, one) == "Name 01 lost followers: −12.5% in 29 days."
    assert said(FindingKind.LOSING, one | {"days": 1}).endswith("−12.5% in 1 day.")


def test_where_the_median_is_one_others_that_one_is_named():
    assert leads(other=IDS[4]).endswith(": +21.9% in 29 days, 5.1 × the rate of Name 05 (+4.3%).")
    assert leads(other=IDS[4], median=-0.05).endswith(" in 29 days (Name 05: −5.0%).")
    price = {"price_per_thousand": 5.0, "median": 9.0, "price_kind": "video", "other": IDS[1]}
    assert said(FindingKind.CHEAPEST, price).endswith(" for a video: ¥5.00 (Name 02: ¥9.00).")


def test_who_was_too_small_to_be_the_fastest_is_not_denied():
    told = said(FindingKind.BURST, BURST | {"least": 500})
    assert told.startswith("Of those with at least 500 followers, Name 01 grew fastest (+21.9%), ")


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
        (None, "grew most steadily: +21.9% in 29 days."),
    ],
)
def test_how_who_leads_stands_against_the_others(median, words):
    assert leads(median=median).endswith(words)


@pytest.mark.parametrize(
    ("kept", "words"),
    [
        (0.26, ", 90% of it in bursts; 26% of that is still there."),
        (None, ", 90% of it in bursts."),
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
            {"momentum": 1234.4},
            "Name 01 speeds up: 1,234 followers a day more in the last 7 days than in the 7 "
            "before.",
        ),
        (
            FindingKind.CHEAPEST,
            {"price_per_thousand": 4.567, "median": 20_000.4, "price_kind": "image"},
            "Name 01 asks least per 1 k followers for a picture post: ¥4.57 (median of the others "
            "¥20,000).",
        ),
        (
            FindingKind.CHEAPEST,
            {"price_per_thousand": 4.567, "median": 5.0, "price_kind": "video"},
            "Name 01 asks least per 1 k followers for a video: ¥4.57 (median of the others ¥5.00).",
        ),
        (
            FindingKind.CHEAPEST,
            {"price_per_thousand": 4.567, "median": 5.0, "price_kind": "other"},
            "Name 01 asks least per 1 k followers, the sheet does not say for what: ¥4.57 (median "
            "of the others ¥5.00).",
        ),
        (
            FindingKind.CLAIM,
            CLAIM,
            "The sheet says 356,000 followers for Name 01, measured 2,350.",
        ),
        (FindingKind.LOSING_RUN, {"days": 9}, "Name 01 lost followers on 9 days on end."),
        (FindingKind.HUMAN_LOOK, {}, "Name 01 has days that need a human look."),
        (
            FindingKind.LOSING,
            LOSING,
            "1 creator of 5 lost followers: Name 01 (down to −12.5%).",
        ),
        (
            FindingKind.LOSING,
            LOSING | {"aside": True},
            "1 creator of 5 lost followers beyond the common days: Name 01 (down to −12.5%).",
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
    losing = said(FindingKind.LOSING, LOSING | {"rate": -0.1, "creators": 12}, who)
    assert losing == f"{who} creators of 12 lost followers: {listed} (down to −10.0%)."


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        (
            FindingKind.BURST,
            BURST | {"share": None, "kept": None},
            "Name 01, Name 02 grew fastest (+21.9%), by bursts.",
        ),
        (
            FindingKind.MOST_GAINED,
            {"gain": 12_345, "rate": None},
            "Name 01, Name 02 gained most in numbers: +12,345 followers each.",
        ),
        (
            FindingKind.KEPT,
            {"kept": 1.0, "gain": None, "day": None},
            "Name 01, Name 02 kept 100% of a burst, 7 days later.",
        ),
        (
            FindingKind.SPEEDING_UP,
            {"momentum": 5.0},
            "Name 01, Name 02 speed up: 5 followers a day more in the last 7 days than in the 7 "
            "before.",
        ),
        (
            FindingKind.CHEAPEST,
            {"price_per_thousand": 5.0, "median": 9.0, "price_kind": "image"},
            "Name 01, Name 02 ask least per 1 k followers for a picture post: ¥5.00 (median of the "
            "others ¥9.00).",
        ),
        (
            FindingKind.LOSING_RUN,
            {"days": 9},
            "Name 01, Name 02 lost followers on 9 days on end.",
        ),
    ],
)
def test_ties_are_named_together(kind, values, sentence):
    assert said(kind, values, 2) == sentence


def test_others_whose_followers_are_off_are_counted():
    first = "The sheet says 356,000 followers for Name 01, measured 2,350; "
    assert said(FindingKind.CLAIM, CLAIM, 2) == (
        first + "1 other creator differs by more than 20%, too."
    )
    assert said(FindingKind.CLAIM, CLAIM, 3).endswith(
        "2 other creators differ by more than 20%, too."
    )


VALUES = {
    **LEADS,
    **BURST,
    **COMMON,
    **KEPT,
    **LOSING,
    "momentum": 5.0,
    **CLAIM,
    "price_per_thousand": 1.0,
    "price_kind": "image",
}


@pytest.mark.parametrize("kind", FindingKind)
def test_a_name_is_text_in_every_sentence(kind):
    sentence = finding_text(Finding(kind, (A,), VALUES), {A: NASTY})
    assert (plain(NASTY) in sentence) is (kind is not FindingKind.COMMON_DAY)
    assert "<b>" not in sentence


def test_a_finding_in_chinese_is_one_whole_sentence():
    with speaking("zh"):
        assert leads() == (
            "Name 01 涨粉最稳：29 天 +21.9%，是其余博主中位数（+4.3%）的 5.1\u00a0倍。"
        )
        burst = said(FindingKind.BURST, BURST)
        assert burst == "Name 01 涨幅最大（+21.9%），其中 90% 来自爆发，爆发增量留存 26%。"
        many = said(FindingKind.LOSING, LOSING, who=5)
        assert many.startswith("5 位博主中有 5 位掉粉：Name 01、Name 02、Name 03 及另外 2 位")
