"""Histories: numbers that hold whenever they are asked for, and audiences in character."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from services.sandbox.personas import ANCHOR, History, Persona, draw, history

FIRST_CLEANUP = date(2025, 1, 12)
LAST = date(2026, 11, 23)
IDS = [f"{number:024x}" for number in range(1, 41)]
SIZE = {
    Persona.STEADY: 50_000,
    Persona.BURST: 30_000,
    Persona.DECLINE: 40_000,
    Persona.QUIET: 3_000,
}


def past(creator_id: str, persona: Persona, last: date = LAST) -> History:
    return history(creator_id, persona, SIZE[persona], last)


def cleanups(count: int) -> np.ndarray:
    days = [ANCHOR + timedelta(days=index) for index in range(count)]
    return np.array([(day - FIRST_CLEANUP).days % 30 == 0 for day in days])


@pytest.mark.parametrize("persona", Persona)
def test_a_later_question_changes_no_earlier_day(persona: Persona) -> None:
    long = past(IDS[0], persona)
    for days_earlier in (1, 29, 30, 31, 365):
        short = past(IDS[0], persona, LAST - timedelta(days=days_earlier))
        known = len(long.totals) - days_earlier
        assert len(short.totals) == known
        for name in ("totals", "arrivals", "net"):
            np.testing.assert_array_equal(getattr(short, name), getattr(long, name)[:known])


def test_another_process_draws_the_same_numbers() -> None:
    code = (
        "from datetime import date; from services.sandbox.personas import history, Persona;"
        f"print(history({IDS[3]!r}, Persona.BURST, 30000, date(2026, 11, 23)).totals.tolist())"
    )
    other = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
        env={"PYTHONHASHSEED": "77"},
    )
    assert other.stdout.strip() == str(past(IDS[3], Persona.BURST).totals.tolist())


def test_a_draw_is_the_hash_of_id_and_purpose_and_extends_itself() -> None:
    first = int.from_bytes(hashlib.shake_256(b"abc/size").digest(4), "little") / 2**32
    assert draw("abc", "size", 1)[0] == first
    np.testing.assert_array_equal(draw("abc", "size", 5), draw("abc", "size", 500)[:5])


def test_draws_are_spread_over_zero_to_one_and_differ_by_purpose() -> None:
    numbers = draw(IDS[0], "one", 10_000)
    assert 0 <= numbers.min() < 0.01
    assert 0.99 < numbers.max() < 1
    assert numbers.mean() == pytest.approx(0.5, abs=0.02)
    assert not np.array_equal(numbers, draw(IDS[0], "another", 10_000))
    assert not np.array_equal(numbers, draw(IDS[1], "one", 10_000))


@pytest.mark.parametrize("persona", Persona)
def test_the_two_ways_to_count_new_followers_agree_with_the_total(persona: Persona) -> None:
    for creator_id in IDS:
        days = past(creator_id, persona)
        np.testing.assert_array_equal(days.net[1:], np.diff(days.totals))
        assert days.net[0] == days.totals[0] - SIZE[persona]
        assert (days.arrivals >= 0).all()
        unfollows = days.arrivals - days.net
        assert (unfollows >= 0).all()
        assert unfollows.sum() > 0


@pytest.mark.parametrize("persona", Persona)
def test_totals_stay_above_zero_for_decades(persona: Persona) -> None:
    for followers in (1, 20, 700, 50_000):
        totals = history(IDS[0], persona, followers, date(2060, 1, 1)).totals
        assert len(totals) == 12_784
        assert (totals >= 0).all()


def test_nothing_is_known_before_the_anchor() -> None:
    assert len(past(IDS[0], Persona.STEADY, ANCHOR).totals) == 1
    assert len(past(IDS[0], Persona.STEADY, ANCHOR - timedelta(days=1)).totals) == 0
    assert len(past(IDS[0], Persona.BURST, ANCHOR - timedelta(days=400)).totals) == 0


@pytest.mark.parametrize("persona", Persona)
def test_a_cleanup_costs_every_creator_about_one_percent(persona: Persona) -> None:
    for creator_id in IDS:
        days = past(creator_id, persona)
        change = days.net[1:] / days.totals[:-1]
        at_cleanup = change[cleanups(len(days.totals))[1:]]
        assert len(at_cleanup) == 23
        assert at_cleanup.max() < -0.002
        assert at_cleanup.min() > -0.016


def test_the_cleanup_is_the_only_common_fall_of_any_30_days() -> None:
    everybody = [past(creator_id, persona) for creator_id in IDS[:10] for persona in Persona]
    falls = np.array([days.net / (days.totals - days.net) for days in everybody])
    common = (falls < -0.002).all(axis=0)
    np.testing.assert_array_equal(common, cleanups(len(common)))
    windows = np.lib.stride_tricks.sliding_window_view(common, 30)
    assert (windows.sum(axis=1) == 1).all()


def test_every_30_days_of_a_viral_creator_hold_a_burst_that_decays() -> None:
    for creator_id in IDS:
        arrivals = past(creator_id, Persona.BURST).arrivals[30:]
        for window in np.lib.stride_tricks.sliding_window_view(arrivals, 30):
            # The burst's first day may be the day before the window: then its second is the peak.
            assert window.max() > 10 * np.median(window)
        top = int(arrivals[300:330].argmax()) + 300
        after = arrivals[top : top + 5]
        assert (np.diff(after) < 0).all()
        assert after[4] < 0.3 * after[0]


def test_a_burst_rises_within_any_60_days_and_part_of_it_stays() -> None:
    for creator_id in IDS:
        days = past(creator_id, Persona.BURST)
        change = (days.net / (days.totals - days.net))[30:]
        windows = np.lib.stride_tricks.sliding_window_view(change, 60)
        assert windows.max(axis=1).min() > 0.01
        top = int(days.net[300:360].argmax()) + 300
        before, at_peak, later = days.totals[[top - 1, top + 2, top + 9]]
        assert before < later < at_peak


def test_a_declining_creator_loses_nearly_every_day() -> None:
    for creator_id in IDS:
        # Years on as well, when the audience has shrunk to a fraction.
        net = past(creator_id, Persona.DECLINE, date(2030, 1, 1)).net
        assert (net[:365] < 0).mean() > 0.97
        assert (net[-365:] < 0).mean() > 0.97


def test_a_steady_creator_gains_nearly_every_day_and_most_at_weekends() -> None:
    for creator_id in IDS:
        days = past(creator_id, Persona.STEADY)
        usual = ~cleanups(len(days.totals))
        assert (days.net[usual] > 0).mean() > 0.85
        weekday = (np.arange(len(usual)) + ANCHOR.weekday()) % 7
        saturdays = days.arrivals[usual & (weekday == 5)].mean()
        tuesdays = days.arrivals[usual & (weekday == 1)].mean()
        assert saturdays > 1.25 * tuesdays


def test_a_quiet_creator_gets_none_to_seven_a_day() -> None:
    arrivals = np.concatenate([past(creator_id, Persona.QUIET).arrivals for creator_id in IDS])
    assert set(arrivals.tolist()) == set(range(8))
