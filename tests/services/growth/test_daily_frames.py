from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import pytest

from services.growth.daily import combine, daily_frame

DTYPES = {
    "creator_id": "str",
    "day": "datetime64[us]",
    "total_followers": "Int64",
    "new_followers": "Int64",
}
FIRST = date(2025, 12, 1)


def run_of(creator_id: str, days: int, start: date = FIRST) -> pd.DataFrame:
    return daily_frame(creator_id, {start + timedelta(days=n): 100 + n for n in range(days)}, {})


def days_of(frame: pd.DataFrame, creator_id: str) -> list[str]:
    days = frame.loc[frame["creator_id"] == creator_id, "day"]
    return list(days.dt.strftime("%m-%d"))


def test_two_series_join_on_their_days() -> None:
    frame = daily_frame(
        "a",
        {date(2025, 12, 3): 12, date(2025, 12, 1): 10},
        {date(2025, 12, 3): -1, date(2025, 12, 2): 5},
    )
    assert days_of(frame, "a") == ["12-01", "12-02", "12-03"]
    assert frame["total_followers"].to_list() == [10, pd.NA, 12]
    assert frame["new_followers"].to_list() == [pd.NA, 5, -1]


@pytest.mark.parametrize(
    "frame",
    [
        daily_frame("a", {}, {}),
        daily_frame("a", {FIRST: 1}, {}),
        daily_frame("a", {}, {FIRST: 10**12}),
        combine([]),
        combine([daily_frame("a", {}, {}), run_of("b", 2)]),
    ],
)
def test_every_tidy_frame_has_the_same_columns_and_types(frame: pd.DataFrame) -> None:
    assert tuple(frame.columns) == ("creator_id", "day", "total_followers", "new_followers")
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == DTYPES


def test_no_data_is_no_rows() -> None:
    assert daily_frame("a", {}, {}).empty
    assert combine(daily_frame(creator, {}, {}) for creator in "ab").empty


def test_frames_stack_in_the_given_order_under_one_index() -> None:
    stacked = combine([run_of("b", 2), daily_frame("x", {}, {}), run_of("a", 1)])
    assert stacked["creator_id"].to_list() == ["b", "b", "a"]
    assert stacked.index.to_list() == [0, 1, 2]
