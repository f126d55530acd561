"""The chart's x axis: dates, or days from day 0."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from components.chart.palette import muted_color, text_color
from components.chart.picture import Look, Picture
from components.chart.ticks import day_ticks, even_ticks
from components.wording.chart import DAY_TITLES
from components.wording.i18n import _
from services.growth.lineup import View

_HALF = timedelta(hours=12)


def day_axis(
    days: Sequence[str | int], picture: Picture, look: Look, width: float
) -> dict[str, object]:
    """Return the one x axis of all panels, over `days` (every one, ascending) and `width` pixels.

    The range is fixed, half a day wider than the days, so that markers and bars fit.
    """
    dates = [day for day in days if isinstance(day, str)]
    counted = [day for day in days if isinstance(day, int)]
    kind = _dates(dates, look, width) if dates else _counted(counted, picture, look)
    return {
        **kind,
        "tickfont": {"size": look.type, "color": text_color(picture.base)},
        "tickmode": "array",
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


def _dates(days: Sequence[str], look: Look, width: float) -> dict[str, object]:
    shown, words = day_ticks(days, width, look.type)
    first, last = datetime.fromisoformat(days[0]) - _HALF, datetime.fromisoformat(days[-1]) + _HALF
    return {
        "type": "date",
        "hoverformat": "%Y-%m-%d",
        "range": [f"{first:%Y-%m-%d %H:%M}", f"{last:%Y-%m-%d %H:%M}"],
        "tickvals": shown,
        "ticktext": words,
    }


def _counted(days: Sequence[int], picture: Picture, look: Look) -> dict[str, object]:
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
