"""Several processes at one archive: a series is one's to fetch, and a crash keeps nobody out."""

from __future__ import annotations

import logging
import threading
import time
from dataclasses import replace
from datetime import date

import pytest

from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric
from services.archive import leases, ledger
from services.archive.archive import open_archive
from services.archive.errors import ArchiveUnavailable
from services.archive.leases import Elsewhere
from services.archive.meanwhile import Known
from tests.services.archive.crew import NOON, an_answer, an_ask, refusing, states

ID = an_ask(1).creator_id
KEY = (ID, Metric.TOTAL)


def nothing_stands(last, now):
    """No failure is remembered here."""


def test_a_series_is_one_process_to_fetch_until_it_gives_the_lease_back(opened):
    here, there = opened(), opened()
    assert isinstance(here.begin(an_ask(1)), int)
    with pytest.raises(Elsewhere):
        there.begin(an_ask(1))
    there.release(KEY)
    assert there.elsewhere() == {KEY}, "who did not get it gives nothing back"
    assert isinstance(there.begin(an_ask(1, Metric.NEW)), int), "the other series is another lease"
    here.release(KEY)
    assert isinstance(there.begin(an_ask(1)), int)
    assert states(here) == ["unknown", "sent", "sent"], "one that was given up may be charged"


def test_what_is_fetched_elsewhere_costs_no_booking(opened):
    here, there = opened(limit=5), opened(limit=5)
    here.begin(an_ask(1))
    with pytest.raises(Elsewhere):
        there.begin(an_ask(1))
    assert there.calls_left() == 4


def test_a_failure_since_the_ask_answers_it_and_an_older_one_does_not(opened):
    here, there = opened(), opened()
    seen = there.newest_fetch()
    failed = an_answer(1, kind=Kind.COLLECTION_FAILED, charged=Charged.NO, code=301)
    here.finish(here.begin(an_ask(1)), failed)
    here.release(KEY)
    answer = there.begin(an_ask(1), Known(seen, nothing_stands))
    assert isinstance(answer, ApiError)
    assert (answer.kind, answer.code) == (Kind.COLLECTION_FAILED, 301)
    assert there.elsewhere() == here.elsewhere() == set(), "nothing was booked, nothing is held"
    assert isinstance(there.begin(an_ask(1), Known(there.newest_fetch(), nothing_stands)), int)


def test_a_fresh_series_answers_whenever_it_was_asked_for(opened):
    here, there = opened(), opened()
    here.finish(here.begin(an_ask(1)), an_answer(1, points=((date(2025, 12, 7), 1000),)))
    found = there.begin(an_ask(1), Known(there.newest_fetch(), nothing_stands))
    assert isinstance(found, Held)
    assert found.points == ((date(2025, 12, 7), 1000),)


@pytest.mark.parametrize("charged", [Charged.YES, Charged.NO])
def test_a_paid_answer_gives_the_lease_back_with_it(opened, charged):
    here, there = opened(), opened()
    here.finish(here.begin(an_ask(1)), replace(an_answer(1), charged=charged))
    assert (there.elsewhere() == set()) is (charged is Charged.YES), "else it may be tried again"


def test_a_call_that_the_budget_refuses_gives_the_lease_back(opened):
    here, there = opened(limit=0), opened()
    assert here.begin(an_ask(1)).kind is Kind.BUDGET_SPENT
    assert there.elsewhere() == set()


@pytest.mark.fault(103)
def test_row103_a_lease_ends_within_a_minute_and_lasts_while_it_is_renewed(database):
    """Row 103: the clock here is the database's, so that only its holder's silence ends a lease."""
    url = database._engine.url.render_as_string(hide_password=False)
    here, there = open_archive(url, None), open_archive(url, None)
    assert here.lease_seconds < 60
    here.lease_seconds = 0.5
    here.begin(an_ask(1))
    for _ in range(8):
        time.sleep(0.1)
        here.renew()
        assert there.elsewhere() == {KEY}
    time.sleep(0.5)
    assert there.elsewhere() == set()
    for archive in (here, there):
        archive.database.close()


@pytest.mark.fault(80, 110)
def test_row110_what_is_under_way_at_the_end_is_unknown_and_others_may_go_on(opened):
    """Rows 80, 110: and nothing is sent any more."""
    here, there = opened(limit=5), opened(limit=5)
    here.begin(an_ask(1))
    here.finish(here.begin(an_ask(2)), an_answer(2))
    here.stop(0.0)
    assert states(there) == ["unknown", "yes"]
    assert there.calls_left() == 3
    assert there.elsewhere() == set()
    assert here.begin(an_ask(3)).kind is Kind.STOPPED


@pytest.mark.fault(80)
def test_row80_an_answer_that_comes_in_time_is_kept_at_the_end(opened):
    """Row 80: what is on its way is waited for, for a while."""
    here = opened()
    number = here.begin(an_ask(1))
    stopping = threading.Thread(target=here.stop, args=(10.0,))
    stopping.start()
    here.finish(number, an_answer(1))
    stopping.join(5)
    assert not stopping.is_alive()
    assert states(here) == ["yes"]


def test_a_lease_that_cannot_be_given_back_harms_nobody(opened, monkeypatch, caplog):
    archive = opened()
    archive.begin(an_ask(1))
    refusing(monkeypatch, leases, "release", ArchiveUnavailable())
    with caplog.at_level(logging.WARNING):
        archive.release(KEY)
    assert "runs out by itself" in caplog.text
    assert not archive.holds_leases, "nor is it renewed"


def test_starting_gives_up_calls_of_a_crash_which_stay_spent(opened):
    opened(limit=5).begin(an_ask(1))
    later = opened(limit=5, now=NOON + ledger.ANSWER_DUE)
    assert states(later) == ["unknown"]
    assert later.calls_left() == 4
