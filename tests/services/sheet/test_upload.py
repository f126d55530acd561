from __future__ import annotations

import csv
from io import StringIO

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.sheet import refusals as uploaded_sheet_reasons
from services.sheet.bounds import ROW_LIMIT
from services.sheet.upload import SIZE_LIMIT_MB, Upload, UploadRefused, read_upload
from services.shortlist import refusals as pasted_reasons
from services.shortlist.creator import Creator
from services.shortlist.paste import Shortlist, read_shortlist
from services.shortlist.prices import Prices
from tests.services.made_sheets import (
    BLANK_ROW,
    CHINESE,
    ENGLISH,
    MARKETPLACE,
    NAME_ROW,
    NOTE,
    NOTE_ROW,
    PROFILE,
    SHORT_ROW,
    TWICE_ROW,
    creator_id,
    planners_rows,
    saved,
    workbook,
)

ONE, TWO, THREE = creator_id(1), creator_id(2), creator_id(3)
SHEET = saved(workbook([CHINESE, *planners_rows()]))


def uploaded(name: str, data: bytes) -> Upload:
    upload = read_upload(name, data)
    assert isinstance(upload, Upload), upload
    return upload


def shortlist(name: str, data: bytes) -> Shortlist:
    return read_shortlist(uploaded(name, data).text)


def refused(name: str, data: bytes) -> str:
    refusal = read_upload(name, data)
    assert isinstance(refusal, UploadRefused), refusal
    assert str(refusal.reason)
    return refusal.reason.template


def as_csv(rows: list[list[object]], delimiter: str = ",") -> str:
    text = StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def check_planners_sheet(found: Shortlist) -> None:
    bad = {NOTE_ROW, SHORT_ROW, NAME_ROW, TWICE_ROW, BLANK_ROW}
    assert found.creators == tuple(
        Creator(
            creator_id(row),
            f"小鱼{row}🐟",
            Prices(1000.0 * row, 15_000 if row % 2 else None),
            f"档期 “{row}”号",
            followers=123_000,
        )
        for row in range(2, 62)
        if row not in bad
    )
    assert [(one.row, one.reason.template) for one in found.refusals] == [
        (NOTE_ROW, pasted_reasons.NOTE),
        (SHORT_ROW, pasted_reasons.SHORT_LINK),
        (NAME_ROW, pasted_reasons.NO_ID),
    ]
    assert found.duplicates == 1


@pytest.mark.parametrize("header", [CHINESE, ENGLISH], ids=["Chinese", "English"])
def test_a_planners_workbook_is_read_row_by_row(header: list[str]) -> None:
    upload = uploaded("达人.XLSX", saved(workbook([header, *planners_rows()])))
    check_planners_sheet(read_shortlist(upload.text))
    assert upload.sheet == "Sheet"
    assert upload.notices == ()


