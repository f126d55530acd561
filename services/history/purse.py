"""The owner's money, as far as it is known: what is left, and what a call costs."""

from __future__ import annotations

import math
import threading
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal, localcontext

from services.api.balance import Balance, ask_balance
from services.api.client import Client
from services.archive.balances import Balances, Learned
from services.archive.errors import ArchiveError
from services.history.batch import Batch

_KNOWN_SECONDS = 5.0
_DIGITS = 100


@dataclass(frozen=True)
class Funds:
    """What is known of the money at one moment.

    `balance` is the last one told, at `told_at` (aware), since when `since` calls were made.
    `price` is what a call costs, and `rests_on` from how many calls that was learned: None where
    the owner says it. Whatever is not known is None.
    """

    balance: Balance | None = None
    told_at: datetime | None = None
    since: int = 0
    price: Decimal | None = None
    rests_on: int | None = None

    @property
    def currency(self) -> str:
        """In which currency it is, "" where nobody has said."""
        return self.balance.currency if self.balance is not None else "CNY"

    @property
    def left(self) -> Decimal | None:
        """What is left by now, None where that cannot be said."""
        used = self.cost(self.since)
        if self.balance is None or used is None:
            return None
        with localcontext(prec=_DIGITS):
            return self.balance.amount - used

    def cost(self, calls: int) -> Decimal | None:
        """Return what so many calls cost, None where the price is not known."""
        if not calls:
            return Decimal(0)
        with localcontext(prec=_DIGITS):
            return None if self.price is None else self.price * calls

    def falls_short(self, calls: int) -> bool:
        """Say whether what is left will, as far as is known, not do for so many calls."""
        left, cost = self.left, self.cost(calls)
        return left is not None and cost is not None and cost > left


NOTHING_KNOWN = Funds()
"""Where nobody has asked, or nothing costs anything."""


@dataclass
class Purse:
    """Asks for the balance, seldom and only for somebody who may spend, and keeps what is told.

    `price` is what a call costs in yuan where the owner says it.
    """

    client: Client
    kept: Balances
    price: Decimal | None = None
    _funds: tuple[float, Funds] = (-math.inf, NOTHING_KNOWN)
    _learned: dict[datetime, Learned | None] = field(default_factory=dict)

    def funds(self) -> Funds:
        """Return what is known, some seconds old at most; asks nobody."""
        now = self.client.clocks.monotonic()
        if now - self._funds[0] > _KNOWN_SECONDS:
            try:
                self._funds = now, self._read()
            except ArchiveError:
                self._funds = now, Funds(price=self.price)
        return self._funds[1]

    def _read(self) -> Funds:
        known = self.kept.told()
        if not known:
            return Funds(price=self.price)
        newest = known[-1]
        since = self.kept.calls_since(newest.asked_at)
        if self.price is not None:
            return Funds(newest.balance, newest.told_at, since, self.price)
        if newest.told_at not in self._learned:
            self._learned = {newest.told_at: self.kept.learned(known)}
        found = self._learned[newest.told_at]
        price, calls = (None, None) if found is None else (found.price, found.calls)
        return Funds(newest.balance, newest.told_at, since, price, calls)

    def ask(self) -> bool:
        """Ask for the balance, unless that was done in the last minutes; say whether it was told.

        For a click of somebody who may spend, and never for a rerun. Whatever goes wrong leaves
        what is known as it was.
        """
        try:
            number = self.kept.begin()
            if number is None:
                return False
            # No slot is waited for: who asks waits for the answer, and calls may hang for minutes.
            found = ask_balance(self.client.transport)
            if found is not None:
                self.kept.finish(number, found)
        except ArchiveError:
            return False
        self._funds = -math.inf, self._funds[1]
        return found is not None

    def ask_after(self, batch: Batch) -> None:
        """Ask anew once nothing of a click is under way, where somebody has asked before.

        A balance in between would tell no price. The click does not wait for it.
        """
        if self.funds().balance is not None:
            threading.Thread(target=self._follow, args=(batch,), daemon=True).start()

    def _follow(self, batch: Batch) -> None:
        while not (batch.done and batch.named) and threading.main_thread().is_alive():
            batch.wait(batch.version, _KNOWN_SECONDS)
        self.ask()
