"""What the page says and does while something is wrong with the archive."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from sqlalchemy import update

from services.api.answers import Kind
from services.api.book import Ask
from services.api.series import Metric
from services.archive import store
from services.archive.archive import open_archive
from services.archive.database import Database
from services.archive.errors import ArchiveReadOnly
from services.archive.schema import fetches
from services.archive.spool import Spool
from services.china_time import latest_data_day, utc_now
from services.sandbox.creators import EXAMPLES
from tests.components.pages.test_archive_journeys import restart
from tests.pages import compare, curves, drawn, open_app, texts, what_is_missing
from tests.services.archive.crew import an_answer, refusing

ID = EXAMPLES[0].creator_id
DAY = timedelta(days=1)


def first_answer(url, value):
    """Archive an answer of two days ago with this total on all its days."""
    at = utc_now() - 2 * DAY
    last = latest_data_day() - 2 * DAY
    points = tuple((last - n * DAY, value) for n in reversed(range(60)))
    ask = Ask(ID, Metric.TOTAL, 60, "prod-global", "legacy")
    archive = open_archive(url, None, lambda: at)
    answer = an_answer(fetched_at=at, points=points)
    archive.finish(archive.begin(ask), type(answer)(**{**vars(answer), "ask": ask}))
    archive.database.close()
    return last


@pytest.mark.fault(105)
def test_days_in_doubt_are_named_until_another_day_confirms_the_newer_answer(
    simulated, monkeypatch, own_archive
):
    """Row 105: a refused answer is said and costs one call; the next day's makes up for it."""
    monkeypatch.setenv("JUSTONEAPI_SERIES", "total")
    last = first_answer(own_archive, 77)
    app = compare(open_app(view="total", scale="count"), ID)
    said = what_is_missing(app)
    assert f"58 days from {last - 57 * DAY} to {last} are in doubt" in said
    assert "Older numbers are shown" in said
    assert "contradict all that is archived" in said
    compare(app, ID)
    assert simulated.count == 1, "nobody pays again the same hour"
    assert drawn_values(app) == {77}
    database = Database(own_archive)
    yesterday = update(fetches).where(fetches.c.kind == Kind.FOREIGN.value)
    database.write(lambda c: c.execute(yesterday.values(fetched_at=utc_now() - DAY)))
    database.close()
    restart()
    healed = compare(open_app(view="total", scale="count"), ID)
    assert simulated.count == 2
    assert 77 not in drawn_values(healed)
    assert "in doubt" not in texts(healed) + what_is_missing(healed)


def drawn_values(app):
    """The totals of the creator's curve."""
    (curve,) = [one for one in curves(app) if one["yaxis"] == "y"]
    return {value for value in curve["y"] if value is not None}


def no_database(path):
    path.write_bytes(b"this was never a database" * 99)


def zeros(path):
    path.write_bytes(bytes(8192))


def emptied(path):
    path.write_bytes(b"")


def in_a_file(path):
    path.unlink(missing_ok=True)
    path.parent.rmdir()
    path.parent.touch()


@pytest.mark.fault(93, 116)
@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (no_database, "damaged"),
        (zeros, "damaged"),
        (emptied, "emptied or removed"),
        (in_a_file, "disk is full or protected"),
    ],
)
def test_the_app_starts_without_its_archive_says_so_and_pays_nothing(
    simulated, monkeypatch, tmp_path, spoil, said
):
    """Rows 93, 116: a click changes neither the file nor that."""
    path = tmp_path / "data" / "archive.db"
    path.parent.mkdir()
    spoil(path)
    before = path.read_bytes() if path.is_file() else None
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    app = compare(open_app(), ID)
    assert said in texts(app)
    assert "No call is made until the archive can be written again." in texts(app)
    assert not app.exception
    assert simulated.count == 0
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.fault(92, 108)
def test_what_could_not_be_written_is_said_until_it_is(simulated, monkeypatch, own_archive):
    """Rows 92, 108: the paid numbers are shown, the page says where they wait, and then no more."""
    monkeypatch.setenv("JUSTONEAPI_SERIES", "total")
    monkeypatch.setattr("services.history.care._TRY_AGAIN_SECONDS", 0.0)
    with monkeypatch.context() as full:
        refusing(full, store, "save", ArchiveReadOnly())
        refusing(full, Spool, "keep", OSError(28, "No space left on device"))
        app = compare(open_app(), ID)
        assert drawn(app) == {ID}
        said = texts(app.run())
        assert "1 paid answer could not be written to the archive yet" in said
        assert "No disk has room" in said
        assert "1 paid answer" in texts(open_app().switch_page("components/pages/calls.py").run())
    app.run()  # has a worker try again
    until = time.monotonic() + 10
    while "paid answer" in texts(app.run()) and time.monotonic() < until:
        time.sleep(0.05)
    assert "paid answer" not in texts(app)
    restart()
    assert drawn(open_app(kols=ID)) == {ID}
    assert simulated.count == 1
