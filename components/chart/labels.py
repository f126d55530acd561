"""Names and values at the ends of the curves, kept apart from each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

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
    """Where a curve ends: its day (ISO, or days from day 0), its value and where on the axis that
    lies (log10 on a log axis), in pixels above the lower edge too; and what is written there.
    """

    day: str | int
    at: float
    pixels: float
    name: str
    value: str
    color: str
    dash: str = "solid"


def width_of(text: str, size: int) -> float:
    """Return about how many pixels a text is wide: a Chinese letter one em, a Latin one 0.6."""
    return size * sum(0.6 if letter.isascii() else 1.0 for letter in text)


def room_for(ends: Sequence[End], size: int) -> float:
    """Return the pixels that the longest label needs, right of the last day."""
    return max((width_of(f"{end.name} {end.value}", size) for end in ends), default=0) + 2.6 * size


def end_labels(
    ends: Sequence[End], axis: str, height: float, size: int, ink: str
) -> list[dict[str, object]]:
    """Return a Plotly annotation for each curve's end, to the right of the last day.

    Names that would overlap are moved apart within `height` pixels, with a thin line back to their
    curve. They are in `ink`, since letters need more contrast than a line; their mark has its
    colour.
    """
    ordered = sorted(ends, key=lambda end: end.pixels)
    placed = spread([end.pixels for end in ordered], size * 1.35, height)
    return [
        {
            "x": end.day,
            "y": end.at,
            "yref": axis,
            "text": _text(end),
            "font": {"color": ink, "size": size},
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": end.color,
            "standoff": 3,
            "ax": 16,
            "ay": round(end.pixels - to, 1),
            "xanchor": "left",
            "align": "left",
            "captureevents": False,
        }
        for end, to in zip(ordered, placed, strict=True)
    ]


def _text(end: End) -> str:
    mark = f'<span style="color:{end.color}">{_MARKS[end.dash]}</span>'
    return f"{mark} {escaped(end.name)} <b>{end.value}</b>"


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
