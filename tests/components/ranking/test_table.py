from __future__ import annotations

import csv
import io
from collections.abc import Mapping

import pandas as pd
import pytest

from components.ranking.columns import COLUMNS
from components.ranking.table import labelled, worded
from components.ranking.writing import file_labels
from services.api.answers import Kind
from services.api.errors import ApiError
from services.exports.csv_table import to_csv
from services.growth.insight import insight
from services.growth.ranking import Sheet, ranking
from services.growth.rules import Rules
from services.shortlist.creator import Creator, Decision
from tests.components.made import A, B, C, D, by_id, daily, history, names

GROWN = history(A, [100, 110, 121], [0, 10, 11])
FALLEN = history(B, [200, None, 150], [0, None, -50])
ONE_POINT = history(C, [50], [1])
FAILED = history(D, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))
# Eight days of new followers: enough for a verdict.
STEADY = tuple(range(100, 180, 10)), (10,) * 8


def table(
    *histories,
    prices: Mapping[str, float] | None = None,
    followers: Mapping[str, int] | None = None,
    collecting: bool = False,
    **known: str,
) -> pd.DataFrame:
    found = by_id(*histories)
    computed = insight(daily(*histories), 0, Rules())
    ranked = ranking(computed, list(found), Sheet(prices or {}, followers=followers or {}))
    return worded(ranked, names(found, **known), found, collecting=collecting)


def test_the_fastest_first_and_those_without_data_last():
    assert list(table(FAILED, FALLEN, GROWN, ONE_POINT)["creator_id"]) == [A, B, C, D]


def test_every_column_is_there_and_the_numbers_stay_as_they_are():
    rows = table(GROWN, FALLEN, prices={A: 60.5})
    assert list(rows.columns) == ["creator_id", *(column.key for column in COLUMNS)]
    first, second = rows.iloc[0], rows.iloc[1]
    assert (first["latest_total"], first["net_change"], first["points"]) == (121, 21, 3)
    assert first["growth_rate"] == pytest.approx(0.21)
    assert first["last_day"] == pd.Timestamp("2025-12-07")
    assert (first["price"], first["price_per_thousand"]) == (60.5, pytest.approx(500))
    assert (second["net_change"], second["growth_rate"], second["rank"]) == (-50, -0.25, 2)
    assert {str(rows[key].dtype) for key in ("name", "tier", "verdict", "status")} == {"str"}
    assert str(rows["growth_rate"].dtype) == "Float64"
    assert str(rows["net_change"].dtype) == "Int64"


def test_what_the_sheet_claims_stands_beside_what_was_measured():
    both = ["claimed", "claim_difference"]
    assert not table(GROWN, FALLEN)[both].notna().any(axis=None)
    rows = table(GROWN, FALLEN, followers={B: 300}).set_index("creator_id")
    assert rows.loc[B, both].to_list() == [300, 1.0]
    assert rows.loc[A, both].isna().all()


def test_what_is_not_known_is_empty_and_never_zero():
    failed = table(GROWN, FAILED).iloc[1]
    told = {"creator_id", "name", "points", "status", "marketplace_page", "profile_page"}
    assert set(failed.index[failed.notna()]) == told
    assert failed["points"] == 0
    assert failed["status"].startswith("The marketplace publishes no history")
    single = table(ONE_POINT).iloc[0]
    assert (single["latest_total"], single["tier"]) == (50, "Nano")
    assert single[["net_change", "growth_rate", "average_daily_net_change", "rank"]].isna().all()
    assert single["verdict"] == "Too few days"


def test_all_failed_is_still_a_table():
    rows = table(FAILED, history(A, ApiError(Kind.VENDOR_ERROR), None))
    assert list(rows["points"]) == [0, 0]
    assert rows[["latest_total", "tier", "verdict"]].isna().all(axis=None)


def test_a_tier_and_a_verdict_are_words():
    large = history(B, [60_000] * 8, [3] * 8)
    rows = table(history(A, *STEADY), large).set_index("creator_id")
    assert list(rows.loc[[A, B], "tier"]) == ["Nano", "Mid-tier"]
    assert list(rows.loc[[A, B], "verdict"]) == ["Equal so far", "Gross"]


def test_derived_new_followers_have_no_verdict():
    derived = history(A, STEADY[0], derived=True)
    rows = table(derived, history(B, *STEADY)).set_index("creator_id")
    assert pd.isna(rows.loc[A, "verdict"])
    assert rows.loc[B, "verdict"] == "Equal so far"


def test_the_remark_says_why_or_that_it_is_still_coming():
    coming = history(C, [3, 3], None)
    rows = table(GROWN, history(B, [1, 2], ApiError(Kind.VENDOR_ERROR, code=500)), coming)
    by_creator = rows.set_index("creator_id")["status"]
    assert by_creator[A] == ""
    assert "internal error" in by_creator[B]
    assert "code 500" in by_creator[B]
    assert by_creator[C] == "Not loaded"
    assert list(table(coming, collecting=True)["status"]) == ["Still collecting"]


def test_of_nobody_there_is_still_a_table_of_the_same_kinds():
    whole = table(GROWN)
    ranked = ranking(insight(daily(GROWN), 0, Rules()), [A])
    none = worded(ranked.iloc[:0], names([A]), by_id(GROWN))
    assert list(none.columns) == list(whole.columns)
    texts = ["name", "decision", "growth", "tier", "verdict", "remark", "status"]
    assert none.dtypes[texts].to_dict() == whole.dtypes[texts].to_dict()


def test_the_file_says_in_its_header_what_the_numbers_are():
    given = table(GROWN, FAILED, prices={A: 60.5}, **{A: "=1+1"})
    text = to_csv(labelled(given)).decode("utf-8-sig")
    header, first, last = csv.reader(io.StringIO(text))
    row = dict(zip(header, first, strict=True))
    assert header[:2] == ["Creator", "Creator id"]
    assert set(header) == set(file_labels().values())
    assert row["Creator id"] == A
    assert row["Creator"] == "'=1+1"
    assert (row["Net change"], row["Price"], row["Tier"]) == ("21", "60.5", "Nano")
    assert float(row["Growth rate (fraction)"]) == pytest.approx(0.21)
    assert float(row["Peak's share (fraction of the days of gain)"]) == pytest.approx(11 / 21)
    assert row["Data up to"] == "2025-12-07"
    assert dict(zip(header, last, strict=True))["Total followers"] == ""
    assert "name" in given.columns, "the table on screen keeps its own column names"


def test_decisions_and_remarks_of_the_list_stand_beside_the_numbers():
    found = by_id(history(A, [10, 20]), history(B, [10, 11]))
    ranked = ranking(insight(daily(*found.values()), 0, Rules()), [A, B])
    noted = [Creator(A, remark="slow", decision=Decision.BOOKED), Creator(B)]
    rows = worded(ranked, names(found), found, noted)
    assert rows["decision"].fillna("").to_list() == ["Booked", ""]
    assert rows["remark"].fillna("").to_list() == ["slow", ""]
