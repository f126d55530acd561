"""The archive as a whole: calls are booked, answers kept, nothing that was paid for is lost."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from services.api.answers import Charged, Kind
from services.api.series import Metric
from services.archive import leases, ledger, store
from services.archive.archive import open_archive
from services.archive.errors import ArchiveLocked, ArchiveUnavailable
from services.archive.reading import LastOutcome
from services.archive.schema import creators, fetches
from services.archive.statistics import spent
from services.china_time import CHINA
from tests.services.archive.crew import NOON, an_answer, an_ask, refusing, states

POINTS = tuple((date(2025, 11, 8) + timedelta(days=n), 1000 + n) for n in range(30))
ID = an_ask(1).creator_id
KEY = (ID, Metric.TOTAL)
TODAY = date(2025, 12, 8)


def kept(archive):
    return archive.ask(lambda c: c.execute(select(func.count()).select_from(fetches)).scalar_one())


def test_a_call_is_booked_then_settled_and_its_answer_there(opened):
    archive = opened()
    call_id = archive.begin(an_ask(1))
    assert states(archive) == ["sent"]
    assert archive.finish(call_id, an_answer(1, points=POINTS))
    assert states(archive) == ["yes"]
    assert archive.series([ID])[KEY].points == POINTS
    assert archive.last_outcomes([ID])[KEY] == LastOutcome(Kind.OK, Charged.YES, 0, None, NOON, 1)


def test_at_the_limit_no_call_is_booked_until_the_next_day_in_china(opened):
    archive = opened(limit=2)
    assert [archive.calls_left(), archive.begin(an_ask(1)), archive.begin(an_ask(2))] == [2, 1, 2]
    assert archive.begin(an_ask(3)).kind is Kind.BUDGET_SPENT
    assert archive.calls_left() == 0
    assert len(states(archive)) == 2
    tomorrow = opened(limit=2, now=datetime(2025, 12, 9, tzinfo=CHINA))
    assert tomorrow.calls_left() == 2
    assert tomorrow.begin(an_ask(3)) == 3


def test_without_a_limit_nothing_is_counted_down(opened):
    archive = opened()
    assert archive.begin(an_ask(1)) == 1
    assert archive.calls_left() is None


def test_a_call_that_cannot_be_booked_is_not_sent_and_says_why(opened, monkeypatch):
    archive = opened(limit=1)
    refusing(monkeypatch, ledger, "reserve", ArchiveLocked())
    refused = archive.begin(an_ask(1))
    assert refused.kind is Kind.NOT_RECORDED
    assert refused.detail == ArchiveLocked.sentence


def test_an_answer_and_its_charge_are_written_together_or_not_at_all(opened, monkeypatch):
    archive = opened()
    call_id = archive.begin(an_ask(1))
    with monkeypatch.context() as patch:
        refusing(patch, leases, "release", ArchiveLocked())  # the last step of the transaction
        assert archive.finish(call_id, an_answer(1, points=POINTS))
        assert (states(archive), kept(archive)) == (["sent"], 0)
        assert len(archive.waiting.spool.waiting()) == 1
    archive.finish(archive.begin(an_ask(2)), an_answer(2, points=POINTS))
    assert (states(archive), kept(archive)) == (["yes", "yes"], 2)
    assert archive.series([ID])[KEY].points == POINTS
    assert archive.waiting.spool.waiting() == ()


def test_what_waits_in_the_spool_is_taken_in_at_the_next_start(opened):
    archive = opened()
    call_id = archive.begin(an_ask(1))
    archive.waiting.spool.keep(an_answer(1, points=POINTS), call_id)
    again = opened()
    assert again.waiting.spool.waiting() == ()
    assert states(again) == ["yes"]
    assert again.series([ID])[KEY].points == POINTS


def test_an_answer_that_was_kept_and_spooled_is_there_once(opened):
    archive = opened()
    call_id = archive.begin(an_ask(1))
    archive.finish(call_id, an_answer(1, points=POINTS))
    archive.waiting.spool.keep(an_answer(1, points=POINTS), call_id)  # killed between the two
    assert kept(opened()) == 1


def test_an_answer_that_cannot_be_this_creators_says_so(opened):
    archive = opened()
    archive.finish(archive.begin(an_ask(1)), an_answer(1, points=POINTS))
    foreign = tuple((day, value * 90) for day, value in POINTS)
    later = NOON + timedelta(hours=1)
    assert not archive.finish(archive.begin(an_ask(1)), an_answer(1, later, points=foreign))
    assert states(archive) == ["yes", "yes"], "paid all the same"
    assert archive.series([ID])[KEY].points == POINTS


def test_the_vendors_quota_closes_the_day(opened):
    archive = opened()
    assert not archive.quota_closed()
    refused = an_answer(1, kind=Kind.QUOTA_EXCEEDED, charged=Charged.NO, code=303)
    archive.finish(archive.begin(an_ask(1)), refused)
    assert archive.quota_closed()
    assert not opened(now=datetime(2025, 12, 9, tzinfo=CHINA)).quota_closed()


def test_what_was_saved_and_what_creators_are_called_is_counted_and_noted(opened):
    archive = opened()
    archive.add_served(0)
    archive.add_served(3)
    archive.note_aliases({ID: "小明"})
    archive.note_aliases({})
    assert archive.ask(lambda c: spent(c, TODAY, TODAY)).served == 3
    assert archive.ask(lambda c: c.execute(select(creators.c.alias)).scalars().all()) == ["小明"]


def test_a_lost_count_or_name_is_only_logged(opened, monkeypatch, caplog):
    archive = opened()
    for name in ("add_served", "note_aliases"):
        refusing(monkeypatch, store, name, ArchiveUnavailable())
    with caplog.at_level(logging.WARNING):
        archive.add_served(3)
        archive.note_aliases({ID: "小明"})
    assert len(caplog.records) == 2


def test_an_archive_in_trouble_books_nothing_and_bears_all_else(tmp_path):
    path = tmp_path / "archive.db"
    path.write_bytes(b"not a database at all, not even nearly" * 50)
    archive = open_archive(f"sqlite:///{path}", 5)
    refused = archive.begin(an_ask(1))
    assert refused.kind is Kind.NOT_RECORDED
    assert refused.detail == archive.trouble.sentence
    archive.add_served(3)
    archive.note_aliases({ID: "小明"})
    archive.database.close()
