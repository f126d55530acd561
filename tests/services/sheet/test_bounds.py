"""What files that multiply cost: seconds and memory, measured in a process of its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from services.sheet.bounds import STRING_LIMIT
from services.sheet.refusals import ROWS_LEFT_OUT, TOO_MUCH_INSIDE
from services.sheet.upload import SIZE_LIMIT_MB, Upload, UploadRefused, read_upload
from tests.services.made_sheets import PROFILE, creator_id, saved, with_xml, workbook
from tests.services.sheet.measuring import STATUS, too_costly

WHO = PROFILE + creator_id(1)
SHARED_CELL = '<c t="s"><v>0</v></c>'


def fifty_thousand_columns() -> bytes:
    rows = "\n".join(f"小鱼{at},{creator_id(at)}" for at in range(2_000))
    return f"昵称,链接{',' * 50_000}\n{rows}".encode()


def deep_json() -> bytes:
    return b'{"a":[' * 340_000


def wide_row() -> bytes:
    rows = "\n".join(f"小鱼{at},{creator_id(at)}" for at in range(10_000))
    return f"昵称,链接\n{',' * 1_000_000}\n{rows}".encode()


def wide_header() -> bytes:
    rows = "\n".join(f"小鱼{at},{creator_id(at)}" for at in range(10_000))
    return f"昵称,链接{',' * 1_000_000}\n{rows}".encode()


def many_cells() -> bytes:
    row = ",".join(["ab"] * 140)
    return "\n".join(["昵称,链接", *[row] * 4_700]).encode()


def long_list() -> bytes:
    return ("昵称,链接\n" + f"小鱼,{WHO}\n" * 20_000).encode()


def quotes() -> bytes:
    return b'"' * 2_000_000


def delimiters() -> bytes:
    return b",;\t" * 600_000


def one_cell_of_lines() -> bytes:
    return '昵称,链接\n"'.encode() + b"\n" * 2_000_000


def one_cell() -> bytes:
    return '昵称,链接\n"'.encode() + b"a" * 2_000_000


def line_feeds() -> bytes:
    return b"a" + b"\n" * 2_000_000 + b"a"


def short_lines() -> bytes:
    return b"ab\n" * 690_000


def one_text_shared() -> bytes:
    return with_xml(f"<row>{SHARED_CELL * 20}</row>" * 5_000, strings=[f"{WHO} " + "长" * 30_000])


def linked_texts_shared() -> bytes:
    return with_xml(f"<row>{SHARED_CELL * 20}</row>" * 5_000, strings=[f"{WHO} " * 3])


def many_strings() -> bytes:
    return with_xml(f"<row>{SHARED_CELL}</row>", strings=[""] * 950_000)


def as_many_strings_as_are_read() -> bytes:
    return with_xml(f"<row>{SHARED_CELL}</row>", strings=["ab"] * STRING_LIMIT)


def as_many_cells_as_fit() -> bytes:
    return with_xml(f"<row>{'<c/>' * 200}</row>" * 3_200)


def a_million_rows() -> bytes:
    return with_xml("<row><c/></row>" * 1_000_000)


def five_thousand_by_two_hundred() -> bytes:
    return with_xml(f"<row>{SHARED_CELL * 200}</row>" * 5_000, strings=["昵称"])


def as_many_cells_as_are_read() -> bytes:
    rows = f"<row>{SHARED_CELL * 45}</row>" * 4_900
    return with_xml(rows, strings=["昵称"])


def formulas() -> bytes:
    cell = f"<c><f>HYPERLINK(&quot;{WHO}&quot;&amp;A1&amp;A1&amp;A1,A1&amp;A2)</f></c>"
    return with_xml(f"<row>{cell * 20}</row>" * 4_000)


def chained_formulas() -> bytes:
    rows = "".join(f"<row><c><f>A{at + 2}&amp;A{at + 2}</f></c></row>" for at in range(4_999))
    return with_xml(f'{rows}<row><c t="inlineStr"><is><t>{"长" * 9_000}</t></is></c></row>')


def merged_cells() -> bytes:
    merged = "".join(f'<mergeCell ref="A{at}:A5000"/>' for at in range(1, 5_000)) * 10
    rows = f"<row>{SHARED_CELL * 2}</row>" * 5_000
    return with_xml(rows, after=f"<mergeCells>{merged}</mergeCells>", strings=["长" * 30_000])


def rows_without_end() -> bytes:
    return with_xml("<row/>" * 640_000)


def one_row_without_end() -> bytes:
    return with_xml(f"<row>{'<c/>' * 1_900_000}</row>")


def merged_without_end() -> bytes:
    merged = '<mergeCell ref="A2:A3"/>' * 510_000
    return with_xml(
        f"<row>{SHARED_CELL}</row>", after=f"<mergeCells>{merged}</mergeCells>", strings=["昵称"]
    )


def one_text_without_end() -> bytes:
    return with_xml(f"<row>{SHARED_CELL}</row>", strings=["<r/>" * 1_900_000])


def many_sheets_of_links() -> bytes:
    book = workbook(*[[["昵称", "链接"]]] * 20)
    rows = [[f"小鱼{at}", WHO, WHO] for at in range(280)]
    for sheet in book.worksheets:
        for row in rows:
            sheet.append(row)
    return saved(book)


FILES = {
    "csv": [
        *(wide_row, wide_header, fifty_thousand_columns, many_cells, line_feeds, short_lines),
        *(deep_json, long_list, quotes, delimiters, one_cell_of_lines, one_cell),
    ],
    "xlsx": [
        *(one_text_shared, linked_texts_shared, many_strings, as_many_strings_as_are_read),
        *(five_thousand_by_two_hundred, as_many_cells_as_are_read, formulas, chained_formulas),
        *(merged_cells, rows_without_end, one_row_without_end, merged_without_end),
        *(one_text_without_end, many_sheets_of_links, as_many_cells_as_fit, a_million_rows),
    ],
}


@pytest.mark.skipif(not STATUS.exists(), reason="no /proc to read memory from")
@pytest.mark.alone
@pytest.mark.fault(90, 102)
@pytest.mark.parametrize("kind", FILES)
def test_no_file_costs_more_than_seconds_and_little_memory(kind: str, tmp_path: Path) -> None:
    files = {f"{made.__name__}.{kind}": made() for made in FILES[kind]}
    assert max(map(len, files.values())) <= SIZE_LIMIT_MB * 1024 * 1024
    assert too_costly(files, tmp_path) == []


REFUSED = [
    many_strings,
    a_million_rows,
    five_thousand_by_two_hundred,
    one_row_without_end,
    one_text_without_end,
]
CUT = [many_cells, one_text_shared, linked_texts_shared, as_many_cells_as_are_read, merged_cells]


@pytest.mark.parametrize("made", REFUSED)
def test_what_holds_far_more_than_a_list_is_refused(made: Callable[[], bytes]) -> None:
    found = read_upload("a.xlsx", made())
    assert isinstance(found, UploadRefused)
    assert found.reason.template == TOO_MUCH_INSIDE


@pytest.mark.parametrize("made", CUT)
def test_rows_that_are_left_out_are_mentioned(made: Callable[[], bytes]) -> None:
    found = read_upload("a.csv" if made is many_cells else "a.xlsx", made())
    assert isinstance(found, Upload)
    assert [one.template for one in found.notices] == [ROWS_LEFT_OUT]


def test_a_wide_row_costs_the_others_nothing() -> None:
    found = read_upload("a.csv", wide_row())
    assert isinstance(found, Upload)
    assert max(map(len, found.text.split("\n"))) < 100
