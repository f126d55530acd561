"""What a test runs in a process of its own: `python -m tests.services.archive.workers TASK …`."""

from __future__ import annotations

import json
import os
import random
import sys
import time
from datetime import date
from pathlib import Path

from services.api.series import Metric
from services.archive import leases, ledger, store
from services.archive.database import Database
from services.archive.list_changes import save_list
from services.archive.spool import Spool
from services.china_time import utc_now
from services.shortlist.saved import SavedList
from tests.services.archive.crew import NOON, an_answer, an_ask
from tests.services.archive.listed import an_entry


def say(value):
    print(json.dumps(value), flush=True)


def wait():
    sys.stdin.readline()


def reserve(url, limit, tries):
    """Reserve as often as asked; say how many were granted."""
    database = Database(url)
    wait()
    granted = [
        database.write(lambda c: ledger.reserve(c, an_ask(), NOON, int(limit)))
        for _ in range(int(tries))
    ]
    say(sum(call is not None for call in granted))


def fetch(url):
    """One lease and one reservation in one transaction, as a fetch makes them."""
    database = Database(url)
    me = str(os.getpid())

    def begin(connection):
        mine = leases.take(connection, an_ask().key, me, NOON, 50)
        return ledger.reserve(connection, an_ask(), NOON, 500) if mine else None

    wait()
    say(database.write(begin))


def begin_and_stay(url):
    """Take a lease and reserve, then never answer."""
    fetch(url)
    wait()


def stay_inside(url):
    """Reserve, and never end the transaction."""

    def work(connection):
        say(ledger.reserve(connection, an_ask(), NOON, 500))
        wait()

    wait()
    Database(url).write(work)


def take_once(url, keys):
    """Try every key once, in an order of our own; say which were won."""
    database = Database(url)
    numbers = list(range(int(keys)))
    random.shuffle(numbers)
    wait()
    say([number for number in numbers if _take(database, number)])


def take_turns(url, keys, folder):
    """Have every lease for a moment; say how often another process had it in the same moment."""
    database = Database(url)
    left = list(range(int(keys)))
    random.shuffle(left)
    overlaps = 0
    wait()
    while left:
        number = left.pop(0)
        if not _take(database, number):
            left.append(number)
            time.sleep(0.002)
            continue
        inside = Path(folder) / str(number)
        try:
            inside.touch(exist_ok=False)
        except FileExistsError:
            overlaps += 1
        time.sleep(0.002)
        inside.unlink(missing_ok=True)
        creator, me = an_ask(number).creator_id, str(os.getpid())
        database.write(
            lambda c, creator=creator, me=me: leases.release(c, (creator, Metric.TOTAL), me)
        )
    say(overlaps)


def _take(database, number):
    creator, me = an_ask(number).creator_id, str(os.getpid())
    return database.write(
        lambda c: leases.take(c, (creator, Metric.TOTAL), me, utc_now(), 40),
    )


def keep_days(url, days):
    """Keep an answer of our own creator with a value for each of these days; say how that went."""
    database = Database(url)
    points = tuple((date.fromisoformat(day), 1000) for day in json.loads(days))
    answer = an_answer(os.getpid(), points=points)
    wait()
    say(database.write(lambda c: store.save(c, None, answer)))


def save_shortlist(url, name, version):
    """Save a list of one creator, our own; say which, and whether it was saved."""
    database, me = Database(url), an_entry(os.getpid())
    wait()
    expected = int(version) if version else None
    saved = database.write(lambda c: save_list(c, name, [me], expected, NOON))
    say([me.creator_id, isinstance(saved, SavedList)])


def lock(url):
    """Hold what every writer needs, until told to let go."""

    def work(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("LOCK TABLE calls IN ACCESS EXCLUSIVE MODE")
        say("locked")
        wait()

    wait()
    Database(url).write(work)
    say("free")


def keep(folder):
    """Spool answers until killed; say each one that is safely kept."""
    spool = Spool(Path(folder))
    wait()
    number = 0
    while True:
        number += 1
        spool.keep(an_answer(number, body=b"x" * 200_000), number)
        say(number)


def take_in(folder, ledger_file):
    """Take in all that waits, each a line of a file that all share."""
    spool = Spool(Path(folder))

    def store(call_id, _answer):
        time.sleep(0.001)
        with Path(ledger_file).open("a") as lines:
            lines.write(f"{call_id}\n")

    wait()
    say(spool.take_in(store))


def take_in_and_stay(folder):
    """Begin to store an answer, and never end."""

    def store(call_id, _answer):
        say(call_id)
        wait()

    wait()
    Spool(Path(folder)).take_in(store)


if __name__ == "__main__":
    print("ready", flush=True)
    globals()[sys.argv[1]](*sys.argv[2:])
