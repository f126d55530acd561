"""Several processes at one archive: a series is one's to fetch, and a crash keeps nobody out."""

from __future__ import annotations

import logging
from dataclasses import replace

import pytest

from services.api.answers import Charged, Kind
from services.api.series import Metric
from services.archive import leases, ledger
from services.archive.errors import ArchiveUnavailable
from services.archive.reading import LastOutcome
from tests.services.archive.crew import NOON, an_answer, an_ask, refusing, states

ID = an_ask(1).creator_id
KEY = (ID, Metric.TOTAL)


def test_a_lease_is_had_by_one_process_until_it_is_given_back(opened):
    here, there = opened(), opened()
    with here.lease(KEY, 200) as mine:
        assert mine is not None
        assert mine.last is None
        with there.lease(KEY, 200) as theirs:
            assert theirs is None
        with there.lease((ID, Metric.NEW), 200) as other:
            assert other is not None, "the other series is another lease"
        with there.lease(KEY, 200) as still:
            assert still is None, "and who did not get it gives nothing back"
    with there.lease(KEY, 200) as free:
        assert free is not None


def test_a_lease_tells_how_the_other_process_fared(opened):
    here, there = opened(), opened()
    failed = an_answer(1, kind=Kind.COLLECTION_FAILED, charged=Charged.NO, code=301)
    with here.lease(KEY, 200):
        here.finish(here.begin(an_ask(1)), failed)
    with there.lease(KEY, 200) as lease:
        assert lease.last == LastOutcome(
            Kind.COLLECTION_FAILED, Charged.NO, 301, None, NOON, in_a_row=1
        )


@pytest.mark.parametrize("charged", [Charged.YES, Charged.NO])
def test_a_paid_answer_gives_the_lease_back_with_it(opened, charged):
    here, there = opened(), opened()
    with here.lease(KEY, 200):
        here.finish(here.begin(an_ask(1)), replace(an_answer(1), charged=charged))
        with there.lease(KEY, 200) as theirs:
            assert (theirs is not None) is (charged is Charged.YES), "else it may be tried again"


def test_a_fault_in_between_gives_the_lease_back(opened):
    here, there = opened(), opened()
    with pytest.raises(ZeroDivisionError), here.lease(KEY, 200):
        raise ZeroDivisionError
    with there.lease(KEY, 200) as theirs:
        assert theirs is not None


def test_a_lease_that_cannot_be_given_back_harms_nobody(opened, monkeypatch, caplog):
    archive = opened()
    with caplog.at_level(logging.WARNING), archive.lease(KEY, 200):
        refusing(monkeypatch, leases, "release", ArchiveUnavailable())
    assert "runs out by itself" in caplog.text


def test_starting_gives_up_calls_of_a_crash_which_stay_spent(opened):
    opened(limit=5).begin(an_ask(1))
    later = opened(limit=5, now=NOON + ledger.ANSWER_DUE)
    assert states(later) == ["unknown"]
    assert later.calls_left() == 4
