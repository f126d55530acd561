"""Row 78: a wall clock that is set back an hour, or forward a day, in the middle of things.

Waits go by the monotonic clock, and only what belongs to a day goes by the wall clock.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.series import Metric
from services.archive.archive import open_archive
from services.archive.leases import Elsewhere
from services.archive.reading import LastOutcome
from services.china_time import Clocks
from services.history.memory import FailureMemory
from tests.services.api.fakes import GOOD, NOON, bench, coded
from tests.services.archive.conftest import database, database_url  # noqa: F401 - fixtures
from tests.services.archive.crew import address, an_ask

HOUR_BACK, DAY_ON = timedelta(hours=-1), timedelta(days=1)
JUMPS = pytest.mark.parametrize("jump", [HOUR_BACK, DAY_ON], ids=["back", "on"])
pytestmark = pytest.mark.fault(78)


@JUMPS
def test_row78_the_tries_of_a_call_wait_as_long_and_end_at_the_same_deadline(jump):
    """Row 78: no wait is negative, which the clock of these tests asserts."""
    it = bench(coded(200, 301))

    def sleep(seconds):
        it.time.sleep(seconds)
        it.time.moment += jump

    it.client.clocks = Clocks(it.time.now, lambda: it.time.seconds, sleep, lambda: 1.0)
    assert it.fetch().kind is Kind.COLLECTION_FAILED
    assert (it.time.sleeps, it.sent) == ([2.0, 4.0], 3)


def test_row78_the_quota_is_of_the_day_that_the_wall_clock_shows():
    """Row 78: set back, it stays closed, for how long ever; on the next day it is open."""
    it = bench(coded(429, 303), GOOD)
    assert it.fetch().kind is Kind.QUOTA_EXCEEDED
    it.time.moment += HOUR_BACK
    assert it.fetch().kind is Kind.QUOTA_EXCEEDED
    assert it.sent == 1
    it.time.moment += DAY_ON
    assert it.fetch().points
    assert it.sent == 2


@JUMPS
def test_row78_a_failure_stands_as_long_as_it_would(jump):
    """Row 78: a failure that the archive dates after now stands from now on, and not longer."""
    seconds = 1000.0
    failures = FailureMemory(lambda: seconds)
    last = LastOutcome(Kind.COLLECTION_FAILED, Charged.NO, 301, 200, NOON, in_a_row=3)
    failures.take_over("key", last, NOON)
    failures.take_over("key", last, NOON + jump)
    failures.note("other", ApiError(Kind.COLLECTION_FAILED))
    assert failures.seconds_left("key") == failures.seconds_left("other") == 120
    seconds += 119
    assert failures.recall("key")
    seconds += 1
    assert failures.recall("key") is failures.recall("other") is None


@JUMPS
def test_row78_a_lease_lasts_though_its_holders_clock_or_anothers_jumps(database, jump):  # noqa: F811
    """Row 78: nobody takes over a call that is under way, and a lease is renewed as before."""
    moment = NOON
    here = open_archive(address(database), None, lambda: moment)
    there = open_archive(address(database), None, lambda: moment + jump)
    assert isinstance(here.begin(an_ask(1)), int)
    moment += jump
    here.renew()
    with pytest.raises(Elsewhere):
        there.begin(an_ask(1))
    here.release((an_ask(1).creator_id, Metric.TOTAL))
    assert there.elsewhere() == set()
    for archive in (here, there):
        archive.close()


def test_row78_the_budget_is_of_the_day_that_the_wall_clock_shows(tmp_path):
    """Row 78: set back an hour nothing is given twice; a day on, the next day pays."""
    moment = NOON
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", 1, lambda: moment)
    assert isinstance(archive.begin(an_ask(1)), int)
    moment += HOUR_BACK
    assert archive.begin(an_ask(2)).kind is Kind.BUDGET_SPENT
    moment = NOON + DAY_ON
    assert isinstance(archive.begin(an_ask(2)), int)
    assert archive.begin(an_ask(3)).kind is Kind.BUDGET_SPENT
    archive.close()