@pytest.mark.fault(90)
@pytest.mark.parametrize("header", [CHINESE, ENGLISH], ids=["Chinese", "English"])
@pytest.mark.parametrize("delimiter", ["\t", ",", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_a_planners_text_file_is_read_row_by_row(
    header: list[str], delimiter: str, encoding: str
) -> None:
    text = as_csv([header, *planners_rows()], delimiter)
    check_planners_sheet(shortlist("list.csv", text.encode(encoding)))


@pytest.mark.parametrize("mark", ["\r", "\r\n", "\n"])
def test_lines_of_text_without_a_header_stay_as_they_are(mark: str) -> None:
    lines = [f"看看TA，好看 {PROFILE}{ONE}", "", "小鱼", f"{TWO},{THREE}", ""]
    upload = uploaded("a.txt", mark.join(lines).encode("gb18030"))
    assert upload.text == "\n".join(lines[:-1])
    assert [one.row for one in read_shortlist(upload.text).refusals] == [3]


def test_stray_quotes_swallow_no_creator() -> None:
    text = f'昵称,id\n"小鱼,{ONE}\n小红,{TWO}\n小蓝",{THREE}\n'
    assert len(shortlist("a.csv", text.encode()).creators) == 3
    text = f'昵称,id\n小鱼,{ONE}\n"小红,{TWO}\n小蓝,{THREE}\n'
    assert len(shortlist("a.csv", text.encode()).creators) == 3


def test_thousands_that_lost_their_quotes_are_no_price() -> None:
    text = f"昵称,链接,图文报价,备注\n小鱼,{ONE},12,000,好\n小红,{TWO},500,好\n"
    assert shortlist("a.csv", text.encode()).creators == (
        Creator(ONE, "小鱼"),
        Creator(TWO, "小红", Prices(500), "好"),
    )


def test_rows_beyond_the_limit_are_left_out_and_that_is_said() -> None:
    header, row = "昵称,链接", f"小鱼,{ONE}"
    exact = "\n".join([header, *[row] * (ROW_LIMIT - 1), "", ",", ""])
    over = "\n".join([header, *[row] * ROW_LIMIT])
    assert uploaded("a.csv", exact.encode()).notices == ()
    for text in (over, over.removeprefix(header) + f"\n{row}"):
        upload = uploaded("a.csv", text.encode())
        (notice,) = upload.notices
        assert notice.template == uploaded_sheet_reasons.ROWS_LEFT_OUT
        assert notice.values == {"count": ROW_LIMIT}
        assert upload.text.count("\n") == ROW_LIMIT - 1


@pytest.mark.fault(90)
@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [
        ("a.xlsx", b"PK\x03\x04" + bytes(50_000_000), uploaded_sheet_reasons.TOO_LARGE),
        ("a.json", b'{"a":[' * 100_000, uploaded_sheet_reasons.NOT_A_SHEET),
        ("a.csv", b"a" * (SIZE_LIMIT_MB * 1024 * 1024 + 1), uploaded_sheet_reasons.TOO_LARGE),
        ("a.pdf", b"%PDF-1.7", uploaded_sheet_reasons.NOT_A_SHEET),
        ("", ONE.encode(), uploaded_sheet_reasons.NOT_A_SHEET),
        ("a.csv", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", uploaded_sheet_reasons.NOT_A_SHEET),
        ("a.xls", b"<html><table><tr><td>a", uploaded_sheet_reasons.NOT_A_SHEET),
        ("a.csv", "昵称,id".encode("utf-16-le"), uploaded_sheet_reasons.NOT_A_SHEET),
        ("a.csv", b"\xff\xfea", uploaded_sheet_reasons.NOT_A_SHEET),
        *[
            (f"a.{suffix}", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + rest, reason)
            for suffix in ("xls", "xlsx")
            for rest, reason in [
                (b"\0" * 504 + "Workbook".encode("utf-16-le"), uploaded_sheet_reasons.OLD_WORKBOOK),
                (
                    b"\0" * 504 + "EncryptedPackage".encode("utf-16-le"),
                    uploaded_sheet_reasons.ENCRYPTED,
                ),
            ]
        ],
        ("a.xlsx", SHEET[:-1000], uploaded_sheet_reasons.DAMAGED),
        ("a.xlsx", b"PK\x03\x04", uploaded_sheet_reasons.DAMAGED),
        ("a.csv", b"", uploaded_sheet_reasons.EMPTY),
        ("a.xlsx", b"", uploaded_sheet_reasons.EMPTY),
        ("a.csv", "\ufeff \r\n\t\n".encode(), uploaded_sheet_reasons.EMPTY),
        ("a.xlsx", saved(workbook([], [[" "]])), uploaded_sheet_reasons.EMPTY),
    ],
)
def test_what_cannot_be_read_is_refused_with_the_reason(
    name: str, data: bytes, reason: str
) -> None:
    assert refused(name, data) == reason


def test_text_under_the_name_of_a_workbook_is_read() -> None:
    text = f"昵称\t链接\n小鱼\t{MARKETPLACE}{ONE}\n"
    for name in ("a.xls", "a.xlsx"):
        assert shortlist(name, text.encode("utf-16")).creators == (Creator(ONE, "小鱼"),)


@given(st.sampled_from(["a.csv", "a.xlsx", "a"]), st.binary(max_size=2000))
@example("a.csv", b"\xff\xfe\x00\xd8")
@example("a.csv", b"PK\x05\x06" + b"\0" * 18)
def test_any_bytes_give_text_or_a_reason(name: str, data: bytes) -> None:
    found = read_upload(name, data)
    if isinstance(found, Upload):
        read_shortlist(found.text)
    else:
        assert str(found.reason)


@settings(max_examples=200)
@given(st.lists(st.tuples(st.integers(0, len(SHEET) - 1), st.integers(0, 255)), max_size=5))
def test_a_workbook_with_any_bytes_changed_gives_text_or_a_reason(
    changes: list[tuple[int, int]],
) -> None:
    data = bytearray(SHEET)
    for at, value in changes:
        data[at] = value
    assert isinstance(read_upload("a.xlsx", bytes(data)), Upload | UploadRefused)


texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20)


@given(st.lists(st.lists(texts, min_size=2, max_size=2), max_size=5))
def test_whatever_stands_in_the_cells_each_row_keeps_its_number(rows: list[list[str]]) -> None:
    header = ["昵称", "链接"]
    ids = [creator_id(number) for number, _ in enumerate(rows)]
    table = [[*row, f"{NOTE}?{who}"] for row, who in zip(rows, ids, strict=True)]
    text = as_csv([header, *table, ["小红", "", MARKETPLACE + ONE[:-1]]])
    found = shortlist("a.csv", text.encode())
    assert found.refusals[-1].row == len(rows) + 2
