"""The chart in words: its titles, its choices, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.wording.formats import plain, year_day
from components.wording.i18n import _, n_
from components.wording.names import window_title
from components.wording.scales import picture_title
from services.growth.insight import Insight
from services.growth.lineup import Align, View
from services.messages import N_
from services.screen.screen import Choices

_VIEWS = {View.BOTH: N_("Both"), View.TOTAL: N_("Total"), View.NEW: N_("New")}


def view_name(view: View) -> str:
    """Return what a choice of curves is called, in the reader's language."""
    return _(_VIEWS[view])


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
    days = found.summary["last_day"].dropna()
    parts = [picture_title(choices.view, choices.lineup.scale)]
    if choices.lineup.align in _LINED_UP:
        parts.append(_(_LINED_UP[choices.lineup.align]))
    elif not days.empty:
        text = _("{window} to {day}")
        parts.append(text.format(window=window_title(choices.days), day=year_day(days.max())))
    if choices.lineup.without_common and not found.common.empty:
        parts.append(_("common days taken out"))
    return " · ".join(parts)


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
    shown = ", ".join(write(names[key]) for key in left_out[:_NAMED])
    more = len(left_out) - _NAMED
    if more > 0:
        shown = n_("{names} and {n} other", "{names} and {n} others", more).format(
            names=shown, n=more
        )
    text = _("Not drawn, since no day of theirs has total followers: {names}.")
    if align is Align.PEAK:
        text = _("Not drawn, since no day of theirs stands out as a spike: {names}.")
    return text.format(names=shown)


def in_colour_text(creators: int) -> str:
    """Say how many are in colour where nobody chose them."""
    text = _("The first {n} of the ranking are in colour, the others in grey.")
    return text.format(n=creators)
