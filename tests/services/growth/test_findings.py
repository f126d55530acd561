from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.findings import Finding, FindingKind, findings
from services.growth.insight import insight
from services.growth.ranking import NO_SHEET, Sheet, ranking
from services.growth.rules import Rules
from tests.services.growth.made import (
    CLEANUP_DAY,
    cleanup,
    creator,
    empty_totals,
    series,
    steps,
)
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id


def told(daily: pd.DataFrame, sheet: Sheet = NO_SHEET) -> tuple[Finding, ...]:
    found = insight(daily, 0, Rules(tiers=(100,)))
    table = ranking(found, list(dict.fromkeys(daily["creator_id"])), sheet)
    return findings(found, table)


def of_kind(kind: FindingKind, *frames: pd.DataFrame, sheet: Sheet = NO_SHEET) -> list[Finding]:
    return [finding for finding in told(combine(frames), sheet) if finding.kind is kind]


def asking(**prices: float) -> Sheet:
    return Sheet(prices, dict.fromkeys(prices, "video"))


def claiming(**followers: int) -> Sheet:
    return Sheet(followers=followers)


class TestEachKind:
    def test_most_gained(self) -> None:
        small = creator("s", steps(1000, *[10] * 20))
        large = creator("l", steps(100_000, *[100] * 20))
        (finding,) = of_kind(FindingKind.MOST_GAINED, large, small)
        assert finding.creator_ids == ("l",)
        assert finding.values == {"gain": 2000, "rate": 0.02}
        assert not of_kind(FindingKind.MOST_GAINED, small, creator("l", steps(9000, *[9] * 20)))
        assert not of_kind(
            FindingKind.MOST_GAINED, creator("p", series(1)), creator("q", series(2))
        )

    def test_common_day(self) -> None:
        (finding,) = of_kind(FindingKind.COMMON_DAY, cleanup())
        assert finding.creator_ids == ()
        expected = {"day": CLEANUP_DAY, "median": -0.02, "together": 5, "creators": 6}
        assert finding.values == expected
        assert not of_kind(FindingKind.COMMON_DAY, cleanup(4))

    def test_human_look(self) -> None:
        quiet = [0, 0, 0, 0]
        jump = [creator(n, steps(1000, *quiet, d, 0, 0)) for n, d in (("j", 50), ("k", 60))]
        straight = creator("s", steps(10, *[20] * 7))
        (finding,) = of_kind(FindingKind.HUMAN_LOOK, straight, *jump)
        assert finding.creator_ids == ("k", "j", "s")
        near = creator("j", steps(1000, *quiet, 49, 0)), creator("s", steps(10, *[20] * 6))
        assert not of_kind(FindingKind.HUMAN_LOOK, *near)

    def test_kept(self) -> None:
        bursts = [
            creator(n, steps(1000, *[0] * 9, 100, loss, *[0] * 6))
            for n, loss in (("a", -60), ("b", -10), ("c", -30))
        ]
        most, least = of_kind(FindingKind.KEPT, *bursts)
        assert (most.creator_ids, least.creator_ids) == (("b",), ("a",))
        assert most.values["kept"] == pytest.approx(90 / 100)
        assert least.values["gain"] == 100
        assert len(of_kind(FindingKind.KEPT, bursts[0])) == 1
        assert not of_kind(FindingKind.KEPT, bursts[0].iloc[:-1])

    def test_losing(self) -> None:
        still = creator("s", series(100, 100))
        losers = creator("a", series(100, 99)), creator("b", series(100, 90))
        (finding,) = of_kind(FindingKind.LOSING, still, *losers)
        assert finding.creator_ids == ("b", "a")
        assert finding.values == {"rate": -0.1, "creators": 3, "aside": False, "days": 1}
        assert not of_kind(FindingKind.LOSING, still)

    def test_what_common_days_took_is_not_lost(self) -> None:
        (fell, *others) = (
            creator(f"c{n}", steps(100_000, *[pace] * 10, -900, *[pace] * 9))
            for n, pace in enumerate([-50, 40, 40, 40, 40, 40])
        )
        (finding,) = of_kind(FindingKind.LOSING, fell, *others)  # the others' net is -140
        assert (finding.creator_ids, finding.values["aside"]) == (("c0",), True)
        assert not of_kind(FindingKind.LOSING, *others)

    @pytest.mark.parametrize(("more", "told_of"), [(7, True), (6, False)])
    def test_speeding_up(self, more: int, told_of: bool) -> None:
        daily = creator("a", steps(100, *[10] * 7, *[10 + more] * 7))
        still = creator("s", series(*[5] * 15))
        found = of_kind(FindingKind.SPEEDING_UP, still, daily)
        assert [dict(finding.values) for finding in found] == (
            [{"momentum": more}] if told_of else []
        )

    def test_the_largest_account_does_not_speed_up_most_by_its_size(self) -> None:
        large = creator("l", steps(10**6, *[100] * 7, *[300] * 7))
        small = creator("s", steps(1000, *[1] * 7, *[9] * 7))
        (finding,) = of_kind(FindingKind.SPEEDING_UP, large, small)
        assert finding.creator_ids == ("s",)

    def test_a_smaller_loss_is_no_speed(self) -> None:
        daily = creator("a", steps(10_000, *[-90] * 7, *[-5] * 7))
        assert not of_kind(FindingKind.SPEEDING_UP, daily)

    @pytest.mark.parametrize(("last", "told_of"), [(1, True), (0, False)])
    def test_less_than_one_follower_a_day_is_no_speed(self, last: int, told_of: bool) -> None:
        daily = creator("a", steps(100, *[0] * 7, *[1] * 6, last))
        assert bool(of_kind(FindingKind.SPEEDING_UP, daily)) is told_of

    def test_cheapest(self) -> None:
        three = [creator(n, series(1000, 1000)) for n in "abc"]
        sheet = asking(a=300.0, b=100.0, c=200.0)
        (finding,) = of_kind(FindingKind.CHEAPEST, *three, sheet=sheet)
        assert finding.creator_ids == ("b",)
        assert finding.values == {
            "price_per_thousand": 100,
            "median": 250,
            "price_kind": "video",
            "other": None,
        }
        assert not of_kind(FindingKind.CHEAPEST, *three, sheet=asking(a=300.0))

    @pytest.mark.parametrize(
        ("claimed", "told_of"), [(120, False), (121, True), (80, False), (79, True), (10**9, True)]
    )
    def test_a_claim_may_be_a_fifth_off(self, claimed: int, told_of: bool) -> None:
        daily = creator("a", series(90, None, 100, None))
        found = of_kind(FindingKind.CLAIM, daily, sheet=claiming(a=claimed))
        assert [(f.creator_ids, dict(f.values)) for f in found] == (
            [(("a",), {"claimed": claimed, "measured": 100, "share": 0.2})] if told_of else []
        )

    def test_the_claim_furthest_off_comes_first_too_many_or_too_few(self) -> None:
        frames = [creator(n, series(1000, 1000)) for n in "abcd"]
        nobody = creator("z", series(0, 0)), empty_totals("e", 2)
        sheet = claiming(a=9000, b=100, c=1500, d=1001, z=5, e=5, gone=5)
        (finding,) = of_kind(FindingKind.CLAIM, *frames, *nobody, sheet=sheet)
        assert finding.creator_ids == ("z", "b", "a", "c")
        assert finding.values == {"claimed": 5, "measured": 0, "share": 0.2}
        assert not of_kind(FindingKind.CLAIM, *frames)

    def test_how_far_off_a_claim_may_be_is_a_rule(self) -> None:
        found = insight(creator("a", series(100, 100)), 0, Rules(claim=0.5))
        kinds = [
            [one.kind for one in findings(found, ranking(found, ["a"], claiming(a=claimed)))]
            for claimed in (150, 151)
        ]
        assert kinds == [[], [FindingKind.CLAIM]]

    @pytest.mark.parametrize(("days", "told_of"), [(7, True), (6, False)])
    def test_losing_run(self, days: int, told_of: bool) -> None:
        daily = creator("a", steps(100, *[-1] * days, 50))
        still = creator("s", series(*[5] * (days + 2)))
        found = of_kind(FindingKind.LOSING_RUN, still, daily)
        assert [(f.creator_ids, dict(f.values)) for f in found] == (
            [(("a",), {"days": 7})] if told_of else []
        )


