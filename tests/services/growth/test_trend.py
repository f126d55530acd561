from __future__ import annotations

import numpy as np
import pytest

from services.growth.trend import PACES, Pace, accelerates, running_median, weekly_changes

STRAIGHT, SHARE = Pace(4, False), Pace(4, True)


def line(days: int, step: float = 10.0) -> np.ndarray:
    return 1000 + step * np.arange(days)


class TestPace:
    def test_of_a_line_by_hand(self) -> None:
        daily = STRAIGHT.daily(line(40))
        assert np.isnan(daily[:13]).all()
        assert (daily[13:] == 10).all()

    def test_the_median_of_the_weekly_changes_over_seven(self) -> None:
        # squares change by 14 t - 49 a week; the middle of the last 28 is 13.5 days back
        daily = STRAIGHT.daily(np.arange(60.0) ** 2)
        assert daily[59] == (14 * (59 - 13.5) - 49) / 7

    def test_eight_weeks_reach_further_back_than_four(self) -> None:
        bent = np.concatenate([line(60, 0), 1000 + 10.0 * np.arange(1, 22)])
        # of the last 28 weeks 15 rose by 70, and of the last 56 most by nothing
        assert Pace(4, False).daily(bent)[-1] == 10
        assert Pace(8, False).daily(bent)[-1] == 0

    def test_compounding_is_the_median_share_of_the_total_a_week_before(self) -> None:
        doubling = 1000 * 1.001 ** np.arange(40)
        assert SHARE.daily(doubling)[-1] == pytest.approx(np.log(1.001))

    def test_nothing_compounds_faster_than_one_percent_a_day(self) -> None:
        assert SHARE.daily(1.5 ** np.arange(40))[-1] == pytest.approx(np.log(1.01))

    def test_a_burst_does_not_bend_a_pace(self) -> None:
        burst = line(60) + np.where(np.arange(60) == 50, 5000, 0)
        assert all(pace.daily(burst)[-1] == STRAIGHT.daily(line(60))[-1] for pace in PACES[::2])

    def test_from_nobody_no_share_is_taken(self) -> None:
        from_nothing = np.concatenate([np.zeros(20), np.zeros(20)])
        assert SHARE.daily(from_nothing)[-1] == 0
        assert SHARE.daily(np.concatenate([np.ones(20), np.zeros(25)]))[-1] == pytest.approx(0)

    def test_everybody_leaving_ends_at_nobody(self) -> None:
        gone = np.concatenate([np.full(30, 100.0), np.zeros(7)])
        assert SHARE.total(gone[-1:], np.array([-np.inf]), 5)[0] == 0

    def test_days_without_a_total_take_no_part(self) -> None:
        gappy = line(40)
        gappy[20:26] = np.nan
        assert STRAIGHT.daily(gappy)[-1] == 10
        gappy[10:] = np.nan
        assert np.isnan(STRAIGHT.daily(gappy)[-1])

    def test_a_total_follows_from_a_pace(self) -> None:
        start = np.array([1000.0, 50.0])
        assert list(STRAIGHT.total(start, np.array([10.0, -10.0]), 30)) == [1300, 0]
        assert SHARE.total(start, np.log([1.001, 0.99]), 30) == pytest.approx(
            [1000 * 1.001**30, 50 * 0.99**30]
        )


def test_a_weekly_change_needs_both_totals() -> None:
    totals = line(10)
    totals[1] = np.nan
    changes = weekly_changes(totals)
    assert np.isnan(changes[:7]).all()
    assert changes[7] == 70
    assert np.isnan(changes[8])


@pytest.mark.parametrize("known", [6, 7, 8])
def test_a_median_is_of_what_is_known(known: int) -> None:
    values = np.full(30, np.nan)
    values[-known:] = np.arange(known)
    found = running_median(values, 14)[-1]
    assert np.isnan(found) if known < 7 else found == (known - 1) / 2


def paces(*weeks: float) -> np.ndarray:
    """Totals that grow by as many a day in each week."""
    return 1000 + np.repeat(weeks, 7).cumsum()


class TestAccelerates:
    def test_a_pace_that_rises_week_after_week(self) -> None:
        assert accelerates(paces(10, 10, 10, 12, 14, 16, 20, 24, 28, 34))

    @pytest.mark.parametrize(
        "weeks",
        [
            (10,) * 10,  # a line
            (34, 28, 24, 20, 16, 14, 12, 10, 10, 10),  # slower and slower
            (10, 10, 10, 10, 10, 10, 10, 10, 10, 100),  # one good week
            (10, 10, 10, 10, 10, 11, 12, 12, 13, 13),  # faster, but not by half
            (-30, -30, -30, -28, -26, -20, -16, -12, -8, -5),  # loses less: no growth
            (10, 10, 10, 10, 100),  # too short to say
        ],
    )
    def test_what_is_none(self, weeks: tuple[float, ...]) -> None:
        assert not accelerates(paces(*weeks))
