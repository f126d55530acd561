"""What only a workbook has: several sheets, links behind cells, kinds of cells, merged headers."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from services.sheet import refusals as uploaded_sheet_reasons
from services.sheet.bounds import LENGTH_LIMIT, ROW_LIMIT, SHEET_LIMIT, UNPACKED_LIMIT
from services.sheet.upload import Upload, UploadRefused, read_upload
from services.shortlist import refusals as pasted_reasons
from services.shortlist.creator import Creator
from services.shortlist.paste import read_shortlist
from services.shortlist.prices import Prices
from tests.services.made_sheets import (
    FIRST_SHEET,
    MARKETPLACE,
    NOTE,
    PROFILE,
    SHARED,
    creator_id,
    repacked,
    saved,
    with_xml,
    workbook,
)

ONE, TWO, THREE, FOUR = map(creator_id, range(1, 5))
SHEET = saved(workbook([["昵称", "链接"], ["小鱼", PROFILE + ONE]]))
MISSING_TEXT = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row><c t="s"><v>9</v></c></row></sheetData></worksheet>'
)


def uploaded(book: Workbook | Worksheet | bytes) -> Upload:
    upload = read_upload("a.xlsx", book if isinstance(book, bytes) else saved(book))
    assert isinstance(upload, Upload), upload
    return upload


def creators(book: Workbook | Worksheet | bytes) -> tuple[Creator, ...]:
    return read_shortlist(uploaded(book).text).creators


def refused(data: bytes) -> str:
    refusal = read_upload("a.xlsx", data)
    assert isinstance(refusal, UploadRefused), refusal
    return refusal.reason.template


def one_sheet(*rows: list[object]) -> Worksheet:
    return workbook(rows).worksheets[0]


def test_the_first_sheet_that_names_creators_is_read_and_that_is_said() -> None:
    book = workbook([["品牌", "预算"], ["某品牌", 5]], [["昵称", "链接"], ["小鱼", PROFILE + ONE]])
    book.worksheets[1].title = "达人*名单".replace("*", "_")
    book.create_sheet("旧").append([TWO])
    upload = uploaded(book)
    assert read_shortlist(upload.text).creators == (Creator(ONE, "小鱼"),)
    assert upload.sheet == "达人_名单"
    (notice,) = upload.notices
    assert str(notice) == "Read from the sheet “达人_名单”. Other sheets with creators: 旧 (1)."


def test_a_hidden_sheet_is_not_read() -> None:
    book = workbook([[ONE]], [[TWO]])
    book.worksheets[0].sheet_state = "hidden"
    assert creators(book) == (Creator(TWO),)
    assert uploaded(book).notices == ()


def test_where_no_sheet_names_creators_the_first_rows_are_refused_one_by_one() -> None:
    upload = uploaded(workbook([], [["昵称"], ["小鱼"]], [["x"]]))
    assert [one.row for one in read_shortlist(upload.text).refusals] == [2]
    assert upload.sheet == "Sheet1"


def test_sheets_beyond_the_limit_are_not_looked_into() -> None:
    assert creators(workbook(*[[]] * (SHEET_LIMIT - 1), [[ONE]])) == (Creator(ONE),)
    assert refused(saved(workbook(*[[]] * SHEET_LIMIT, [[ONE]]))) == uploaded_sheet_reasons.EMPTY


def test_a_link_behind_a_nickname_counts_and_the_nickname_stays() -> None:
    sheet = one_sheet(
        ["序号", "达人昵称", "图文报价", "备注"],
        [1, "小鱼", 500.0],
        [2, "小红", "8k", "好"],
        [3, "小蓝", None, "查看"],
        [4, "小绿"],
    )
    sheet["B2"].hyperlink = f"{PROFILE}{ONE}?xsec_token=AB&x=1"
    sheet["B3"].hyperlink = PROFILE + TWO
    sheet["D3"].hyperlink = MARKETPLACE + THREE
    sheet["D4"].hyperlink = NOTE
    sheet["B5"].hyperlink = "https://xhslink.com/a/b"
    found = read_shortlist(uploaded(sheet).text)
    assert found.creators == (
        Creator(ONE, "小鱼", Prices(500)),
        Creator(THREE, "小红", Prices(8000), "好"),
    )
    assert [(one.row, one.reason.template) for one in found.refusals] == [
        (4, pasted_reasons.NOTE),
        (5, pasted_reasons.SHORT_LINK),
    ]


def test_a_list_of_linked_nicknames_needs_no_header() -> None:
    sheet = one_sheet(["小鱼"], [None], ["小红"])
    sheet["A1"].hyperlink, sheet["A3"].hyperlink = PROFILE + ONE, PROFILE + TWO
    assert creators(sheet) == (Creator(ONE, "小鱼"), Creator(TWO, "小红"))


def test_what_a_cell_says_wins_over_the_link_that_was_left_behind_it() -> None:
    sheet = one_sheet(["昵称", "链接"], ["小鱼", PROFILE + ONE], ["小红", TWO], [None, None])
    sheet["B2"].hyperlink = PROFILE + THREE
    sheet["B3"].hyperlink = PROFILE + THREE
    sheet["A4"].hyperlink = PROFILE + FOUR
    sheet["A4"].value = None
    found = read_shortlist(uploaded(sheet).text)
    assert found.creators == (Creator(ONE, "小鱼"), Creator(TWO, "小红"))
    assert found.refusals == ()


def test_a_link_over_several_cells_and_one_inside_the_workbook() -> None:
    sheet = one_sheet(["昵称", "备注"], ["小鱼", "a"], ["小红", PROFILE + TWO])
    sheet.merge_cells("A2:B2")
    sheet["A2"].hyperlink = PROFILE + ONE
    sheet["A2"].hyperlink.ref = "A2:B2"
    sheet["A3"].hyperlink = "#Sheet!A1"
    assert [who.creator_id for who in creators(sheet)] == [ONE, TWO]


def test_a_formula_counts_as_its_last_result_and_a_link_formula_as_its_link() -> None:
    rows = (
        '<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="s"><v>2</v></c></row>'
        f'<row><c t="str"><f>HYPERLINK("{PROFILE}{ONE}","x")</f><v>小鱼</v></c>'
        "<c><f>SUM(1,2)*500</f><v>1500.0</v></c>"
        '<c t="e"><f>1/0</f><v>#DIV/0!</v></c></row>'
    )
    data = with_xml(rows, strings=["昵称", "图文报价", "备注"])
    assert creators(data) == (Creator(ONE, "小鱼", Prices(1500)),)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (12000.0, "12000"),
        (12000, "12000"),
        (1.2, "1.2"),
        (0.1 + 0.2, "0.3"),
        (0.85, "0.85"),
        (5.0000000000000001e23, "5e+23"),
        (True, "TRUE"),
        (date(2025, 12, 7), "2025-12-07"),
        (datetime(2025, 12, 7, 8, 30), "2025-12-07 08:30:00"),  # noqa: DTZ001
        (time(8, 30), "08:30:00"),
        (timedelta(hours=30), "1 day, 6:00:00"),
        (" 两\n行\t“字” ", "两 行 “字”"),
        ('说"好"', '"说""好"""'),
        ("=1+1", ""),
        ("#N/A", ""),
    ],
)
def test_a_cell_is_the_text_that_a_spreadsheet_shows(value: object, text: str) -> None:
    assert uploaded(one_sheet(["a", value, "b"])).text == f"a\t{text}\tb"