class TestTies:
    def test_of_two_who_are_compared_the_other_one_is_named_and_of_one_nobody(self) -> None:
        fast, slow = (creator(n, steps(10_000, *[pace] * 29)) for n, pace in (("f", 30), ("s", 10)))
        (both,) = of_kind(FindingKind.LEADS, slow, fast)
        assert (both.creator_ids, both.values["other"]) == (("f",), "s")
        assert both.values["median"] == pytest.approx(0.029)
        (alone,) = of_kind(FindingKind.LEADS, fast)
        said = [alone.values[name] for name in ("alone", "median", "other")]
        assert said == [True, None, None]
        same = creator("t", steps(10_000, *[30] * 29))
        (tied,) = of_kind(FindingKind.LEADS, fast, same)
        assert (tied.creator_ids, tied.values["median"]) == (("f", "t"), None)
        (three,) = of_kind(FindingKind.LEADS, fast, same, slow)
        assert (three.values["other"], three.values["alone"]) == (None, False)

    def test_the_cheapest(self) -> None:
        three = [creator(n, series(1000, 1000)) for n in "abc"]
        (finding,) = of_kind(FindingKind.CHEAPEST, *three, sheet=asking(a=5.0, b=5.0, c=9.0))
        assert (finding.creator_ids, finding.values["other"]) == (("a", "b"), "c")
        assert not of_kind(FindingKind.CHEAPEST, *three, sheet=asking(a=5.0, b=5.0, c=5.0))

    def test_the_fastest_by_bursts(self) -> None:
        burst = [10_000, *[0] * 10, 2000, *[0] * 18]
        twins = [creator(n, steps(*burst)) for n in "ab"]
        (finding,) = of_kind(FindingKind.BURST, *twins)
        assert finding.creator_ids == ("a", "b")
        assert (finding.values["share"], finding.values["kept"]) == (None, None)
        (finding,) = of_kind(FindingKind.BURST, twins[0])
        assert (finding.values["share"], finding.values["kept"]) == (1, 1)

    def test_who_is_too_small_to_be_the_fastest_is_not_denied(self) -> None:
        burst = creator("b", steps(10_000, *[0] * 10, 2000, *[0] * 18))
        small = [creator("s", steps(first, *[9] * 29)) for first in (499, 500)]
        (finding,) = of_kind(FindingKind.BURST, burst, small[0])
        assert (finding.creator_ids, finding.values["least"]) == (("b",), 500)
        assert not of_kind(FindingKind.BURST, burst, small[1])
        (finding,) = of_kind(FindingKind.BURST, burst)
        assert finding.values["least"] is None

    def test_the_largest_gain_and_the_longest_run_and_the_speed(self) -> None:
        gained = [creator(n, steps(9_000, *[1] * 12)) for n in "ab"]
        (finding,) = of_kind(FindingKind.MOST_GAINED, *gained, creator("c", series(5, 5)))
        assert (finding.creator_ids, finding.values) == (("a", "b"), {"gain": 12, "rate": None})
        assert not of_kind(FindingKind.MOST_GAINED, *gained)
        falling = [creator(n, steps(9_000, *[-1] * 7)) for n in "ab"]
        (finding,) = of_kind(FindingKind.LOSING_RUN, *falling)
        assert finding.creator_ids == ("a", "b")
        faster = [creator(n, steps(9_000, *[1] * 7, *[9] * 7)) for n in "ab"]
        (finding,) = of_kind(FindingKind.SPEEDING_UP, *faster)
        assert finding.creator_ids == ("a", "b")

    def test_what_was_kept_most_and_least(self) -> None:
        whole = [creator(n, steps(1000, *[0] * 9, 100, *[0] * 7)) for n in "ab"]
        half = creator("c", steps(1000, *[0] * 9, 100, -50, *[0] * 6))
        most, least = of_kind(FindingKind.KEPT, *whole, half)
        assert (most.creator_ids, most.values) == (
            ("a", "b"),
            {"kept": 1, "gain": None, "day": None},
        )
        assert (least.creator_ids, least.values["gain"]) == (("c",), 100)
        (all_of_them,) = of_kind(FindingKind.KEPT, *whole)
        assert all_of_them.creator_ids == ("a", "b")

    def test_who_lacks_days_leads_nothing_that_is_said_of_them(self) -> None:
        late = creator("late", series(*[None] * 15, 1000, 1001, 1001, 1200, *range(1210, 1320, 10)))
        others = [
            creator(name, steps(1000, *[0] * at, 60, -9, *[0] * (27 - at)))
            for at, name in enumerate("abcde", start=5)
        ]
        told_of = told(combine([late, *others]))
        assert told_of[0].kind is FindingKind.BURST
        assert {one.kind for one in told_of} > {FindingKind.KEPT, FindingKind.HUMAN_LOOK}
        assert not [one.kind for one in told_of if one.creator_ids[:1] == ("late",)]


