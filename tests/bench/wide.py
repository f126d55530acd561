"""What an archive costs an agency with 100 000 creators: `python -m tests.bench.wide`.

With a database, creators and days as arguments it measures that size alone; without, every one of
`SIZES`, each in both databases. Prints a line a figure, then all of them as one line of JSON.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import timedelta
from itertools import chain

from services.archive import ledger, store
from services.archive.database import Database
from services.archive.migrations import STEPS, migrate
from services.archive.ranking import rank_all
from services.archive.reaching import reaching
from services.archive.reading import last_outcomes, series
from services.archive.retention import let_go
from services.china_time import china_today, latest_data_day, utc_now
from tests.bench.collection import database
from tests.bench.filling import Size, creator_id, fill, size_of_points
from tests.services.archive.crew import an_answer, an_ask

SIZES = (Size(10_000, 60), Size(30_000, 60), Size(100_000, 60), Size(14_000, 365))
"""A first day's answers of ever more creators, and ten million points of fewer, over a year."""

ROUNDS = 9
WANTED = 20


@dataclass(frozen=True)
class Row:
    """A figure: what it is of, the points that there were, and the bound that it has to hold."""

    database: str
    points: int
    creators: int
    name: str
    unit: str
    value: float
    limit: float | None = None


def measure(kind: str, size: Size) -> Iterator[Row]:
    """Fill an archive of this size and yield every figure of it."""
    with database(kind) as url:
        opened = Database(url)
        migrate(opened)
        fill(opened, size)
        for name, unit, value, limit in _figures(opened, size):
            yield Row(kind, size.points, size.creators, name, unit, round(value, 2), limit)
        opened.close()


Figure = tuple[str, str, float, float | None]


def _figures(opened: Database, size: Size) -> Iterator[Figure]:
    yield "room", "bytes a point", size_of_points(opened) / size.points, None
    times = [_window(opened, size, round_) for round_ in range(ROUNDS + 1)][1:]
    yield f"window of {WANTED} creators, fastest of {ROUNDS}", "ms", min(times), None
    yield f"window of {WANTED} creators, median", "ms", statistics.median(times), 50
    yield f"window of {WANTED} creators, slowest of {ROUNDS}", "ms", max(times), None
    times = [_window(opened, size, round_, 30) for round_ in range(ROUNDS + 1)][1:]
    yield "the same as of a month ago, median", "ms", statistics.median(times), None
    yield "look through 200 creators", "ms", _often(lambda n: _look_through(opened, size, n)), None
    yield "book a call", "ms", _often(lambda n: _book(opened, n)), None
    yield "keep 60 days of a new creator", "ms", _often(lambda n: _keep(opened, 10**9 + n, 0)), None
    yield "keep an answer with 1 new day", "ms", _often(lambda n: _keep(opened, 10**9 + n, 1)), None
    began = time.perf_counter()
    with opened.read() as connection:
        found = rank_all(connection, 30, 0.8)
    yield "rank the whole archive", "s", time.perf_counter() - began, None
    assert int(found.table["rank"].notna().sum()) >= size.creators
    yield "let go of the oldest month", "s", _let_go(opened, size), None


def _often(work: Callable[[int], object], times: int = 41) -> float:
    """Return the median of how many milliseconds it takes; the first one opens and compiles."""
    taken = []
    for number in range(times):
        began = time.perf_counter()
        work(number)
        taken.append((time.perf_counter() - began) * 1000)
    return statistics.median(taken[1:])


def _window(opened: Database, size: Size, round_: int, back: int = 0) -> float:
    ids = [creator_id(number) for number in size.wanted(round_, WANTED)]
    as_of = latest_data_day() - timedelta(days=back) if back else None
    began = time.perf_counter()
    with opened.read() as connection:
        found = series(connection, ids, as_of)
        last_outcomes(connection, ids)
    taken = (time.perf_counter() - began) * 1000
    assert len(found) == 2 * WANTED
    assert all(len(one.points) == size.days - back for one in found.values())
    return taken


def _look_through(opened: Database, size: Size, number: int) -> None:
    ids = [creator_id((number * 200 + n) % size.creators) for n in range(200)]
    with opened.read() as connection:
        assert len(reaching(connection, ids, latest_data_day())) == 400


def _book(opened: Database, number: int) -> None:
    ask = an_ask(10**9 + number)
    assert opened.write(lambda c: ledger.reserve(c, ask, utc_now(), 10**6)) is not None


def _keep(opened: Database, number: int, later: int) -> None:
    last = latest_data_day() + timedelta(days=later - 1)
    told = tuple((last - timedelta(days=n), 1000 - n) for n in reversed(range(60)))
    at = utc_now() + timedelta(days=later)
    answer = an_answer(number, at, points=told, body=b"x" * 400)
    saved = opened.write(lambda c: store.save(c, None, answer))
    assert saved is store.Saved.STORED


def _let_go(opened: Database, size: Size) -> float:
    oldest = latest_data_day() - timedelta(days=size.days - 1)
    kept_from = (oldest.replace(day=28) + timedelta(days=4)).replace(day=1)
    began = time.perf_counter()
    gone = let_go(opened, (china_today() - kept_from).days, china_today())
    taken = time.perf_counter() - began
    assert gone.kept_from == kept_from
    return taken


def moving(size: Size) -> Row:
    """Return how long PostgreSQL takes to part an archive of one table."""
    with database("PostgreSQL") as url:
        opened = Database(url)
        migrate(opened, STEPS[:5])
        fill(opened, size)
        began = time.perf_counter()
        migrate(opened)
        taken = time.perf_counter() - began
        opened.close()
    name = "part the one table of an older archive"
    return Row("PostgreSQL", size.points, size.creators, name, "s", round(taken, 1))


def main(arguments: list[str]) -> None:
    """Measure what is asked for and print it."""
    rows: list[Row] = []
    if arguments[:1] == ["moving"]:
        found: Iterator[Row] = iter([moving(Size(*map(int, arguments[1:])))])
    else:
        sizes = [Size(*map(int, arguments[1:]))] if arguments else SIZES
        kinds = arguments[:1] or ("SQLite", "PostgreSQL")
        found = chain.from_iterable(measure(kind, size) for size in sizes for kind in kinds)
    for row in found:
        rows.append(row)
        bound = "" if row.limit is None else f" (to hold: {row.limit:g})"
        print(
            f"{row.database:10} {row.points:>10} points of {row.creators:>6} creators: "
            f"{row.name}: {row.value:g} {row.unit}{bound}",
            flush=True,
        )
    print(json.dumps([asdict(row) for row in rows]))


if __name__ == "__main__":
    main(sys.argv[1:])
