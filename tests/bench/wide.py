"""What an archive costs an agency with 100 000 creators: `python -m tests.bench.wide`.

With a database, creators and days as arguments it measures that size alone; without, every one of
`SIZES`, each in both databases. Prints a line a figure as they come, then a table of all.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
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
from tests.bench.filling import FIRST_ANSWER, Size, creator_id, fill, size_of_points
from tests.bench.row import Hold, Row, table
from tests.services.archive.crew import an_answer, an_ask

SIZES = (Size(10_000, 60), Size(30_000, 60), Size(100_000, 60), Size(14_000, 365))
"""A first day's answers of ever more creators, and ten million points of fewer, over a year."""

READ = Size(10_000, 365)
KINDS = ("SQLite", "PostgreSQL")
ROUNDS = 9
WANTED = 20
WINDOW = Hold(50)


def archive_read() -> Iterator[Row]:
    """Read windows out of 10 000 creators over a year, in each database."""
    for kind in KINDS:
        # SQLite keeps a creator's days together, in whichever order they came
        with _filled(kind, READ, READ.days if kind == "SQLite" else FIRST_ANSWER) as opened:
            taken = statistics.median(_windows(opened, READ))
        what = f"{WANTED} creators out of {READ.creators} × {READ.days} days × 2 series in {kind}"
        yield Row(what, "ms", taken, hold=WINDOW)


def measure(kind: str, size: Size) -> Iterator[Row]:
    """Fill an archive of this size and yield every figure of it."""
    with _filled(kind, size) as opened:
        for name, unit, value, hold in _figures(opened, size):
            yield Row(f"{_of(kind, size)}: {name}", unit, value, hold=hold)


@contextmanager
def _filled(kind: str, size: Size, first_answer: int = FIRST_ANSWER) -> Iterator[Database]:
    with database(kind) as url, closing(Database(url)) as opened:
        migrate(opened)
        fill(opened, size, first_answer)
        yield opened


def _of(kind: str, size: Size) -> str:
    return f"{kind}, {size.points} points of {size.creators} creators"


Figure = tuple[str, str, float, Hold | None]


def _figures(opened: Database, size: Size) -> Iterator[Figure]:
    yield "room", "bytes a point", size_of_points(opened) / size.points, None
    times = _windows(opened, size)
    yield f"window of {WANTED} creators, fastest of {ROUNDS}", "ms", min(times), None
    yield f"window of {WANTED} creators, median", "ms", statistics.median(times), WINDOW
    yield f"window of {WANTED} creators, slowest of {ROUNDS}", "ms", max(times), None
    then = statistics.median(_windows(opened, size, back=30))
    yield "the same as of a month ago, median", "ms", then, None
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


def _windows(opened: Database, size: Size, back: int = 0) -> list[float]:
    """Return the ms of each reading; the first one, which opens the connection, is left out."""
    return [_window(opened, size, round_, back) for round_ in range(ROUNDS + 1)][1:]


def _window(opened: Database, size: Size, round_: int, back: int) -> float:
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
    with database("PostgreSQL") as url, closing(Database(url)) as opened:
        migrate(opened, STEPS[:5])
        fill(opened, size)
        began = time.perf_counter()
        migrate(opened)
        taken = time.perf_counter() - began
    return Row(f"{_of('PostgreSQL', size)}: part the one table of an older archive", "s", taken)


def main(arguments: list[str]) -> None:
    """Measure what is asked for and print it."""
    rows: list[Row] = []
    if arguments[:1] == ["moving"]:
        found: Iterator[Row] = iter([moving(Size(*map(int, arguments[1:])))])
    else:
        sizes = [Size(*map(int, arguments[1:]))] if arguments else SIZES
        kinds = arguments[:1] or KINDS
        found = chain.from_iterable(measure(kind, size) for size in sizes for kind in kinds)
    for row in found:
        rows.append(row)
        print(f"{row.figure}: {row.ours:.4g} {row.unit}", file=sys.stderr, flush=True)
    print(table(rows))


if __name__ == "__main__":
    main(sys.argv[1:])
