"""What a file says about itself: source, data day, window, filter, and how the chart is drawn."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

import pandas as pd

from components.chart.picture import Picture
from components.ranking.table import ShownRanking
from components.wording.chart import (
    align_name,
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
    pinned_text,
    source_doubts,
    source_name,
)
from components.wording.spikes import common_days_text
from services.exports.report import ReportChart
from services.growth.findings import Finding, FindingKind
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
    that is pinned; `list_name` is what the list is saved as, "" for one that is not. `client_view`
    says that it is for a client's eyes.
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
    list_name: str = ""
    client_view: bool = False

    @property
    def stem(self) -> str:
        """How files of it are called, without an ending."""
        return file_stem(
            self.found.data_day,
            self.found.window.asked,
            demo=self.settings.sandbox,
            client=self.client_view,
        )


def for_client(seen: Seen) -> Seen:
    """Return what a client may see of it: nothing that needs a look, no price and no remark.

    Who reads the findings alone must not take a mark for a verdict; what a sheet claims, asks and
    remarks is between those who wrote it.
    """
    ranking, chart = seen.ranking, seen.chart
    table = ranking.table.drop(columns=list(_OWN_COLUMNS))
    columns = [key for key in ranking.columns if key not in _OWN_COLUMNS]
    findings = [one for one in seen.findings if one.kind not in _OWN_FINDINGS]
    return replace(
        seen,
        findings=findings,
        ranking=replace(ranking, table=table, columns=columns),
        chart=replace(chart, curves=replace(chart.curves, spikes={})),
        price_kind="",
        client_view=True,
    )


_OWN_COLUMNS = (
    *("spike_days", "verdict", "claimed", "claim_difference"),
    *("price", "price_from", "price_per_thousand", "price_per_follower_gained", "remark"),
)
"""The columns of the ranking that are not for a client."""

_OWN_FINDINGS = (FindingKind.HUMAN_LOOK, FindingKind.CLAIM, FindingKind.CHEAPEST)


def facts(seen: Seen, charts: Sequence[ReportChart]) -> tuple[str, ...]:
    """Return the lines, source and data day first; names in them are as they are."""
    day = iso_day(seen.found.data_day)
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
    of_market = market_prices_text(seen.creators)
    if of_market and not seen.client_view:
        lines.append(of_market)
    lines += _lineup(seen.chart, seen.found)
    return tuple(dict.fromkeys([*lines, *(note for chart in charts for note in chart.notes)]))


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
    if not chart.order and chart.curves.left_out:
        yield left_out_text(chart.curves.left_out, chart.names, lineup.align, write=str)


def _named(label: str, value: str) -> str:
    return _("{label}: {value}").format(label=label, value=value)
