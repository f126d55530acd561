"""Where the small charts of a page stand: rows and columns of equal panels on one sheet."""

from __future__ import annotations

import math
from dataclasses import dataclass

from components.chart.layout import Frame, Panel, Span
from components.chart.lettering import LINE
from components.chart.picture import Look

_MOST_COLUMNS = 4
_NARROWEST = 12
"""The least width of a small chart, in sizes of its letters."""


@dataclass(frozen=True)
class Grid:
    """`count` panels of the `most` that a sheet of `look` has room for within `frame`.

    Each has a line for its title above it. Rows that are not needed make the sheet less high.
    """

    look: Look
    frame: Frame
    count: int
    most: int

    @property
    def columns(self) -> int:
        """How many stand beside each other."""
        fitting = int(self.look.width / (_NARROWEST * self.look.type))
        return max(1, min(_MOST_COLUMNS, fitting))

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return math.ceil(self.count / self.columns)

    @property
    def height(self) -> float:
        """The height of the sheet in pixels."""
        return self.frame.top + self.rows * self._row + self.frame.bottom

    @property
    def width(self) -> float:
        """The width of a panel in pixels."""
        return (self._inner - (self.columns - 1) * self._gap) / self.columns

    def panel(self, row: int, span: Span) -> Panel:
        """Return the panel of a row, with this range of values."""
        whole, title = self.rows * self._row, self.look.type * LINE + 4
        top, bottom = row * self._row + title, (row + 1) * self._row
        axis = "y" if row == 0 else f"y{row + 1}"
        domain = (max(0.0, 1 - bottom / whole), 1 - top / whole)
        return Panel(axis, domain, self._row - title, total=True, span=span)

    def across(self, column: int) -> tuple[float, float]:
        """Return where a column begins and ends, in fractions of the sheet within its frame."""
        start = column * (self.width + self._gap)
        return start / self._inner, min(1.0, (start + self.width) / self._inner)

    def is_lowest(self, at: int) -> bool:
        """Say whether there is none below panel number `at`."""
        return at + self.columns >= self.count

    @property
    def _inner(self) -> float:
        return self.look.width - self.frame.left - self.frame.right

    @property
    def _gap(self) -> float:
        return self.look.type * 1.4

    @property
    def _row(self) -> float:
        inner = self.look.height - self.frame.top - self.frame.bottom
        return inner / math.ceil(self.most / self.columns)
