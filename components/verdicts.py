"""How a creator's two series relate, in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.formats import iso_day
from components.i18n import _, n_
from services.growth.reconciliation import Verdict
from services.messages import N_

_NAMES = {
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
    return _(_NAMES[verdict])


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
