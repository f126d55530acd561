"""A chart that never blinks: where its data change, the old picture stands until the new one does.

Streamlit mounts a chart anew whenever its data change, and its place is blank until Plotly has
drawn it: 50 to 130 ms after each click, and each second while a list loads.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

BELOW = 1
"""Pixels: what keeps a chart steady has a line of its own under it."""

_HOLD = st.components.v2.component(
    "steady_chart",
    html="<figure aria-hidden='true'></figure>",
    css="figure { position: fixed; margin: 0; pointer-events: none; } "
    "svg { position: absolute; inset: 0; }",
    js=Path(__file__).with_suffix(".js").read_text(encoding="utf-8"),
)


def steady(key: str, height: int | Literal["content"] = "content") -> DeltaGenerator:
    """Return the place of the chart of this key, `height` pixels high from now on."""
    whole = st.container(gap=None)
    place = whole.container(height=height, border=False)
    with whole:
        _HOLD(key=f"steady_{key}", height=BELOW, width=1)
    return place


def steady_chart(figure: go.Figure, *, key: str, config: Mapping[str, Any], alt: str) -> None:
    """Draw a figure in its own colours; `alt` says in words what it shows."""
    steady(key).plotly_chart(figure, theme=None, config=dict(config), key=key, alt=alt)
