"""A balance is told exactly, or it is unknown."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from services.api.answers import Kind
from services.api.balance import PATH, Balance, ask_balance, read_amount, read_balance
from services.api.call import TransportFault
from tests.services.api.fakes import FakeTransport, body, raw

FORTY = "1234567890123456789012345678901234567890"


@pytest.mark.parametrize(
    ("value", "amount"),
    [
        ("123.45", "123.45"),
        ("1,234.50", "1234.50"),
        ("12,345,678", "12345678"),
        ("1.2E+3", "1200"),
        ("5e-3", "0.005"),
        ("-3.10", "-3.10"),
        ("0", "0"),
        (7, "7"),
        (" 8.5 ", "8.5"),
        (FORTY, FORTY),
        (f"0.{FORTY}", f"0.{FORTY}"),
    ],
)
def test_amounts_that_are_read_to_the_last_digit(value, amount):
    assert read_amount(value) == Decimal(amount)


_WORDS = ("", "1,5", "1.234,56", "12,34", "abc", "NaN", "Infinity", "--1", "1 000", "¥5", "１２")
_TOO_FAR = ("1e99", "1e-99", "9" * 65)


@pytest.mark.parametrize("value", [*_WORDS, *_TOO_FAR, None, True, 1.5, [], {}])
def test_amounts_that_are_none(value):
    assert read_amount(value) is None


def test_a_balance_with_its_currency():
    assert read_balance(200, body(0, {"balance": "3.10", "currency": "CNY"})) == Balance(
        Decimal("3.10"), "CNY"
    )
    assert read_balance(200, body(0, {"balance": "3", "currency": "USD"})) == Balance(
        Decimal(3), "USD"
    )
    for odd in (None, 7, "yuan", "cny"):
        assert read_balance(200, body(0, {"balance": "3", "currency": odd})).currency == ""


@pytest.mark.parametrize(
    ("status", "text"),
    [
        (200, b"garbage"),
        (200, b"[]"),
        (200, body(100)),
        (200, body(0)),
        (200, body(0, {"balance": None, "currency": "CNY"})),
        (200, body(False, {"balance": "3", "currency": "CNY"})),
        (500, body(0, {"balance": "3", "currency": "CNY"})),
        (200, json.dumps({"code": 0, "data": [3]}).encode()),
    ],
)
def test_every_failure_is_unknown(status, text):
    assert read_balance(status, text) is None
    vendor = FakeTransport([raw(status, text)])
    assert ask_balance(vendor) is None
    assert [path for path, _, _ in vendor.asked] == [PATH]


def test_an_answer_that_never_comes_is_unknown():
    assert ask_balance(FakeTransport([TransportFault(Kind.UNCERTAIN, "", 30.0)])) is None
