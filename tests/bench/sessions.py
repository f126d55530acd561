"""What a visit keeps between two clicks, and what Streamlit's collection after each rerun costs."""

from __future__ import annotations

import gc
import time
import tracemalloc
from collections.abc import Iterator

from tests.pages import open_app

CREATORS = 20
VISITS = 5
VIEWS = ("total", "both", "new")
IDS = [f"{0x5F0BE4 * 16**18 + number * 7919:024x}" for number in range(CREATORS)]


def sessions() -> Iterator[str]:
    """Measure visits of one link, each of which has looked at every view."""
    _visit()  # loads, computes, imports
    gc.collect()
    gc.freeze()  # as the app does once
    tracemalloc.start()
    kept = [_visit() for _ in range(VISITS)]  # what all of them share comes with the first
    before = _sizes()
    kept += [_visit() for _ in range(VISITS)]
    after = _sizes()
    tracemalloc.stop()
    bytes_each, objects_each = ((b - a) / VISITS for a, b in zip(before, after, strict=True))
    started = time.perf_counter()
    gc.collect()
    took = (time.perf_counter() - started) * 1000
    gc.unfreeze()
    yield (
        f"a visit of {CREATORS} held creators keeps {bytes_each / 1000:.0f} kB in "
        f"{objects_each:.0f} objects that a collection walks through; with {len(kept)} visits "
        f"that takes {took:.0f} ms"
    )


def _sizes() -> tuple[int, int]:
    """Return the bytes in use, and the objects that a collection walks through."""
    gc.collect()
    return tracemalloc.get_traced_memory()[0], len(gc.get_objects())


def _visit() -> object:
    app = open_app(kols=",".join(IDS), days="60", scale="percent")
    for view in VIEWS:
        app.segmented_control(key="view").set_value(view).run()
    return app._session_state  # without the page, which AppTest keeps and a server does not
