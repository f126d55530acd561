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
    smooth_name,
)
from components.wording.formats import iso_day
from components.wording.i18n import _, n_
from components.wording.scales import scale_name
from components.wording.source import data_day, pinned_text, source_doubts, source_name
from components.wording.spikes import common_days_text
from services.growth.findings import Finding
from services.growth.insight import Insight
from services.growth.lineup import View
from services.settings.settings import Settings


@dataclass(frozen=True)
class Seen:
    """What stands on screen, in the parts that a report is made of.

    `price_kind` names the price that the ranking goes by, where there are several; `as_of` is the
    China date that is pinned.
    """

    found: Insight
    findings: Sequence[Finding]
    ranking: ShownRanking
    chart: Picture
    settings: Settings
    price_kind: str = ""
    as_of: date | None = None


def facts(seen: Seen) -> tuple[str, ...]:
    """Return the lines, source and data day first; names in them are as they are."""
    day = iso_day(data_day(seen.found))
    lines = [source_name(seen.settings), _("Data up to {day} (China date)").format(day=day)]
    if seen.as_of is not None:
        lines.append(pinned_text(seen.as_of))
    lines.append(_window(seen.found))
    lines += [text for _badge, text in source_doubts(seen.found)]
    tiers = ", ".join(seen.ranking.tiers) or _("all")
    lines.append(_("Tiers in the table: {tiers}").format(tiers=tiers))
    if seen.price_kind:
        lines.append(_named(_("Price of a"), seen.price_kind))
    return (*lines, *_lineup(seen.chart, seen.found.common))


def _window(found: Insight) -> str:
    first, last = iso_day(found.daily["day"].min()), iso_day(found.daily["day"].max())
    text = _("Everything that was ever collected: {first} to {last}")
    days = found.window.days
    if found.window.asked:
        text = n_(
            "Compared over {n} day: {first} to {last}",
            "Compared over {n} days: {first} to {last}",
            days,
        )
    return text.format(n=days, first=first, last=last)


def _lineup(chart: Picture, common: pd.DataFrame) -> Iterator[str]:
    lineup = chart.lineup
    yield _named(_("Line up by"), align_name(lineup.align))
    yield _named(_("Scale"), scale_name(lineup.scale))
    if lineup.smooth > 1 and chart.view is not View.TOTAL:
        yield _named(_("New followers"), smooth_name(lineup.smooth))
    if not common.empty:
        yield common_days_text(common)
    if lineup.without_common and not common.empty:
        yield _("Common days are taken out of the curves, not out of the table.")
    if left_out := chart.curves.left_out:
        yield left_out_text(left_out, chart.names, lineup.align, write=str)
    if len(chart.in_colour) < len(chart.order) and not chart.chosen:
        yield in_colour_text(len(chart.in_colour))


def _named(label: str, value: str) -> str:
    return _("{label}: {value}").format(label=label, value=value)
