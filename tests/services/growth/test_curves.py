"""What the chart draws, by hand: values, places on the axis, spikes, common days."""

from __future__ import annotations

import pandas as pd
import pytest

from services.growth.cohort import band
from services.growth.curves import Curves, common_taken_out, curves
from services.growth.daily import combine
from services.growth.insight import insight
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.rules import Rules, SpikeRule
from tests.services.growth.made import (
    NA,
    cleanup,
    creator,
    dtypes_of,
    empty_totals,
    series,
    steps,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id

SPIKED = creator("a", steps(1000, 0, 1, 0, 100, 1, 0), series(2, 3, 4, 5, 1001, 7, 8))
"""A gain of 100 on 5 December."""

QUIET = creator("q", series(None, 50, 60), series(1, 2, 3))


def drawn(daily: pd.DataFrame, *lineup: object, days: int = 0) -> Curves:
    return curves(insight(daily, days, Rules()), Lineup(*lineup))


def curve(frame: pd.DataFrame, name: str) -> dict[object, object]:
    own = frame[frame["creator_id"] == name]
    return dict(zip(own["day"], own["value"], strict=True))


def numbers(frame: pd.DataFrame, name: str) -> list[object]:
    return list(curve(frame, name).values())


class TestByDate:
    def test_every_day_stands_at_its_date_and_a_missing_one_is_a_gap(self) -> None:
        shape = drawn(creator("a", series(200, None, 250), series(5, 6)), Scale.PERCENT)
        assert curve(shape.totals, "a") == {"2025-12-01": 0, "2025-12-02": NA, "2025-12-03": 25}
        assert curve(shape.news, "a") == {"2025-12-01": 2.5, "2025-12-02": 3, "2025-12-03": NA}

    def test_only_the_window_is_drawn_and_its_first_day_is_the_base(self) -> None:
        shape = drawn(SPIKED, Scale.INDEX, days=2)
        assert curve(shape.totals, "a") == {"2025-12-06": 100, "2025-12-07": 100}

    def test_spikes_and_common_days_are_dates(self) -> None:
        assert drawn(SPIKED, Scale.COUNT).spikes == {"a": {"2025-12-05"}}
        assert drawn(cleanup(), Scale.COUNT).common == ("2025-12-11",)

    def test_everybody_can_be_drawn(self) -> None:
        assert drawn(combine([SPIKED, empty_totals("n", 2)]), Scale.COUNT).left_out == ()


class TestByTheFirstDay:
    def test_day_0_is_the_first_total_of_each(self) -> None:
        shape = drawn(combine([SPIKED, QUIET]), Scale.COUNT, Align.START)
        assert curve(shape.totals, "q") == {-1: NA, 0: 50, 1: 60}
        assert curve(shape.news, "q") == {-1: 1, 0: 2, 1: 3}
        assert list(curve(shape.totals, "a")) == list(range(7))
        assert shape.spikes == {"a": {4}}

    def test_it_is_the_first_of_the_window(self) -> None:
        shape = drawn(SPIKED, Scale.COUNT, Align.START, days=3)
        assert curve(shape.totals, "a") == {0: 1101, 1: 1102, 2: 1102}

    def test_who_has_no_total_is_left_out(self) -> None:
        shape = drawn(combine([empty_totals("n", 2), QUIET]), Scale.COUNT, Align.START)
        assert shape.left_out == ("n",)
        assert set(shape.totals["creator_id"]) == set(shape.news["creator_id"]) == {"q"}

    def test_common_days_have_no_place(self) -> None:
        assert drawn(cleanup(), Scale.COUNT, Align.START).common == ()


class TestByTheLargestSpike:
    def test_day_0_is_the_spike_and_the_day_before_it_the_base(self) -> None:
        shape = drawn(SPIKED, Scale.INDEX, Align.PEAK)
        assert list(curve(shape.totals, "a")) == list(range(-4, 3))
        assert curve(shape.totals, "a")[-1] == 100
        assert curve(shape.totals, "a")[0] == pytest.approx(1101 / 1001 * 100)
        assert curve(shape.news, "a")[0] == pytest.approx(100)
        assert curve(shape.news, "a")[2] == pytest.approx(8 / 1001 * 100)
        percent = drawn(SPIKED, Scale.PERCENT, Align.PEAK)
        assert curve(percent.totals, "a")[0] == pytest.approx(100 / 1001 * 100)
        assert curve(percent.totals, "a")[-1] == 0

    def test_a_week_before_and_three_weeks_after_come_from_everything_held(self) -> None:
        long = creator("a", steps(1000, *[0, 1] * 15, 100, *[0, 1] * 15))
        whole = drawn(long, Scale.INDEX, Align.PEAK)
        assert list(curve(whole.totals, "a")) == list(range(-7, 22))
        of_a_window = drawn(long, Scale.INDEX, Align.PEAK, days=32)
        pd.testing.assert_frame_equal(of_a_window.totals, whole.totals)
        assert drawn(long, Scale.INDEX, Align.PEAK, days=30).left_out == ("a",)

    def test_of_several_spikes_the_largest_is_day_0_and_all_are_marked(self) -> None:
        twice = creator("a", steps(1000, 0, 1, 0, 1, 90, 0, 1, 0, 95, 1, 0))
        assert drawn(twice, Scale.INDEX, Align.PEAK).spikes == {"a": {-4, 0}}

    def test_who_has_no_spike_is_left_out_in_the_order_of_the_list(self) -> None:
        daily = combine([QUIET, SPIKED, creator("p", series(5, 6))])
        shape = drawn(daily, Scale.INDEX, Align.PEAK)
        assert shape.left_out == ("q", "p")
        assert set(shape.totals["creator_id"]) == set(shape.news["creator_id"]) == {"a"}

    def test_the_rule_decides_who_has_a_spike(self) -> None:
        strict = insight(SPIKED, 0, Rules(SpikeRule(least=101)))
        shape = curves(strict, Lineup(Scale.INDEX, Align.PEAK))
        assert (shape.left_out, len(shape.totals)) == (("a",), 0)


class TestSmoothing:
    DAILY = creator("a", series(*range(100, 108)), series(*range(1, 9)))

    def test_new_followers_are_the_mean_of_the_days_up_to_each(self) -> None:
        shape = drawn(self.DAILY, Scale.COUNT, Align.CALENDAR, 7)
        assert numbers(shape.news, "a") == [NA, NA, NA, 2.5, 3, 3.5, 4, 5]
        assert numbers(shape.totals, "a") == list(range(100, 108))

    def test_the_first_days_of_a_window_look_back_beyond_it(self) -> None:
        shape = drawn(self.DAILY, Scale.COUNT, Align.CALENDAR, 7, days=2)
        assert numbers(shape.news, "a") == [4, 5]

    def test_around_a_spike_too(self) -> None:
        shape = drawn(SPIKED, Scale.PERCENT, Align.PEAK, 7)
        assert curve(shape.news, "a")[-1] == pytest.approx(3.5 / 1001 * 100)


class TestWithoutCommonDays:
    @pytest.mark.parametrize("align", [Align.CALENDAR, Align.START])
    def test_what_the_list_did_is_out_of_the_totals(self, align: Align) -> None:
        assert numbers(drawn(cleanup(), Scale.PERCENT, align).totals, "c0")[10:] == [-2] * 10
        shape = drawn(cleanup(), Scale.PERCENT, align, 1, True)
        assert numbers(shape.totals, "c0") == [0] * 20
        assert numbers(shape.totals, "c5")[10:] == [3] * 10

    def test_they_are_still_marked(self) -> None:
        shape = drawn(cleanup(), Scale.PERCENT, Align.CALENDAR, 1, True)
        assert shape.common == ("2025-12-11",)

    def test_those_before_the_window_are_not_taken_off_the_totals_in_it(self) -> None:
        shape = drawn(cleanup(), Scale.COUNT, Align.CALENDAR, 1, True, days=5)
        assert numbers(shape.totals, "c0") == [98_000] * 5

    @pytest.mark.parametrize(
        ("days", "align", "without", "said"),
        [
            (0, Align.CALENDAR, True, True),
            (0, Align.CALENDAR, False, False),
            (5, Align.CALENDAR, True, False),
            (5, Align.PEAK, True, True),  # which reaches beyond the window
        ],
    )
    def test_it_is_said_where_something_is_taken_out(self, days, align, without, said) -> None:
        found = insight(cleanup(), days, Rules())
        lineup = Lineup(Scale.PERCENT, align, without_common=without)
        assert common_taken_out(found, lineup, View.BOTH) is said
        assert not common_taken_out(found, lineup, View.NEW), "they stay as reported"

    def test_around_a_spike_the_base_follows(self) -> None:
        daily = combine([cleanup(), creator("s", steps(1000, *[0, 1] * 5, 99, *[0, 1] * 4))])
        as_held = drawn(daily, Scale.PERCENT, Align.PEAK)
        without = drawn(daily, Scale.PERCENT, Align.PEAK, 1, True)
        assert curve(as_held.totals, "s")[0] == pytest.approx(99 / 1005 * 100)
        # 20 of the 1004 followers before the common day, two per cent, never left
        assert curve(without.totals, "s")[0] == pytest.approx(99 / 1025 * 100)


@pytest.mark.parametrize("align", list(Align))
@pytest.mark.parametrize("daily", [combine([]), QUIET, empty_totals("n", 2)])
def test_little_or_nothing_has_the_same_types(daily: pd.DataFrame, align: Align) -> None:
    expected = drawn(SPIKED, Scale.INDEX, align)
    for smooth, without_common in ((1, False), (7, True)):
        shape = drawn(daily, Scale.INDEX, align, smooth, without_common)
        assert (shape.spikes, shape.common) == ({}, ())
        assert dtypes_of(shape.totals) == dtypes_of(expected.totals)
        assert dtypes_of(shape.news) == dtypes_of(expected.news)


@needs_recorded
def test_the_band_of_the_recorded_creators() -> None:
    found = insight(recorded_daily(), 30, Rules())
    middle = band(curves(found, Lineup(Scale.PERCENT)).totals, [recorded_id(6)])
    even = found.summary["creator_id"] != recorded_id(6)  # ends three days before the others
    rates = found.summary.loc[even, "growth_rate"] * 100
    assert len(middle) == 30
    assert middle.iloc[0, 1:].to_list() == [0, 0, 0]
    assert middle["low"].iloc[-1] == pytest.approx(rates.quantile(0.25))
    assert middle["middle"].iloc[-1] == pytest.approx(rates.median())
    assert middle["high"].iloc[-1] == pytest.approx(rates.quantile(0.75))
