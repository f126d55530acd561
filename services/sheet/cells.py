"""The cells of one sheet of a workbook: what it shows of each, and what else stands in it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime, time
from typing import IO, Any

from openpyxl.packaging.relationship import get_dependents, get_rels_path
from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import is_date_format, is_timedelta_format
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet._reader import FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.constants import REL_NS, SHEET_MAIN_NS
from openpyxl.xml.functions import Element

from services.sheet.bounds import AREA_LIMIT, COLUMN_LIMIT, ROW_LIMIT, Budget
from services.sheet.elements import elements
from services.sheet.formula_cells import FormulaCells
from services.sheet.header_rows import Merged
from services.sheet.rows import Sheet
from services.sheet.shown import shown

_LINK_TAG, _MERGED_TAG = f"{{{SHEET_MAIN_NS}}}hyperlink", f"{{{SHEET_MAIN_NS}}}mergeCell"
_AREA_TAGS = {_LINK_TAG, _MERGED_TAG}


class Cells:
    """What one part of the archive holds, read in one pass: the links stand after the cells."""

    def __init__(self, reader: ExcelReader, part: str, formats: Sequence[str]) -> None:
        self._epoch, self._formats = reader.wb.epoch, formats
        self._rows: list[list[str]] = []
        self._links: dict[tuple[int, int], str] = {}
        self._merged: list[Merged] = []
        self._hidden: set[int] = set()
        self._formulas = FormulaCells(self._rows, self._links)
        self._budget = Budget()
        self._is_cut = self._is_narrowed = False
        self._row_number = 0
        rels = get_rels_path(part)
        has_rels = rels in reader.valid_files
        self._rels = get_dependents(reader.archive, rels).to_dict() if has_rels else {}
        with reader.archive.open(part) as source:
            self._read(source, WorkSheetParser(source, reader.shared_strings, data_only=True))
        self._unknown = self._formulas.fill(self._budget)

    def sheet(self, name: str) -> Sheet:
        """Return what was read."""
        return Sheet(
            *(self._rows, name, self._links, self._merged),
            hidden=frozenset(self._hidden),
            without_result=self._unknown,
            is_cut=self._is_cut,
            is_narrowed=self._is_narrowed,
        )

    def _read(self, source: IO[bytes], parser: WorkSheetParser) -> None:
        for element in elements(source, 2):
            if element.tag == ROW_TAG:
                self._read_row(element, parser)
            elif element.tag in _AREA_TAGS and len(self._merged) + len(self._links) < AREA_LIMIT:
                self._keep(element)

    def _read_row(self, element: Element, parser: WorkSheetParser) -> None:
        given = element.get("r")
        self._row_number = int(float(given)) if given else self._row_number + 1
        if any(map(len, element)) and not self._is_cut:  # often all cells are styled and empty
            element.set("r", str(self._row_number))
            self._add(parser.parse_row(element), element)

    def _keep(self, element: Element) -> None:
        try:
            left, top, right, bottom = range_boundaries(element.get("ref"))
            cells = Merged(top - 1, bottom - 1, left - 1, right - 1)
        except (TypeError, ValueError):  # whole rows or columns have no corners
            return
        if element.tag == _MERGED_TAG:
            self._merged.append(cells)
            return
        rel = self._rels.get(element.get(f"{{{REL_NS}}}id"))
        if rel is not None and rel.TargetMode == "External":
            self._links.setdefault((cells.top, cells.left), rel.Target)

    def _add(self, parsed: tuple[int, list[dict[str, Any]]], element: Element) -> None:
        at, cells = parsed[0] - 1, parsed[1]
        row = self._texts(at, cells, element)
        if row and (at >= ROW_LIMIT or not self._budget.takes(row)):
            self._is_cut = True
        elif row and at >= 0:
            self._rows += [[] for _ in range(at + 1 - len(self._rows))]
            self._rows[at] = row
            if element.get("hidden") in {"1", "true"}:
                self._hidden.add(at)

    def _texts(self, at: int, cells: list[dict[str, Any]], element: Element) -> list[str]:
        row: list[str] = []
        for cell, one in zip(cells, element, strict=True):
            column, text, formula = cell["column"] - 1, self._shown(cell), one.find(FORMULA_TAG)
            self._is_narrowed |= bool(text) and column >= COLUMN_LIMIT
            if not 0 <= column < COLUMN_LIMIT or (not text and formula is None):
                continue
            row += [""] * (column + 1 - len(row))
            row[column] = text
            if formula is not None and at < ROW_LIMIT:
                # A text that is empty is a result too.
                has_result = cell["value"] is not None or cell["data_type"] == "str"
                self._formulas.add((at, column), formula, has_result=has_result)
        return row

    def _shown(self, cell: dict[str, Any]) -> str:
        value, style = cell["value"], cell["style_id"]
        if value is None or cell["data_type"] == "e":
            return ""
        if isinstance(value, bool):
            return str(value).upper()
        if isinstance(value, int | float):
            return self._number(value, self._formats[style] if style < len(self._formats) else "")
        if isinstance(value, datetime):
            return _date(value)
        return str(value).strip()

    def _number(self, value: float, code: str) -> str:
        if is_date_format(code):
            with suppress(ValueError, OverflowError):
                is_duration = is_timedelta_format(code)
                return _date(from_excel(value, self._epoch, timedelta=is_duration))
            code = ""
        return shown(value, code or "General")


def _date(value: object) -> str:
    if isinstance(value, datetime) and value.time() == time():
        return str(value.date())
    return str(value)
