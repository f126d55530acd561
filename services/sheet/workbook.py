"""An uploaded Excel workbook: its visible sheets and their cells, after a look at its size."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from typing import IO, Any
from zipfile import ZipFile

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import ARC_STYLE, REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import Element, fromstring, iterparse

from services.sheet.refusals import (
    DAMAGED,
    ENCRYPTED,
    NOT_A_SHEET,
    TOO_MUCH_INSIDE,
    UnreadableError,
)
from services.sheet.rows import ROW_LIMIT, Merged, Sheet

UNPACKED_LIMIT = 30_000_000
"""Most bytes that all parts of a workbook may have together."""

SHEET_LIMIT = 20
"""Most sheets of a workbook that are looked into."""

_MARK_LIMIT = 4_000_000  # elements and attributes: in memory each is many times its size


def read_workbook(data: bytes) -> Iterator[Sheet]:
    """Yield the visible sheets in their order; formulas count as their last result.

    Raises UnreadableError with the reason, or whatever else a damaged file leads to.
    """
    with ZipFile(BytesIO(data)) as archive:
        _check(archive)
    reader = ExcelReader(BytesIO(data), data_only=True, keep_links=False)
    with reader.archive:
        reader.read_manifest()
        try:
            reader.read_workbook()
        except OSError:  # some other package: a document, or a binary workbook
            raise UnreadableError(NOT_A_SHEET) from None
        reader.read_strings()
        styles = _number_styles(reader)
        visible = _visible(reader)
        for part, name in list(visible.items())[:SHEET_LIMIT]:
            yield Cells(reader, part, styles).sheet(name, is_alone=len(visible) == 1)


def _check(archive: ZipFile) -> None:
    """Raise UnreadableError for what is locked, or would unpack to far more than a list."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(ENCRYPTED)
    # No part unpacks to more than it declares here.
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise UnreadableError(TOO_MUCH_INSIDE)
    marks = 0
    for part in parts:
        content = archive.read(part).replace(b"\0", b"")  # so that UTF-16 looks the same
        if b"<!ENTITY" in content:  # no spreadsheet writes one; it can stand for any amount of text
            raise UnreadableError(DAMAGED)
        marks += content.count(b"<") + content.count(b"=")
    if marks > _MARK_LIMIT:
        raise UnreadableError(TOO_MUCH_INSIDE)


def _visible(reader: ExcelReader) -> dict[str, str]:
    """Return the names of the visible sheets by their parts, so that no part is read twice."""
    rels = ((one, reader.parser.rels.get(one.id)) for one in reader.parser.sheets)
    return {
        rel.target: str(one.name)
        for one, rel in rels
        if one.state == "visible" and rel is not None and rel.target in reader.valid_files
    }


def _number_styles(reader: ExcelReader) -> NumberStyles:
    with suppress(Exception):  # a colour that openpyxl does not take is no reason to refuse a list
        styles = Stylesheet.from_tree(fromstring(reader.archive.read(ARC_STYLE)))
        return NumberStyles(frozenset(styles.date_formats), frozenset(styles.timedelta_formats))
    return NumberStyles()


COLUMN_LIMIT = 200
"""Most columns of one sheet that are read."""

LENGTH_LIMIT = 2_000_000
"""Most characters of one sheet: many cells can share one long text."""

_LINK_TAG, _MERGED_TAG = f"{{{SHEET_MAIN_NS}}}hyperlink", f"{{{SHEET_MAIN_NS}}}mergeCell"

_LINK_FORMULA = re.compile(r'\s*HYPERLINK\(\s*"([^"]+)"', re.IGNORECASE)


@dataclass(frozen=True)
class NumberStyles:
    """The styles of a workbook that show a number as a date, and as a duration."""

    dates: frozenset[int] = frozenset()
    durations: frozenset[int] = frozenset()


class Cells:
    """What one part of the archive holds, read in one pass: the links stand after the cells."""

    def __init__(self, reader: ExcelReader, part: str, styles: NumberStyles) -> None:
        self._epoch, self._styles = reader.wb.epoch, styles
        self._rows: list[list[str]] = []
        self._links: dict[tuple[int, int], str] = {}
        self._merged: list[Merged] = []
        self._length = 0
        self._is_cut = False
        rels = get_rels_path(part)
        has_rels = rels in reader.valid_files
        self._rels = get_dependents(reader.archive, rels).to_dict() if has_rels else {}
        with reader.archive.open(part) as source:
            self._read(source, WorkSheetParser(source, reader.shared_strings, data_only=True))

    def sheet(self, name: str, *, is_alone: bool) -> Sheet:
        """Return what was read."""
        return Sheet(self._rows, name, self._links, self._merged, self._is_cut, is_alone)

    def _read(self, source: IO[bytes], parser: WorkSheetParser) -> None:
        for _, element in iterparse(source):
            if element.tag == ROW_TAG:
                if not self._is_cut:
                    number, cells = parser.parse_row(element)
                    self._add(number, cells, [one.findtext(FORMULA_TAG) or "" for one in element])
                element.clear()
            elif element.tag in {_LINK_TAG, _MERGED_TAG}:
                with suppress(TypeError, ValueError):  # whole rows or columns have no corners
                    left, top, right, bottom = range_boundaries(element.get("ref"))
                    self._keep(element, Merged(top - 1, bottom - 1, left - 1, right - 1))

    def _keep(self, element: Element, cells: Merged) -> None:
        if element.tag == _MERGED_TAG:
            self._merged.append(cells)
            return
        rel = self._rels.get(element.get(f"{{{REL_NS}}}id"))
        if rel is not None and rel.TargetMode == "External":
            self._links.setdefault((cells.top, cells.left), rel.Target)

    def _add(self, number: int, cells: Iterable[dict[str, Any]], formulas: Iterable[str]) -> None:
        row: list[str] = []
        for cell, formula in zip(cells, formulas, strict=True):
            column, text = cell["column"] - 1, self._shown(cell)
            if not text or not 0 <= column < COLUMN_LIMIT:
                continue
            row += [""] * (column + 1 - len(row))
            row[column] = text
            if link := _LINK_FORMULA.match(formula):
                self._links[number - 1, column] = link[1]
        self._length += sum(map(len, row))
        if row and (number > ROW_LIMIT or self._length > LENGTH_LIMIT):
            self._is_cut = True
        elif row and number > 0:
            self._rows += [[] for _ in range(number - len(self._rows))]
            self._rows[number - 1] = row

    def _shown(self, cell: dict[str, Any]) -> str:
        value, style = cell["value"], cell["style_id"]
        if value is None or cell["data_type"] == "e":
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, int | float) and style in self._styles.dates:
            with suppress(ValueError, OverflowError):
                value = from_excel(value, self._epoch, timedelta=style in self._styles.durations)
        if isinstance(value, datetime) and value.time() == time():
            value = value.date()
        # 15 digits are what a spreadsheet shows, and 12000.0 is 12000.
        return f"{value:.15g}" if isinstance(value, float) else str(value).strip()
