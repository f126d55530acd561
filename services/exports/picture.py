"""A line chart as both files draw it: days, one line a creator, colours, and the axis."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

import pandas as pd

from services.exports.report import Report, ReportChart
from services.text import clean

MOST_IN_COLOUR = 20
"""Lines drawn in colour at most; more could not be told apart, and would not fit the legend."""

Day = date | int


@dataclass(frozen=True)
class Line:
    """One creator's values, one for each day of the picture; None is a gap. `color` is hex."""

    creator_id: str
    name: str
    values: tuple[float | None, ...]
    color: str
    dash: str
    context: bool

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to draw."""
        return not any(value is not None for value in self.values)

    @property
    def has_lone_points(self) -> bool:
        """Whether a point stands between two gaps, where a line without markers shows nothing."""
        known = [False, *(value is not None for value in self.values), False]
        return any(
            known[at] and not (known[at - 1] or known[at + 1]) for at in range(1, len(known) - 1)
        )


@dataclass(frozen=True)
class Picture:
    """A chart: every day from the first to the last, and the lines, those in grey first."""

    title: str
    days: tuple[Day, ...]
    lines: tuple[Line, ...]
    offsets: bool
    number_format: str
    logarithmic: bool

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

    def axis(self) -> tuple[float, float, float | None]:
        """Return round ends of the value axis, around all values, and the step between labels.

        On a logarithmic axis the ends are powers of ten, and there is no step.
        """
        known = [value for line in self.lines for value in line.values if value is not None]
        if self.logarithmic:
            return *decades(known), None
        return round_ends(min(known), max(known), least_step(self.number_format))

    def alone(self, creator_id: str, color: str) -> Picture:
        """Return the picture of one creator, in colour, over the days that it has values on."""
        own = [line for line in self.lines if line.creator_id == creator_id and not line.is_empty]
        if not own:
            return replace(self, lines=())
        known = [at for at, value in enumerate(own[0].values) if value is not None]
        days = slice(known[0], known[-1] + 1)
        line = replace(own[0], values=own[0].values[days], color=color, dash="solid", context=False)
        return replace(self, days=self.days[days], lines=(line,))


def screen_picture(report: Report) -> Picture:
    """Return what the upper panel of the screen draws."""
    return _picture(report, report.chart)


def totals_picture(report: Report) -> Picture:
    """Return the total followers on the calendar, whatever the screen draws."""
    values = report.daily.rename(columns={"total_followers": "value"})
    chart = replace(
        report.chart,
        title=report.words.total_followers,
        values=values,
        offsets=False,
        number_format="#,##0",
        logarithmic=False,
    )
    return _picture(report, chart)


def _picture(report: Report, chart: ReportChart) -> Picture:
    days = _days(chart)
    curves = _curves(chart, days)
    ranked = dict.fromkeys([*report.table["creator_id"], *curves])
    ids = [str(key) for key in ranked if key in curves]
    coloured = [key for key in ids if key not in chart.context][:MOST_IN_COLOUR]
    lines = [
        Line(
            key,
            clean(report.names.get(key, key)),
            curves[key],
            report.colours.get(key, report.look.accent) if key in coloured else report.look.context,
            report.dashes.get(key, "solid") if key in coloured else "solid",
            key not in coloured,
        )
        for key in [*(key for key in ids if key not in coloured), *coloured]
    ]
    return Picture(
        clean(chart.title),
        days,
        tuple(lines),
        chart.offsets,
        chart.number_format,
        chart.logarithmic,
    )


def _days(chart: ReportChart) -> tuple[Day, ...]:
    """Every day, those without any value too: a line would otherwise run straight across them."""
    if chart.values.empty:
        return ()
    if chart.offsets:
        offsets = chart.values["day"].astype("int64")
        return tuple(range(int(offsets.min()), int(offsets.max()) + 1))
    calendar = pd.to_datetime(chart.values["day"])
    first, last = calendar.min().date(), calendar.max().date()
    return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))


def _curves(chart: ReportChart, days: tuple[Day, ...]) -> dict[str, tuple[float | None, ...]]:
    column = chart.values["day"]
    placed = column.astype("int64") if chart.offsets else pd.to_datetime(column).dt.date
    keys: list[Day] = list(placed)
    known: dict[str, dict[Day, float | None]] = {}
    for key, day, value in zip(
        chart.values["creator_id"], keys, chart.values["value"], strict=True
    ):
        drawn = None if pd.isna(value) or not math.isfinite(value) else float(value)
        known.setdefault(str(key), {})[day] = drawn
    return {key: tuple(map(own.get, days)) for key, own in known.items()}


def decades(known: list[float]) -> tuple[float, float]:
    """Return the powers of ten around `known`, which are above zero."""
    low, high = math.floor(math.log10(min(known))), math.ceil(math.log10(max(known)))
    return 10.0**low, 10.0 ** max(high, low + 1)


def round_ends(low: float, high: float, least: float) -> tuple[float, float, float]:
    """Return multiples of a round step around `low` and `high`, and the step, `least` or more.

    At most seven steps lie between the ends. Zero is one of them where it is not far: growth from a
    small base then looks as steep as it is.
    """
    if 0 < low < high / 3:
        low = 0.0
    reach = (high - low) or abs(high) or 1.0
    power = 10.0 ** math.floor(math.log10(reach / 6))
    step = next(step * power for step in (1, 2, 5, 10) if reach / (step * power) <= 6)
    step = max(step, least)
    first, last = math.floor(low / step), math.ceil(high / step)
    last = last if last > first else first + 1
    return round(first * step, 9), round(last * step, 9), round(step, 9)


def least_step(number_format: str) -> float:
    """Return the least step that the format can tell apart: 0.1 for `0.0"%"`."""
    decimals = re.search(r"\.([0#]+)", number_format)
    return 10.0 ** -len(decimals[1]) if decimals else 1.0
