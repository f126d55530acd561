"""The chart in words: its titles, its choices, and what it leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from components.wording.formats import plain, year_day
from components.wording.i18n import _, n_
from components.wording.names import window_title
from services.growth.insight import Insight
from services.growth.lineup import (
    Align,
    Scale,
    View,
)
from services.messages import N_
from services.screen.screen import Choices

_VIEWS = {View.BOTH: N_("Both"), View.TOTAL: N_("Total"), View.NEW: N_("New")}

_SCALES = {
    Scale.COUNT: N_("Count"),
    Scale.INDEX: N_("Index"),
    Scale.PERCENT: N_("Percent"),
    Scale.LOG: N_("Log"),
}


def view_name(view: View) -> str:
    """Return what a choice of curves is called, in the reader's language."""
    return _(_VIEWS[view])


def scale_name(scale: Scale) -> str:
    """Return what a scale is called, in the reader's language."""
    return _(_SCALES[scale])


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


_TITLES = {
    (True, Scale.COUNT): N_("Total followers"),
    (True, Scale.LOG): N_("Total followers (log scale)"),
    (True, Scale.INDEX): N_("Total followers (first day = 100)"),
    (True, Scale.PERCENT): N_("Total followers (% change since the first day)"),
    (False, Scale.COUNT): N_("New followers a day"),
    (False, Scale.LOG): N_("New followers a day"),
    (False, Scale.INDEX): N_("New followers a day (% of first-day followers)"),
    (False, Scale.PERCENT): N_("New followers a day (% of first-day followers)"),
}

_SPIKE_TITLES = {
    (True, Scale.INDEX): N_("Total followers (day before the spike = 100)"),
    (True, Scale.PERCENT): N_("Total followers (% change since the day before the spike)"),
    (False, Scale.INDEX): N_("New followers a day (% of followers before the spike)"),
    (False, Scale.PERCENT): N_("New followers a day (% of followers before the spike)"),
}


def panel_title(*, total: bool, scale: Scale, align: Align) -> str:
    """Return what a panel shows, with its unit, in the reader's language."""
    titles = _TITLES | (_SPIKE_TITLES if align is Align.PEAK else {})
    return _(titles[total, scale])


def chart_title(choices: Choices, found: Insight) -> str:
    """Return what the picture shows and of which days, so that it can stand alone."""
    days = found.summary["last_day"].dropna()
    parts = [_(_PICTURES[choices.view, choices.lineup.scale])]
    if choices.lineup.align in _LINED_UP:
        parts.append(_(_LINED_UP[choices.lineup.align]))
    elif not days.empty:
        text = _("{window} to {day}")
        parts.append(text.format(window=window_title(choices.days), day=year_day(days.max())))
    if choices.lineup.without_common and not found.common.empty:
        parts.append(_("common days taken out"))
    return " · ".join(parts)


_PICTURES = {
    (View.BOTH, Scale.COUNT): N_("Followers and new followers"),
    (View.BOTH, Scale.LOG): N_("Followers (log scale) and new followers"),
    (View.BOTH, Scale.INDEX): N_("Followers (first day = 100) and new followers"),
    (View.BOTH, Scale.PERCENT): N_("Followers, change in %, and new followers"),
    (View.TOTAL, Scale.COUNT): N_("Followers"),
    (View.TOTAL, Scale.LOG): N_("Followers (log scale)"),
    (View.TOTAL, Scale.INDEX): N_("Followers (first day = 100)"),
    (View.TOTAL, Scale.PERCENT): N_("Followers, change in %"),
    (View.NEW, Scale.COUNT): N_("New followers a day"),
    (View.NEW, Scale.INDEX): N_("New followers a day, % of first-day followers"),
    (View.NEW, Scale.PERCENT): N_("New followers a day, % of first-day followers"),
}

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
