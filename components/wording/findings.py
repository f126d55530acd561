"""The wording of the findings: numbers and names, never a cause and never an accusation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from components.wording.formats import count, percent, percent_share, plain, short_day, signed_count
from components.wording.i18n import _, n_
from services.growth.findings import Finding, FindingKind
from services.growth.verdict import Growth

_NAMED = 3
Values = Mapping[str, Any]


def finding_text(
    finding: Finding, names: Mapping[str, str], write: Callable[[str], str] = plain
) -> str:
    """Return one sentence; `write` makes a name fit for where it stands, Markdown until told."""
    who = [write(names[key]) for key in finding.creator_ids]
    return _WORDINGS[finding.kind](who, finding.values)


def _leads(who: list[str], values: Values) -> str:
    texts = (
        n_(
            "{names} grew most steadily: {rate} in {n} day",
            "{names} grew most steadily: {rate} in {n} days",
            values["days"],
        ),
        n_(
            "{names} leads, with ups and downs: {rate} in {n} day",
            "{names} leads, with ups and downs: {rate} in {n} days",
            values["days"],
        ),
    )
    text = texts[values["growth"] is Growth.UNEVEN]
    text = text.format(names=_listed(who), rate=percent(values["rate"]), n=values["days"])
    return text + _against_median(values) + "."


def _burst(who: list[str], values: Values) -> str:
    text = _("{name} grew fastest ({rate}), {share} of it in bursts")
    text = text.format(
        name=who[0], rate=percent(values["rate"]), share=percent_share(values["share"], 0)
    )
    if pd.isna(values["kept"]):
        return text + "."
    kept = percent_share(values["kept"], 0)
    return text + _("; {kept} of that is still there.").format(kept=kept)


def _against_median(values: Values) -> str:
    rate, median = values["rate"], values["median"]
    if pd.isna(median):
        return ""
    # A median that reads as zero is nothing to multiply.
    if round(median, 3) > 0 and rate / median >= 1.5:
        text = _(", {times} × the median of the others ({median})")
        times = f"{rate / median:.1f}" if rate / median < 10 else f"{rate / median:.0f}"
        return text.format(times=times, median=percent(median))
    return _(" (median of the others {median})").format(median=percent(median))


def _most_gained(who: list[str], values: Values) -> str:
    text = _("{name} gained most in numbers: {gain} followers ({rate}).")
    gain, rate = signed_count(values["gain"]), percent(values["rate"])
    return text.format(name=who[0], gain=gain, rate=rate)


def _common_day(who: list[str], values: Values) -> str:
    texts = (
        _("On {day}, {n} of {creators} creators fell together (median {rate}): a common day."),
        _("On {day}, {n} of {creators} creators jumped together (median {rate}): a common day."),
    )
    return texts[bool(values["median"] > 0)].format(
        day=short_day(values["day"]),
        n=values["together"],
        creators=values["creators"],
        rate=percent(values["median"], 2),
    )


def _human_look(who: list[str], values: Values) -> str:
    text = n_(
        "{names} has days that need a human look.",
        "{names} have days that need a human look.",
        len(who),
    )
    return text.format(names=_listed(who))


def _kept(who: list[str], values: Values) -> str:
    text = _("{name} kept {kept} of the {gain} followers gained from {day} on, 7 days later.")
    return text.format(
        name=who[0],
        kept=percent_share(values["kept"], 0),
        gain=count(values["gain"]),
        day=short_day(values["day"]),
    )


def _losing(who: list[str], values: Values) -> str:
    text = n_(
        "{n} creator of {creators} lost followers: {names} (down to {rate}).",
        "{n} creators of {creators} lost followers: {names} (down to {rate}).",
        len(who),
    )
    rate = percent(values["rate"])
    return text.format(n=len(who), creators=values["creators"], names=_listed(who), rate=rate)


def _speeding_up(who: list[str], values: Values) -> str:
    text = _(
        "{name} speeds up: {momentum} followers a day more in the last 7 days than in the 7 before."
    )
    return text.format(name=who[0], momentum=count(values["momentum"]))


def _cheapest(who: list[str], values: Values) -> str:
    text = _("{name} asks least per 1 k followers: ¥{price} (median of the others ¥{median}).")
    price, median = values["price_per_thousand"], values["median"]
    return text.format(name=who[0], price=_money(price), median=_money(median))


def _losing_run(who: list[str], values: Values) -> str:
    text = n_(
        "{name} lost followers on {n} day on end.",
        "{name} lost followers on {n} days on end.",
        values["days"],
    )
    return text.format(name=who[0], n=values["days"])


def _money(yuan: float) -> str:
    return count(yuan) if yuan >= 100 else f"{yuan:.2f}"


def _listed(who: list[str]) -> str:
    shown = ", ".join(who[:_NAMED])
    rest = len(who) - _NAMED
    if rest <= 0:
        return shown
    return n_("{names} and {n} other", "{names} and {n} others", rest).format(names=shown, n=rest)


_WORDINGS: Mapping[FindingKind, Callable[[list[str], Values], str]] = {
    FindingKind.LEADS: _leads,
    FindingKind.BURST: _burst,
    FindingKind.MOST_GAINED: _most_gained,
    FindingKind.COMMON_DAY: _common_day,
    FindingKind.LOSING: _losing,
    FindingKind.LOSING_RUN: _losing_run,
    FindingKind.SPEEDING_UP: _speeding_up,
    FindingKind.KEPT: _kept,
    FindingKind.CHEAPEST: _cheapest,
    FindingKind.HUMAN_LOOK: _human_look,
}
