"""What values are called: tiers, decisions, how two series relate, why nothing is projected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.wording.formats import count, iso_day
from components.wording.i18n import _, n_
from services.growth.backtest import LEAST_DAYS
from services.growth.projection import FARTHEST, NoProjection
from services.growth.reconciliation import Verdict
from services.messages import N_
from services.shortlist.creator import Decision

_TIERS = (N_("Nano"), N_("Micro"), N_("Mid-tier"), N_("Top"))


def tier_names() -> list[str]:
    """Return the names of all tiers, the smallest audience first."""
    return [_(name) for name in _TIERS]


def tier_name(tier: int) -> str:
    """Return the name of a tier, 0 for the smallest audience."""
    return _(_TIERS[tier])


def tiers_explained(limits: Sequence[int]) -> str:
    """Return where each tier begins: `Nano < 5,000 ≤ Micro < 50,000 ≤ …`."""
    steps = [
        f" < {count(limit)} ≤ {_(name)}" for limit, name in zip(limits, _TIERS[1:], strict=True)
    ]
    return _(_TIERS[0]) + "".join(steps)


_DECISIONS = {Decision.BOOKED: N_("Booked"), Decision.MAYBE: N_("Maybe"), Decision.NO: N_("No")}

DECISIONS = tuple(_DECISIONS)
"""All decisions, the firmest first."""


def decision_name(decision: Decision) -> str:
    """Return a decision in a word."""
    return _(_DECISIONS[decision])


def decision_named(name: str) -> Decision | None:
    """Return the decision of that name in the reader's language, None for any other text."""
    return next((one for one in DECISIONS if decision_name(one) == name), None)


_REFUSALS = {
    NoProjection.TOO_SHORT: N_(
        "No projection: it takes at least {least} days of data, with few gaps, to try a trend on "
        "the past."
    ),
    NoProjection.NO_BETTER_THAN_NO_CHANGE: N_(
        "No projection: on this creator's own past, a trend was no better than “no change”."
    ),
    NoProjection.TARGET_NOT_AHEAD: N_("No projection: the data already reach that day."),
    NoProjection.TOO_FAR: N_("No projection beyond {farthest} days after the last data."),
}


def refusal_text(refused: NoProjection) -> str:
    """Return the reason as a sentence."""
    return _(_REFUSALS[refused]).format(least=LEAST_DAYS, farthest=FARTHEST)


_VERDICTS = {
    Verdict.NET: N_("Net"),
    Verdict.GROSS: N_("Gross"),
    Verdict.CONFLICT: N_("Conflict"),
    Verdict.UNKNOWN: N_("Too few days"),
}

_COLOURS = {
    Verdict.NET: "green",
    Verdict.GROSS: "blue",
    Verdict.CONFLICT: "orange",
    Verdict.UNKNOWN: "gray",
}

_SHOWN_DAYS = 6


def verdict_name(verdict: Verdict) -> str:
    """Return a verdict in one or two words."""
    return _(_VERDICTS[verdict])


def verdict_badge(verdict: Verdict) -> str:
    """Return a verdict as a Markdown badge."""
    return f":{_COLOURS[verdict]}-badge[{verdict_name(verdict)}]"


def verdict_sentence(verdict: Verdict, compared: int, conflicts: Sequence[date]) -> str:
    """Return one sentence on how the series relate over `compared` days, with the odd days."""
    if verdict is Verdict.NET:
        text = n_(
            "New followers equal the daily net change on {n} day: they are counted net.",
            "New followers equal the daily net change on all {n} days: they are counted net.",
            compared,
        )
        return text.format(n=compared)
    if verdict is Verdict.GROSS:
        text = _(
            "New followers are never below the daily net change and above it on some of the {n} "
            "days: they are counted gross, and the difference is those who left."
        )
        return text.format(n=compared)
    if verdict is Verdict.UNKNOWN:
        return _("Too few days have both numbers to say whether new followers are net or gross.")
    days = ", ".join(map(iso_day, conflicts[:_SHOWN_DAYS]))
    text = n_(
        "New followers contradict the total on {n} day of {compared}: {days}.",
        "New followers contradict the total on {n} days of {compared}: {days}.",
        len(conflicts),
    )
    more = "…" if len(conflicts) > _SHOWN_DAYS else ""
    return text.format(n=len(conflicts), compared=compared, days=days + more)
