"""The colours of the curves and of what surrounds them, read from the theme in `.streamlit`.

The theme is the only place where colours are written, so that Streamlit's own elements, the
figure and the small pictures agree. A slot keeps its colour name in the light and dark theme.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st

from services.growth.verdict import Growth

DASHES = ("solid", "dash", "dot", "dashdot", "longdash", "longdashdot")
"""Plotly's line patterns: each goes once through all colours before the next one begins."""

_CONFIG = Path(__file__).resolve().parents[2] / ".streamlit" / "config.toml"


@dataclass(frozen=True)
class LineStyle:
    """How a creator is drawn everywhere: a hex colour, and one of Plotly's `DASHES`."""

    color: str
    dash: str


def line_style(slot: int, base: str | None) -> LineStyle:
    """Return the style of the creator at `slot` (from 0) on a "light" or "dark" theme.

    Any other `base` counts as light, None included: that is what Streamlit knows before the browser
    has reported its theme. As many slots as colours are solid lines; beyond them the colours come
    again with the next dash. All slots differ up to colours x dashes, 60 with the theme's ten.
    """
    colors = colours(base)
    lap, place = divmod(slot, len(colors))
    return LineStyle(color=colors[place], dash=DASHES[lap % len(DASHES)])


def colours(base: str | None) -> list[str]:
    """Return the colours of curves on a theme, in hex: as many as there are without a dash."""
    found: list[str] = _theme(base, "chartCategoricalColors")
    return found


def theme_base() -> str:
    """Return the visitor's theme, "light" or "dark"; light until the browser has reported it."""
    return st.context.theme.type or "light"


def diverging_colors(base: str | None) -> tuple[str, str, str]:
    """Return the colours of a loss, of nothing and of a gain, told apart by every kind of vision.

    Orange and blue, the first two of the theme's curves, and its second background between them.
    """
    gain, loss = _theme(base, "chartCategoricalColors")[:2]
    return str(loss), str(_theme(base, "secondaryBackgroundColor")), str(gain)


_GROWTH = {
    Growth.STEADY: 2,
    Growth.UNEVEN: 5,
    Growth.ONE_BURST: 1,
    Growth.BURSTS: 1,
    Growth.FLAT: 0,
    Growth.FALLING: 6,
}


def growth_color(growth: Growth, base: str | None) -> str:
    """Return the colour of a word about growth, in hex: green for steady, red for falling, one
    orange for one burst and for several, grey for too little data.
    """
    slot = _GROWTH.get(growth)
    return context_color(base) if slot is None else colours(base)[slot]


def context_color(base: str | None) -> str:
    """Return the grey of the lines that only give context, in hex."""
    return str(_theme(base, "grayColor"))


def grid_color(base: str | None) -> str:
    """Return the colour of grid lines, in hex: the theme's border."""
    return str(_theme(base, "borderColor"))


def muted_color(base: str | None) -> str:
    """Return the colour of secondary text and reference lines, in hex."""
    return str(_theme(base, "grayTextColor"))


def back_color(base: str | None) -> str:
    """Return the colour of the page behind a picture, in hex: it comes along with the picture."""
    return str(_theme(base, "backgroundColor"))


def text_color(base: str | None) -> str:
    """Return the theme's text colour, in hex."""
    return str(_theme(base, "textColor"))


def _theme(base: str | None, key: str) -> Any:  # noqa: ANN401 - a color or a list of them
    section = "dark" if base == "dark" else "light"
    # Streamlit's value first, which an operator may have changed by environment or flag. It is
    # empty where the app runs outside its folder, as tests may.
    return st.get_option(f"theme.{section}.{key}") or _theme_as_shipped()[section][key]


@cache
def _theme_as_shipped() -> dict[str, Any]:
    theme: dict[str, Any] = tomllib.loads(_CONFIG.read_text(encoding="utf-8"))["theme"]
    return theme
