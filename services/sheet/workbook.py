"""An uploaded Excel workbook: its visible sheets."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from openpyxl.reader.excel import ExcelReader

from services.sheet.bounds import SHEET_LIMIT
from services.sheet.cells import Cells
from services.sheet.package import number_formats, opened
from services.sheet.rows import Sheet


def read_workbook(data: bytes) -> Iterator[Sheet]:
    """Yield the visible sheets in their order, blank ones included.

    Raises UnreadableError with the reason, or whatever else a damaged file leads to.
    """
    reader = opened(data)
    with reader.archive:
        formats = number_formats(reader)
        for part, name in islice(_visible(reader).items(), SHEET_LIMIT):
            yield Cells(reader, part, formats).sheet(name)


def _visible(reader: ExcelReader) -> dict[str, str]:
    """Return the names of the visible sheets by their parts, so that no part is read twice."""
    rels = ((one, reader.parser.rels.get(one.id)) for one in reader.parser.sheets)
    return {
        rel.target: str(one.name)
        for one, rel in rels
        if one.state == "visible" and rel is not None and rel.target in reader.valid_files
    }
