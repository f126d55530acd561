"""Tests for what the server says beside a page, at the edge where it says it."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
import streamlit

from components.chart.preload import ChartPreload

STATIC = Path(streamlit.__file__).parent / "static"


def told(content_type: str, kind: str = "http") -> list[tuple[bytes, bytes]]:
    """Return the headers of an answer of that type, as they leave the server."""
    sent = []

    async def page(scope, receive, send) -> None:
        headers = [(b"content-type", content_type.encode())]
        await send({"type": f"{kind}.response.start", "status": 200, "headers": headers})
        await send({"type": f"{kind}.response.body", "body": b"x"})

    async def take(message) -> None:
        sent.append(message)

    asyncio.run(ChartPreload(page)({"type": kind}, None, take))
    assert [message["type"].split(".")[-1] for message in sent] == ["start", "body"]
    return list(sent[0]["headers"])


def test_a_page_names_the_code_of_the_chart_as_the_server_has_it():
    named = dict(told("text/html; charset=utf-8"))[b"link"].decode()
    (name,) = re.fullmatch(
        r"<\./(static/js/PlotlyChart\.[\w-]+\.js)>; rel=modulepreload", named
    ).groups()
    assert "plotly" in (STATIC / name).read_text(encoding="utf-8").casefold()


@pytest.mark.parametrize(
    ("content_type", "kind"), [("text/javascript", "http"), ("text/html", "x")]
)
def test_any_other_answer_is_as_it_was(content_type, kind):
    assert told(content_type, kind) == [(b"content-type", content_type.encode())]
