"""The price of a call follows from two balances, and never across what may have been charged."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from services.api.answers import Charged
from services.api.balance import Balance
from services.archive.balances import Balances, Learned, Made, Told, learned
from tests.services.archive.crew import NOON, an_answer, an_ask

MINUTE = timedelta(minutes=1)


def told(minute, amount, currency="CNY"):
    at = NOON + minute * MINUTE
    return Told(Balance(Decimal(amount), currency), at, at + timedelta(seconds=1))


def made(minute, state="yes", lasting=0.1):
    at = NOON + minute * MINUTE
    return Made(at, None if state == "sent" else at + lasting * MINUTE, state)


def calls(number, minute=5, state="yes"):
    return [made(minute, state)] * number


def test_the_price_is_what_went_by_the_charged_calls_in_between():
    assert learned([told(0, "10"), told(11, "9.4")], calls(12)) == Learned(Decimal("0.05"), 12)
    refused = [*calls(12), *calls(3, state="no")]
    assert learned([told(0, "10"), told(11, "9.4")], refused) == Learned(Decimal("0.05"), 12)


@pytest.mark.parametrize("state", ["unknown", "sent"])
def test_it_is_never_learned_across_a_call_that_may_have_been_charged(state):
    pair = [told(0, "10"), told(11, "9.4")]
    assert learned(pair, [*calls(12), made(6, state)]) is None


@pytest.mark.parametrize(
    "call", [made(-1, lasting=5), made(10, lasting=5), made(-1, "unknown", lasting=5)]
)
def test_nor_from_a_balance_that_was_told_while_a_call_was_under_way(call):
    assert learned([told(0, "10"), told(11, "9.4")], [*calls(12), call]) is None


@pytest.mark.parametrize(
    "after", [told(11, "10"), told(11, "110"), told(11, "9.4", "USD"), told(11, "9.4", "")]
)
def test_nor_where_money_came_in_or_the_currency_is_another(after):
    assert learned([told(0, "10"), after], calls(12)) is None


def test_nor_without_a_call_or_a_second_balance():
    assert learned([told(0, "10"), told(11, "9.4")], []) is None
    assert learned([told(0, "10")], calls(3)) is None
    assert learned([], []) is None


def test_money_that_came_in_once_does_not_tell():
    known = [told(0, "10"), told(11, "9.5"), told(22, "9.2"), told(33, "8.7")]
    spent = [*calls(10), *calls(10, 15), *calls(10, 25)]  # 0.2 came in at the second
    assert learned(known, spent) == Learned(Decimal("0.05"), 30)


def test_forty_digits_are_not_rounded():
    low = "0." + "0" * 38
    known = [told(0, f"{low}3"), told(11, f"{low}1")]
    assert learned(known, calls(2)) == Learned(Decimal(f"{low}1"), 2)


@pytest.fixture
def at(opened):
    """The balances as another process sees them so many minutes after noon."""
    return lambda minutes, account="a": Balances(opened(now=NOON + minutes * MINUTE), account)


def test_one_ask_in_ten_minutes_in_all_processes(at):
    first = at(0)
    number = first.begin()
    assert number is not None
    assert at(9).begin() is None
    assert first.told() == (), "unknown until it is told"
    at(1).finish(number, Balance(Decimal("3.10"), "CNY"))
    later = at(11)
    later.finish(later.begin(), Balance(Decimal("-2e-3"), "CNY"))
    assert [one.balance.amount for one in first.told()] == [Decimal("3.10"), Decimal("-0.002")]
    other = at(11, "another token")
    assert other.told() == ()
    assert other.begin() is not None


def test_what_the_ledger_says_is_what_it_is_learned_from(at):
    kept = at(0)
    kept.finish(kept.begin(), Balance(Decimal(10), "CNY"))
    archive = at(2).archive
    for number in range(4):
        call = archive.begin(an_ask(number))
        archive.finish(call, an_answer(number, NOON + 3 * MINUTE, charged=Charged.YES))
    assert kept.calls_since(NOON) == 4
    later = at(11)
    later.finish(later.begin(), Balance(Decimal("9.8"), "CNY"))
    assert later.learned(later.told()) == Learned(Decimal("0.05"), 4)
    assert later.calls_since(NOON + 11 * MINUTE) == 0
    at(5).archive.begin(an_ask(9))
    assert later.learned(later.told()) is None, "it may have been charged"
