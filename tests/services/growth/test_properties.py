"""Growth metrics on generated, recorded and large frames; test_growth.py has those done by hand."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path
from random import Random
from time import perf_counter

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.growth.daily import combine, complete_days, daily_frame, daily_net_change
from services.growth.lineup import Scale, scaled_new, scaled_totals
from services.growth.summary import summarize


def creator(name: str, values: Sequence[int | None]) -> pd.DataFrame:
    """A creator whose two series both have `values` from 1 December on; None leaves its day out."""
    days = ((date(2025, 12, 1) + timedelta(days=n), value) for n, value in enumerate(values))
    series = {day: value for day, value in days if value is not None}
    return daily_frame(name, series, series)


few_examples = settings(max_examples=25, deadline=None)  # each computes a dozen frames
totals_of_a_creator = st.lists(st.none() | st.integers(0, 10**9), min_size=1, max_size=12)
cohorts = st.lists(totals_of_a_creator, min_size=1, max_size=4).map(
    lambda cohort: combine(creator(f"c{n}", totals) for n, totals in enumerate(cohort))
)


def by_creator(frame: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in ("creator_id", "day") if name in frame]
    return frame.sort_values(keys, ignore_index=True)


@few_examples
@given(cohorts, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing(daily: pd.DataFrame, random: Random) -> None:
    rows = list(range(len(daily)))
    random.shuffle(rows)
    shuffled = daily.iloc[rows]
    for metric in (complete_days, summarize, daily_net_change):
        pd.testing.assert_frame_equal(by_creator(metric(shuffled)), by_creator(metric(daily)))
    for scale in Scale:
        for scaled in (scaled_totals, scaled_new):
            pd.testing.assert_frame_equal(
                by_creator(scaled(shuffled, scale)), by_creator(scaled(daily, scale))
            )


@few_examples
@given(st.lists(st.integers(0, 10**9), min_size=2, max_size=40))
def test_the_net_change_is_the_sum_of_the_daily_ones(totals: list[int]) -> None:
    daily = creator("a", totals)
    assert daily_net_change(daily)["daily_net_change"].sum() == totals[-1] - totals[0]
    assert summarize(daily)["net_change"].item() == totals[-1] - totals[0]


@few_examples
@given(cohorts)
def test_an_index_starts_at_100_and_percent_is_the_index_less_100(daily: pd.DataFrame) -> None:
    index = scaled_totals(daily, Scale.INDEX)
    percent = scaled_totals(daily, Scale.PERCENT)["value"]
    starts = index.dropna().groupby("creator_id")["value"].first()
    assert (starts == 100).all()
    pd.testing.assert_series_equal(percent, index["value"] - 100, rtol=1e-9, atol=1e-6)


RECORDED = os.environ.get("RECORDED_RESPONSES", "")


def recorded_bodies() -> list[Path]:
    return sorted(Path(RECORDED).glob("*.json")) if RECORDED else []


@pytest.mark.skipif(not RECORDED, reason="RECORDED_RESPONSES names no folder of recorded bodies")
def test_the_recorded_figures_are_the_marketplaces_own() -> None:
    seen = 0
    for path in recorded_bodies():
        data = json.loads(path.read_text("utf-8"))["data"]
        points = data["list"] or []
        totals = {date.fromisoformat(point["dateKey"]): point["num"] for point in points}
        table = summarize(daily_frame(path.stem, totals, {}))
        if not totals:
            assert table.empty
            continue
        row = table.iloc[0]
        assert row["points"] == len(points)
        assert row["net_change"] == data["fansNumInc"], path.name
        assert row["growth_rate"] == pytest.approx(data["fansNumIncRate"], abs=5e-5), path.name
        assert row["average_daily_net_change"] == pytest.approx(data["fansNumInc"] / 29), path.name
        seen += 1
    assert seen == 6


@pytest.mark.alone
def test_a_large_cohort_is_computed_in_one_blink() -> None:
    daily = combine(creator(f"{n:024x}", range(1000, 1090)) for n in range(250))
    started = perf_counter()
    summarize(daily)
    daily_net_change(daily)
    scaled_totals(daily, Scale.INDEX)
    scaled_new(daily, Scale.INDEX)
    assert perf_counter() - started < 0.5  # tens of milliseconds; a loop over creators takes longer
