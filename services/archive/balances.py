"""Balances as they were told, and the price of a call that follows from two of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, localcontext
from itertools import pairwise

from sqlalchemy import Connection, func, insert, select, update

from services.api.answers import Charged
from services.api.balance import Balance
from services.archive.archive import Archive
from services.archive.clock import skew_of
from services.archive.database import Lock, one_at_a_time
from services.archive.schema import balances, calls
from services.china_time import china_today

ASK_AGAIN_AFTER = timedelta(minutes=10)
"""Nobody asks twice within this time, in whichever process."""

_MOST_TOLD = 24
_DIGITS = 100


@dataclass(frozen=True)
class Told:
    """A balance, and between which two moments the vendor read it."""

    balance: Balance
    asked_at: datetime
    told_at: datetime


@dataclass(frozen=True)
class Learned:
    """What a call costs, in the currency of the balances, and the number of calls it rests on."""

    price: Decimal
    calls: int


@dataclass(frozen=True)
class Made:
    """A call: when it was booked and settled, and what it cost."""

    began: datetime
    ended: datetime | None
    state: str


@dataclass(frozen=True)
class Balances:
    """The balances of one account, by a name that is not its token. Raises `ArchiveError`s."""

    archive: Archive
    account: str

    def begin(self) -> int | None:
        """Note that the account is about to be asked; return the number of that.

        None where it is too soon: of any number that try at once exactly one asks.
        """
        return self.archive.database.write(lambda c: _begin(c, self.account, self._moment(c)))

    def finish(self, number: int, balance: Balance) -> None:
        """Note what was told at last."""
        amount, currency = str(balance.amount), balance.currency
        row = update(balances).where(balances.c.id == number)
        self.archive.database.write(
            lambda c: c.execute(
                row.values(amount=amount, currency=currency, told_at=self._moment(c))
            )
        )

    def _moment(self, connection: Connection) -> datetime:
        """Return the moment by the clock that calls are booked by: the database's."""
        return self.archive.now() + skew_of(connection, self.archive.now)

    def told(self) -> tuple[Told, ...]:
        """Return the newest balances, the oldest of them first."""
        return self.archive.ask(lambda c: _told(c, self.account))

    def calls_since(self, moment: datetime) -> int:
        """Return how many calls were booked since a moment that may have been charged."""
        made = self.archive.ask(lambda c: _calls(c, moment))
        return sum(one.began >= moment and one.state != Charged.NO for one in made)

    def learned(self, known: Sequence[Told]) -> Learned | None:
        """Return the price of a call (`learned`) from balances in the order of time."""
        if len(known) < 2:
            return None
        return learned(known, self.archive.ask(lambda c: _calls(c, known[0].asked_at)))


def _begin(connection: Connection, account: str, now: datetime) -> int | None:
    one_at_a_time(connection, Lock.LEDGER)
    newest = select(func.max(balances.c.asked_at)).where(balances.c.account == account)
    last: datetime | None = connection.execute(newest).scalar_one()
    if last is not None and last > now - ASK_AGAIN_AFTER:
        return None
    row = insert(balances).values(account=account, asked_at=now)
    number: int = connection.execute(row.returning(balances.c.id)).scalar_one()
    return number


def _told(connection: Connection, account: str) -> tuple[Told, ...]:
    newest = (
        select(balances)
        .where(balances.c.account == account, balances.c.amount.is_not(None))
        .order_by(balances.c.asked_at.desc())
        .limit(_MOST_TOLD)
    )
    rows = connection.execute(newest).all()
    return tuple(
        Told(Balance(Decimal(row.amount), row.currency), row.asked_at, row.told_at)
        for row in reversed(rows)
    )


def learned(known: Sequence[Told], made: Sequence[Made]) -> Learned | None:
    """Return the price of a call, from balances in the order of time; None while it is unknown.

    Two balances tell it where charged calls, and nothing that may or may not have been charged, lie
    between them, and where no call was under way as one of them was told. Of several prices it is
    the middle one by calls: money that came in between two balances must not tell.
    """
    clean = [one for one in known if not any(_under_way(call, one) for call in made)]
    found = [price for pair in pairwise(clean) if (price := _price(*pair, made)) is not None]
    if not found:
        return None
    found.sort(key=lambda one: one.price)
    total, passed = sum(one.calls for one in found), 0
    for one in found:
        passed += one.calls
        if 2 * passed >= total:
            return Learned(one.price, total)
    return None


def _price(before: Told, after: Told, made: Sequence[Made]) -> Learned | None:
    between = [one.state for one in made if before.told_at < one.began < after.asked_at]
    charged = between.count(Charged.YES.value)
    doubtful = len(between) - charged - between.count(Charged.NO.value)
    with localcontext(prec=_DIGITS):
        spent = before.balance.amount - after.balance.amount
        same = before.balance.currency == after.balance.currency
        if not charged or doubtful or not same or spent <= 0:
            return None
        return Learned(spent / charged, charged)


def _under_way(call: Made, at: Told) -> bool:
    ended = call.ended is not None and call.ended < at.asked_at
    return call.state != Charged.NO and call.began <= at.told_at and not ended


def _calls(connection: Connection, since: datetime) -> list[Made]:
    """Return the calls of the China days from that of `since` on."""
    of_days = select(calls.c.reserved_at, calls.c.settled_at, calls.c.state).where(
        calls.c.china_day >= china_today(lambda: since)
    )
    return [Made(*row) for row in connection.execute(of_days)]
