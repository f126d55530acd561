"""Whoever starts the app at a desk sees it: `make run` opens the browser."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from components import app


@pytest.mark.parametrize("headless", [False, True])
def test_the_browser_opens_where_there_is_somebody_to_see_it(monkeypatch, headless):
    options = {"server.headless": headless, "browser.serverAddress": "localhost"}
    opened = []
    monkeypatch.setattr(app.st, "get_option", options.__getitem__)
    monkeypatch.setattr(app, "get_url", lambda host: f"http://{host}:8501")
    monkeypatch.setattr(app, "open_browser", opened.append)

    async def start() -> None:
        async with app.opening(None):
            await asyncio.get_running_loop().shutdown_default_executor()

    with ThreadPoolExecutor(1) as pool:  # a browser of another test has a loop in this thread
        pool.submit(lambda: asyncio.run(start())).result()
    assert opened == ([] if headless else ["http://localhost:8501"])