def test_a_number_that_is_no_date_stays_a_number() -> None:
    sheet = one_sheet(["a", -5.5], ["b", 1e12])
    sheet["B1"].number_format = sheet["B2"].number_format = "yyyy-mm-dd"
    assert uploaded(sheet).text.splitlines() == ["a\t1899-12-24 12:00:00", "b\t1000000000000"]


def test_rows_keep_their_numbers_below_a_title_and_blank_rows() -> None:
    rows = [[], ["12月达人名单（共3位）"], [], ["昵称", "链接"], ["小鱼", ONE], [], ["小红", NOTE]]
    sheet = one_sheet(*[[None, *row] for row in rows], [], [None, "合计", 3])
    sheet.merge_cells("B2:C2")
    found = read_shortlist(uploaded(sheet).text)
    assert found.creators == (Creator(ONE, "小鱼"),)
    assert [(one.row, one.reason.template) for one in found.refusals] == [
        (7, pasted_reasons.NOTE),
        (9, pasted_reasons.NO_ID),
    ]


def test_a_header_of_two_rows_held_together_by_merged_cells_is_one() -> None:
    sheet = one_sheet(
        ["名单"],
        ["达人昵称", "链接", "报价（元）", None, "备注", None],
        [None, None, "图文", "视频", "档期", "其他"],
        ["小鱼", ONE, 500, 800, "好"],
        ["小红", TWO[:-1]],
    )
    for cells in ("A1:F1", "A2:A3", "B2:B3", "C2:D2", "E2:F2"):
        sheet.merge_cells(cells)
    found = read_shortlist(uploaded(sheet).text)
    assert found.creators == (Creator(ONE, "小鱼", Prices(500, 800)),)
    assert [one.row for one in found.refusals] == [5]