class TestFindings:
    @pytest.mark.parametrize(
        "daily",
        [
            combine([]),
            empty_totals("a", 3),
            creator("a", series(5)),
            creator("z", series(0, 0, 0)),
            combine(creator(name, series(*[100] * 40)) for name in "abcdef"),
        ],
    )
    def test_a_flat_list_and_an_empty_one_have_none(self, daily: pd.DataFrame) -> None:
        assert told(daily) == ()

    def test_there_are_at_most_six_and_every_creator_exists(self) -> None:
        everything = combine(
            [
                creator("burst", steps(1000, *[0] * 6, 100, -90, *[0] * 11)),
                creator("second", steps(1000, *[0] * 6, 90, *[0] * 12)),
                creator("large", steps(10**6, *[999, 1001] * 9, 999)),
                creator("falling", steps(1000, *[-1] * 19)),
                creator("steady", steps(1000, *[3] * 12, *[5] * 7)),
            ]
        )
        found = told(everything, asking(burst=10.0, large=5.0))
        assert len(found) == 6
        named = {name for finding in found for name in finding.creator_ids}
        assert named <= set(everything["creator_id"])
        assert found[0].kind is FindingKind.LEADS

    @needs_recorded
    def test_the_recorded_creators(self) -> None:
        found = {finding.kind: finding for finding in told(recorded_daily())}
        assert set(found) == {
            FindingKind.LEADS,
            FindingKind.BURST,
            FindingKind.MOST_GAINED,
            FindingKind.LOSING,
            FindingKind.HUMAN_LOOK,
            FindingKind.SPEEDING_UP,
        }
        assert found[FindingKind.LEADS].creator_ids == (recorded_id(7),)
        assert found[FindingKind.BURST].creator_ids == (recorded_id(3),)
        assert found[FindingKind.LOSING].creator_ids == (recorded_id(1),)
        assert found[FindingKind.HUMAN_LOOK].creator_ids == (recorded_id(3),)
