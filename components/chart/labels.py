"""Names and values at the ends of the curves, kept apart, or below where there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from components.chart.curve import Day
from components.chart.layout import Frame, Panel, place
from components.chart.lettering import EDGE, LINE, escaped, fitting, note, width_of
from components.chart.palette import text_color
from components.chart.picture import Look
from services.exports.axis import spread

_MARKS = {
    "solid": "●",
    "dash": "╍╍",
    "dot": "┈┈",
    "dashdot": "╍·",
    "longdash": "━ ━",
    "longdashdot": "━·",
}
"""How a name shows its curve's dash, where two curves share a colour."""

_BOLD = 1.2  # how much wider bold figures, their sign and percent are than other letters


@dataclass(frozen=True)
class End:
    """Where a curve ends, its day (ISO, or days from day 0) and value; and what is written."""

    day: Day
    value: float
    name: str
    words: str
    color: str
    dash: str = "solid"


def room_for(ends: Sequence[End], size: int) -> float:
    """Return the pixels that the longest label needs, right of the last day."""
    widths = (width_of(f"{end.name} ", size) + _BOLD * width_of(end.words, size) for end in ends)
    return max(widths, default=0) + 2.6 * size


def end_labels(ends: Sequence[End], panel: Panel, size: int, ink: str) -> list[dict[str, object]]:
    """Return a Plotly annotation for each curve's end, to the right of the last day.

    Names that would overlap are moved apart within the panel, with a thin line back to their
    curve. They are in `ink`, since letters need more contrast than a line; their mark has its
    colour.
    """
    pixels = [_pixels(end, panel) for end in ends]
    order = sorted(range(len(ends)), key=lambda at: pixels[at])
    # Where there is room for it, none reaches down to the days.
    lowest = min(size * 0.55, max(0.0, panel.pixels - size * LINE * (len(ends) - 1)))
    wanted = [max(0.0, pixels[at] - lowest) for at in order]
    placed = [at + lowest for at in spread(wanted, size * LINE, panel.pixels - lowest)]
    return [
        {
            "x": ends[at].day,
            "y": _on_axis(pixels[at], panel),
            "yref": panel.axis,
            "text": _text(ends[at]),
            "font": {"color": ink, "size": size},
            "showarrow": True,
            "arrowhead": 0,
            "arrowwidth": 1,
            "arrowcolor": ends[at].color,
            "standoff": 3,
            "ax": 16,
            "ay": round(pixels[at] - to, 1),
            "xanchor": "left",
            "align": "left",
            "captureevents": False,
        }
        for at, to in zip(order, placed, strict=True)
    ]


def _pixels(end: End, panel: Panel) -> float:
    """Return how many pixels above the panel's lower edge a curve ends, which is within it."""
    low, high = panel.values
    return place(panel, min(max(end.value, low), high))


def _on_axis(pixels: float, panel: Panel) -> float:
    low, high = panel.span
    return low + pixels / panel.pixels * (high - low)


def named_below(
    ends: Sequence[End], look: Look, frame: Frame, base: str, under: float
) -> list[dict[str, object]]:
    """Return the names with their values in two columns below the panels, `under` pixels down.

    For narrow pictures, whose curves have no room for a name at their end.
    """
    column = (look.width - 2 * EDGE) / 2
    notes = []
    for at, end in enumerate(ends):
        room = column - width_of(f"●  {end.words}", look.type) - look.type / 2
        text = _text(replace(end, name=fitting(end.name, look.type, room)))
        place = note(text, look.type, text_color(base)) | {"y": 0, "yanchor": "top"}
        place |= {"xshift": EDGE - frame.left + at % 2 * column}
        notes.append(place | {"yshift": -under - at // 2 * look.type * LINE})
    return notes


def _text(end: End) -> str:
    mark = f'<span style="color:{end.color}">{_MARKS[end.dash]}</span>'
    return f"{mark} {escaped(end.name)} <b>{end.words}</b>"
