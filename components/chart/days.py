"""The chart's x axis: dates, or days from day 0, and the shades behind single days."""

from __future__ import annotations

from datetime import datetime, timedelta

from components.chart.palette import muted_color
from components.wording.chart import DAY_TITLES
from components.wording.i18n import _
from services.growth.lineup import Align


def shade(day: str, base: str) -> dict[str, object]:
    """Return a Plotly shape: a grey back over one day (ISO) in all panels."""
    half = timedelta(hours=12)
    midnight = datetime.fromisoformat(day)  # where the day's points lie
    return {
        "type": "rect",
        "layer": "below",
        "yref": "paper",
        "x0": f"{midnight - half:%Y-%m-%d %H:%M}",
        "x1": f"{midnight + half:%Y-%m-%d %H:%M}",
        "y0": 0,
        "y1": 1,
        "line": {"width": 0},
        "fillcolor": muted_color(base),
        "opacity": 0.18,
    }


def day_axis(
    anchor: str,
    days: tuple[str, str] | tuple[float, float],
    base: str,
    align: Align,
) -> dict[str, object]:
    """Return the one x axis of all panels: dates on the calendar, else days from day 0.

    `days` is its range, and `anchor` the y axis under whose panel it stands.
    """
    kind: dict[str, object] = {
        "type": "date",
        "hoverformat": "%Y-%m-%d",
        "tickformat": "%b %-d",
    }
    if align in DAY_TITLES:
        title = _(DAY_TITLES[align])
        kind = {"type": "linear", "hoverformat": "d", "tickformat": "d", "title": {"text": title}}
        kind["unifiedhovertitle"] = {"text": _("Day {day}").format(day="%{x}")}
    return {
        **kind,
        "range": list(days),
        "anchor": anchor,
        "showgrid": False,
        "showspikes": True,
        "spikemode": "across",
        "spikethickness": 1,
        "spikedash": "dot",
        "spikecolor": muted_color(base),
    }
