"""The chart in words: its titles, its choices, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from components.wording.formats import listed, plain, short_day, year_day
from components.wording.i18n import _, n_
from components.wording.names import window_title
from components.wording.prices import price_axis
from components.wording.scales import picture_title
from services.growth.curves import common_taken_out
from services.growth.insight import Insight
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.ranking import PriceBy
from services.messages import N_
from services.screen.screen import ALL_DAYS, Choices

_VIEWS = {View.BOTH: N_("Both"), View.TOTAL: N_("Total"), View.NEW: N_("New")}


def view_name(view: View) -> str:
    """Return what a choice of curves is called, in the reader's language."""
    return _(_VIEWS[view])


def days_name(days: int) -> str:
    """Return what the choice of a window is called beside others, in the reader's language."""
    return _("All") if days == ALL_DAYS else str(days)


def size_name(height: int) -> str:
    """Return what a height of the chart, in pixels, is called, in the reader's language."""
    return _("{n} px high").format(n=height)


DAY_TITLES = {
    Align.START: N_("Days since the first day"),
    Align.PEAK: N_("Days since the largest spike"),
}
"""The title of an axis that counts days."""

_ALIGNS = {
    Align.CALENDAR: N_("Date"),
    Align.START: N_("First day"),
    Align.PEAK: N_("Largest spike"),
}


def align_name(align: Align) -> str:
    """Return what curves are laid over each other by, in the reader's language."""
    return _(_ALIGNS[align])


def smooth_name(days: int) -> str:
    """Return how new followers are evened out, in the reader's language."""
    return _("Daily") if days == 1 else n_("{n}-day mean", "{n}-day mean", days).format(n=days)


def chart_title(choices: Choices, found: Insight) -> str:
    """Return what the picture shows and of which days, so that it can stand alone."""
    lineup = choices.lineup
    title = picture_title(choices.view, lineup.scale, lineup.align)
    return " · ".join([title, *_which(choices, found)])


def multiples_title(choices: Choices, found: Insight, places: range, creators: int) -> str:
    """Return what the small charts of the creators in these places (from 0) show, of which days."""
    parts = [_("Each creator against the median of the others, change in %")]
    if creators < 3:
        parts = [_("Each creator against the other, change in %")]
    if creators == 1:
        parts = [picture_title(View.TOTAL, Scale.PERCENT)]
    if len(places) < creators:
        text = _("{first} to {last} of {n}")
        parts.append(text.format(first=places[0] + 1, last=places[-1] + 1, n=creators))
    return " · ".join([*parts, *_which(choices, found)])


def multiples_summary(creators: int) -> str:
    """Return what a page of small charts shows, for those who cannot see it."""
    text = n_(
        "{n} small chart: a creator's change in percent over time.",
        "{n} small charts, one a creator: the change in percent over time, and as a dotted line "
        "the median of the others.",
        creators,
    )
    return text.format(n=creators)


def prices_title(by: PriceBy, kind: str, choices: Choices, found: Insight) -> str:
    """Return what the picture of prices and growth shows, of which days."""
    text = _("{price} and growth rate").format(price=price_axis(by, kind))
    days = replace(choices, lineup=Lineup())  # growth rates are as published, whatever the curves
    return " · ".join([text, *_which(days, found)])


def _which(choices: Choices, found: Insight) -> Iterator[str]:
    """Yield which days a picture shows, and that the common ones are taken out."""
    days = found.summary["last_day"].dropna()
    if choices.lineup.align in _LINED_UP:
        yield _(_LINED_UP[choices.lineup.align])
    elif not days.empty:
        drawn = (days.max() - found.summary["first_day"].min()).days + 1
        window = window_title(min(choices.days, drawn))  # all days are 0, and stay so
        yield _("{window} to {day}").format(window=window, day=year_day(days.max()))
    if common_taken_out(found, choices.lineup, choices.view):
        yield _("common days taken out")


