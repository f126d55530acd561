"""The scales of the curves: what each is called, what it shows, and how its values are written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from components.wording.formats import compact, percent, signed_compact
from components.wording.i18n import _
from services.growth.lineup import Align, Scale, View
from services.messages import N_

_NAMES = {
    Scale.COUNT: N_("Count"),
    Scale.INDEX: N_("Index"),
    Scale.PERCENT: N_("Percent"),
    Scale.LOG: N_("Log"),
}

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

_NEW_AROUND_SPIKE = N_("New followers a day, % of followers before the spike")
_AROUND_SPIKE = {
    (View.BOTH, Scale.INDEX): N_("Followers (day before the spike = 100) and new followers"),
    (View.TOTAL, Scale.INDEX): N_("Followers (day before the spike = 100)"),
    (View.NEW, Scale.INDEX): _NEW_AROUND_SPIKE,
    (View.NEW, Scale.PERCENT): _NEW_AROUND_SPIKE,
}
"""The pictures whose title names the base, where that is the day before the spike."""


@dataclass(frozen=True)
class _Panel:
    """A panel's title, how a spreadsheet and people read its values, these with so many decimals
    unless told otherwise, and the title around a spike.
    """

    title: str
    number_format: str
    text: Callable[[float, int], str]
    digits: int = 0
    around_spike: str = ""


_GAINED = _Panel(
    N_("New followers a day"), "+#,##0;-#,##0;0", lambda value, digits: signed_compact(value)
)
_GAINED_PERCENT = _Panel(
    N_("New followers a day (% of first-day followers)"),
    '+0.00"%";-0.00"%";0.00"%"',
    lambda value, digits: percent(value / 100, digits),
    2,
    N_("New followers a day (% of followers before the spike)"),
)
_COUNTED = _Panel(N_("Total followers"), "#,##0", lambda value, digits: compact(value))

_PANELS = {
    (True, Scale.COUNT): _COUNTED,
    (True, Scale.LOG): replace(_COUNTED, title=N_("Total followers (log scale)")),
    (True, Scale.INDEX): _Panel(
        N_("Total followers (first day = 100)"),
        "0.0",
        lambda value, digits: f"{value:.{digits}f}",
        1,
        N_("Total followers (day before the spike = 100)"),
    ),
    (True, Scale.PERCENT): _Panel(
        N_("Total followers (% change since the first day)"),
        '+0.0"%";-0.0"%";0.0"%"',
        lambda value, digits: percent(value / 100, digits),
        1,
        N_("Total followers (% change since the day before the spike)"),
    ),
    (False, Scale.COUNT): _GAINED,
    (False, Scale.LOG): _GAINED,
    (False, Scale.INDEX): _GAINED_PERCENT,
    (False, Scale.PERCENT): _GAINED_PERCENT,
}
"""By whether the panel shows totals."""


def scale_name(scale: Scale) -> str:
    """Return what a scale is called, in the reader's language."""
    return _(_NAMES[scale])


def picture_title(view: View, scale: Scale, align: Align = Align.CALENDAR) -> str:
    """Return what a picture shows, in the reader's language."""
    titles = _PICTURES | _AROUND_SPIKE if align is Align.PEAK else _PICTURES
    return _(titles[view, scale])


def panel_title(*, total: bool, scale: Scale, align: Align) -> str:
    """Return what a panel shows, with its unit, in the reader's language."""
    panel = _PANELS[total, scale]
    if align is Align.PEAK and panel.around_spike:
        return _(panel.around_spike)
    return _(panel.title)


def number_format(scale: Scale, *, total: bool) -> str:
    """Return how a spreadsheet writes a panel's values."""
    return _PANELS[total, scale].number_format


def value_text(value: float, scale: Scale, *, total: bool, digits: int | None = None) -> str:
    """Return a value of the chart with its unit, in the reader's language: `+2.1%`, `716K`.

    `value` is in the units of `services.growth.lineup`: followers, index points or percent.
    """
    panel = _PANELS[total, scale]
    return panel.text(value, panel.digits if digits is None else digits)
