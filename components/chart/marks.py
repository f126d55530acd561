"""What is written on a picture, so that it can stand alone: title, source, demo mark, its marks."""

from __future__ import annotations

from collections.abc import Sequence

from components.chart.curve import Day
from components.chart.layout import Frame, Panel
from components.chart.legend import Mark, Shape
from components.chart.lettering import EDGE, LINE, escaped, fitting, note, width_of, wrapped
from components.chart.palette import muted_color, text_color
from components.chart.picture import Caption, Look, Picture
from components.chart.traces import has_band
from components.wording.i18n import _
from components.wording.scales import panel_title

NARROW = 500
"""Pixels below which a picture is a phone's."""

_BUTTON = 34  # pixels

LEFT = 4.4
"""The room for the values left of the panels, in sizes of their letters."""


def title_lines(caption: Caption, look: Look) -> list[str]:
    """Return the title in lines that fit beside Plotly's button, two if each part is one."""
    room, size = look.width - 2 * EDGE - _BUTTON, _title_type(look)
    parts = caption.title.split(" · ", 1)
    fits = [width_of(part, size) <= room for part in (caption.title, *parts)]
    if fits[0]:
        return [caption.title] if caption.title else []
    return parts if all(fits[1:]) else wrapped(caption.title, size, room)


def _title_type(look: Look) -> int:
    return look.type if look.width < NARROW else look.type + 2


def source_lines(caption: Caption, look: Look) -> list[str]:
    """Return the source in lines that fit."""
    shown = caption.source if look.source else ""
    return wrapped(shown, look.type, look.width - 2 * EDGE) if shown else []


def captions(caption: Caption, look: Look, frame: Frame, base: str) -> list[Shape]:
    """Return title and source as annotations, and what demo data say."""
    ink, muted = text_color(base), muted_color(base)
    left = {"xshift": EDGE - frame.left}
    notes = []
    if title := title_lines(caption, look):
        text = "<br>".join(map(escaped, title))
        place = left | {"y": 1, "yanchor": "top", "yshift": frame.top - 1}
        notes.append(note(f"<b>{text}</b>", _title_type(look), ink) | place)
    if source := source_lines(caption, look):
        place = left | {"y": 0, "yanchor": "bottom", "yshift": 1 - frame.bottom}
        notes.append(note("<br>".join(map(escaped, source)), look.type, muted) | place)
    if caption.demo:
        notes.append(_watermark(caption.demo, look, ink))
    return notes


def _watermark(text: str, look: Look, ink: str) -> Shape:
    place = {"x": 0.5, "y": 0.55, "xanchor": "center", "textangle": -16}
    size = round(min(look.height / 8, 0.75 * look.width / width_of(text, 1)))
    return note(text, size, ink) | place | {"opacity": 0.1}


def strip_title(picture: Picture, panels: Sequence[Panel], look: Look) -> list[Shape]:
    """Return what the second panel shows, above it."""
    grey, room = muted_color(picture.base), look.width - LEFT * look.type - EDGE
    notes = []
    for panel in panels[1:]:
        text = panel_title(total=panel.total, scale=picture.scale, align=picture.lineup.align)
        if width_of(text, look.type) > room:  # the ticks say the unit too
            text = fitting(text.split(" (")[0], look.type, room)
        notes.append(note(text, look.type, grey) | {"y": panel.domain[1], "yanchor": "bottom"})
    return notes


def common_days(picture: Picture, days: Sequence[Day]) -> list[str]:
    """Return the common days (ISO) that lie on an axis of these days."""
    return [day for day in picture.curves.common if isinstance(day, str) and day in days]


def common_lines(
    picture: Picture, look: Look, days: Sequence[Day], width: float
) -> tuple[list[Shape], list[Shape]]:
    """Return a thin line for each common day, and the word above its top where there is room.

    `days` are those of the axis, over `width` pixels.
    """
    grey, text = muted_color(picture.base), _("common day")
    lines, words = [], []
    wide, free = width_of(text, look.type), 0.0
    word = note(text, look.type, grey) | {"y": 1, "yanchor": "bottom", "xanchor": "center"}
    for day in common_days(picture, days):
        line = {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1}
        lines.append(line | {"layer": "below", "line": {"color": grey, "width": 1}})
        at = (days.index(day) + 0.5) / len(days) * width
        left = min(max(at - wide / 2, 0), width - wide)
        if left >= free:
            words.append(word | {"x": 0, "xshift": round(left + wide / 2, 1)})
            free = left + wide + look.type
    return lines, words


def marks_of(picture: Picture, *, rings: bool, cut: bool) -> list[Mark]:
    """Return the marks that are drawn, with their words."""
    said = [Mark("ring", _("needs a look"))] if rings else []
    if has_band(picture):
        median = _("median of the others") if picture.chosen else _("median of the list")
        said += [Mark("dots", median), Mark("area", _("middle half"))]
    if any(key not in picture.in_colour for key in picture.drawn):
        said.append(Mark("thin", _("others")))
    if cut:
        said.append(Mark("triangle", _("beyond the scale")))
    return said


def frame_of(caption: Caption, look: Look, right: float, rows: int, below: int) -> Frame:
    """Return the room round the panels for the title, `rows` lines of marks, the days, `below`
    more lines, and the source; `right` is for what stands at the ends.
    """
    line = look.type * LINE
    title = len(title_lines(caption, look)) * _title_type(look) * LINE
    top = title + rows * line + look.type * 0.6
    source = len(source_lines(caption, look))
    return Frame(top, under_days(look, below) + source * line + 4, look.type * LEFT, right)


def under_days(look: Look, lines: int = 0) -> float:
    """Return how many pixels below the panels that many lines under the days end."""
    return 6 + look.type * LINE * (1 + lines)
