"""What decisions are called."""

from __future__ import annotations

from components.i18n import _
from services.decisions import Decision
from services.messages import N_

_NAMES = {Decision.BOOKED: N_("Booked"), Decision.MAYBE: N_("Maybe"), Decision.NO: N_("No")}

DECISIONS = tuple(_NAMES)
"""All decisions, the firmest first."""


def decision_name(decision: Decision) -> str:
    """Return a decision in a word."""
    return _(_NAMES[decision])


def decision_named(name: str) -> Decision | None:
    """Return the decision of that name in the reader's language, None for any other text."""
    return next((one for one in DECISIONS if decision_name(one) == name), None)
