"""The chart's own code, 4.7 MB that a browser fetches beside the page instead of after it."""

from __future__ import annotations

from pathlib import Path

import streamlit
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_CODE = Path(streamlit.__file__).parent / "static" / "static" / "js"


def _links() -> str:
    """Return the header that names the code, "" where this Streamlit calls it otherwise."""
    files = sorted(_CODE.glob("PlotlyChart.*.js"))
    return ", ".join(f"<./static/js/{file.name}>; rel=modulepreload" for file in files)


class ChartPreload:
    """Tells a browser with the page itself what the first picture will need.

    Streamlit's page learns of it only once the first chart has come over the websocket.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app, self._links = app, _links()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on, pages with the name of the chart's code."""

        async def named(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if self._links and headers.get("content-type", "").startswith("text/html"):
                    headers["link"] = self._links
            await send(message)

        await self._app(scope, receive, named if scope["type"] == "http" else send)


PRELOAD = Middleware(ChartPreload)
"""For the server, which has it look at every answer."""
