"""The three large figures under a scene; what the list lacks is left out."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from components.present.show import Show
from components.wording.formats import compact, percent, percent_share, signed_compact, signed_count
from components.wording.i18n import _, n_
from components.wording.labels import growth_name
from services.growth.findings import Finding
from services.growth.verdict import Growth

_BURSTING = (Growth.ONE_BURST, Growth.BURSTS)


@dataclass(frozen=True)
class Number:
    """One large figure: its value, whose it is or what it is, and a few words; a colour or ""."""

    value: str
    name: str
    words: str
    color: str = ""


def list_numbers(show: Show) -> list[Number]:
    """Return who grew fastest and steadily, the largest burst and what was kept, and who falls."""
    told = show.told
    return [
        *([_leads(show, told.leads)] if told.leads else []),
        *(_burst(show, row) for row in told.burst.to_dict("records")),
        *([_falls(show, told.losing)] if told.losing else []),
    ]


def _leads(show: Show, found: Finding) -> Number:
    steady = found.values["growth"] is Growth.STEADY
    words = _("fastest steady growth") if steady else _("fastest, with ups and downs")
    return _of(show, found.creator_ids[0], found.values["rate"], words)


def _burst(show: Show, row: Mapping[Hashable, Any]) -> Number:
    words = _("largest burst")
    if not pd.isna(row["kept"]):
        words = _("largest burst, {kept} kept").format(kept=percent_share(row["kept"], 0))
    return _of(show, row["creator_id"], row["rate"], words)


def _falls(show: Show, found: Finding) -> Number:
    count = len(found.creator_ids)
    words = n_("lost followers", "largest of {n} losses", count).format(n=count)
    return _of(show, found.creator_ids[0], found.values["rate"], words)


def creator_numbers(show: Show, creator_id: str) -> list[Number]:
    """Return how a creator grew, how large it is, and what its bursts left or a day brings."""
    row = show.row(creator_id)
    days = (row["last_day"] - row["first_day"]).days
    in_days = n_("in {n} day", "in {n} days", days).format(n=days)
    net = _("{change} net").format(change=signed_compact(row["net_change"]))
    return [
        Number(percent(row["growth_rate"]), growth_name(row["growth"]), in_days),
        Number(compact(row["latest_total"]), _("Total followers"), net),
        _kept(row)
        if row["growth"] in _BURSTING and not pd.isna(row["burst_kept"])
        else _a_day(row),
    ]


def _kept(row: Mapping[Hashable, Any]) -> Number:
    words = _("{share} of growth in bursts")
    share = percent_share(row["burst_share"], 0)
    return Number(
        percent_share(row["burst_kept"], 0), _("kept of bursts"), words.format(share=share)
    )


def _a_day(row: Mapping[Hashable, Any]) -> Number:
    days, lost = row["loss_days"], ""
    if not pd.isna(days):
        lost = n_("{n} day of loss", "{n} days of loss", days).format(n=days)
    return Number(signed_count(row["average_daily_net_change"]), _("a day on average"), lost)


def _of(show: Show, creator_id: str, rate: object, words: str) -> Number:
    color = show.picture.styles[creator_id].color if creator_id in show.named else ""
    return Number(percent(rate), show.names[creator_id], words, color)  # type: ignore[arg-type]
