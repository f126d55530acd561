"""All numbers of a creator, on the page and as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.creator.daily_table import day_table
from tests.components.creator.drawn import draw
from tests.components.made import A, daily, history

GROSS = [12, 12, 15, 10, 10, 10, 10, 410]
RISING = list(range(1000, 1080, 10))


def days(totals, news=None):
    return day_table(daily(history(A, totals, news)))


def column(table, name):
    return [None if pd.isna(value) else value for value in table[name]]


def page(totals, news=None):
    def script(frame, key) -> None:
        from components.creator.daily_table import daily_table

        daily_table(frame, key)

    return draw(script, frame=daily(history(A, totals, news)), key=A)


def test_the_newest_day_comes_first():
    table = days([1000, 1010, 1005], [11, 12, 1])
    assert [f"{day:%Y-%m-%d}" for day in table["day"]] == ["2025-12-07", "2025-12-06", "2025-12-05"]
    assert column(table, "total_followers") == [1005, 1010, 1000]
    assert column(table, "new_followers") == [1, 12, 11]
    assert column(table, "daily_net_change") == [-5, 10, None]


def test_a_day_without_data_has_a_row_and_no_numbers():
    table = days([1000, None, 1010])
    assert len(table) == 3
    assert column(table, "total_followers") == [1010, None, 1000]
    assert column(table, "daily_net_change") == [None, None, None]


def test_those_who_left_are_told_only_where_the_series_is_gross():
    assert column(days(RISING, GROSS), "unfollows") == [400, 0, 0, 0, 0, 5, 2, None]
    assert "unfollows" not in days(RISING, [10] * 8)
    assert "unfollows" not in days(RISING)


def test_the_numbers_are_one_kind_a_column_and_name_no_creator():
    table = days(RISING, GROSS)
    assert [str(kind) for kind in table.dtypes] == ["datetime64[us]", *["Int64"] * 4]
    assert table.columns[0] == "day"


def test_the_page_shows_the_table_behind_one_click():
    app = page(RISING, GROSS)
    assert app.expander[0].label == "All numbers of these 8 days"
    assert not app.expander[0].proto.expanded
    assert app.dataframe[0].value["unfollows"].iloc[0] == 400


def test_the_file_has_the_same_rows_under_headers_in_words(monkeypatch):
    files = {}

    def offered(_label, *, data, file_name, **_more):
        files[file_name] = data().decode("utf-8-sig").splitlines()

    monkeypatch.setattr(st, "download_button", offered)
    page([1000, None, 1010], [5, 6, 7])
    assert files == {
        f"kol-growth-{A}.csv": [
            "Day (China date),Total followers,New followers,Daily net change",
            "2025-12-07,1010,7,",
            "2025-12-06,,6,",
            "2025-12-05,1000,5,",
        ]
    }
