"""What is written on the picture, so that it can stand alone: title, legend of marks, source."""

from __future__ import annotations

from collections.abc import Sequence

from components.chart.labels import escaped, width_of
from components.chart.layout import Frame, Panel
from components.chart.palette import context_color, muted_color, text_color
from components.chart.picture import Look, Picture
from components.chart.traces import has_band
from components.wording.i18n import _
from components.wording.scales import panel_title

Shape = dict[str, object]
_GLYPH = 22


def captions(picture: Picture, panels: Sequence[Panel], look: Look, frame: Frame) -> list[Shape]:
    """Return title, source and the strip's own title as annotations, and what demo data say."""
    ink, muted = text_color(picture.base), muted_color(picture.base)
    left = {"xshift": 6 - frame.left}
    words = escaped(picture.caption.title)
    if width_of(words, look.type + 2) > look.width:
        words = words.replace(" · ", "<br>", 1)
    title = _note(f"<b>{words}</b>", look.type + 2, ink)
    title |= left | {"y": 1, "yanchor": "top", "yshift": frame.top - 1}
    source = _note(escaped(picture.caption.source), look.type, muted)
    source |= left | {"y": 0, "yanchor": "bottom", "yshift": 1 - frame.bottom}
    notes = [title, source] if picture.caption.title else []
    for panel in panels[1:]:
        text = panel_title(total=panel.total, scale=picture.scale, align=picture.lineup.align)
        notes.append(_note(text, look.type, muted) | {"y": panel.domain[1], "yanchor": "bottom"})
    if picture.caption.demo:
        notes.append(_watermark(picture.caption.demo, look, ink))
    return notes


def _note(text: str, size: int, color: str) -> Shape:
    font = {"size": size, "color": color}
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper"}
    return {"text": text, "font": font, "showarrow": False, "align": "left", **place}


def _watermark(text: str, look: Look, ink: str) -> Shape:
    place = {"x": 0.5, "y": 0.55, "xanchor": "center", "textangle": -16}
    return _note(text, round(look.height / 8), ink) | place | {"opacity": 0.1}


def common_lines(picture: Picture, look: Look) -> tuple[list[Shape], list[Shape]]:
    """Return a thin line for each common day, and the word at its top where there is room."""
    days = [day for day in picture.curves.common if isinstance(day, str)]
    grey = muted_color(picture.base)
    lines = [
        {"type": "line", "x0": day, "x1": day, "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
        | {"line": {"color": grey, "width": 1}}
        for day in days
    ]
    word = _note(_("common day"), look.type, grey) | {"xref": "x", "y": 1, "yanchor": "top"}
    return lines, [word | {"x": day, "xanchor": "right", "xshift": -3} for day in days[:2]]


def legend(
    picture: Picture, look: Look, frame: Frame, *, rings: bool, cut: bool
) -> tuple[list[Shape], list[Shape]]:
    """Return one line that names the marks that are drawn, with each mark before its word."""
    entries = _entries(picture, rings=rings, cut=cut)
    shapes, words, left = [], [], 0.0
    for kind, word in entries:
        if left + _GLYPH + width_of(word, look.type) > look.width - frame.left:
            break
        shapes += _glyph(kind, left, picture, look)
        note = _note(word, look.type, muted_color(picture.base))
        words.append(note | {"y": 1, "yanchor": "bottom"} | {"xshift": left + _GLYPH, "yshift": 2})
        left += _GLYPH + width_of(word, look.type) + look.type
    return shapes, words


def _entries(picture: Picture, *, rings: bool, cut: bool) -> list[tuple[str, str]]:
    said = [("ring", _("needs a look"))] if rings else []
    if has_band(picture):
        median = _("median of the others") if picture.chosen else _("median of the list")
        said += [("dots", median), ("area", _("middle half"))]
    if any(key not in picture.in_colour for key in picture.drawn):
        said.append(("thin", _("others")))
    if cut:
        said.append(("triangle", _("beyond the scale")))
    return said


def _glyph(kind: str, left: float, picture: Picture, look: Look) -> list[Shape]:
    """Return a mark as shapes in pixels, above the upper left corner of the panels."""
    middle, ink = look.type * 0.75 + 2, text_color(picture.base)
    grey, thin = muted_color(picture.base), context_color(picture.base)
    frame: Shape = {"xref": "paper", "yref": "paper", "xsizemode": "pixel", "ysizemode": "pixel"}
    frame |= {"xanchor": 0, "yanchor": 1}

    def shape(x0: float, x1: float, half: float, **more: object) -> Shape:
        place = {"x0": left + x0, "x1": left + x1, "y0": middle - half, "y1": middle + half}
        return frame | place | more

    if kind == "ring":
        return [shape(4, 16, 6, type="circle", line={"color": ink, "width": 2})]
    if kind == "area":
        return [shape(0, 18, 6, type="rect", fillcolor=grey, opacity=0.3, line={"width": 0})]
    if kind == "triangle":
        path = f"M {left + 4},{middle - 5} L {left + 16},{middle - 5} L {left + 10},{middle + 5} Z"
        return [frame | {"type": "path", "path": path, "fillcolor": ink, "line": {"width": 0}}]
    color, dash = (grey, "dot") if kind == "dots" else (thin, "solid")
    return [shape(0, 18, 0, type="line", line={"color": color, "width": 2, "dash": dash})]
