"""The panels of a report as pictures: every day from the first to the last, every line."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date, timedelta

import pandas as pd

from services.exports.picture import Day, Line, Middle, Picture
from services.exports.report import Report, ReportChart
from services.text import clean

MOST_IN_COLOUR = 20
"""Lines drawn in colour at most; more could not be told apart, and would not fit the legend."""


def screen_pictures(report: Report) -> list[Picture]:
    """Return what the panels of the screen draw, without those that have nothing to."""
    pictures = (picture_of(report, chart) for chart in report.charts)
    return [picture for picture in pictures if not picture.is_empty]


def daily_picture(report: Report, column: str, title: str) -> Picture:
    """Return a column of the daily data on the calendar, whatever the screen draws: everybody."""
    values = report.daily.rename(columns={column: "value"})
    return picture_of(report, ReportChart(title, values), everybody=True)


def picture_of(report: Report, chart: ReportChart, *, everybody: bool = False) -> Picture:
    """Return a panel with every day from its first to its last, in the ranking's order.

    With `everybody`, those are in it whom the screen does not draw.
    """
    days = _days(chart)
    curves = _curves(chart, days)
    if not everybody:
        curves = {key: values for key, values in curves.items() if key in chart.drawn}
    ranked = dict.fromkeys([*report.table["creator_id"], *curves])
    ids = [str(key) for key in ranked if key in curves]
    coloured = [key for key in ids if key not in chart.context][:MOST_IN_COLOUR]
    grey = [key for key in ids if key not in coloured]
    lines = [
        Line(
            key,
            clean(report.names.get(key, key)),
            curves[key],
            report.colours.get(key, report.look.accent) if key in coloured else report.look.context,
            report.dashes.get(key, "solid") if key in coloured else "solid",
            key not in coloured,
            chart.ends.get(key, ""),
            _places(chart.marked.get(key, ()), days) if everybody or key in coloured else (),
        )
        for key in [*grey, *coloured]
    ]
    ringed = any(line.marked for line in lines)
    return Picture(
        clean(chart.title),
        days,
        tuple(lines),
        chart.offsets,
        chart.number_format,
        chart.logarithmic,
        _places(chart.common, days),
        _middle(chart, days),
        chart.span,
        tuple(mark for mark in chart.marks if mark.kind != "ring" or ringed),
        chart.notes,
    )


def _places(found: Iterable[str | int], days: tuple[Day, ...]) -> tuple[int, ...]:
    read = {date.fromisoformat(day) if isinstance(day, str) else day for day in found}
    return tuple(at for at, day in enumerate(days) if day in read)


def _middle(chart: ReportChart, days: tuple[Day, ...]) -> Middle | None:
    if chart.middle is None or chart.middle.empty:
        return None
    of_day = {}
    for row in chart.middle.to_dict("records"):
        day = int(row["day"]) if chart.offsets else pd.Timestamp(row["day"]).date()
        of_day[day] = (float(row["low"]), float(row["middle"]), float(row["high"]))
    columns = zip(*(of_day.get(day, (None, None, None)) for day in days), strict=True)
    return Middle(*columns)


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
