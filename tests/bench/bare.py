"""The least script that draws a figure from memory beside one control: what the app is up against.

`BENCH_FIGURES` names a JSON file of figures by the number of their creators and their view. With
`?growing` one comes curve by curve, as a list does that loads.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import plotly.graph_objects as go
import streamlit as st

from components.chart.figure import plot_config


@st.cache_resource
def figures() -> dict[str, go.Figure]:
    kept = json.loads(Path(os.environ["BENCH_FIGURES"]).read_text(encoding="utf-8"))
    return {name: go.Figure(figure) for name, figure in kept.items()}


st.set_page_config(layout="wide")
view = st.segmented_control("Curves", ["Both", "Total"], default="Both", required=True)
name = f"{st.query_params['creators']} {view}"


def draw() -> None:
    figure = figures()[name]
    if "growing" in st.query_params:
        st.session_state["curves"] = st.session_state.get("curves", 0) + 3
        figure = go.Figure(figure.data[: st.session_state["curves"]], figure.layout)
    st.plotly_chart(figure, theme=None, config=plot_config("bare"), key="chart")


st.fragment(draw, run_every=1 if "growing" in st.query_params else None)()
