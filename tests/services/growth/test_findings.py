from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.findings import Finding, FindingKind, findings
from services.growth.insight import insight
from services.growth.ranking import ranking
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


def told(daily: pd.DataFrame, prices: Mapping[str, float] | None = None) -> tuple[Finding, ...]:
    found = insight(daily, 0, Rules())
    table = ranking(found, list(dict.fromkeys(daily["creator_id"])), (100,), prices or {})
    return findings(found, table)


def of_kind(kind: FindingKind, *frames: pd.DataFrame, **prices: float) -> list[Finding]:
    return [finding for finding in told(combine(frames), prices) if finding.kind is kind]


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
        assert finding.values == {"rate": -0.1, "creators": 3}
        assert not of_kind(FindingKind.LOSING, still)

    @pytest.mark.parametrize(("more", "told_of"), [(7, True), (6, False)])
    def test_speeding_up(self, more: int, told_of: bool) -> None:
        daily = creator("a", steps(100, *[10] * 7, *[10 + more] * 7))
        still = creator("s", series(*[5] * 15))
        found = of_kind(FindingKind.SPEEDING_UP, still, daily)
        assert [dict(finding.values) for finding in found] == (
            [{"momentum": more, "last_week": 10 + more}] if told_of else []
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
        (finding,) = of_kind(FindingKind.CHEAPEST, *three, a=300.0, b=100.0, c=200.0)
        assert finding.creator_ids == ("b",)
        assert finding.values == {"price_per_thousand": 100, "median": 250}
        assert not of_kind(FindingKind.CHEAPEST, *three, a=300.0)

    @pytest.mark.parametrize(("days", "told_of"), [(7, True), (6, False)])
    def test_losing_run(self, days: int, told_of: bool) -> None:
        daily = creator("a", steps(100, *[-1] * days, 50))
        still = creator("s", series(*[5] * (days + 2)))
        found = of_kind(FindingKind.LOSING_RUN, still, daily)
        assert [(f.creator_ids, dict(f.values)) for f in found] == (
            [(("a",), {"days": 7})] if told_of else []
        )


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
        found = told(everything, {"burst": 10.0, "large": 5.0})
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
