"""The chart's x axis: dates, or days from day 0."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from components.chart.curve import Day
from components.chart.lettering import note, width_of
from components.chart.palette import muted_color, text_color
from components.chart.picture import Look, Picture
from components.chart.ticks import day_ticks, even_ticks
from components.wording.chart import DAY_TITLES
from components.wording.i18n import _
from services.growth.lineup import View

_HALF = timedelta(hours=12)


def day_axis(
    days: Sequence[Day], picture: Picture, look: Look, width: float, right: float
) -> tuple[dict[str, object], list[dict[str, object]]]:
    """Return the one x axis of all panels, over `days` (every one, ascending) and `width` pixels.

    The range is fixed, half a day wider than the days, so that markers and bars fit. Where the
    last label is too wide for the `right` pixels beside the panels, it is an annotation that ends
    there.
    """
    dates = [day for day in days if isinstance(day, str)]
    counted = [day for day in days if isinstance(day, int)]
    kind = _dates(dates, look, width) if dates else _counted(counted, picture, look)
    notes = _moved_in(kind, look, picture.base, right, width / len(days) / 2) if dates else []
    axis = {
        **kind,
        "tickfont": {"size": look.type, "color": text_color(picture.base)},
        "tickmode": "array",
        "ticklabelstandoff": round(look.type * 0.25),  # from the lowest word of the other axis
        "anchor": "y2" if picture.view is View.BOTH else "y",
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "showspikes": True,
        "spikemode": "across",
        "spikethickness": 1,
        "spikedash": "dot",
        "spikecolor": muted_color(picture.base),
    }
    return axis, notes


def _dates(days: Sequence[str], look: Look, width: float) -> dict[str, Any]:
    shown, words = day_ticks(days, width, look.type)
    return {
        "type": "date",
        "hoverformat": "%Y-%m-%d",
        "range": date_range(days),
        "tickvals": shown,
        "ticktext": words,
    }


def date_range(days: Sequence[str]) -> list[str]:
    """Return the range of an axis over these days (ISO), half a day wider."""
    first, last = datetime.fromisoformat(days[0]) - _HALF, datetime.fromisoformat(days[-1]) + _HALF
    return [f"{first:%Y-%m-%d %H:%M}", f"{last:%Y-%m-%d %H:%M}"]


def _moved_in(
    axis: dict[str, Any], look: Look, base: str, right: float, half_day: float
) -> list[dict[str, object]]:
    word = axis["ticktext"][-1]
    if width_of(word, look.type) / 2 <= right + half_day:
        return []
    axis["tickvals"], axis["ticktext"] = axis["tickvals"][:-1], axis["ticktext"][:-1]
    return [day_note(word, look.type, base) | {"x": 1, "xanchor": "right", "xshift": right - 4}]


def day_note(word: str, size: int, base: str) -> dict[str, object]:
    """Return a day as an annotation at the left end of the line of the axis' own labels."""
    return note(word, size, text_color(base)) | {"y": 0, "yanchor": "top", "yshift": -3}


def _counted(days: Sequence[int], picture: Picture, look: Look) -> dict[str, Any]:
    ticks = [int(tick) for tick in even_ticks(days[0], days[-1], 7) if tick == int(tick)]
    font = {"size": look.type, "color": text_color(picture.base)}
    return {
        "type": "linear",
        "range": [days[0] - 0.5, days[-1] + 0.5],
        "tickvals": ticks,
        "ticktext": [str(tick) for tick in ticks],
        "title": {"text": _(DAY_TITLES[picture.lineup.align]), "font": font, "standoff": 4},
        "unifiedhovertitle": {"text": _("Day {day}").format(day="%{x}")},
    }
