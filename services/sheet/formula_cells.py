"""The formulas of one sheet: their links, and texts for those that hold no result."""

from __future__ import annotations

from openpyxl.xml.functions import Element

from services.sheet.bounds import FORMULA_LIMIT, Budget
from services.sheet.formulas import Formula, Result, worked_out

_LONGEST_CHAIN = 8
Place = tuple[int, int]


class FormulaCells:
    """Formulas by row and column from 0; `fill` works them out once all cells are known."""

    def __init__(self, rows: list[list[str]], links: dict[Place, str]) -> None:
        self._rows, self._links = rows, links
        self._shared: dict[str, tuple[Place, str]] = {}
        self._empty: dict[Place, Formula] = {}
        self._linked: dict[Place, Formula] = {}
        self._beyond = 0

    def add(self, place: Place, element: Element, *, has_result: bool) -> None:
        """Keep a formula that holds no result, or may lead somewhere."""
        formula = self._formula(place, element)
        if has_result and not formula.may_link:
            return
        if len(self._empty) + len(self._linked) >= FORMULA_LIMIT:
            self._beyond += not has_result
            return
        (self._linked if has_result else self._empty)[place] = formula

    def fill(self, budget: Budget) -> int:
        """Write texts and links into the sheet; return how many cells are left without a result."""
        unknown = self._beyond
        for (row, column), formula in (self._empty | self._linked).items():
            result = worked_out(formula, _Lookup(self._rows, self._empty, 1))
            is_empty = (row, column) in self._empty
            if result is None or not budget.takes([result.text]):
                unknown += is_empty
                continue
            if is_empty:
                self._rows[row][column] = result.text
            if result.link:
                self._links[row, column] = result.link
        return unknown

    def _formula(self, place: Place, element: Element) -> Formula:
        text, shared = element.text or "", element.get("si")
        if element.get("t") != "shared" or shared is None:
            return Formula(text)
        if text:
            self._shared[shared] = place, text
        (row, column), text = self._shared.get(shared, (place, text))
        return Formula(text, place[0] - row, place[1] - column)


class _Lookup:
    """Gives the texts of cells, also of those that are formulas without a result."""

    def __init__(self, rows: list[list[str]], empty: dict[Place, Formula], depth: int) -> None:
        self._rows, self._empty, self._depth = rows, empty, depth

    def __call__(self, row: int, column: int) -> str | None:
        if not 0 <= row < len(self._rows) or not 0 <= column < len(self._rows[row]):
            return ""
        text, formula = self._rows[row][column], self._empty.get((row, column))
        if text or formula is None:
            return text
        result = self._worked_out(formula)
        return None if result is None else result.text

    def _worked_out(self, formula: Formula) -> Result | None:
        if self._depth >= _LONGEST_CHAIN:
            return None
        return worked_out(formula, _Lookup(self._rows, self._empty, self._depth + 1))
