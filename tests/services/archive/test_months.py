"""PostgreSQL keeps points by month: partitions are made when needed, by whoever comes first."""

from __future__ import annotations

import json
from datetime import date, timedelta

import pytest
from sqlalchemy import func, inspect, select, text

from services.api.series import Metric
from services.archive import store
from services.archive.database import Database
from services.archive.forgetting import forget
from services.archive.migrations import STEPS, migrate
from services.archive.months import add_months, months_in_use, next_month
from services.archive.reading import series
from services.archive.schema import points
from tests.services.archive.crew import an_answer, an_ask, crew, together
from tests.services.archive.test_migrations import start, versions

DAYS = tuple((date(2025, 10, 20) + timedelta(days=n), 1000 + n) for n in range(60))
MONTHS = [date(2025, 10, 1), date(2025, 11, 1), date(2025, 12, 1)]


@pytest.fixture
def server(postgresql_url):
    database = Database(postgresql_url)
    migrate(database)
    yield database
    database.close()


def keep(database, number=1, days=DAYS):
    return database.write(lambda c: store.save(c, None, an_answer(number, points=days)))


def months(database):
    with database.read() as connection:
        return months_in_use(connection)


def held(database, number=1, as_of=None):
    key = (an_ask(number).creator_id, Metric.TOTAL)
    with database.read() as connection:
        return series(connection, [key[0]], as_of)[key].points


def test_months_follow_each_other():
    assert [next_month(date(2025, month, 31)) for month in (10, 12)] == [
        date(2025, 11, 1),
        date(2026, 1, 1),
    ]
    assert next_month(date(2028, 1, 31)) == date(2028, 2, 1)


def test_a_file_has_one_table(tmp_path):
    database = Database(f"sqlite:///{tmp_path}/archive.db")
    migrate(database)
    keep(database)
    database.write(lambda c: add_months(c, MONTHS))
    assert months(database) == []
    assert held(database) == DAYS
    database.close()


def test_a_month_is_made_when_it_is_written_and_none_takes_what_belongs_nowhere(server):
    assert months(server) == []
    keep(server)
    assert months(server) == MONTHS
    assert held(server) == DAYS
    keep(server, days=((date(2026, 1, 1), 5), (date(2024, 2, 29), 6)))
    assert months(server) == [date(2024, 2, 1), *MONTHS, date(2026, 1, 1)]
    with server.read() as connection:
        assert connection.execute(text("SELECT count(*) FROM ONLY points")).scalar_one() == 0
        partition = connection.execute(text("SELECT min(day) FROM points_202512")).scalar_one()
    assert partition == 20251201


def test_a_month_has_the_rules_of_the_whole(server):
    keep(server)
    with server.read() as connection:
        found = inspect(connection)
        checks = [
            {one["name"]: one["sqltext"] for one in found.get_check_constraints(name)}
            for name in ("points", "points_202511")
        ]
        key = found.get_pk_constraint("points_202511")["constrained_columns"]
        (foreign,) = found.get_foreign_keys("points_202511")
    assert checks[0] == checks[1]
    assert len(checks[0]) == 3
    assert key == ["creator_key", "series", "day"]
    assert (foreign["referred_table"], foreign["options"]) == ("creators", {"ondelete": "CASCADE"})
    forget(server, an_ask(1).creator_id)
    with server.read() as connection:
        assert connection.execute(select(func.count()).select_from(points)).scalar_one() == 0


def test_six_processes_that_need_the_same_months_all_write(server, postgresql_url):
    with crew(
        6, "keep_days", postgresql_url, json.dumps([day.isoformat() for day, _ in DAYS])
    ) as six:
        assert together(six) == ["stored"] * 6
    assert months(server) == MONTHS
    with server.read() as connection:
        assert connection.execute(select(func.count()).select_from(points)).scalar_one() == 360


def test_a_reader_that_stays_keeps_no_month_from_being_made(server, postgresql_url):
    """As `pg_dump` does for as long as it takes."""
    keep(server, days=DAYS[:1])
    impatient = Database(postgresql_url, busy_seconds=0.5)
    with server.read() as connection:
        connection.execute(select(points)).all()
        keep(impatient)
    impatient.close()
    assert months(server) == MONTHS


def test_days_up_to_a_bound_are_looked_for_in_its_months_only(server):
    keep(server)
    keep(server, 2, ((date(2026, 3, 1), 5),))
    statement = select(points.c.value).where(
        points.c.creator_key.in_([1, 2]), points.c.day <= date(2025, 11, 30)
    )
    with server.read() as connection:
        shown = statement.compile(connection, compile_kwargs={"literal_binds": True})
        plan = " ".join(connection.execute(text(f"EXPLAIN {shown}")).scalars())
    read = {month for month in ("202510", "202511", "202512", "202603") if month in plan}
    assert read == {"202510", "202511"}
    assert held(server, as_of=date(2025, 11, 30)) == DAYS[:42]


def test_a_window_is_read_from_the_index_alone(server):
    """Also in a month that is made later; a server that has just been filled tidies up in time."""
    keep(server)
    server.outside_transactions(lambda c: c.exec_driver_sql("VACUUM ANALYZE points"))
    wanted = "SELECT creator_key, series, day, value FROM points WHERE creator_key IN (1, 2)"
    with server.read() as connection:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        plan = list(connection.execute(text(f"EXPLAIN {wanted}")).scalars())
    scans = [line for line in plan if "Scan" in line]
    assert len(scans) == len(MONTHS)
    assert all("Index Only Scan" in line for line in scans), plan


@pytest.fixture
def of_version_5(postgresql_url):
    """An archive as the fifth version left it: one table of points."""
    database = Database(postgresql_url)
    migrate(database, STEPS[:5])
    rows = [
        {"creator_key": key, "series": 1, "day": day, "value": value, "seen_at": 7}
        for key in (1, 2)
        for day, value in DAYS
    ]
    ids = [{"id": an_ask(key).creator_id} for key in (1, 2)]  # which get these keys
    creator = "INSERT INTO creators (creator_id, last_seen) VALUES (:id, 0)"
    database.write(lambda c: c.execute(text(creator), ids))
    added = text("INSERT INTO points VALUES (:creator_key, :series, :number, :value, :seen_at)")
    numbered = [{**row, "number": int(f"{row['day']:%Y%m%d}")} for row in rows]
    database.write(lambda c: c.execute(added, numbered))
    yield database
    database.close()


def all_points(database):
    with database.read() as connection:
        return sorted(map(tuple, connection.execute(text("SELECT * FROM points"))))


def test_an_archive_of_version_5_is_parted_and_keeps_every_row(of_version_5):
    before = all_points(of_version_5)
    assert len(before) == 120
    assert months(of_version_5) == []
    migrate(of_version_5)
    assert all_points(of_version_5) == before
    assert months(of_version_5) == MONTHS
    keep(of_version_5, 3, ((date(2026, 1, 1), 5),))
    forget(of_version_5, an_ask(1).creator_id)
    left = {row[0] for row in all_points(of_version_5)}
    assert 1 not in left
    assert len(left) == 2


@pytest.mark.fault(95)
def test_a_killed_parting_leaves_version_5_and_several_processes_then_do_it(
    of_version_5, postgresql_url
):
    before = all_points(of_version_5)
    assert start(postgresql_url, 1).wait(30) == -9
    assert versions(of_version_5) == [1, 2, 3, 4, 5]
    assert all_points(of_version_5) == before
    assert months(of_version_5) == []
    for process in [start(postgresql_url) for _ in range(4)]:
        assert process.wait(30) == 0
    assert all_points(of_version_5) == before
    assert months(of_version_5) == MONTHS
