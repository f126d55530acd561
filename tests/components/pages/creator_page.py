"""A creator's own page, as the tests open it and read it."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from streamlit.testing.v1 import AppTest

from tests.pages import ROOT, open_app

CREATOR, COMPARE = "components/pages/creator.py", "components/pages/compare.py"


def open_creator(kol: str | None = None, app: AppTest | None = None) -> AppTest:
    """Open the page by its address: in a new session, or inside the given one."""
    app = open_app() if app is None else app
    app.query_params.clear()
    app.switch_page(CREATOR)
    if kol is not None:
        app.query_params["kol"] = kol
    return app.run()


def open_link(**params: str) -> AppTest:
    """Open a link to a creator's page in a browser that knows nothing of it."""
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    return _go_to(app, CREATOR, params)


def way_back(app: AppTest) -> dict[str, str]:
    """Return the address that the link above the page leads to."""
    (link,) = app.get("page_link")
    return dict(parse_qsl(link.proto.query_string))


def back(app: AppTest) -> AppTest:
    """Go back to the comparison as the link above the page does."""
    return _go_to(app, COMPARE, way_back(app))


def _go_to(app: AppTest, page: str, params: dict[str, str]) -> AppTest:
    app.switch_page(page)
    app.query_params.clear()
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def charts(app: AppTest) -> dict[str, dict[str, Any]]:
    """Return the Plotly figures on the page by their keys, in the order in which they stand."""
    drawn = [chart.proto for chart in app.get("plotly_chart")]
    return {chart.id.rpartition("-")[2]: json.loads(chart.spec) for chart in drawn}


def headings(app: AppTest) -> list[str]:
    """Return the titles of the page's parts."""
    return [title.value for title in app.subheader]
