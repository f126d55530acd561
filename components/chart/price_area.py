"""The plotting area of prices and growth: its axes, and where and how large each point is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from components.chart.layout import Frame, Panel, bounded, place
from components.chart.palette import grid_color, text_color
from components.chart.picture import SCREEN, Look
from components.chart.prices import Point, Priced
from components.chart.spots import Spot
from components.chart.ticks import log_ticks
from components.wording.formats import yuan_tick

_LEAST, _MOST, _MOST_AT = 7.0, 36.0, 5_000_000


def diameter(followers: float, type_size: int = SCREEN.type) -> float:
    """Return how wide a point is, in pixels, beside letters of `type_size`: its area goes by the
    root of the followers, so that small creators can be seen beside large ones.
    """
    wide = min(max(_LEAST, _MOST * (followers / _MOST_AT) ** 0.25), _MOST)
    return float(wide * type_size / SCREEN.type)


@dataclass(frozen=True)
class Area:
    """The plotting area: growth upwards on `panel`, log10 of the price across."""

    panel: Panel
    prices: tuple[float, float]
    width: float
    look: Look

    @classmethod
    def of(cls, priced: Priced, look: Look, frame: Frame) -> Area:
        """Return the area with room for the largest point at every edge."""
        width = look.width - frame.left - frame.right
        height = look.height - frame.top - frame.bottom
        growth = np.array([point.growth_rate * 100 for point in priced.points])
        most = _MOST * look.type / SCREEN.type
        low, high = _widened(*bounded(growth), most / height)
        rates = [math.log10(point.rate) for point in priced.points]
        prices = _widened(min(rates), max(rates), most / width)
        panel = Panel("y", (0.0, 1.0), height, total=True, span=(low, high))
        return cls(panel, prices, width, look)

    def spot(self, point: Point, name: str) -> Spot:
        """Return where a point stands."""
        low, high = self.prices
        across = (math.log10(point.rate) - low) / (high - low) * self.width
        return Spot(
            across,
            place(self.panel, self.shown(point)),
            diameter(point.followers, self.look.type) / 2,
            name,
        )

    def shown(self, point: Point) -> float:
        """Return the height at which a point stands, in percent: at the edge where it is beyond."""
        low, high = self.panel.span
        room = (high - low) * diameter(point.followers, self.look.type) / 2 / self.panel.pixels
        return min(max(point.growth_rate * 100, low + room), high - room)

    def price_axis(self, base: str) -> dict[str, Any]:
        """Return the axis of the price; every tick says its unit."""
        most = max(2, int(self.width / (self.look.type * 5)))
        ticks = log_ticks(*self.prices, most)
        return {
            "type": "log",
            "range": list(self.prices),
            "tickmode": "array",
            "tickvals": ticks,
            "ticktext": [yuan_tick(tick) for tick in ticks],
            "tickfont": {"size": self.look.type, "color": text_color(base)},
            "gridcolor": grid_color(base),
            "zeroline": False,
            "fixedrange": True,
            "ticklabelstandoff": 4,
        }


def _widened(low: float, high: float, share: float) -> tuple[float, float]:
    """Return the range with `share` of it free at either end."""
    room = ((high - low) or 1.0) * share / (1 - 2 * min(share, 0.4))
    return low - room, high + room
