"""The bill adds up the days and the month of China, and names what keeps it from being read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from services.archive.archive import open_archive
from services.archive.errors import ArchiveCorrupt
from services.history.bill import Bill, read_bill
from tests.services.archive.crew import an_answer, an_ask

MONTH_BEGINS = datetime(2025, 11, 30, 16, tzinfo=UTC)
"""Midnight of 1 December in China."""


def paid_at(url, number, moment):
    archive = open_archive(url, None, lambda: moment)
    archive.finish(archive.begin(an_ask(number)), an_answer(number, moment))


def test_calls_are_added_up_by_the_day_and_month_of_china(own_archive):
    moments = [MONTH_BEGINS + timedelta(hours=hours) for hours in (-800, -1, 0, 30, 50)]
    for number, moment in enumerate(moments, start=1):
        paid_at(own_archive, number, moment)
    found = read_bill(open_archive(own_archive, 7, lambda: MONTH_BEGINS + timedelta(hours=51)))
    assert isinstance(found, Bill)
    assert (found.today.charged, found.month.charged, found.limit) == (1, 3, 7)
    assert len(found.calls) == 5
    (measured,) = found.environments
    assert measured.calls == 4, "the first was more than 30 days ago"


def test_a_damaged_archive_has_no_bill_but_a_reason(tmp_path):
    (tmp_path / "broken.db").write_bytes(b"no database" * 100)
    found = read_bill(open_archive(f"sqlite:///{tmp_path}/broken.db", 7))
    assert isinstance(found, ArchiveCorrupt)
