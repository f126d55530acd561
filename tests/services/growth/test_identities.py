"""What holds for the metrics on any frame, generated."""

from __future__ import annotations

from collections.abc import Callable
from itertools import accumulate
from random import Random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.growth.cohort import band, medians_of_others, standing
from services.growth.daily import combine, complete_days, wide
from services.growth.habits import extreme_days, streaks, tier_crossings, weekdays
from services.growth.insight import insight
from services.growth.lineup import (
    Scale,
    around,
    first_days,
    offsets,
    scaled_totals,
    smoothed,
    totals_before,
)
from services.growth.ranking import Sheet, ranking
from services.growth.reconciliation import reconcile, unfollows
from services.growth.rules import Rules, SpikeRule
from services.growth.shocks import without_common_days
from services.growth.spikes import straight_runs
from services.growth.summary import pace, summarize
from tests.services.growth.made import (
    bursts_in,
    cleanup,
    creator,
    excess_in,
    kept_in,
    series,
    spikes_in,
    verdicts_in,
)

few_examples = settings(max_examples=25, deadline=None)  # each computes a dozen frames

ANY_SPIKE = SpikeRule(least=0, share=0)


@st.composite
def curves(draw: st.DrawFn, gaps: bool = True) -> list[int | None]:
    """Totals that move by little, with a jump and maybe with gaps."""
    changes = draw(st.lists(st.integers(-9, 9), min_size=4, max_size=20))
    changes[draw(st.integers(0, len(changes) - 1))] = draw(st.integers(-500, 900))
    totals: list[int | None] = list(accumulate(changes, initial=draw(st.integers(500, 9999))))
    for at in draw(st.lists(st.integers(0, len(totals) - 1), max_size=3)) if gaps else []:
        totals[at] = None
    return totals


def creators(all_curves: list[list[int | None]]) -> pd.DataFrame:
    """Creators whose new followers are their totals, with other gaps."""
    return combine(
        creator(f"c{n}", series(*curve), series(None, *curve)) for n, curve in enumerate(all_curves)
    )


cohorts = st.lists(curves(), min_size=1, max_size=6).map(creators) | st.just(cleanup())


def spikes_kept(daily: pd.DataFrame) -> pd.DataFrame:
    return kept_in(daily, ANY_SPIKE)


def by_insight(daily: pd.DataFrame) -> pd.DataFrame:
    ids = sorted(set(daily["creator_id"]))
    found = insight(daily, 10, Rules(tiers=(600, 5000)))
    return ranking(found, ids, Sheet(dict.fromkeys(ids, 7.0), followers=dict.fromkeys(ids, 700)))


def single(
    metric: Callable[[pd.DataFrame], pd.DataFrame],
) -> Callable[[pd.DataFrame], pd.DataFrame]:
    """Return `metric`, which is made for one creator, of the first of them by name."""
    return lambda daily: metric(daily[daily["creator_id"] == "c0"])


METRICS: dict[str, Callable[[pd.DataFrame], pd.DataFrame]] = {
    "wide": lambda daily: wide(daily, "total_followers").sort_index(axis=1),
    "pace": pace,
    "standing": lambda daily: standing(summarize(daily)),
    "band": lambda daily: band(scaled_totals(daily, Scale.INDEX), ["c0"]),
    "spikes": lambda daily: spikes_in(daily, ANY_SPIKE),
    "bursts": lambda daily: bursts_in(daily, ANY_SPIKE),
    "retention": spikes_kept,
    "straight": straight_runs,
    "verdicts": verdicts_in,
    "common": lambda daily: excess_in(daily).common,
    "without_common": lambda daily: without_common_days(daily, excess_in(daily).effects()),
    "reconcile": reconcile,
    "unfollows": unfollows,
    "around": lambda daily: around(daily, first_days(daily)),
    "offsets": lambda daily: daily.assign(day=offsets(daily, first_days(daily))),
    "before": lambda daily: (
        totals_before(daily, first_days(complete_days(daily))).sort_index().to_frame()
    ),
    "smoothed": lambda daily: smoothed(daily, 3),
    "weekdays": single(weekdays),
    "best": single(lambda daily: extreme_days(daily, 3)[0]),
    "worst": single(lambda daily: extreme_days(daily, 3)[1]),
    "streaks": single(streaks),
    "tiers": single(lambda daily: tier_crossings(daily, (600, 700, 5000))),
    "ranking": by_insight,
}


def sorted_rows(frame: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in ("creator_id", "day") if name in frame]
    return frame.sort_values(keys, ignore_index=True) if "creator_id" in keys else frame


