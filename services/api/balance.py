"""What is left on the vendor's account: asked for free of charge, and read with care."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from services.api.call import TransportFault
from services.api.strict_json import NotJson, load_json
from services.api.transport import Transport

PATH = "/user/get-balance"

_SECONDS = 30.0
_LONGEST = 64
_PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]{1,2})?")
_GROUPED = re.compile(r"-?[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?")
_CURRENCY = re.compile(r"[A-Z]{3}")
_MOST_DIGITS = 40


@dataclass(frozen=True)
class Balance:
    """An amount to the last digit, below zero for a debt, and its currency's three letters.

    The currency is "" where the vendor does not name one.
    """

    amount: Decimal
    currency: str


def ask_balance(transport: Transport) -> Balance | None:
    """Ask for the balance once; None, which is "unknown", for whatever goes wrong."""
    came = transport.get(PATH, {}, total=_SECONDS)
    return None if isinstance(came, TransportFault) else read_balance(came.http_status, came.body)


def read_balance(status: int, body: bytes) -> Balance | None:
    """Return the balance that an answer tells, or None where it is not exactly that."""
    try:
        answer = load_json(body)
    except NotJson:
        return None
    data = answer.get("data") if isinstance(answer, dict) else None
    code = answer.get("code") if isinstance(answer, dict) else None
    if not 200 <= status < 300 or type(code) is not int or code or not isinstance(data, dict):
        return None
    amount, currency = read_amount(data.get("balance")), data.get("currency")
    if amount is None:
        return None
    named = currency if isinstance(currency, str) and _CURRENCY.fullmatch(currency) else ""
    return Balance(amount, named)


def read_amount(value: object) -> Decimal | None:
    """Return a decimal that came as text or as a whole number; None for anything else.

    `1,234.5` is grouped by thousands; `1,5` could be anything and is none. A number with a fraction
    that did not come as text has lost digits on its way.
    """
    text = str(value) if type(value) is int else value
    if not isinstance(text, str) or len(text) > _LONGEST:
        return None
    text = text.strip()
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    if not text.isascii() or not _PLAIN.fullmatch(text):
        return None
    amount = Decimal(text)
    return amount if -_MOST_DIGITS <= amount.adjusted() <= _MOST_DIGITS else None
