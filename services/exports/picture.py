"""A line chart as both files draw it: days, one line a creator, colours, and the axis."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from datetime import date

from services.exports.axis import decades, least_step, round_ends
from services.exports.report import Mark, MarkKind

Day = date | int


@dataclass(frozen=True)
class Line:
    """One creator's values, one for each day of the picture; None is a gap. `color` is hex.

    `end` is written behind the name at the end of the line; `marked` are places of days.
    """

    creator_id: str
    name: str
    values: tuple[float | None, ...]
    color: str
    dash: str
    context: bool
    end: str = ""
    marked: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value is not None for value in self.values)

    @property
    def last(self) -> int:
        """The place of the last value."""
        return max(at for at, value in enumerate(self.values) if value is not None)

    @property
    def has_lone_points(self) -> bool:
        """Whether a point stands between two gaps, where a line without markers shows nothing."""
        known = [False, *(value is not None for value in self.values), False]
        return any(
            known[at] and not (known[at - 1] or known[at + 1]) for at in range(1, len(known) - 1)
        )


@dataclass(frozen=True)
class Middle:
    """The middle half of the curves and their median, one value for each day of the picture."""

    low: tuple[float | None, ...]
    middle: tuple[float | None, ...]
    high: tuple[float | None, ...]

    @property
    def width(self) -> tuple[float | None, ...]:
        """How far `high` is above `low`, for charts that stack one area on another."""
        return tuple(
            None if low is None or high is None else high - low
            for low, high in zip(self.low, self.high, strict=True)
        )


@dataclass(frozen=True)
class Picture:
    """A chart: every day from the first to the last, and the lines, those in grey first.

    `common` are the places of days that were common to the list.
    """

    title: str
    days: tuple[Day, ...]
    lines: tuple[Line, ...]
    offsets: bool
    number_format: str
    logarithmic: bool
    common: tuple[int, ...] = ()
    middle: Middle | None = None
    span: tuple[float, float] | None = None
    marks: tuple[Mark, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether no line has a value."""
        return all(line.is_empty for line in self.lines)

    @property
    def day_format(self) -> str:
        """How the days on the axis are written: a spreadsheet's format."""
        if self.offsets:
            return "+0;-0;0"
        return "mm-dd" if len(self.days) <= 370 else "yyyy-mm"

    @property
    def day_step(self) -> int:
        """Days from one label on the axis to the next: about ten labels."""
        return max(1, math.ceil(len(self.days) / 10))

    def word(self, kind: MarkKind) -> str:
        """Return the word of a mark, "" where it is not drawn."""
        return next((mark.word for mark in self.marks if mark.kind == kind), "")

    def axis(self) -> tuple[float, float, float | None]:
        """Return round ends of the value axis, around all values that the screen shows, and the
        step between labels.

        On a logarithmic axis the ends are powers of ten, and there is no step.
        """
        known = [value for line in self.lines for value in line.values if value is not None]
        if self.middle is not None:
            known += [v for v in (*self.middle.low, *self.middle.high) if v is not None]
        if self.logarithmic:
            return *decades(known), None
        low, high = self.span or (min(known), max(known))
        return round_ends(low, high, least_step(self.number_format))

    def alone(self, creator_id: str, color: str) -> Picture:
        """Return the picture of one creator, in colour, over the days that it has values on."""
        own = [line for line in self.lines if line.creator_id == creator_id and not line.is_empty]
        if not own:
            return replace(self, lines=())
        known = [at for at, value in enumerate(own[0].values) if value is not None]
        first, days = known[0], slice(known[0], known[-1] + 1)
        line = replace(
            own[0],
            values=own[0].values[days],
            color=color,
            dash="solid",
            context=False,
            marked=tuple(at - first for at in own[0].marked),
        )
        kinds = {"ring": bool(line.marked), "day": bool(self.common)}
        return replace(
            self,
            days=self.days[days],
            lines=(line,),
            common=tuple(at - first for at in self.common if at in known),
            middle=None,
            span=None,
            marks=tuple(mark for mark in self.marks if kinds.get(mark.kind)),
            notes=(),
        )
