"""What stands above each panel of the chart."""

from __future__ import annotations

from components.i18n import _
from services.messages import N_
from services.screen import Align, Scale

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
