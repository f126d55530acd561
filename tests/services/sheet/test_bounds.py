"""What the largest and oddest files cost: seconds and memory, measured in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from services.sheet.bounds import STRING_LIMIT
from services.sheet.refusals import ROWS_LEFT_OUT, TOO_MUCH_INSIDE
from services.sheet.upload import SIZE_LIMIT_MB, Upload, UploadRefused, read_upload
from tests.services.made_sheets import PROFILE, creator_id, saved, with_xml, workbook

ROOT = Path(__file__).parents[3]
MOST_SECONDS, MOST_MB = 2.0, 100

MEASURED = """
import sys
from pathlib import Path
from time import process_time
from services.sheet.upload import read_upload

def peak():
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])

path = Path(sys.argv[1])
data = path.read_bytes()
read_upload("a.csv", b"name,link")
memory, start = peak(), process_time()
found = read_upload(path.name, data)
print(process_time() - start, (peak() - memory) / 1024)
"""

WHO = PROFILE + creator_id(1)
SHARED_CELL = '<c t="s"><v>0</v></c>'


def wide_row() -> bytes:
    rows = "\n".join(f"小鱼{at},{creator_id(at)}" for at in range(10_000))
    return f"昵称,链接\n{',' * 1_000_000}\n{rows}".encode()


def wide_header() -> bytes:
    rows = "\n".join(f"小鱼{at},{creator_id(at)}" for at in range(10_000))
    return f"昵称,链接{',' * 1_000_000}\n{rows}".encode()


def many_cells() -> bytes:
    row = ",".join(["ab"] * 140)
    return "\n".join(["昵称,链接", *[row] * 4_700]).encode()


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
    "csv": [wide_row, wide_header, many_cells, line_feeds, short_lines],
    "xlsx": [
        *(one_text_shared, linked_texts_shared, many_strings, as_many_strings_as_are_read),
        *(five_thousand_by_two_hundred, as_many_cells_as_are_read, formulas, chained_formulas),
        *(merged_cells, rows_without_end, one_row_without_end, merged_without_end),
        *(one_text_without_end, many_sheets_of_links),
    ],
}
CASES = [(kind, made) for kind, files in FILES.items() for made in files]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc to read memory from")
@pytest.mark.parametrize(("kind", "made"), CASES, ids=[made.__name__ for _, made in CASES])
def test_no_file_costs_more_than_seconds_and_little_memory(
    kind: str, made: Callable[[], bytes], tmp_path: Path
) -> None:
    data = made()
    assert len(data) <= SIZE_LIMIT_MB * 1024 * 1024
    path = tmp_path / f"a.{kind}"
    path.write_bytes(data)
    command = [sys.executable, "-c", MEASURED, str(path)]
    output = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    seconds, megabytes = map(float, output.split())
    assert seconds <= MOST_SECONDS
    assert megabytes <= MOST_MB


REFUSED = [many_strings, five_thousand_by_two_hundred, one_row_without_end, one_text_without_end]
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
