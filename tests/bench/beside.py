"""The app and a bare Streamlit script that draws the same figures, each a server of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.browser import AppProcess, running
from tests.websocket import Visitor, visiting

BARE = "bare Streamlit script"
VIEWS = ("Total", "Both")


@dataclass(frozen=True)
class Side:
    """One of the two: its process, and the address at which it draws some creators."""

    app: AppProcess
    queries: Mapping[int, str]

    def link(self, creators: int) -> str:
        return f"{self.app.url}/?{self.queries[creators]}"


@contextmanager
def beside(*creators: int, env: Mapping[str, str] | None = None) -> Iterator[tuple[Side, Side]]:
    """Run both for lists of so many creators; the app has loaded them, and draws demo data.

    `env` are more settings for both. The bare script has the app's own figures in memory.
    """
    queries = {count: query(count) for count in creators}
    with TemporaryDirectory() as folder, running(env or {}) as app:
        ours = Side(app, queries)
        kept = {"BENCH_FIGURES": str(Path(folder, "figures.json"))}
        Path(kept["BENCH_FIGURES"]).write_text(json.dumps(_figures(ours)), encoding="utf-8")
        with running(kept | dict(env or {}), script="tests/bench/bare.py") as bare:
            yield ours, Side(bare, {count: f"creators={count}" for count in creators})


def come(stack: ExitStack, side: Side, sessions: int, creators: int) -> list[Visitor]:
    """Open sessions, each of which has looked at both views, until the stack ends."""

    def one(_: int) -> Visitor:
        visitor = stack.enter_context(visiting(side.app.url, query=side.queries[creators]))
        for view in VIEWS:
            visitor.press("Curves", view)
        visitor.frames.clear()
        return visitor

    with ThreadPoolExecutor(4) as pool:
        return list(pool.map(one, range(sessions)))


def see_all(visitor: Visitor) -> None:
    """Look again and again until nothing more of the list is on its way."""
    while any(one.HasField("auto_rerun") for one in visitor.drawn):
        time.sleep(0.2)
        visitor.run(query=visitor.query)


def query(creators: int) -> str:
    """Return the link to that many creators, without the app's address."""
    return f"kols={','.join(ids(creators))}&view=both&scale=percent"


def paid(url: str, folder: str, creators: int) -> dict[str, str]:
    """Return settings with which links to that many creators ask a vendor at `url` by themselves.

    The archive is a file in `folder`.
    """
    return {
        "JUSTONEAPI_TOKEN": "bench",
        "JUSTONEAPI_BASE_URL": url,
        "AUTO_CALL_LIMIT": str(2 * creators),
        "DATABASE_URL": f"sqlite:///{folder}/archive.db",
    }


def ids(creators: int, *, first: int = 0) -> list[str]:
    """Return ids of creators that the sandbox invents, from the `first` on."""
    return [f"{0x5F0BE4 * 16**18 + n * 7919:024x}" for n in range(first, first + creators)]


def _figures(ours: Side) -> dict[str, object]:
    """Return the figures that the app draws, by the number of creators and the view."""
    found: dict[str, object] = {}
    for count, asked in ours.queries.items():
        with visiting(ours.app.url, query=asked) as visitor:
            see_all(visitor)
            for view in VIEWS:
                visitor.press("Curves", view)
                found[f"{count} {view}"] = json.loads(visitor.elements("plotly_chart")[0].spec)
    return found
