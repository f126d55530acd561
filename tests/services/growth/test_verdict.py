from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from services.growth.daily import combine
from services.growth.findings import Finding, FindingKind, findings
from services.growth.insight import insight
from services.growth.ranking import ranking
from services.growth.rules import Rules
from services.growth.verdict import Growth
from tests.services.growth.made import (
    NA,
    creator,
    dtypes_of,
    empty_totals,
    excess_in,
    kept_in,
    row_of,
    series,
    steps,
    verdicts_in,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id


def verdict(*changes: int, first: int = 100_000) -> dict[str, object]:
    return row_of(verdicts_in(creator("a", steps(first, *changes))), "a")


class TestTheWord:
    @pytest.mark.parametrize(
        ("changes", "word"),
        [
            ([100] * 13, Growth.TOO_LITTLE),
            ([100] * 14, Growth.STEADY),
            ([-100] * 20, Growth.FALLING),
            ([20] * 20, Growth.STEADY),  # 0.02 % a day is no longer flat
            ([19] * 20, Growth.FLAT),
            ([-19] * 10 + [19] * 10, Growth.FLAT),
            ([-20] * 20, Growth.FALLING),
            ([-1] * 20, Growth.FALLING),  # little, but day after day
            ([10] * 10 + [5000] + [10] * 10, Growth.ONE_BURST),
            ([10] * 6 + [2000] + [10] * 9 + [2000] + [10] * 9, Growth.BURSTS),
            ([0] * 12 + [400] * 8, Growth.UNEVEN),
            ([10] * 10 + [5000, *[-700] * 7] + [10] * 10, Growth.ONE_BURST),
            ([10] * 10 + [5000, *[-1200] * 7] + [10] * 10, Growth.FALLING),
        ],
    )
    def test_by_hand(self, changes: list[int], word: Growth) -> None:
        assert verdict(*changes)["growth"] is word

    def test_from_nothing(self) -> None:
        assert verdict(*[0] * 5, *[3] * 15, first=0)["growth"] in (Growth.STEADY, Growth.UNEVEN)

    def test_one_point_and_none(self) -> None:
        daily = combine([creator("p", series(5)), empty_totals("n", 3)])
        table = verdicts_in(daily)
        assert table["growth"].to_list() == [Growth.TOO_LITTLE] * 2
        assert table["burst_part"].to_list() == [0, 0]

    def test_a_common_day_makes_nobody_fall(self) -> None:
        changes = [60] * 10 + [-3000] + [60] * 10
        daily = combine(creator(f"c{n}", steps(100_000 + n, *changes)) for n in range(6))
        table = verdicts_in(daily)
        assert set(table["growth"]) == {Growth.STEADY}
        assert table["common_part"].to_list() == pytest.approx([-3060] * 6, abs=20)
        assert (table["burst_part"] + table["rest"]).to_list() == [-1800] * 6

    def test_the_types_do_not_depend_on_the_data(self) -> None:
        full = dtypes_of(verdicts_in(creator("a", steps(1000, *[10] * 20, 900))))
        for daily in (combine([]), empty_totals("a", 2), creator("a", series(1))):
            assert dtypes_of(verdicts_in(daily)) == full
        assert full["burst_part"] == full["rest"] == "Int64"
        assert full["burst_kept"] == "Float64"

    @needs_recorded
    def test_the_recorded_creators(self) -> None:
        found = insight(recorded_daily(), 30, Rules())
        words = dict(zip(found.growth["creator_id"], found.growth["growth"], strict=True))
        assert words[recorded_id(1)] is Growth.FALLING
        assert words[recorded_id(3)] is Growth.BURSTS
        assert words[recorded_id(5)] is Growth.FLAT
        assert words[recorded_id(7)] is Growth.STEADY
        row = row_of(found.growth, recorded_id(3))
        assert (row["burst_part"], row["rest"]) == (304, 108)  # of 412 in all
        assert row["burst_kept"] == pytest.approx(304 / 308)


class TestTheSplit:
    def test_by_hand(self) -> None:
        row = verdict(*[0] * 10, 1000, 100, *[0] * 12)
        assert (row["burst_part"], row["rest"], row["burst_gain"]) == (1100, 0, 1100)
        assert (row["burst_count"], row["burst_kept"], row["burst_share"]) == (1, 1, 1)

    def test_what_was_given_back_counts_negative(self) -> None:
        row = verdict(*[0] * 10, 1000, -400, *[0] * 12)
        assert (row["burst_part"], row["rest"], row["burst_kept"]) == (600, 0, 0.6)

    def test_bursts_below_the_floor_are_rest(self) -> None:
        row = verdict(*[0] * 10, 499, *[0] * 12)
        assert (row["burst_part"], row["rest"], row["burst_kept"]) == (0, 499, NA)

    def test_across_days_without_data_a_step_counts_once(self) -> None:
        totals = series(*[100_000] * 11, None, None, *[101_000] * 13)
        row = row_of(verdicts_in(creator("a", totals)), "a")
        assert (row["growth"], row["burst_count"]) == (Growth.ONE_BURST, 1)
        assert (row["burst_part"], row["rest"], row["burst_kept"]) == (1000, 0, 1)

    def test_no_day_of_two_bursts_counts_twice(self) -> None:
        row = verdict(*[0] * 10, 1000, 0, 0, 800, *[0] * 12)
        assert (row["burst_part"], row["burst_count"]) == (1800, 2)


def accounts(draw: st.DrawFn) -> list[int | None]:
    count = draw(st.integers(20, 40))
    seed = draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    changes = rng.normal(draw(st.integers(-300, 300)), 100, count)
    for day in rng.integers(0, count, draw(st.integers(0, 3))):
        changes[day] += draw(st.integers(500, 20_000))
    totals: list[int | None] = [int(each) for each in 200_000 + changes.cumsum().round()]
    for day in rng.integers(1, count, draw(st.integers(0, 3))):
        totals[day] = None
    return totals


curves = st.composite(accounts)()
few = settings(max_examples=25, deadline=None)


@few
@given(st.lists(curves, min_size=1, max_size=4), st.randoms(use_true_random=False))
def test_parts_add_up_kept_is_a_share_and_the_order_of_rows_changes_nothing(
    all_curves: list[list[int | None]], random: object
) -> None:
    daily = combine(creator(f"c{n}", series(*own)) for n, own in enumerate(all_curves))
    found = insight(daily, 0, Rules())
    net = found.summary["net_change"]
    assert (found.growth["burst_part"] + found.growth["rest"]).equals(net)
    kept = [found.growth["burst_kept"], found.growth["burst_share"], kept_in(daily)["kept"]]
    for share in (*kept, found.pace["peak_share"]):
        assert share.dropna().between(0, 1).all()
    rows = list(range(len(daily)))
    random.shuffle(rows)  # type: ignore[attr-defined]
    other = insight(daily.iloc[rows], 0, Rules()).growth
    words = dict(zip(found.growth["creator_id"], found.growth["growth"], strict=True))
    assert dict(zip(other["creator_id"], other["growth"], strict=True)) == words


@few
@given(curves, st.integers(2, 50))
def test_the_word_does_not_depend_on_the_scale_of_a_large_account(
    own: list[int | None], times: int
) -> None:
    daily = creator("a", series(*own))
    larger = daily.assign(total_followers=daily["total_followers"] * times)
    for name in ("growth", "burst_count"):
        assert verdicts_in(daily)[name].to_list() == verdicts_in(larger)[name].to_list()


@few
@given(st.lists(curves, min_size=2, max_size=4))
def test_the_word_does_not_depend_on_who_else_is_in_a_list_without_common_days(
    all_curves: list[list[int | None]],
) -> None:
    length = min(len(own) for own in all_curves)
    frames = [creator(f"c{n}", series(1, *own[1:length])) for n, own in enumerate(all_curves)]
    together = verdicts_in(combine(frames))
    alone = pd.concat([verdicts_in(frame) for frame in frames], ignore_index=True)
    pd.testing.assert_frame_equal(together, alone)


@settings(max_examples=8, deadline=None)
@given(st.lists(curves, min_size=5, max_size=6))
def test_in_a_list_that_could_have_common_days_and_has_none_it_does_not_either(
    all_curves: list[list[int | None]],
) -> None:
    length = min(len(own) for own in all_curves)
    frames = [creator(f"c{n}", series(200_000, *own[1:length])) for n, own in enumerate(all_curves)]
    together = combine(frames)
    assume(excess_in(together).common.empty)
    alone = pd.concat([verdicts_in(frame) for frame in frames], ignore_index=True)
    pd.testing.assert_frame_equal(verdicts_in(together), alone)


@few
@given(st.lists(curves, min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_the_findings_do_not_depend_on_the_order_of_rows(
    all_curves: list[list[int | None]], random: object
) -> None:
    daily = combine(creator(f"c{n}", series(*own)) for n, own in enumerate(all_curves))
    rows = list(range(len(daily)))
    random.shuffle(rows)  # type: ignore[attr-defined]
    ids = [f"c{n}" for n in range(len(all_curves))]
    told = []
    for frame in (daily, daily.iloc[rows]):
        found = insight(frame, 0, Rules())
        told.append(findings(found, ranking(found, ids)))
    assert told[0] == told[1]


class TestTheOrderAndTheHeadline:
    still = (0,) * 10

    def daily(self) -> pd.DataFrame:
        return combine(
            [
                creator("falling", steps(10_000, *[-20] * 29)),
                creator("short", series(*[None] * 20, *range(10_000, 11_000, 100))),
                creator("flat", steps(10_000, *[0, 1] * 14, 0)),
                creator("gave back", steps(10_000, *self.still, 3000, *[-400] * 7, *[0] * 11)),
                creator("kept", steps(10_000, *self.still, 1000, *[0] * 18)),
                creator("uneven", steps(10_000, *[0] * 21, *[40] * 8)),
                creator("slow", steps(10_000, *[10] * 29)),
                creator("steady", steps(10_000, *[20] * 29)),
            ]
        )

    def told(self, daily: pd.DataFrame) -> tuple[Finding, ...]:
        found = insight(daily, 30, Rules())
        table = ranking(found, list(dict.fromkeys(daily["creator_id"])))
        return findings(found, table)

    def test_the_default_order_follows_the_word_then_what_was_kept_then_growth(self) -> None:
        daily = self.daily()
        found = insight(daily, 30, Rules())
        table = ranking(found, ["nobody", *dict.fromkeys(daily["creator_id"])])
        assert table["creator_id"].to_list() == [
            "steady",
            "slow",
            "uneven",
            "kept",
            "gave back",
            "flat",
            "falling",
            "short",
            "nobody",
        ]

    def test_the_headline_is_the_steady_grower_and_the_burst_comes_after_it(self) -> None:
        headline, burst, *_rest = self.told(self.daily())
        assert (headline.kind, headline.creator_ids) == (FindingKind.LEADS, ("steady",))
        assert headline.values["growth"] is Growth.STEADY
        assert (burst.kind, burst.creator_ids) == (FindingKind.BURST, ("kept",))
        assert (burst.values["share"], burst.values["kept"]) == (1, 1)

    def test_ties_are_named_together(self) -> None:
        daily = combine(creator(name, steps(10_000, *[20] * 29)) for name in "ab")
        headline = self.told(daily)[0]
        assert headline.creator_ids == ("a", "b")

    @pytest.mark.parametrize(("first", "leads"), [(499, False), (500, True)])
    def test_fewer_than_500_followers_never_lead(self, first: int, leads: bool) -> None:
        kinds = {each.kind for each in self.told(creator("a", steps(first, *[2] * 29)))}
        assert (FindingKind.LEADS in kinds) is leads

    @pytest.mark.parametrize("change", [1, -1])
    def test_one_follower_of_many_is_unchanged(self, change: int) -> None:
        daily = creator("a", steps(500_000, *[0] * 28, change))
        assert not {each.kind for each in self.told(daily)} & {
            FindingKind.LEADS,
            FindingKind.LOSING,
        }

    def test_a_common_day_is_told_and_nobody_is_blamed_for_it(self) -> None:
        changes = [19, 23] * 5 + [2000] + [19, 23] * 9
        daily = combine(creator(f"c{n}", steps(100_000 + n, *changes)) for n in range(8))
        kinds = {each.kind for each in self.told(daily)}
        assert FindingKind.COMMON_DAY in kinds
        assert FindingKind.HUMAN_LOOK not in kinds
        assert FindingKind.BURST not in kinds