@pytest.mark.parametrize("name", METRICS)
@settings(max_examples=8, deadline=None)
@given(cohorts, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_nothing_and_they_stay_as_they_are(
    name: str, daily: pd.DataFrame, random: Random
) -> None:
    rows = list(range(len(daily)))
    random.shuffle(rows)
    shuffled = daily.iloc[rows]
    before = shuffled.copy()
    result = METRICS[name](shuffled)
    pd.testing.assert_frame_equal(shuffled, before)
    pd.testing.assert_frame_equal(sorted_rows(result), sorted_rows(METRICS[name](daily)))


@few_examples
@given(st.lists(curves(gaps=False), min_size=1, max_size=4), st.integers(2, 1000))
def test_shares_do_not_depend_on_the_size_of_the_audience(
    all_curves: list[list[int | None]], times: int
) -> None:
    daily = creators(all_curves)
    larger = daily.assign(total_followers=daily["total_followers"] * times)
    for metric, column in (
        (summarize, "growth_rate"),
        (pace, "volatility"),
        (pace, "peak_share"),
        (spikes_kept, "kept"),
        (spikes_kept, "half_life"),
    ):
        pd.testing.assert_series_equal(metric(larger)[column], metric(daily)[column])
    above = spikes_in(larger, ANY_SPIKE)["excess"]
    pd.testing.assert_series_equal(above, spikes_in(daily, ANY_SPIKE)["excess"] * times)
    pd.testing.assert_series_equal(pace(larger)["momentum"], pace(daily)["momentum"] * times)


@few_examples
@given(st.lists(curves(), min_size=1, max_size=4))
def test_a_pace_does_not_depend_on_who_else_is_there(all_curves: list[list[int | None]]) -> None:
    daily = creators(all_curves)
    alone = pd.concat([pace(own) for _, own in daily.groupby("creator_id")], ignore_index=True)
    pd.testing.assert_frame_equal(pace(daily), alone)


values = st.sampled_from([np.nan, -1.0, 0.0, 0.5, 2.0, 2.0, 7.0])
tables = st.integers(0, 7).flatmap(
    lambda width: st.lists(st.lists(values, min_size=width, max_size=width), min_size=1, max_size=4)
)


def naive_medians(row: list[float]) -> list[float]:
    medians = []
    for own in range(len(row)):
        others = [value for n, value in enumerate(row) if n != own and not np.isnan(value)]
        medians.append(float(np.median(others)) if others else np.nan)
    return medians


@settings(max_examples=200, deadline=None)
@given(tables)
def test_medians_of_others_are_those_of_a_plain_loop(table: list[list[float]]) -> None:
    expected = [naive_medians(row) for row in table]
    np.testing.assert_array_equal(medians_of_others(np.array(table)), expected)
    np.testing.assert_array_equal(medians_of_others(np.array(table[0])), expected[0])


def summary_of(rates: list[float | None]) -> pd.DataFrame:
    names = pd.Series([f"c{n}" for n in range(len(rates))], dtype="str")
    return pd.DataFrame({"creator_id": names, "growth_rate": pd.array(rates, dtype="Float64")})


some_rates = st.lists(
    st.none() | st.sampled_from([-0.5, 0.0, 0.1, 0.1, 0.3]), min_size=2, max_size=8
)


@few_examples
@given(some_rates)
def test_rank_and_percentile_tell_the_same(rates: list[float | None]) -> None:
    known = standing(summary_of(rates)).dropna(subset="rank")
    assert len(known) == sum(rate is not None for rate in rates)
    if len(known) < 2:
        assert known["percentile"].isna().all()
        return
    assert known["percentile"].sum() == pytest.approx(len(known) / 2)
    assert known["percentile"].between(0, 1).all()
    by_share = known["percentile"].rank(method="min", ascending=False)
    assert by_share.to_list() == known["rank"].to_list()
    assert known["rank"].min() == 1


@few_examples
@given(some_rates, st.sampled_from([-0.9, 0.05, 3.0]))
def test_what_a_creator_is_held_against_does_not_move_with_it(
    rates: list[float | None], other: float
) -> None:
    rates[0] = 0.1
    before, after = (standing(summary_of([own, *rates[1:]])) for own in (0.1, other))
    assert before["median_of_others"].head(1).equals(after["median_of_others"].head(1))


@few_examples
@given(st.lists(curves(), min_size=4, max_size=6), curves())
def test_a_band_does_not_move_with_those_left_out(
    all_curves: list[list[int | None]], other: list[int | None]
) -> None:
    before, after = (
        scaled_totals(creators([*all_curves, own]), Scale.COUNT) for own in (all_curves[0], other)
    )
    own = f"c{len(all_curves)}"
    pd.testing.assert_frame_equal(band(before, [own]), band(after, [own]))
