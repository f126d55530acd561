"""The picture on screen as a PNG, drawn where it is seen: no browser on the server is needed."""

from __future__ import annotations

import streamlit as st

from components.exports.share import BUTTON
from components.wording.i18n import _

# Plotly's own button knows the figure, its name and the resolution. It is found by the chart's key
# and its class: no word from outside becomes part of the script.
_PRESS = st.components.v2.component(
    "png_button",
    html="<button type='button'></button>",
    css=f"{BUTTON} button {{ width: 100%; }}",
    js="""
    export default function ({ data, parentElement }) {
      const button = parentElement.querySelector("button");
      button.textContent = data.label;
      button.onclick = () => document.querySelector(data.chart + " .modebar-btn")?.click();
    }
    """,
)

_HEIGHT = 40  # pixels, as its style says


def png_button(chart: str) -> None:
    """Draw the button that saves the chart of this key as PNG, at double resolution."""
    data = {"label": _("Picture (PNG)"), "chart": f".st-key-{chart}"}
    _PRESS(data=data, key="download_png", width="stretch", height=_HEIGHT)
