"""Small pictures in a creator's colour, as self-contained SVG: only numbers and the style go in."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import groupby
from typing import NamedTuple, TypeGuard
from xml.sax.saxutils import quoteattr

from components.chart.palette import LineStyle

_EDGE = 4.0  # room for the end dot and half the line's width
_LINE, _DOT = 2.0, 3.0


class _Point(NamedTuple):
    x: float
    y: float


def sparkline_svg(
    values: Sequence[float | None], style: LineStyle, *, width: int = 160, height: int = 40
) -> str:
    """Return an SVG of `values`, evenly spaced, `width` by `height` pixels, with a dot at the end.

    None (or NaN) is a gap; a value between two gaps shows as a dot. Values that are all equal lie
    in the middle; without any value there is only a faint baseline. The line is solid even where
    the style is dashed: at this size dashes would read as gaps.
    """
    return _drawn(tuple(values), style.color, width, height)


@lru_cache(maxsize=2048)  # a rerun draws the same pictures again; 2048 are about 3 MB
def _drawn(values: tuple[float | None, ...], color: str, width: int, height: int) -> str:
    runs = _runs(_points(values, width, height))
    if not runs:
        y = f"{height - _EDGE:g}"
        baseline = _line(f"M{_EDGE:g},{y}H{width - _EDGE:g}", color, opacity=0.35)
        return _svg(baseline, width, height)
    path = "".join(_path(run) for run in runs)
    end = runs[-1][-1]
    dot = f'<circle cx="{end.x:.1f}" cy="{end.y:.1f}" r="{_DOT:g}" fill={quoteattr(color)}/>'
    return _svg(_line(path, color) + dot, width, height)


def _points(values: Sequence[float | None], width: int, height: int) -> list[_Point | None]:
    known = [value for value in values if _is_known(value)]
    low, high = (min(known), max(known)) if known else (0.0, 0.0)
    step = (width - 2 * _EDGE) / max(len(values) - 1, 1)
    start = _EDGE if len(values) > 1 else width / 2

    def place(index: int, value: float) -> _Point:
        share = (value - low) / (high - low) if high > low else 0.5
        return _Point(start + index * step, height - _EDGE - share * (height - 2 * _EDGE))

    return [place(i, value) if _is_known(value) else None for i, value in enumerate(values)]


def _is_known(value: float | None) -> TypeGuard[float]:
    return value is not None and math.isfinite(value)


def _runs(points: Sequence[_Point | None]) -> list[list[_Point]]:
    """Return the stretches of points between the gaps."""
    grouped = groupby(points, key=lambda point: point is None)
    return [[p for p in run if p is not None] for is_gap, run in grouped if not is_gap]


def _path(run: Sequence[_Point]) -> str:
    places = [f"{point.x:.1f},{point.y:.1f}" for point in run]
    # A line of no length still gets its round ends, and so is a dot.
    return f"M{places[0]}" + (f"L{' '.join(places[1:])}" if len(run) > 1 else "h0")


def _line(path: str, color: str, *, opacity: float = 1) -> str:
    return (
        f'<path d="{path}" fill="none" stroke={quoteattr(color)} stroke-width="{_LINE:g}" '
        f'stroke-opacity="{opacity:g}" stroke-linejoin="round" stroke-linecap="round"/>'
    )


def _svg(content: str, width: int, height: int) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{content}</svg>'
    )
