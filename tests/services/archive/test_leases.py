"""A lease belongs to one holder at a time, and never for ever."""

from __future__ import annotations

from datetime import timedelta

import pytest

from services.api.series import Metric
from services.archive import leases
from tests.services.archive.crew import NOON, address, an_ask, crew, together

KEY = an_ask().creator_id


def take(database, holder, after=0.0, *, key=KEY, metric=Metric.TOTAL, seconds=50):
    now = NOON + timedelta(seconds=after)
    return database.write(lambda c: leases.take(c, (key, metric), holder, now, seconds))


def release(database, holder, *, metric=Metric.TOTAL):
    database.write(lambda c: leases.release(c, (KEY, metric), holder))


def renew(database, holder, after):
    now = NOON + timedelta(seconds=after)
    keys = [(KEY, Metric.TOTAL)]
    database.write(lambda c: leases.renew(c, keys, holder, now, 50))


def elsewhere(database, holder, after=0.0):
    with database.read() as connection:
        return leases.elsewhere(connection, holder, NOON + timedelta(seconds=after))


def test_a_lease_is_had_by_one_holder_at_a_time(database):
    assert take(database, "a")
    assert not take(database, "b")


def test_its_holder_may_take_it_again_and_so_prolong_it(database):
    assert take(database, "a")
    assert take(database, "a", after=40)
    assert not take(database, "b", after=89)
    assert take(database, "b", after=90)


def test_a_lease_that_has_run_out_is_taken_over(database):
    assert take(database, "a")
    assert not take(database, "b", after=49.9)
    assert take(database, "b", after=50)
    assert not take(database, "a", after=50)


def test_a_lease_that_was_given_back_is_free(database):
    assert take(database, "a")
    release(database, "a")
    assert take(database, "b")


def test_a_lease_that_is_renewed_lasts_on(database):
    assert take(database, "a")
    assert take(database, "a", metric=Metric.NEW)
    renew(database, "a", after=40)
    assert not take(database, "b", after=89)
    assert take(database, "b", after=50, metric=Metric.NEW), "only what is named"
    assert take(database, "b", after=90)


def test_nobody_renews_the_lease_of_another(database):
    assert take(database, "a")
    renew(database, "b", after=40)
    assert take(database, "b", after=50)


def test_what_others_are_fetching_is_told(database):
    assert take(database, "a")
    assert take(database, "b", metric=Metric.NEW)
    assert elsewhere(database, "a") == {(KEY, Metric.NEW)}
    assert elsewhere(database, "c") == {(KEY, Metric.NEW), (KEY, Metric.TOTAL)}
    assert elsewhere(database, "c", after=50) == set()


def test_nobody_gives_back_the_lease_of_another(database):
    assert take(database, "a")
    release(database, "b")
    release(database, "a", metric=Metric.NEW)
    assert not take(database, "b")


def test_the_two_series_of_a_creator_and_other_creators_are_apart(database):
    assert take(database, "a")
    assert take(database, "b", metric=Metric.NEW)
    assert take(database, "b", key=an_ask(1).creator_id)


def test_a_lease_from_a_clock_that_ran_ahead_does_not_block_for_a_day(database):
    assert take(database, "a", after=86_400)
    assert take(database, "b")


@pytest.mark.parametrize("seconds", [0, -1, 61])
def test_a_lease_lasts_between_nothing_and_a_minute(database, seconds):
    with pytest.raises(ValueError, match="a minute"):
        take(database, "a", seconds=seconds)


def test_four_processes_after_twenty_leases_win_each_once(database):
    with crew(4, "take_once", address(database), 20) as processes:
        won = [number for numbers in together(processes) for number in numbers]
    assert sorted(won) == list(range(20))


def test_four_processes_taking_turns_are_never_inside_together(database, tmp_path):
    with crew(4, "take_turns", address(database), 20, tmp_path) as processes:
        assert together(processes) == [0, 0, 0, 0]


def test_the_lease_of_a_killed_process_ends_with_its_time(database):
    with crew(1, "begin_and_stay", address(database)) as [process]:
        together([process])
        process.kill()
        process.wait()
    assert not take(database, "b", after=49)
    assert take(database, "b", after=50)


def test_a_shard_is_had_by_one_holder_until_it_is_given_back_or_runs_out(database):
    def take_shard(holder, after, shard="one"):
        now = NOON + timedelta(seconds=after)
        return database.write(lambda c: leases.take_shard(c, shard, holder, now, 50))

    assert take_shard("a", 0)
    assert not take_shard("b", 1)
    assert take_shard("b", 1, "other")
    later = NOON + timedelta(seconds=40)
    database.write(lambda c: leases.renew_shards(c, "a", later, 50))
    assert not take_shard("b", 89)
    assert take_shard("b", 90)
    database.write(lambda c: leases.release_shard(c, "one", "a"))
    assert not take_shard("a", 91), "what another has taken over is not given back"
    database.write(lambda c: leases.release_shard(c, "one", "b"))
    assert take_shard("a", 91)
