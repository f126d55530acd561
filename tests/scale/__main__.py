"""Load three replicas, kill one, and look for what was lost or paid twice: `make scale`.

`python -m tests.scale` prints a line for each thing that must hold, and ends with 1 at the first
that does not.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import requests
from sqlalchemy import func, select

from services.archive.archive import open_archive
from services.archive.schema import calls
from services.sandbox.vendor import respond
from tests.browser import AppProcess
from tests.clock import at_the_moment
from tests.fault_server import FaultServer, answering
from tests.pages import CANARY
from tests.processes import postgresql
from tests.scale.parts import nginx, replicas
from tests.soak.crowd import DRAWN, GONE
from tests.websocket import Visitor, visiting

REPLICAS, VISITORS, CREATORS = 3, 12, 20
LIMIT = 100  # calls a day: two lists and a half
PASSCODE = "canary passcode"
GUESSES, MOST_AT_ONCE = 12, 30  # of each visitor; looked at by a replica before it slows down
DRAWN_SECONDS = 120
LISTS = [
    [f"{0x5F50AC * 16**18 + part * 10**6 + n:024x}" for n in range(CREATORS)] for part in (1, 2, 3)
]


def scale() -> Iterator[str]:
    """Run it, and yield what was seen; raises `AssertionError` where something does not hold."""
    with (
        tempfile.TemporaryDirectory() as folder,
        postgresql() as database,
        FaultServer(answering(respond, delay=0.2)) as vendor,
        replicas(REPLICAS, _settings(vendor.url, database), folder) as apps,
        nginx(apps, Path(folder)) as url,
    ):
        yield from _doors(url)
        yield _room(url, LISTS[0], "all open one link at once")
        yield _paid(vendor, database, 2 * CREATORS)
        yield from _survives(url, apps)
        yield _room(url, LISTS[1], "another link, with a replica less")
        yield _paid(vendor, database, 4 * CREATORS)
        yield _room(url, LISTS[2], "a third, over the day's limit", expected=CREATORS // 2)
        yield _paid(vendor, database, LIMIT)
        yield _guessed(url)


def _settings(vendor: str, database: str) -> dict[str, str]:
    return {
        "JUSTONEAPI_TOKEN": CANARY,
        "JUSTONEAPI_BASE_URL": vendor,
        "AUTO_CALL_LIMIT": "100",
        "DAILY_CALL_LIMIT": str(LIMIT),
        "DATABASE_URL": database,
        "APP_PASSCODE": PASSCODE,
        "STREAMLIT_SERVER_COOKIE_SECRET": "the same in each replica",
    }


def _doors(url: str) -> Iterator[str]:
    """Look at what nginx adds and what it keeps shut."""
    page = requests.get(url, timeout=10)
    assert page.status_code == 200
    assert page.cookies["sid"], "a visitor without a cookie of ours gets none"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "frame-ancestors" in page.headers["Content-Security-Policy"]
    for path in ("metrics", "agent/openapi.json", "script-health-check"):
        assert requests.get(f"{url}/_stcore/{path}", timeout=10).status_code == 404, path
    assert requests.get(f"{url}/_stcore/health", timeout=10).text == "ok"
    too_large = requests.put(f"{url}/_stcore/upload_file/a/b", b"x" * 4_000_000, timeout=10)
    assert too_large.status_code == 413
    yield "nginx: cookie, headers and limits are there; what is for the inside is shut"


def _room(url: str, creators: Sequence[str], what: str, *, expected: int = CREATORS) -> str:
    """Have everybody open a link to `creators`, and look until `expected` of them are drawn."""
    began = time.monotonic()
    with ThreadPoolExecutor(VISITORS) as pool:
        drawn = list(pool.map(lambda n: _drawn(url, n, creators, expected), range(VISITORS)))
    assert set(drawn) == {expected}, f"{what}: {drawn} of {expected} creators drawn"
    took = time.monotonic() - began
    return (
        f"{what}: {expected} of {len(creators)} creators on {VISITORS} screens after {took:.1f} s"
    )


def _drawn(url: str, number: int, creators: Sequence[str], expected: int) -> int:
    """Return how many of `creators` a visitor sees, once it is `expected`, or no more come."""
    until = time.monotonic() + DRAWN_SECONDS
    with _visiting(url, number) as visitor:
        visitor.try_passcode(PASSCODE)
        while True:
            visitor.run(query=f"kols={','.join(creators)}")
            seen = len({one for frame in visitor.frames for one in DRAWN.findall(frame)})
            if seen >= expected or time.monotonic() > until:
                return seen
            time.sleep(0.5)


def _visiting(url: str, number: int, query: str = "") -> AbstractContextManager[Visitor]:
    """Come as a browser that nginx knows already."""
    return visiting(url, query=query, headers={"Cookie": f"sid=visitor-{number}"})


def _paid(vendor: FaultServer, database: str, expected: int) -> str:
    """Look into the ledger, and at what the vendor was really asked."""
    archive = open_archive(database, None)
    with archive.database.read() as connection:
        booked = connection.execute(select(func.count()).select_from(calls)).scalar_one()
    archive.database.close()
    assert booked == vendor.count == expected, (booked, vendor.count, expected)
    return f"    calls: {vendor.count}, all in the ledger; expected {expected}"


def _survives(url: str, apps: Sequence[AppProcess]) -> Iterator[str]:
    """Kill a replica while everybody looks; whoever was there comes back elsewhere."""
    query = f"kols={','.join(LISTS[0])}"
    with ExitStack() as stack:
        those = [stack.enter_context(_visiting(url, n, query)) for n in range(VISITORS)]
        apps[0].kill()
        gone = sum(not _still_there(one, query) for one in those)
    assert 0 < gone < VISITORS, f"{gone} of {VISITORS} were at the one that was killed"
    yield f"a replica is killed: {gone} of {VISITORS} visitors lose their connection"
    yield _room(url, LISTS[0], "they come back")


def _still_there(visitor: Visitor, query: str) -> bool:
    try:
        visitor.run(query=f"{query}&view=total")
    except GONE:
        return False
    return True


def _guessed(url: str) -> str:
    """Guess the passcode at all replicas at once, over many connections."""
    began = time.monotonic()
    with ThreadPoolExecutor(VISITORS) as pool:
        looked_at = sum(pool.map(lambda n: _guess(url, n), range(VISITORS)))
    took = time.monotonic() - began
    most = (REPLICAS - 1) * (MOST_AT_ONCE + took)
    assert 0 < looked_at <= most, f"{looked_at} guesses looked at in {took:.0f} s"
    return (
        f"{GUESSES * VISITORS} guesses of the passcode by {VISITORS} visitors from one address: "
        f"{looked_at} looked at in {took:.0f} s"
    )


def _guess(url: str, number: int) -> int:
    with _visiting(url, number) as visitor:
        said = [visitor.try_passcode(f"guess {number} {turn}") for turn in range(GUESSES)]
    return sum("This is not the passcode" in one for one in said)


if __name__ == "__main__":
    with at_the_moment():
        for told in scale():
            print(told, flush=True)
