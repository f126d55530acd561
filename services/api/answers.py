"""The answers as one table: what each kind costs, whether it is tried again, what it stops.

Every decision about an answer reads from `RULES`; nothing else in the project compares codes.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Charged(StrEnum):
    """Whether the vendor bills an answer; `UNKNOWN` counts as spent wherever money is added up."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Kind(StrEnum):
    """Every way in which one call, or the decision not to make it, can end."""

    OK = "ok"
    NO_SERIES = "no_series"
    NO_PROFILE = "no_profile"
    TOKEN_INVALID = "token_invalid"
    COLLECTION_FAILED = "collection_failed"
    RATE_LIMITED = "rate_limited"
    QUOTA_EXCEEDED = "quota_exceeded"
    INVALID_PARAMETERS = "invalid_parameters"
    ENDPOINT_GONE = "endpoint_gone"
    ENDPOINT_INVALID = "endpoint_invalid"
    """The vendor's word for it is no proof that the path is gone, so nothing switches on it."""
    VENDOR_ERROR = "vendor_error"
    PERMISSION_DENIED = "permission_denied"
    PROFILE_DENIED = "profile_denied"
    """The same, of profiles alone: it says nothing about histories."""
    BALANCE_INSUFFICIENT = "balance_insufficient"
    SPEND_CAP_REACHED = "spend_cap_reached"
    UNKNOWN_CODE = "unknown_code"
    NOT_SENT = "not_sent"
    TLS = "tls"
    UNCERTAIN = "uncertain"
    GATEWAY = "gateway"
    PROTOCOL = "protocol"
    TOO_LARGE = "too_large"
    FOREIGN = "foreign"
    """The archive refused it: its numbers contradict all that is known of this creator."""
    STOPPED = "stopped"
    """Ours: the batch had been stopped before this call was sent."""
    BUDGET_SPENT = "budget_spent"
    """Ours: the day's limit of paid calls was reached before this call was sent."""
    NOT_RECORDED = "not_recorded"
    """Ours: the archive could not book this call, so it was not sent."""
    VENDOR_DOWN = "vendor_down"
    """Ours: the vendor failed so often just now that this call was not sent."""
    INTERNAL = "internal"
    """Ours: a fault in this program; its details are in the server's log only."""


NOT_ASKED = frozenset({Kind.STOPPED, Kind.BUDGET_SPENT, Kind.NOT_RECORDED, Kind.VENDOR_DOWN})
"""We decided not to send: no call was made, and the next click may make one."""


class Wait(StrEnum):
    """How long to wait before the same call is tried again."""

    NONE = "none"
    JITTER = "jitter"
    RETRY_AFTER = "retry_after"


class Stops(StrEnum):
    """How far an answer reaches beyond its own call."""

    NOTHING = "nothing"
    UNTIL_MIDNIGHT = "until_midnight"
    UNTIL_SETTINGS_CHANGE = "until_settings_change"


@dataclass(frozen=True)
class Rule:
    """What follows from one kind of answer.

    `codes` are the vendor's business codes that mean it. `tries` is how many further calls we may
    make for it. `remembered` is how many seconds the outcome stands before another call may be
    made, also when somebody presses retry; several values are a cool-down that grows with each
    failure in a row. `outage` says that whatever was asked for would have failed the same way.
    """

    charged: Charged
    codes: tuple[int, ...] = ()
    tries: int = 0
    wait: Wait = Wait.NONE
    stops: Stops = Stops.NOTHING
    remembered: tuple[int, ...] = ()
    outage: bool = False


_MINUTE = 60

_HOUR = 60 * _MINUTE

RULES: dict[Kind, Rule] = {
    Kind.OK: Rule(Charged.YES, (0,)),
    Kind.NO_SERIES: Rule(Charged.YES, (201,), remembered=(24 * _HOUR,)),
    Kind.NO_PROFILE: Rule(Charged.YES, remembered=(24 * _HOUR,)),
    Kind.TOKEN_INVALID: Rule(Charged.NO, (100,), stops=Stops.UNTIL_SETTINGS_CHANGE),
    Kind.COLLECTION_FAILED: Rule(
        Charged.NO, (301,), 2, Wait.JITTER, remembered=(2 * _MINUTE, 10 * _MINUTE, 60 * _MINUTE)
    ),
    Kind.RATE_LIMITED: Rule(Charged.NO, (302,), 1, Wait.RETRY_AFTER),
    Kind.QUOTA_EXCEEDED: Rule(Charged.NO, (303,), stops=Stops.UNTIL_MIDNIGHT),
    Kind.INVALID_PARAMETERS: Rule(Charged.NO, (400,)),
    Kind.ENDPOINT_GONE: Rule(Charged.NO, (404,)),
    Kind.ENDPOINT_INVALID: Rule(Charged.NO, (300,)),
    Kind.VENDOR_ERROR: Rule(Charged.NO, (500, 503), 2, Wait.JITTER, outage=True),
    Kind.PERMISSION_DENIED: Rule(Charged.NO, (600,), stops=Stops.UNTIL_SETTINGS_CHANGE),
    Kind.PROFILE_DENIED: Rule(Charged.NO, remembered=(_HOUR,)),
    Kind.BALANCE_INSUFFICIENT: Rule(Charged.NO, (601,), stops=Stops.UNTIL_SETTINGS_CHANGE),
    Kind.SPEND_CAP_REACHED: Rule(Charged.NO, (602,), stops=Stops.UNTIL_SETTINGS_CHANGE),
    Kind.UNKNOWN_CODE: Rule(Charged.UNKNOWN),
    Kind.NOT_SENT: Rule(Charged.NO, (), 2, Wait.JITTER, outage=True),
    Kind.TLS: Rule(Charged.NO, outage=True),
    Kind.UNCERTAIN: Rule(Charged.UNKNOWN, outage=True),
    Kind.GATEWAY: Rule(Charged.UNKNOWN, outage=True),
    Kind.PROTOCOL: Rule(Charged.UNKNOWN, outage=True),
    Kind.TOO_LARGE: Rule(Charged.UNKNOWN, outage=True),
    Kind.FOREIGN: Rule(Charged.YES, remembered=(3 * _HOUR,)),
}
"""One row for every kind that a call can end in."""

MOST_REQUESTS = 1 + max(rule.tries for rule in RULES.values())
"""How many requests one call can become; at most the last of them is charged."""

KIND_OF_CODE = {code: kind for kind, rule in RULES.items() for code in rule.codes}
"""The vendor's business codes; any other number is `Kind.UNKNOWN_CODE`."""


def kind_of_code(code: int) -> Kind:
    """Return the kind of a business code."""
    return KIND_OF_CODE.get(code, Kind.UNKNOWN_CODE)


def kind_of_status(status: int) -> Kind:
    """Return the kind of an answer without a business code, from its HTTP status alone.

    A 2xx without a code is the wrong shape, so is a redirect (we follow none); 404 and 410 say that
    the path is gone, 429 that we are too fast; any other error came from somewhere in between.
    """
    if status in (404, 410):
        return Kind.ENDPOINT_GONE
    if status == 429:
        return Kind.RATE_LIMITED
    return Kind.GATEWAY if status >= 400 else Kind.PROTOCOL
