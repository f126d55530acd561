"""Names at the ends of the curves, kept apart from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LINE_HEIGHT = 15
"""Pixels from one name to the next."""


_MARKS = {
    "solid": "●",
    "dash": "╍╍",
    "dot": "┈┈",
    "dashdot": "╍·",
    "longdash": "━ ━",
    "longdashdot": "━·",
}
"""How a name shows its curve's dash, where two curves share a colour."""


@dataclass(frozen=True)
class End:
    """Where a curve ends: day (ISO, or days from day 0), value on the axis (log10 on a log axis),
    name, and style.
    """

    day: str | int
    value: float
    name: str
    color: str
    dash: str = "solid"


def end_labels(
    ends: Sequence[End], axis: str, span: tuple[float, float], height: int, text_color: str
) -> list[dict[str, object]]:
    """Return a Plotly annotation for each curve's end, to the right of the last day.

    `span` is the axis range and `height` its length in pixels: from the two follows where each end
    lies, and names that would overlap are moved apart with a thin line back to their curve. Names
    are in `text_color`, since small letters need more contrast than a line; their mark has it.
    """
    low, high = span
    per_unit = height / (high - low) if high > low else 0.0
    ordered = sorted(ends, key=lambda end: end.value)
    wanted = [(end.value - low) * per_unit for end in ordered]
    placed = spread(wanted, LINE_HEIGHT, float(height))
    return [
        {
            "x": end.day,
            "y": end.value,
            "yref": axis,
            "text": _text(end),
            "font": {"color": text_color, "size": 12},
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": end.color,
            "standoff": 3,
            "ax": 16,
            "ay": round(at - to, 1),
            "xanchor": "left",
            "align": "left",
            "captureevents": False,
        }
        for end, at, to in zip(ordered, wanted, placed, strict=True)
    ]


def _text(end: End) -> str:
    return f'<span style="color:{end.color}">{_MARKS[end.dash]}</span> {escaped(end.name)}'


def spread(wanted: Sequence[float], gap: float, most: float) -> list[float]:
    """Move ascending positions apart to at least `gap`, staying as near as the room 0…`most` lets.

    Overlapping neighbours form a block around their common middle; where all together need more
    room than there is, the gap shrinks.
    """
    if len(wanted) > 1:
        gap = min(gap, most / (len(wanted) - 1))
    blocks: list[tuple[float, int]] = []  # (position of the first, how many)
    for position in wanted:
        blocks.append((position, 1))
        while len(blocks) > 1 and blocks[-1][0] < blocks[-2][0] + blocks[-2][1] * gap:
            (start, size), (below, count) = blocks.pop(), blocks.pop()
            middle = below * count + (start - count * gap) * size
            blocks.append((middle / (count + size), count + size))
    placed = [start + step * gap for start, size in blocks for step in range(size)]
    for index, position in enumerate(placed):
        placed[index] = max(position, index * gap)
    for index in range(len(placed) - 1, -1, -1):
        placed[index] = min(placed[index], most - (len(placed) - 1 - index) * gap)
    return placed


def escaped(name: str) -> str:
    """Return `name` for a Plotly text, which reads a little HTML."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
