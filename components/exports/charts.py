"""The panels of the screen as charts of a report: curves, marks, and what must be said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from components.chart.curve import Curve
from components.chart.palette import context_color, grid_color, muted_color, text_color
from components.chart.picture import Picture
from components.chart.section import styles_of
from components.chart.shown import Shown, shown_of
from components.exports.facts import Seen
from components.wording.chart import (
    beyond_text,
    beyond_word,
    chart_title,
    crowded_text,
    drawn_text,
    in_colour_text,
    left_out_text,
    no_data_text,
    strip_text,
)
from components.wording.i18n import _
from components.wording.scales import number_format, value_text
from components.wording.source import source_doubts
from components.wording.spikes import common_days_text
from services.exports.report import Look, Mark, ReportChart
from services.growth.lineup import Align, Scale, View
from services.screen.screen import Choices

LIGHT = "light"
"""The theme of every file, whatever the screen's: files are read on paper."""


def in_light(picture: Picture) -> Picture:
    """Return the picture on a light page."""
    styles = styles_of(tuple(picture.names), picture.in_colour, LIGHT)
    return replace(picture, base=LIGHT, styles=styles)


def look_of_files() -> Look:
    """Return the colours round the curves of a file."""
    return Look(
        text=text_color(LIGHT),
        muted=muted_color(LIGHT),
        grid=grid_color(LIGHT),
        context=context_color(LIGHT),
    )


def charts_of(seen: Seen) -> tuple[ReportChart, ...]:
    """Return the panels on screen, the larger first; none where nobody is drawn."""
    if not seen.chart.order:
        return ()
    shown = shown_of(seen.chart)
    return tuple(_chart(seen, shown, total=total) for total in shown.curves)


def _chart(seen: Seen, shown: Shown, *, total: bool) -> ReportChart:
    picture = seen.chart
    frame = picture.curves.totals if total else picture.curves.news
    curves = shown.drawn(total=total)
    cut = [] if total else _beyond(curves, shown)
    main = total or picture.view is View.NEW
    return ReportChart(
        _title(seen, total=total),
        frame[frame["creator_id"].isin(picture.order)],
        offsets=picture.lineup.align is not Align.CALENDAR,
        number_format=number_format(picture.scale, total=total),
        logarithmic=total and picture.scale is Scale.LOG,
        drawn=frozenset(curve.creator_id for curve in curves),
        context=frozenset(curve.creator_id for curve in curves if curve.context),
        ends=_ends(curves, picture, total=total),
        marked=picture.curves.spikes if main else {},
        common=picture.curves.common,
        middle=shown.middle if total else None,
        span=shown.spans[total] if cut else None,
        marks=tuple(_marks(shown, curves, total=total, cut=bool(cut))),
        notes=tuple(_notes(seen, shown, curves, main=main)) + tuple(cut),
    )


def _title(seen: Seen, *, total: bool) -> str:
    view = View.TOTAL if total else View.NEW
    choices = Choices(seen.found.window.asked, view, seen.chart.lineup)
    return chart_title(choices, seen.found)


def _ends(curves: list[Curve], picture: Picture, *, total: bool) -> dict[str, str]:
    ends = {curve.creator_id: curve.end() for curve in curves if not curve.context}
    return {
        key: value_text(end[1], picture.scale, total=total)
        for key, end in ends.items()
        if end is not None
    }


def _marks(shown: Shown, curves: list[Curve], *, total: bool, cut: bool) -> Iterator[Mark]:
    """Yield the marks of one panel; a ring wherever it may be needed."""
    if shown.picture.curves.spikes:
        yield Mark("ring", _("needs a look"))
    drawn = {"triangle": cut, "thin": any(curve.context for curve in curves)}
    drawn |= {"dots": total, "area": total}
    for mark in shown.marks():
        if mark.kind in ("dots", "area", "thin", "triangle") and drawn[mark.kind]:
            yield Mark(mark.kind, mark.word)
    if shown.picture.curves.common:
        yield Mark("day", _("common day"))


def _notes(seen: Seen, shown: Shown, curves: list[Curve], *, main: bool) -> Iterator[str]:
    """Yield who is drawn, who is not and why, and which days were common to the list."""
    picture, everybody = seen.chart, list(seen.ranking.table["creator_id"])
    drawn = {curve.creator_id for curve in curves}
    missing = [key for key in everybody if key not in drawn]
    if main:
        if missing:
            yield drawn_text(len(drawn), len(everybody))
        yield from _absent(missing, picture, band=shown.middle is not None)
        if len(picture.in_colour) < len(picture.order) and not picture.chosen:
            yield in_colour_text(len(picture.in_colour))
        yield from (text for _badge, text in source_doubts(seen.found, seen.as_of))
    elif missing:
        grey = set(picture.order) - picture.in_colour
        yield (strip_text if grey else drawn_text)(len(drawn), len(everybody))
    if picture.curves.common:
        yield common_days_text(seen.found.common)


def _absent(missing: list[str], picture: Picture, *, band: bool) -> Iterator[str]:
    absent, order = picture.curves.left_out, set(picture.order)
    if left_out := [key for key in absent if key in missing]:
        yield left_out_text(left_out, picture.names, picture.lineup.align, write=str)
    if without := [key for key in missing if key not in order.union(absent)]:
        yield no_data_text(without, picture.names)
    if crowded := [key for key in missing if key in order]:
        yield crowded_text(len(crowded), band=band)


def _beyond(curves: list[Curve], shown: Shown) -> list[str]:
    """Say which values of new followers the axis cuts off, the largest first; none of none."""
    low, high = shown.spans[False]
    far = [
        (value, curve.creator_id, day)
        for curve in curves
        for day, value in zip(curve.days, curve.values, strict=True)
        if value is not None and not low <= value <= high
    ]
    picture, words = shown.picture, []
    for value, key, day in sorted(far, key=lambda one: -abs(one[0])):
        number = value_text(value, picture.scale, total=False)
        words.append(beyond_word(picture.names[key], number, day))
    return [beyond_text(words)] if words else []
