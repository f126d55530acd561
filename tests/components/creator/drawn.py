"""How the tests of the creator page's parts draw one of them, and what they draw it of."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pandas as pd
from streamlit.testing.v1 import AppTest

from services.growth.insight import Insight, insight
from services.growth.rules import Rules
from services.history.creator_history import CreatorHistory
from tests.components.made import A, daily, history
from tests.components.running import run_script


def draw(script: Callable[..., None], **given: object) -> AppTest:
    """Run `script` as a page of its own."""
    return run_script(script, given)


def figures(app: AppTest) -> list[dict[str, Any]]:
    """Return the Plotly figures on the page."""
    return [json.loads(chart.proto.spec) for chart in app.get("plotly_chart")]


def metrics(app: AppTest) -> dict[str, tuple[str, str]]:
    """Return what stands in each figure and below it, by label."""
    return {metric.label: (metric.value, metric.delta) for metric in app.metric}


def found(*histories: CreatorHistory, days: int = 30) -> Insight:
    """Return the insight of these creators."""
    return insight(daily(*histories), days, Rules())


def held(*totals: int | None) -> pd.DataFrame:
    """Return one creator's tidy frame; its days end at `LAST`."""
    return daily(history(A, totals))