def test_rows_beyond_the_limit_are_left_out_and_that_is_said() -> None:
    sheet = one_sheet(["昵称", "链接"])
    sheet.cell(ROW_LIMIT, 1, "小鱼").hyperlink = PROFILE + ONE
    assert uploaded(sheet).notices == ()
    sheet.cell(ROW_LIMIT + 1, 1, "小红").hyperlink = PROFILE + TWO
    upload = uploaded(sheet)
    (notice,) = upload.notices
    assert str(notice).startswith("Only the first 5000 rows were read")
    assert read_shortlist(upload.text).creators == (Creator(ONE, "小鱼"),)


@pytest.mark.alone
def test_cells_that_share_one_long_text_are_cut_too() -> None:
    rows = ('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>') * 5_000
    start = process_time()
    upload = uploaded(with_xml(rows, strings=[f"{ONE} " + "长" * 30_000]))
    assert len(upload.text) <= LENGTH_LIMIT
    assert upload.notices[0].template == uploaded_sheet_reasons.ROWS_LEFT_OUT
    assert process_time() - start < 3


@pytest.mark.alone
def test_a_stray_cell_far_away_costs_nothing() -> None:
    rows = (
        f'<row r="3"><c r="A3" t="inlineStr"><is><t>{ONE}</t></is></c>'
        '<c r="XFD3"><v>1</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>1</v></c></row>'
        '<row r="99999999999999999999"><c><v>1</v></c></row>'
    )
    merged = '<mergeCells><mergeCell ref="A4:XFD1048576"/><mergeCell ref="B:C"/></mergeCells>'
    data = with_xml(rows, after=merged)
    start = process_time()
    upload = uploaded(data)
    assert upload.text == f"\n\n{ONE}"
    assert [one.template for one in upload.notices] == [
        uploaded_sheet_reasons.ROWS_LEFT_OUT,
        uploaded_sheet_reasons.COLUMNS_LEFT_OUT,
    ]
    assert process_time() - start < 0.1


@pytest.mark.alone
@pytest.mark.fault(90)
def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    bomb = repacked(SHEET, {"xl/media/image1.png": b"\0" * (UNPACKED_LIMIT + 1)})
    assert len(bomb) < 100_000
    start = process_time()
    assert refused(bomb) == uploaded_sheet_reasons.TOO_MUCH_INSIDE
    assert process_time() - start < 0.1


@pytest.mark.alone
@pytest.mark.parametrize("name", [FIRST_SHEET, SHARED, "xl/styles.xml"])
def test_a_part_of_millions_of_elements_is_refused_before_it_is_parsed(name: str) -> None:
    xml = b"<a>" + b"<b/>" * 5_000_000 + b"</a>"
    start = process_time()
    assert refused(repacked(SHEET, {name: xml})) == uploaded_sheet_reasons.TOO_MUCH_INSIDE
    assert process_time() - start < 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_declares_entities_is_refused(encoding: str) -> None:
    xml = '<!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    changed = repacked(SHEET, {FIRST_SHEET: xml.encode(encoding)})
    assert refused(changed) == uploaded_sheet_reasons.DAMAGED


def test_styles_that_openpyxl_rejects_do_not_matter() -> None:
    styles = b"<styleSheet><fills><fill>x</fill></fills>"
    assert creators(repacked(SHEET, {"xl/styles.xml": styles})) == (Creator(ONE, "小鱼"),)


def test_macros_and_links_to_other_workbooks_are_neither_read_nor_run() -> None:
    parts = {"xl/vbaProject.bin": b"\0", "xl/externalLinks/externalLink1.xml": b"no xml"}
    assert creators(repacked(SHEET, parts)) == (Creator(ONE, "小鱼"),)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        (FIRST_SHEET, b"<worksheet><sheetData>", uploaded_sheet_reasons.DAMAGED),
        ("xl/workbook.xml", b"", uploaded_sheet_reasons.DAMAGED),
        (FIRST_SHEET, MISSING_TEXT, uploaded_sheet_reasons.DAMAGED),
        (
            "[Content_Types].xml",
            b'<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
            uploaded_sheet_reasons.NOT_A_SHEET,
        ),
    ],
)
def test_a_workbook_with_a_broken_part_is_refused(name: str, content: bytes, reason: str) -> None:
    assert refused(repacked(SHEET, {name: content})) == reason


def test_a_locked_archive_is_refused() -> None:
    data = bytearray(SHEET)
    for header, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(header) + offset] |= 1
    assert refused(bytes(data)) == uploaded_sheet_reasons.ENCRYPTED


def test_an_archive_that_is_no_workbook_is_refused() -> None:
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("notes.txt", ONE)
    assert refused(buffer.getvalue()) == uploaded_sheet_reasons.DAMAGED
