"""What values are called: tiers, decisions, how two series relate, why nothing is projected."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from components.wording.formats import count, iso_day, listed, sentences
from components.wording.i18n import _, n_
from services.growth.backtest import LEAST_DAYS
from services.growth.projection import FARTHEST, NoProjection, Remark
from services.growth.reconciliation import Verdict
from services.growth.verdict import Growth
from services.messages import N_
from services.screen.filters import Filters
from services.shortlist.creator import Decision

_TIERS = (N_("Nano"), N_("Micro"), N_("Mid-tier"), N_("Top"))


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


_GROWTH = {
    Growth.STEADY: N_("Steady"),
    Growth.UNEVEN: N_("Uneven"),
    Growth.ONE_BURST: N_("One burst"),
    Growth.BURSTS: N_("Bursts"),
    Growth.FLAT: N_("Flat"),
    Growth.FALLING: N_("Falling"),
    Growth.TOO_LITTLE: N_("Too little data"),
}


def growth_name(growth: Growth) -> str:
    """Return the word about how a creator grew, in the reader's language."""
    return _(_GROWTH[growth])


def kept_text(kept: int, creators: int) -> str:
    """Return how many of a list are looked at."""
    if kept == creators:
        return n_("{n} creator", "{n} creators", creators).format(n=creators)
    text = n_("{kept} of {n} creator", "{kept} of {n} creators", creators)
    return text.format(kept=kept, n=creators)


def filtered_text(filters: Filters, kept: int, creators: int) -> str:
    """Return who of a list is looked at, and by which choices."""
    words = [*map(growth_name, filters.growth), *map(tier_name, filters.tiers)]
    words += [*map(decision_name, filters.decisions), *filters.tags, *filters.agencies]
    chosen = listed([*words, *([f"“{filters.words}”"] if filters.words else [])])
    return _("{creators}: {chosen}").format(creators=kept_text(kept, creators), chosen=chosen)


_REFUSALS = {
    NoProjection.TOO_SHORT: N_(
        "No projection: it takes at least {least} days of data, with few gaps, to try a trend on "
        "the past."
    ),
    NoProjection.TARGET_NOT_AHEAD: N_("No projection: the data already reach that day."),
    NoProjection.TOO_FAR: N_("No projection beyond {farthest} days after the last data."),
    NoProjection.LONGER_THAN_HISTORY: N_(
        "No projection further ahead than this creator's data go back."
    ),
}
_REMARKS = {
    Remark.NO_BETTER_THAN_NO_CHANGE: N_(
        "On this creator's own past, the pace was no better a guess than “no change”."
    ),
    Remark.PACE_MUST_STAY: N_("Holds if the pace stays; a change of pace is not in the range."),
    Remark.ACCELERATES: N_(
        "This creator has been speeding up for weeks: no pace of its past tells how far that goes, "
        "so the total may well end above the range."
    ),
}


def refusal_text(refused: NoProjection) -> str:
    """Return the reason as a sentence."""
    return _(_REFUSALS[refused]).format(least=LEAST_DAYS, farthest=FARTHEST)


def remark_text(remark: Remark) -> str:
    """Return what must be known to read a projection, as a sentence."""
    return _(_REMARKS[remark])


_VERDICTS = {
    Verdict.NET: N_("Net"),
    Verdict.GROSS: N_("Gross"),
    Verdict.CONFLICT: N_("Conflict"),
    Verdict.EQUAL_SO_FAR: N_("Equal so far"),
    Verdict.UNSETTLED: N_("Unsettled"),
    Verdict.UNKNOWN: N_("Too few days"),
}

_COLOURS = {
    Verdict.NET: "green",
    Verdict.GROSS: "blue",
    Verdict.CONFLICT: "orange",
    Verdict.EQUAL_SO_FAR: "gray",
    Verdict.UNSETTLED: "gray",
    Verdict.UNKNOWN: "gray",
}

_SHOWN_DAYS = 6


def verdict_name(verdict: Verdict) -> str:
    """Return a verdict in one or two words."""
    return _(_VERDICTS[verdict])


def verdict_badge(verdict: Verdict) -> str:
    """Return a verdict as a Markdown badge."""
    return f":{_COLOURS[verdict]}-badge[{verdict_name(verdict)}]"


def verdict_sentence(
    verdict: Verdict, compared: int, short: Sequence[date], late: Sequence[date]
) -> str:
    """Return how the series relate over `compared` days, with the days that fell short and, where
    they agree on the whole, those of them that were made up for soon after.
    """
    said = [_on_the_whole(verdict).format(n=compared)]
    if verdict is Verdict.UNKNOWN:
        return said[0]
    if verdict not in (Verdict.CONFLICT, Verdict.UNSETTLED):
        said += _late_days(late)
        short = [day for day in short if day not in late]
    if short:
        text = n_(
            "They are below it on {n} day of {compared}: {days}.",
            "They are below it on {n} days of {compared}: {days}.",
            len(short),
        )
        said.append(text.format(n=len(short), compared=compared, days=_days(short)))
    return sentences(said)


def _late_days(late: Sequence[date]) -> list[str]:
    if not late:
        return []
    text = n_(
        "On {n} day they were counted late: {days}.",
        "On {n} days they were counted late: {days}.",
        len(late),
    )
    return [text.format(n=len(late), days=_days(late))]


def _on_the_whole(verdict: Verdict) -> str:
    return {
        Verdict.NET: _(
            "New followers match the daily net change over {n} days: they are counted net."
        ),
        Verdict.GROSS: _(
            "New followers are above the daily net change on some of the {n} days: they are "
            "counted gross, and the difference is those who left."
        ),
        Verdict.CONFLICT: _("New followers contradict the daily net change."),
        Verdict.EQUAL_SO_FAR: _(
            "New followers match the daily net change so far, over {n} days: too early to say "
            "whether they are net, or gross and nobody left."
        ),
        Verdict.UNSETTLED: _(
            "Too early to say whether new followers are net or gross, or contradict the daily net "
            "change."
        ),
        Verdict.UNKNOWN: _(
            "Too few days have both numbers to say whether new followers are net or gross."
        ),
    }[verdict]


def _days(days: Sequence[date]) -> str:
    more = "…" if len(days) > _SHOWN_DAYS else ""
    return listed(map(iso_day, days[:_SHOWN_DAYS])) + more