def published_note(found: Insight, lineup: Lineup, view: View) -> str:
    """Say, beside numbers, that only the curves are without common days; "" where they are not."""
    if not common_taken_out(found, lineup, view):
        return ""
    return _("Common days are taken out of the curves, not out of the table.")


_LINED_UP = {
    Align.START: N_("from each creator's first day"),
    Align.PEAK: N_("around each creator's largest spike"),
}

_NAMED = 5


def left_out_text(
    left_out: Sequence[str],
    names: Mapping[str, str],
    align: Align,
    write: Callable[[str], str] = plain,
) -> str:
    """Say who cannot be lined up; `write` makes a name fit for where the sentence stands."""
    shown = named_text(left_out, names, write)
    text = _("Not drawn, since no day of theirs has total followers: {names}.")
    if align is Align.PEAK:
        text = _("Not drawn, since no day of theirs stands out as a spike: {names}.")
    return text.format(names=shown)


def named_text(
    creator_ids: Sequence[str], names: Mapping[str, str], write: Callable[[str], str] = plain
) -> str:
    """Return the first names, and how many more there are; `write` makes a name fit."""
    shown = listed(write(names[key]) for key in creator_ids[:_NAMED])
    more = len(creator_ids) - _NAMED
    if more <= 0:
        return shown
    text = n_("{names} and {n} other", "{names} and {n} others", more)
    return text.format(names=shown, n=more)


def in_colour_text(creators: int) -> str:
    """Say how many are in colour where nobody chose them: nobody while a long list loads."""
    if not creators:
        return _("Colours come with the last answer: only then is it known who leads.")
    text = _("The first {n} of the ranking are in colour, the others in grey.")
    return text.format(n=creators)


def drawn_text(drawn: int, creators: int) -> str:
    """Say how many of a list have a curve of their own."""
    text = n_(
        "{drawn} of {n} creator has a curve here.",
        "{drawn} of {n} creators have a curve here.",
        creators,
    )
    return text.format(drawn=drawn, n=creators)


def strip_text(drawn: int, creators: int) -> str:
    """Say that a strip of new followers draws those in colour alone."""
    text = n_(
        "New followers are drawn of those in colour alone: {drawn} of {n} creator.",
        "New followers are drawn of those in colour alone: {drawn} of {n} creators.",
        creators,
    )
    return text.format(drawn=drawn, n=creators)


def no_data_text(creator_ids: Sequence[str], names: Mapping[str, str]) -> str:
    """Say who is not drawn because there is nothing to draw."""
    text = _("Not drawn, since there are no data to draw: {names}.")
    return text.format(names=named_text(creator_ids, names, str))


def crowded_text(creators: int, *, band: bool) -> str:
    """Say how many have no curve because nobody could follow it, and what stands for them."""
    text = n_(
        "{n} further creator is not drawn, so that curves can be followed.",
        "{n} further creators are not drawn, so that curves can be followed.",
        creators,
    )
    if band:
        text = n_(
            "{n} further creator is not drawn: the middle half stands for all.",
            "{n} further creators are not drawn: the middle half stands for all.",
            creators,
        )
    return text.format(n=creators)


def beyond_word(name: str, value: str, day: str | int) -> str:
    """Name one value beyond the scale, on a China date (ISO) or so many days from day 0."""
    word = f"{day:+d}" if isinstance(day, int) else short_day(date.fromisoformat(day))
    return _("{name} {value} ({day})").format(name=name, value=value, day=word)


def beyond_text(words: Sequence[str]) -> str:
    """Say which values the axis cuts off, the largest first."""
    more = len(words) - _NAMED
    if more <= 0:
        return _("Beyond the scale: {values}.").format(values=listed(words))
    text = n_(
        "Beyond the scale: {values}; {n} more.", "Beyond the scale: {values}; {n} more.", more
    )
    return text.format(values=listed(words[:_NAMED]), n=more)
