"""What a file says about itself: source, data day, window, filter, and how the chart is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from components.chart.picture import Picture
from components.ranking.table import ShownRanking
from components.wording.chart import (
    align_name,
    in_colour_text,
    left_out_text,
    published_note,
    smooth_name,
)
from components.wording.formats import iso_day
from components.wording.i18n import _
from components.wording.labels import filtered_text
from components.wording.names import file_stem
from components.wording.prices import market_prices_text
from components.wording.scales import scale_name
from components.wording.source import (
    compared_text,
    data_day,
    pinned_text,
    source_doubts,
    source_name,
)
from components.wording.spikes import common_days_text
from services.growth.findings import Finding
from services.growth.insight import Insight
from services.growth.lineup import View
from services.screen.filters import Filters
from services.settings.settings import Settings
from services.shortlist.creator import Creator


@dataclass(frozen=True)
class Seen:
    """What stands on screen, in the parts that a report is made of.

    `ranked` (of `services.growth.ranking`) and `creators` are of the whole list; `kept` has those
    rows of `ranked` that the reader's filters keep, and so have `ranking` and `chart`. `price_kind`
    names the price that the ranking goes by, where there are several; `as_of` is the China date
    that is pinned.
    """

    found: Insight
    findings: Sequence[Finding]
    ranking: ShownRanking
    chart: Picture
    settings: Settings
    ranked: pd.DataFrame
    kept: pd.DataFrame
    creators: Sequence[Creator]
    price_kind: str = ""
    as_of: date | None = None

    @property
    def stem(self) -> str:
        """How files of it are called, without an ending."""
        found = self.found
        return file_stem(data_day(found), found.window.asked, demo=self.settings.sandbox)


def facts(seen: Seen) -> tuple[str, ...]:
    """Return the lines, source and data day first; names in them are as they are."""
    day = iso_day(data_day(seen.found))
    lines = [source_name(seen.settings), _("Data up to {day} (China date)").format(day=day)]
    if seen.as_of is not None:
        lines.append(pinned_text(seen.as_of))
    lines.append(compared_text(seen.found))
    lines += [text for _badge, text in source_doubts(seen.found, seen.as_of)]
    if seen.ranking.filters != Filters():
        lines.append(
            filtered_text(seen.ranking.filters, len(seen.ranking.table), seen.ranking.creators)
        )
    if seen.price_kind:
        lines.append(_named(_("Price of a"), seen.price_kind))
    if of_market := market_prices_text(seen.creators):
        lines.append(of_market)
    return (*lines, *_lineup(seen.chart, seen.found))


def _lineup(chart: Picture, found: Insight) -> Iterator[str]:
    lineup = chart.lineup
    yield _named(_("Line up by"), align_name(lineup.align))
    yield _named(_("Scale"), scale_name(lineup.scale))
    if lineup.smooth > 1 and chart.view is not View.TOTAL:
        yield _named(_("New followers"), smooth_name(lineup.smooth))
    if not found.common.empty:
        yield common_days_text(found.common)
    if note := published_note(found, lineup, chart.view):
        yield note
    if left_out := chart.curves.left_out:
        yield left_out_text(left_out, chart.names, lineup.align, write=str)
    if len(chart.in_colour) < len(chart.order) and not chart.chosen:
        yield in_colour_text(len(chart.in_colour))


def _named(label: str, value: str) -> str:
    return _("{label}: {value}").format(label=label, value=value)
