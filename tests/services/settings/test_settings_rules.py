"""When a day needs a human look and where tiers begin: what the settings say about it."""

from __future__ import annotations

import tomllib

import pytest

from services.growth.rules import Rules, SpikeRule, VerdictRule
from services.settings.reader import with_secrets
from services.settings.settings import Settings, SettingsMistakes, read_settings


def rules(**env: str) -> Rules:
    read = read_settings(env)
    assert isinstance(read, Settings)
    return read.rules


def mistakes(**env: str) -> list[str]:
    read = read_settings(env)
    assert isinstance(read, SettingsMistakes)
    return [str(sentence) for sentence in read.sentences]


def test_the_defaults() -> None:
    assert rules() == Rules()
    assert rules() == Rules(
        SpikeRule(50, 0.005, 3.0), (5_000, 50_000, 500_000), VerdictRule(flat=0.0002)
    )
    written = {"SPIKE_TIMES": "3", "SPIKE_FOLLOWERS": "50", "SPIKE_PERCENT": "0.5"}
    assert (
        rules(**written, FLAT_PERCENT="0.02", CLAIM_PERCENT="20", TIERS="5000,50000,500000")
        == Rules()
    )


@pytest.mark.parametrize(
    ("text", "times"), [("0", 0), (" 4 ", 4), ("2.25", 2.25), ("100", 100), ("3.500000", 3.5)]
)
def test_a_bound_in_usual_days(text: str, times: float) -> None:
    assert rules(SPIKE_TIMES=text) == Rules(SpikeRule(times=times))


def test_a_bound_of_flat_growth() -> None:
    assert rules(FLAT_PERCENT="0.05").verdict.flat == pytest.approx(0.0005)
    assert rules(FLAT_PERCENT="0").verdict.flat == 0


@pytest.mark.parametrize(("text", "claim"), [("0", 0), ("12.5", 0.125), ("1000", 10)])
def test_how_far_off_a_sheet_may_be(text: str, claim: float) -> None:
    assert rules(CLAIM_PERCENT=text) == Rules(claim=claim)
    assert mistakes(CLAIM_PERCENT="1001") == ["CLAIM_PERCENT must be a number from 0 to 1000."]
    assert mistakes(FLAT_PERCENT="-1") == ["FLAT_PERCENT must be a number from 0 to 100."]


@pytest.mark.parametrize(("text", "least"), [("0", 0), (" 200 ", 200), ("10000000", 10_000_000)])
def test_a_floor_in_followers(text: str, least: int) -> None:
    assert rules(SPIKE_FOLLOWERS=text) == Rules(SpikeRule(least=least))


@pytest.mark.parametrize(("text", "share"), [("0", 0), ("1", 0.01), ("2.5", 0.025), ("100", 1)])
def test_a_floor_in_percent_becomes_a_fraction(text: str, share: float) -> None:
    assert rules(SPIKE_PERCENT=text) == Rules(SpikeRule(share=share))


@pytest.mark.parametrize(
    ("text", "tiers"),
    [("1,2,3", (1, 2, 3)), (" 10000 , 100000,1000000 ", (10_000, 100_000, 1_000_000))],
)
def test_where_tiers_begin(text: str, tiers: tuple[int, ...]) -> None:
    assert rules(TIERS=text) == Rules(tiers=tiers)


NO_NUMBERS = [
    "", "-1", "+5", "3,5", "1.2.3", ".5", "5.", "1e2", "0x8", "٨", "1_0", "5 %", "nan", "inf",
    "0.1234567", "100.5", "9" * 5000,
]  # fmt: skip


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_bound_in_usual_days_that_is_none(text: str) -> None:
    assert mistakes(SPIKE_TIMES=text) == ["SPIKE_TIMES must be a number from 0 to 100."]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_a_floor_in_percent_that_is_none(text: str) -> None:
    assert mistakes(SPIKE_PERCENT=text) == ["SPIKE_PERCENT must be a number from 0 to 100."]


@pytest.mark.parametrize("text", [*NO_NUMBERS, "50.0", "10000001"])
def test_a_floor_in_followers_that_is_none(text: str) -> None:
    assert mistakes(SPIKE_FOLLOWERS=text) == [
        "SPIKE_FOLLOWERS must be a whole number from 0 to 10000000."
    ]


@pytest.mark.parametrize(
    "text",
    [
        "", ",,", "5000", "5000,50000", "1,2,3,4", "1,2,3,", "3,2,1", "1,1,2", "0,1,2", "-1,1,2",
        "1.5,2,3", "5000;50000;500000", "5000，50000，500000", "5_000,50_000,500_000", "٥,٦,٧",
        "5k,50k,500k", "1,2," + "9" * 5000, "[5000, 50000, 500000]",
    ],
)  # fmt: skip
def test_tiers_that_are_none(text: str) -> None:
    assert mistakes(TIERS=text) == ["TIERS must be 3 ascending whole numbers, separated by commas."]


def test_all_mistakes_are_told_at_once() -> None:
    told = mistakes(SPIKE_TIMES="x", SPIKE_FOLLOWERS="x", SPIKE_PERCENT="x", TIERS="x")
    assert [sentence.split()[0] for sentence in told] == [
        "SPIKE_FOLLOWERS",
        "SPIKE_PERCENT",
        "SPIKE_TIMES",
        "TIERS",
    ]


def test_secrets_may_give_them_as_numbers() -> None:
    secrets = 'SPIKE_TIMES = 4\nSPIKE_FOLLOWERS = 1_000\nSPIKE_PERCENT = 2.50\nTIERS = "1,2,3"\n'
    read = with_secrets(tomllib.loads(secrets))
    asked = {name: read[name] for name in tomllib.loads(secrets)}
    assert rules(**asked) == Rules(SpikeRule(times=4, least=1000, share=0.025), (1, 2, 3))


def test_they_ask_for_no_other_client() -> None:
    usual, other = read_settings({}), read_settings({"SPIKE_TIMES": "4", "TIERS": "1,2,3"})
    assert isinstance(usual, Settings)
    assert isinstance(other, Settings)
    assert usual.fingerprint == other.fingerprint
