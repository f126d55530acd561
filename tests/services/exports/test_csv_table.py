from __future__ import annotations

import csv
import io

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.exports.csv_table import to_csv

PAYLOADS = [  # fault matrix, row 89
    "=1+1",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "  =cmd|' /C calc'!A0",
    "\u3000=1+1",
    "＝1+1",
    "＋1+1",
    "－1+1",
    "＠SUM(A1)",
    "\ufeff=1+1",
    '=HYPERLINK("http://127.0.0.1/?"&A1,"open")',
]
NUMBERS_IN_TEXT = [
    "123456789012345678901234",
    "5e0000000000000000000012",
    "500000000000000000000E12",
    "007",
    "1,234",
    "21.88%",
    " 12 ",
    "(5)",
    "１２３",
]
HARMLESS = ["小红薯🍠", "5f0000000000000001000a01", "a=b", "e5", "1.2万", "A, “B”", "", "'=1"]


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def texts(cells: list[str]) -> pd.DataFrame:
    return pd.DataFrame({"alias": pd.Series(cells, dtype="str"), "n": range(len(cells))})


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.fault(89)
def test_a_formula_is_neutralised_in_a_cell_and_in_the_header(payload: str) -> None:
    frame = pd.DataFrame({payload: pd.Series([payload], dtype="str"), "n": [1]})
    assert rows_of(to_csv(frame)) == [["'" + payload, "n"], ["'" + payload, "1"]]


@pytest.mark.parametrize("text", NUMBERS_IN_TEXT)
@pytest.mark.fault(89)
def test_text_that_reads_as_a_number_is_the_same_in_every_file(text: str) -> None:
    assert rows_of(to_csv(texts([text])))[1] == [text, "0"]


def test_ids_of_digits_join_in_pandas() -> None:
    ids = ["600000000000000000000123", "5e0000000000000000000012", "5f0000000000000001000a01"]
    one, other = (
        pd.read_csv(io.BytesIO(to_csv(pd.DataFrame({"Creator id": ids, name: range(3)}))))
        for name in ("rank", "days")
    )
    joined = one.merge(other, on="Creator id")
    assert joined["Creator id"].tolist() == ids
    assert joined["rank"].tolist() == joined["days"].tolist() == [0, 1, 2]


@pytest.mark.parametrize("text", HARMLESS)
@pytest.mark.fault(89)
def test_other_text_is_written_as_it_is(text: str) -> None:
    assert rows_of(to_csv(texts([text])))[1] == [text, "0"]


@pytest.mark.fault(89)
def test_the_bytes_are_what_a_spreadsheet_expects() -> None:
    frame = pd.DataFrame({"达人": ['甜"品'], "n": pd.array([-90], dtype="Int64")}, index=[7])
    assert to_csv(frame) == b"\xef\xbb\xbf" + '达人,n\r\n"甜""品",-90\r\n'.encode()


def test_numbers_stay_numbers_and_missing_ones_stay_empty() -> None:
    frame = pd.DataFrame(
        {
            "net_change": pd.array([-90, None], dtype="Int64"),
            "growth_rate": pd.array([-0.0025, None], dtype="Float64"),
            "plain": [-1.5, float("nan")],
            "mixed": pd.Series([-3, None], dtype=object),
        }
    )
    assert rows_of(to_csv(frame))[1:] == [["-90", "-0.0025", "-1.5", "-3"], [""] * 4]


def test_days_and_moments_are_iso_dates() -> None:
    frame = pd.DataFrame(
        {
            "day": pd.Series(pd.to_datetime(["2025-12-07", None]), dtype="datetime64[us]"),
            "at": pd.to_datetime(["2025-12-07 08:30:00", None]),
            "none": pd.Series([pd.NaT, pd.NaT], dtype="datetime64[us]"),
        }
    )
    assert rows_of(to_csv(frame))[1:] == [["2025-12-07", "2025-12-07T08:30:00", ""], ["", "", ""]]


def test_line_breaks_stay_inside_their_cell_and_nul_goes() -> None:
    cells = ["two\r\nlines", "one\rcr", "nul\0=1", "\0=1", "\ud83d"]
    frame = pd.DataFrame({"alias": pd.Series(cells, dtype=object), "n": range(5)})
    assert rows_of(to_csv(frame))[1:] == [
        ["two\r\nlines", "0"],
        ["one\rcr", "1"],
        ["nul=1", "2"],
        ["'=1", "3"],
        ["?", "4"],
    ]


def test_a_table_without_rows_is_its_header_and_one_without_columns_is_nothing() -> None:
    assert rows_of(to_csv(texts([]))) == [["alias", "n"]]
    assert to_csv(pd.DataFrame()).strip(b"\xef\xbb\xbf\r\n") == b""


def test_two_columns_of_one_name_are_both_written_and_the_frame_is_left_alone() -> None:
    frame = pd.DataFrame([["=1", 2]], columns=["a", "a"])
    before = frame.copy()
    assert rows_of(to_csv(frame)) == [["a", "a"], ["'=1", "2"]]
    pd.testing.assert_frame_equal(frame, before)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
@pytest.mark.fault(89)
def test_every_text_comes_back_but_for_the_apostrophe(cells: list[str]) -> None:
    rows = rows_of(to_csv(texts(cells)))[1:]
    assert len(rows) == len(cells)
    for (written, number), (position, cell) in zip(rows, enumerate(cells), strict=True):
        assert written in (cell, "'" + cell)
        assert not written.lstrip().startswith(tuple("=+-@＝＋－＠"))
        assert number == str(position)
