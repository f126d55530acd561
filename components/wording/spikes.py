"""Days that need a human look, and common days, in words."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from typing import Any

import pandas as pd

from components.wording.formats import (
    a_day,
    count,
    listed,
    percent,
    percent_share,
    plain,
    short_day,
    signed_count,
)
from components.wording.i18n import _, n_
from services.growth.insight import Insight
from services.growth.retention import FAST_GIVE_BACK, KEPT_AFTER, NotKnown
from services.growth.rules import SpikeRule
from services.growth.spikes import LEAST_DAYS, ROUND_FROM

_SHOWN = 4

_NOT_KNOWN: Mapping[NotKnown, Callable[[], str]] = {
    NotKnown.TOO_RECENT: lambda: _("too recent to say what it keeps"),
    NotKnown.ANOTHER_BURST: lambda: _("another burst followed before a week had passed"),
    NotKnown.NO_TOTAL: lambda: _("no total after {n} days to say what it keeps"),
    NotKnown.TOO_SMALL: lambda: _("too small beside the usual growth to say what it keeps"),
}


def common_days_text(common: pd.DataFrame) -> str:
    """Return the sentence that names the largest common days."""
    ordered = common.sort_values("median", key=abs, ascending=False, kind="stable").head(_SHOWN)
    days = listed(
        _("{day} ({together} of {creators}, median {rate})").format(
            day=short_day(row["day"]),
            together=row["together"],
            creators=row["creators"],
            rate=percent(row["median"], 2),
        )
        for row in ordered.sort_values("day").to_dict("records")
    )
    return _("Common days, when the whole list moved at once: {days}").format(days=days)


def look_lines(
    found: Insight, names: Mapping[str, str], write: Callable[[str], str] = plain
) -> list[str]:
    """Return a line for each burst of spikes, the largest first, and straight line.

    Of those alone who are in `names`; `write` makes a name fit, Markdown until told.
    """
    table = found.bursts.assign(
        kept=found.retention["kept"],
        half_life=found.retention["half_life"],
        seen=found.retention["seen"],
        not_known=found.retention["not_known"],
    ).sort_values("excess", ascending=False, kind="stable")
    table = table[table["creator_id"].isin(names)]
    straight = found.straight[found.straight["creator_id"].isin(names)]
    lines = [
        _with_details(
            _("{name}: {change} followers on {days}").format(
                name=write(names[str(row["creator_id"])]),
                change=signed_count(row["change"]),
                days=_span(row["day"], row["last_day"]),
            ),
            burst_details(row),
        )
        for row in table.to_dict("records")
    ]
    for row in straight.to_dict("records"):
        text = _("{name}: a too straight line, about {change} on {n} days, {days}")
        lines.append(
            text.format(
                name=write(names[str(row["creator_id"])]),
                change=a_day(row["change"]),
                n=row["days"],
                days=_span(row["first_day"], row["last_day"]),
            )
        )
    return lines


def burst_details(row: Mapping[Hashable, Any]) -> Iterator[str]:
    """Yield what became of a burst and how it looks.

    `row` has `kept`, `half_life`, `not_known` (of `services.growth.retention`), `missing` and
    `round_number`.
    """
    if row["missing"]:
        days = int(row["missing"])
        text = n_("came in {n} day without data", "came in {n} days without data", days)
        yield text.format(n=days)
    if not pd.isna(row["kept"]):
        text = _("kept {kept} of the gain after {n} days")
        yield text.format(kept=percent_share(row["kept"], 0), n=KEPT_AFTER)
        if row["kept"] < FAST_GIVE_BACK:
            yield _("fast give-back")
    else:
        yield _NOT_KNOWN[row["not_known"]]().format(n=KEPT_AFTER)
    if not pd.isna(row["half_life"]):
        days = int(row["half_life"])
        text = n_("half of it gone after {n} day", "half of it gone after {n} days", days)
        yield text.format(n=days)
    if row["round_number"]:
        yield _("round-number jump")


def rule_text(rule: SpikeRule) -> str:
    """Return the rule that marks a spike, with its bounds."""
    text = _(
        "A day is marked when its change is above the creator's usual day (the mean of the middle "
        "half of the days without bursts) by at least {least} followers, {share} of the total and "
        "{times} usual days. Days that were common to the list do not count. Fast give-back: less "
        "than half of the gain is left after {kept_after} days. Round-number jump: within 1% of a "
        "round number from {round} on; by chance one in ten. Too straight: at least {days} days "
        "on end with nearly the same gain. None of this is proof of anything."
    )
    return text.format(
        times=f"{rule.times:g}",
        least=count(rule.least),
        share=percent_share(rule.share, 1),
        kept_after=KEPT_AFTER,
        round=ROUND_FROM,
        days=LEAST_DAYS,
    )


def _with_details(text: str, details: Iterator[str]) -> str:
    return " · ".join([text, *details])


def _span(first: pd.Timestamp, last: pd.Timestamp) -> str:
    if first == last:
        return short_day(first)
    return _("{first} to {last}").format(first=short_day(first), last=short_day(last))
