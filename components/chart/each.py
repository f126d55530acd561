"""What a page of small charts shows, whatever its size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from components.chart.curve import Curve, Day, by_creator
from components.chart.layout import Span, bounded
from components.chart.legend import Mark
from components.chart.marks import common_days
from components.chart.palette import LineStyle
from components.chart.picture import Picture
from components.wording.i18n import _
from services.growth.cohort import medians_by_day

MOST_PANELS = 12


def places(picture: Picture, page: int) -> range:
    """Return the places (from 0) in the order of `picture` that stand on a page (from 1)."""
    first = (page - 1) * MOST_PANELS
    return range(first, min(first + MOST_PANELS, len(picture.order)))


@dataclass(frozen=True)
class Each:
    """What a page shows, whatever its size."""

    picture: Picture
    page: int

    @property
    def keys(self) -> tuple[str, ...]:
        """The creators of the page."""
        return tuple(self.picture.order[place] for place in places(self.picture, self.page))

    @cached_property
    def curves(self) -> dict[str, Curve]:
        """The curves of the whole list; dashes are not needed where each has its own panel."""
        found, picture = by_creator(self.picture.curves.totals), self.picture
        return {
            key: Curve(
                key,
                *found[key],
                LineStyle(picture.styles[key].color, "solid"),
                marked=picture.curves.spikes.get(key, frozenset()),
            )
            for key in picture.order
        }

    @cached_property
    def others(self) -> pd.DataFrame:
        """The medians of the others, as `services.growth.cohort.medians_by_day` gives them."""
        totals = self.picture.curves.totals
        known = totals[totals["creator_id"].isin(self.picture.order)]
        return medians_by_day(known, self.picture.uneven)

    @cached_property
    def span(self) -> Span:
        """The range of values that all panels share."""
        values = [v for one in self.curves.values() for v in one.values if v is not None]
        low, high = bounded(np.array(values or [0.0]))
        room = (high - low) * 0.06 or 1.0
        return low - room * (low < 0), high + room

    @property
    def days(self) -> list[Day]:
        """All days, ascending."""
        return list(self.others.index)

    @property
    def other(self) -> str:
        """What the dotted line is: of two, the other one."""
        if len(self.picture.order) == 2:
            return _("the other creator")
        return _("median of the others")

    def marks(self) -> list[Mark]:
        """Return the marks of the page, with their words."""
        page = [self.curves[key] for key in self.keys]
        low, high = self.span
        values = [v for one in page for v in one.values if v is not None]
        said = [Mark("dots", self.other)] if len(self.picture.order) > 1 else []
        said += [Mark("ring", _("needs a look"))] if any(one.marked for one in page) else []
        if common_days(self.picture, self.days):
            said.append(Mark("day", _("common day")))
        if any(not low <= value <= high for value in values):
            said.append(Mark("triangle", _("beyond the scale")))
        return said
