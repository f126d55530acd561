"""Creators of saved lists, made up."""

from __future__ import annotations

from services.archive import list_changes as shortlists
from services.shortlist.creator import Creator, Decision
from services.shortlist.numbers import MOST_FOLLOWERS
from services.shortlist.prices import HIGHEST_PRICE, NO_PRICES, Prices
from tests.services.archive.crew import NOON


def an_entry(number=0, alias="", prices=NO_PRICES, remark="", decision=None, followers=None):
    return Creator(f"{number:024x}", alias, prices, remark, decision, followers)


FULL = (
    an_entry(0xE00, "小红 👩‍💻", Prices(800.0, 1234.56), "很好，但贵", Decision.BOOKED, 356_000),
    an_entry(2, "=1+1", Prices(other=float(HIGHEST_PRICE)), decision=Decision.MAYBE),
    an_entry(1, "’; DROP TABLE creators", Prices(image=0.01), "", Decision.NO, MOST_FOLLOWERS),
    an_entry(4),
)


def entries(count, first=0):
    return tuple(an_entry(number) for number in range(first, first + count))


def save(database, name, listed=(), version=None, now=NOON):
    return database.write(lambda c: shortlists.save_list(c, name, listed, version, now))


def opened_list(database, name):
    with database.read() as connection:
        return shortlists.open_list(connection, name)


def names_of(database):
    with database.read() as connection:
        return [one.name for one in shortlists.names(connection)]


def write(database, function, *arguments):
    return database.write(lambda c: function(c, *arguments))
