"""How much of a file is read: what a list of creators never reaches, and a made-up file may."""

from __future__ import annotations

from collections.abc import Sequence

ROW_LIMIT = 5_000
"""Most rows of one sheet that are read, blank ones included."""

COLUMN_LIMIT = 200
"""Most columns of one sheet that are read."""

CELL_LIMIT = 200_000
"""Most filled cells of one sheet that are read."""

LENGTH_LIMIT = 1_000_000
"""Most characters of one sheet: many cells can share one long text."""

STRING_LIMIT = 200_000
"""Most texts that the cells of a workbook can share."""

SHEET_LIMIT = 20
"""Most sheets of a workbook that are looked into."""

FORMULA_LIMIT = 5_000
"""Most formulas of one sheet that are looked into."""

AREA_LIMIT = 20_000
"""Most merged areas and links of one sheet that are kept."""

UNPACKED_LIMIT = 30_000_000
"""Most bytes that all parts of a workbook may have together."""

MARK_LIMIT = 2_600_000
"""Most elements and attributes of all sheets and their texts, which are read piece by piece."""

OTHER_MARK_LIMIT = 300_000
"""Most elements and attributes of all other parts: in memory each is many times its size."""

HELD_LIMIT = 100_000
"""Most elements of one row, or of one text."""


class Budget:
    """How many more cells and characters one sheet may have."""

    def __init__(self) -> None:
        self._cells, self._length = CELL_LIMIT, LENGTH_LIMIT

    def takes(self, row: Sequence[str]) -> bool:
        """Return whether there is room for one more row, and for all that came before it."""
        self._cells -= sum(map(bool, row))
        self._length -= sum(map(len, row)) + len(row)
        return self._cells >= 0 and self._length >= 0
