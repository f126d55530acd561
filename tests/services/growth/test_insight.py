from __future__ import annotations

from dataclasses import fields

import pandas as pd
import pytest

from services.growth.cohort import standing
from services.growth.daily import combine, total_curves
from services.growth.insight import insight
from services.growth.reconciliation import reconcile
from services.growth.rules import Rules, SpikeRule
from services.growth.spikes import straight_runs
from services.growth.summary import pace, summarize
from services.growth.window import common_window, coverage
from tests.services.growth.made import cleanup, creator, empty_totals, row_of, series, steps
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id


class TestInsight:
    @pytest.mark.parametrize("days", [0, 15])
    def test_everything_but_what_was_kept_is_of_the_window(self, days: int) -> None:
        held = combine([cleanup(), creator("b", series(10, None, 30), series(5, 5, 5))])
        window = common_window(held, days, 0.8)
        daily = window.cut(held)
        found = insight(held, days, Rules())
        assert found.held is held
        assert found.window == window
        lacking = found.coverage.loc[~found.coverage["even"], "creator_id"]
        assert found.curves == total_curves(daily)
        for given, expected in (
            (found.daily, daily),
            (found.summary, summarize(daily)),
            (found.pace, pace(daily)),
            (found.standing, standing(summarize(daily), lacking)),
            (found.coverage, coverage(held, window)),
            (found.straight, straight_runs(daily)),
            (found.common, found.excess.common),
            (found.verdicts, reconcile(daily)),
        ):
            pd.testing.assert_frame_equal(given, expected)

    def test_one_of_a_list_keeps_its_window_and_what_was_common(self) -> None:
        burst = creator("b", steps(1000, *[1, 0] * 2, 200, *[0, 1] * 3), series(5, 5))
        held = combine([cleanup(), burst, creator("late", series(*[None] * 20, 7, 8))])
        found = insight(held, 0, Rules())
        for key in dict.fromkeys(held["creator_id"]):
            own = found.of(key)
            assert (own.window, own.excess, own.rules) == (found.window, found.excess, found.rules)
            assert own.common is found.common
            for one in fields(own):
                frame, whole = getattr(own, one.name), getattr(found, one.name)
                if isinstance(frame, pd.DataFrame) and "creator_id" in frame:
                    mine = whole[whole["creator_id"] == key].reset_index(drop=True)
                    pd.testing.assert_frame_equal(frame, mine)
            assert set(own.curves) == {key} & set(found.curves)
        assert len(found.of("b").retention) == len(found.of("b").bursts) == 1

    def test_retention_follows_the_bursts_row_by_row(self) -> None:
        quiet = [0, 1, 0, 1, 0, 1, 0, 1] * 3
        daily = combine(creator(n, steps(100, *quiet, 90, 80, *quiet, 70)) for n in ("b", "a"))
        found = insight(daily, 0, Rules())
        assert len(found.spikes) == 6
        for name in ("creator_id", "day"):
            pd.testing.assert_series_equal(found.bursts[name], found.retention[name])
        assert found.bursts["creator_id"].to_list() == ["b", "b", "a", "a"]

    def test_a_spike_before_the_window_is_not_told(self) -> None:
        daily = creator("a", steps(100, 0, 1, 0, 90, *[0, 1] * 5))
        assert len(insight(daily, 0, Rules()).spikes) == 1
        assert insight(daily, 5, Rules()).spikes.empty

    @pytest.mark.fault(55)
    @pytest.mark.parametrize("held", [1, 2, 29, 30, 31, 59, 60, 61])
    def test_thirty_days_are_thirty_points_and_twenty_nine_steps(self, held: int) -> None:
        found = insight(creator("a", series(*range(1000, 1000 + 7 * held, 7))), 30, Rules())
        row = row_of(found.summary, "a")
        points = min(held, 30)
        assert (found.window.days, row["points"]) == (points, points)
        if held == 1:
            assert row["average_daily_net_change"] is pd.NA
            return
        assert row["net_change"] == 7 * (points - 1)
        assert row["average_daily_net_change"] == 7

    @pytest.mark.fault(60)
    def test_ten_times_as_many_for_a_day_are_shown_and_marked(self) -> None:
        totals = [5000 + n for n in range(30)]
        totals[14] *= 10
        found = insight(creator("a", series(*totals)), 0, Rules())
        assert found.daily["total_followers"].to_list() == totals, "nothing is taken out or bent"
        assert found.spikes["day"].to_list() == [pd.Timestamp("2025-12-15")]
        assert row_of(found.summary, "a")["net_change"] == 29
        assert row_of(found.retention, "a")["kept"] == pytest.approx(0, abs=0.001)

    def test_the_rule_decides_on_spikes(self) -> None:
        daily = creator("a", steps(100, 0, 1, 0, 90, 0))
        assert insight(daily, 0, Rules(spike=SpikeRule(least=91))).bursts.empty

    @pytest.mark.parametrize("held", [combine([]), empty_totals("a", 3), creator("a", series(0))])
    def test_little_or_nothing_has_the_same_columns_and_types(self, held: pd.DataFrame) -> None:
        full = insight(cleanup(), 0, Rules())
        little = insight(held, 30, Rules())
        for name in (field.name for field in fields(full)):
            expected, given = getattr(full, name), getattr(little, name)
            if isinstance(expected, pd.DataFrame):
                pd.testing.assert_series_equal(given.dtypes, expected.dtypes)

    @needs_recorded
    def test_the_recorded_creators(self) -> None:
        found = insight(recorded_daily(), 30, Rules())
        assert set(found.summary["creator_id"]) == {recorded_id(n) for n in (1, 2, 3, 5, 6, 7)}
        assert found.summary["points"].to_list() == [30, 30, 30, 30, 27, 30]
        assert found.bursts["change"].to_list() == [147, 161]
        assert found.straight.empty
        assert found.common.empty
