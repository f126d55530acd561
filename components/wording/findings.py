"""The wording of the findings: numbers and names, never a cause and never an accusation."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from components.wording.formats import (
    count,
    listed,
    percent,
    percent_share,
    plain,
    short_day,
    signed_count,
    yuan,
)
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
    values = dict(finding.values)
    if values.get("other") is not None:
        values["other"] = write(names[str(values["other"])])
    return _WORDINGS[finding.kind](who, values)


def _leads(who: list[str], values: Values) -> str:
    texts = {
        (False, Growth.STEADY): _("{names} grew most steadily: {rate} in {n} days"),
        (False, Growth.UNEVEN): _("{names} leads, with ups and downs: {rate} in {n} days"),
        (True, Growth.STEADY): _("{names} grew steadily: {rate} in {n} days"),
        (True, Growth.UNEVEN): _("{names} grew, with ups and downs: {rate} in {n} days"),
    }
    text = texts[values["alone"], values["growth"]]
    text = text.format(names=_listed(who), rate=percent(values["rate"]), n=values["days"])
    return _against_others(text, values)


def _against_others(finding: str, values: Values) -> str:
    """Hold a rate against the median of the others; with one other, that one is named."""
    rate, median, other = values["rate"], values["median"], values["other"]
    if median is None:
        return _("{finding}.").format(finding=finding)
    # A median that reads as zero is nothing to multiply.
    multiplied = round(median, 3) > 0 and rate / median >= 1.5
    text = {
        (False, False): _("{finding} (median of the others {rate})."),
        (False, True): _("{finding} ({name}: {rate})."),
        (True, False): _("{finding}, {times} × the median of the others ({rate})."),
        (True, True): _("{finding}, {times} × the rate of {name} ({rate})."),
    }[multiplied, other is not None]
    times = _times(rate / median) if multiplied else ""
    return text.format(finding=finding, name=other, rate=percent(median), times=times)


def _times(factor: float) -> str:
    return f"{factor:.1f}" if factor < 10 else f"{factor:.0f}"


def _burst(who: list[str], values: Values) -> str:
    rate, least = percent(values["rate"]), values["least"]
    if values["alone"]:
        text = _("{names} grew ({rate})")
    elif least is None:
        text = _("{names} grew fastest ({rate})")
    else:
        text = _("Of those with at least {least} followers, {names} grew fastest ({rate})")
    finding = text.format(names=_listed(who), rate=rate, least=count(least))
    share, kept = percent_share(values["share"], 0), percent_share(values["kept"], 0)
    if values["share"] is None:
        text = _("{finding}, by bursts.")
    elif values["kept"] is None:
        text = _("{finding}, {share} of it in bursts.")
    else:
        text = _("{finding}, {share} of it in bursts; {kept} of that is still there.")
    return text.format(finding=finding, share=share, kept=kept)


def _most_gained(who: list[str], values: Values) -> str:
    gain = signed_count(values["gain"])
    if values["rate"] is None:
        text = _("{names} gained most in numbers: {gain} followers each.")
        return text.format(names=_listed(who), gain=gain)
    text = _("{name} gained most in numbers: {gain} followers ({rate}).")
    return text.format(name=who[0], gain=gain, rate=percent(values["rate"]))


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
    kept = percent_share(values["kept"], 0)
    if values["gain"] is None:
        text = _("{names} kept {kept} of a burst, 7 days later.")
        return text.format(names=_listed(who), kept=kept)
    text = _("{name} kept {kept} of the {gain} followers gained from {day} on, 7 days later.")
    gain, day = count(values["gain"]), short_day(values["day"])
    return text.format(name=who[0], kept=kept, gain=gain, day=day)


def _losing(who: list[str], values: Values) -> str:
    rate = percent(values["rate"])
    if values["creators"] == 1:
        text = n_(
            "{name} lost followers: {rate} in {n} day.",
            "{name} lost followers: {rate} in {n} days.",
            values["days"],
        )
        return text.format(name=who[0], rate=rate, n=values["days"])
    text = n_(
        "{n} creator of {creators} lost followers: {names} (down to {rate}).",
        "{n} creators of {creators} lost followers: {names} (down to {rate}).",
        len(who),
    )
    if values["aside"]:
        text = n_(
            "{n} creator of {creators} lost followers beyond the common days: {names} (down to "
            "{rate}).",
            "{n} creators of {creators} lost followers beyond the common days: {names} (down to "
            "{rate}).",
            len(who),
        )
    return text.format(n=len(who), creators=values["creators"], names=_listed(who), rate=rate)


def _speeding_up(who: list[str], values: Values) -> str:
    text = n_(
        "{names} speeds up: {momentum} followers a day more in the last 7 days than in the 7 "
        "before.",
        "{names} speed up: {momentum} followers a day more in the last 7 days than in the 7 "
        "before.",
        len(who),
    )
    return text.format(names=_listed(who), momentum=count(values["momentum"]))


def _cheapest(who: list[str], values: Values) -> str:
    texts = {
        "image": n_(
            "{names} asks least per 1 k followers for a picture post: {price}",
            "{names} ask least per 1 k followers for a picture post: {price}",
            len(who),
        ),
        "video": n_(
            "{names} asks least per 1 k followers for a video: {price}",
            "{names} ask least per 1 k followers for a video: {price}",
            len(who),
        ),
        "other": n_(
            "{names} asks least per 1 k followers, the sheet does not say for what: {price}",
            "{names} ask least per 1 k followers, the sheet does not say for what: {price}",
            len(who),
        ),
    }
    price, median = yuan(values["price_per_thousand"]), yuan(values["median"])
    finding = texts[values["price_kind"]].format(names=_listed(who), price=price)
    if values["other"] is None:
        text = _("{finding} (median of the others {price}).")
    else:
        text = _("{finding} ({name}: {price}).")
    return text.format(finding=finding, name=values["other"], price=median)


def _claim(who: list[str], values: Values) -> str:
    text = _("The sheet says {claimed} followers for {name}, measured {measured}")
    finding = text.format(
        claimed=count(values["claimed"]), name=who[0], measured=count(values["measured"])
    )
    others = len(who) - 1
    if not others:
        return _("{finding}.").format(finding=finding)
    text = n_(
        "{finding}; {n} other creator differs by more than {share}, too.",
        "{finding}; {n} other creators differ by more than {share}, too.",
        others,
    )
    return text.format(finding=finding, n=others, share=percent_share(values["share"], 0))


def _losing_run(who: list[str], values: Values) -> str:
    text = _("{names} lost followers on {n} days on end.")
    return text.format(names=_listed(who), n=values["days"])


def _listed(who: list[str]) -> str:
    shown = listed(who[:_NAMED])
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
    FindingKind.CLAIM: _claim,
    FindingKind.CHEAPEST: _cheapest,
    FindingKind.HUMAN_LOOK: _human_look,
}
