from __future__ import annotations

import pandas as pd
import pytest

from services.growth.daily import combine
from services.growth.insight import insight
from services.growth.ranking import Sheet, ranking
from services.growth.reconciliation import Verdict
from services.growth.rules import Rules
from tests.services.growth.made import NA, creator, dtypes_of, empty_totals, row_of, series, steps
from tests.services.growth.recorded import needs_recorded, recorded_daily, recorded_id

TIERS = (100, 1000)


def ranked(daily: pd.DataFrame, *ids: str, **prices: float) -> pd.DataFrame:
    return ranking(insight(daily, 0, Rules(tiers=TIERS)), ids, Sheet(prices))


MIXED = combine(
    [
        creator("slow", series(1000, None, 1010)),
        creator("falling", series(100, None, 90)),
        creator("fast", series(10, 11, 20)),
        creator("point", series(100)),
        creator("zero", series(0, 1, 500)),
        empty_totals("empty", 2),
    ]
)


class TestRanking:
    def test_of_one_word_the_fastest_comes_first_and_those_without_data_last(self) -> None:
        table = ranked(MIXED, "nobody", "empty", "zero", "point", "falling", "slow", "fast")
        expected = ["fast", "slow", "falling", "zero", "point", "nobody", "empty"]
        assert table["creator_id"].to_list() == expected
        assert table["points"].to_list() == [3, 2, 2, 3, 1, 0, 0]

    def test_of_equals_the_given_order_is_kept(self) -> None:
        daily = combine(creator(name, series(10, 20)) for name in "cab")
        assert ranked(daily, "b", "c", "a")["creator_id"].to_list() == ["b", "c", "a"]

    def test_a_row_by_hand(self) -> None:
        row = row_of(ranked(MIXED, "slow", "fast", slow=505.0), "slow")
        assert (row["growth_rate"], row["loss_days"], row["rank"]) == (0.01, NA, 2)
        assert (row["tier"], row["price"], row["price_per_thousand"]) == (2, 505, 500)
        assert (row["spike_days"], row["verdict"]) == (0, Verdict.UNKNOWN)
        assert isinstance(row["verdict"], Verdict)

    def test_without_data_only_the_price_is_known(self) -> None:
        row = row_of(ranked(MIXED, "nobody", nobody=300.0), "nobody")
        assert (row["points"], row["price"]) == (0, 300)
        known = {name for name, value in row.items() if pd.notna(value)}
        assert known == {"creator_id", "points", "price"}

    def test_what_the_sheet_claims_stands_beside_what_was_measured(self) -> None:
        found = insight(MIXED, 0, Rules(tiers=TIERS))
        claims = {"slow": 2020, "falling": 81, "empty": 7, "point": 100}
        table = ranking(found, ["slow", "falling", "point", "empty", "fast"], Sheet({}, {}, claims))
        rows = {key: row_of(table, key) for key in table["creator_id"]}
        assert {key: row["claimed"] for key, row in rows.items()} == claims | {"fast": NA}
        differences = {key: row["claim_difference"] for key, row in rows.items()}
        assert differences == {"slow": 1, "falling": -0.1, "point": 0, "empty": NA, "fast": NA}
        of_nobody = ranking(found, ["zero"], Sheet(followers={"zero": 250}))
        assert row_of(of_nobody, "zero")["claim_difference"] == -0.5

    def test_a_claim_against_nobody_has_no_share(self) -> None:
        found = insight(creator("a", series(5, 0)), 0, Rules())
        assert (
            row_of(ranking(found, ["a"], Sheet(followers={"a": 5})), "a")["claim_difference"] is NA
        )

    def test_sheets_that_say_the_same_have_one_key(self) -> None:
        said = Sheet({"a": 5.0}, {"a": "video"}, {"a": 9})
        assert said.key == Sheet({"a": 5.0}, {"a": "video"}, {"a": 9}).key
        for other in (
            Sheet({"a": 6.0}),
            Sheet({"a": 5.0}, {"a": "image"}),
            Sheet({}, {}, {"a": 1}),
        ):
            assert other.key != said.key

    def test_creators_that_are_not_asked_for_are_left_out(self) -> None:
        assert ranked(MIXED, "fast")["creator_id"].to_list() == ["fast"]

    def test_spike_days_are_counted(self) -> None:
        quiet = [0, 1, 0, 1, 0, 1]
        daily = combine(
            [creator("a", steps(100, *quiet, 80, 90)), creator("b", steps(100, *quiet, 0, 1))]
        )
        assert ranked(daily, "a", "b")["spike_days"].to_list() == [2, 0]

    @pytest.mark.parametrize("daily", [combine([]), empty_totals("a", 2), MIXED])
    @pytest.mark.parametrize("ids", [[], ["a"], ["fast", "a"]])
    def test_the_types_do_not_depend_on_the_data(self, daily: pd.DataFrame, ids: list[str]) -> None:
        types = dtypes_of(ranked(daily, *ids))
        assert types == dtypes_of(ranked(MIXED, "fast", "slow", fast=1.0))
        assert {types.pop(name) for name in ("tier", "points", "rank", "spike_days")} == {"Int64"}
        assert types["claimed"] == "Int64"
        reals = ("price", "price_per_thousand", "claim_difference")
        assert {types.pop(name) for name in reals} == {"Float64"}
        assert types["verdict"] == "object"
        assert not {"compared", "conflicts"} & set(types)

    @needs_recorded
    def test_the_recorded_creators(self) -> None:
        table = ranked(recorded_daily(), *[recorded_id(n) for n in range(1, 8)])
        order = [recorded_id(n) for n in (7, 3, 2, 5, 1, 6, 4)]
        assert table["creator_id"].to_list() == order
        assert table["spike_days"].to_list() == [0, 2, 0, 0, 0, 0, NA]


def test_the_tier_goes_by_the_marketplaces_followers_where_no_total_is_known() -> None:
    daily = creator("a", series(1000, 1100))
    sheet = Sheet(listed={"a": 900_000, "b": 60_000})
    table = ranking(insight(daily, 0, Rules()), ["a", "b"], sheet).set_index("creator_id")
    assert table.loc["a", ["tier", "listed"]].to_list() == [0, 900_000]
    assert table.loc["b", ["tier", "listed"]].to_list() == [2, 60_000]
    assert pd.isna(table.loc["b", "latest_total"])
