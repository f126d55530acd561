"""A creator's own page, as the tests open it and read it."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from tests.pages import open_app

CREATOR, COMPARE = "components/pages/creator.py", "components/pages/compare.py"


def open_creator(kol: str | None = None, app: AppTest | None = None) -> AppTest:
    """Open the page by its address: in a new session, or inside the given one."""
    app = open_app() if app is None else app
    app.query_params.clear()
    app.switch_page(CREATOR)
    if kol is not None:
        app.query_params["kol"] = kol
    return app.run()


def back(app: AppTest) -> AppTest:
    """Go back to the comparison as the link above the page does."""
    app.query_params.clear()
    return app.switch_page(COMPARE).run()


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return the Plotly figures on the page by their keys, in the order in which they stand."""
    drawn = [chart.proto for chart in app.get("plotly_chart")]
    return {chart.id.rpartition("-")[2]: json.loads(chart.spec) for chart in drawn}


def headings(app: AppTest) -> list[str]:
    """Return the titles of the page's parts."""
    return [title.value for title in app.subheader]
