"""The least script that draws a figure from memory beside one control: what the app is up against.

`BENCH_FIGURES` names a JSON file of figures by the number of their creators and their view.
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
st.plotly_chart(figures()[name], theme=None, config=plot_config("bare"), key="chart")
