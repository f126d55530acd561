"""How wide a text is on a picture, and how it is made to fit."""

from __future__ import annotations

from wcwidth import iter_graphemes as graphemes

from services.text import cells, shortened

FONT = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'PingFang SC', 'Hiragino Sans GB', "
    "'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', 'WenQuanYi Zen Hei', sans-serif"
)
"""The faces of a picture, as `.streamlit/config.toml` has the page's: those of Windows, macOS and
Linux, Chinese too."""

LINE = 1.4
"""The height of a line, in sizes of its letters."""

EDGE = 6
"""Pixels between what is written and the edge of a picture."""

_LATIN = 0.6  # ems; of a Chinese letter, two cells wide, one

_NEVER_FIRST, _NEVER_LAST = ",.;:!?%)，。；：！？、）”", "(（“"


def width_of(text: str, size: float) -> float:
    """Return about how many pixels a text is wide: a Chinese letter one em, a Latin one 0.6."""
    if text.isascii():
        return size * _LATIN * len(text)
    return size * sum(_LATIN if one.isascii() else float(cells(one) > 0) for one in graphemes(text))


def fitting(text: str, size: float, width: float) -> str:
    """Cut `text` to `width` pixels, with an ellipsis in the middle, since names may differ only at
    their ends.
    """
    if width_of(text, size) <= width:
        return text
    most = int(width / (size * _LATIN))
    # Cells are no widths: dots and some signs are wider than the one cell that they count for.
    while most > 1 and width_of(shortened(text, most), size) > width:
        most -= 1
    return shortened(text, max(1, most))


def wrapped(text: str, size: float, width: float) -> list[str]:
    """Break `text` into lines of at most `width` pixels, at spaces and between Chinese letters."""
    lines = [""]
    for word in _words(text):
        if lines[-1] and width_of((lines[-1] + word).rstrip(), size) > width:
            lines.append("")
        lines[-1] += word if lines[-1] else word.lstrip()
    return [line.rstrip() for line in lines]


def _words(text: str) -> list[str]:
    """Return the pieces between which a line may end, each with the space behind it."""
    words = [""]
    for letter in text:
        before = words[-1][-1:]
        ends = before == " " or not (letter.isascii() and before.isascii())
        if before and ends and letter not in _NEVER_FIRST and before not in _NEVER_LAST:
            words.append("")
        words[-1] += letter
    return words


def escaped(name: str) -> str:
    """Return `name` for a Plotly text, which reads a little HTML."""
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def note(text: str, size: int, color: str) -> dict[str, object]:
    """Return an annotation without an arrow, left-aligned at the left edge of the panels."""
    font = {"size": size, "color": color}
    place = {"xref": "paper", "x": 0, "xanchor": "left", "yref": "paper"}
    return {"text": text, "font": font, "showarrow": False, "align": "left", **place}
