"""Where a creator stands: the figures of the ranking, larger, and how its two series relate."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import pandas as pd
import streamlit as st

from components.ranking.writing import formula_of, label_of
from components.wording.formats import (
    MISSING,
    count,
    pace,
    percent,
    percent_share,
    signed_count,
)
from components.wording.i18n import _
from components.wording.labels import tier_name, verdict_badge, verdict_sentence


def key_figures(row: Mapping[Hashable, Any], others: int) -> None:
    """Draw the figures of one row of `services.growth.ranking`.

    `others` is how many creators of the list have a rank beside this one; of none, no rank is told.
    """
    tier = tier_name(int(row["tier"])) if pd.notna(row["tier"]) else MISSING
    with st.container(horizontal=True, gap="medium"):
        rate = percent(row["growth_rate"]) if pd.notna(row["growth_rate"]) else None
        _figure("latest_total", count(row["latest_total"]), tier)
        _figure("net_change", signed_count(row["net_change"]), rate)
        for key, written in (
            ("average_daily_net_change", pace(row["average_daily_net_change"])),
            ("momentum", pace(row["momentum"])),
            ("volatility", percent_share(row["volatility"], 2)),
        ):
            _figure(key, written, None if written == MISSING else _("a day"))
        _figure("loss_days", count(row["loss_days"]))
        if others and pd.isna(row["rank"]):
            _figure("rank", MISSING)
        elif others:
            text = _("{rank} of {n}").format(rank=count(row["rank"]), n=others + 1)
            faster = _("faster than {share} of the others").format(
                share=percent_share(row["percentile"], 0)
            )
            _figure("rank", text, faster)


def series_check(verdicts: pd.DataFrame, *, derived: bool) -> None:
    """Say in one badge and one sentence how the two series relate (`reconcile`, one row)."""
    if derived:
        st.caption(_("New followers are derived: the daily net change of the total."))
        return
    for row in verdicts.to_dict("records"):
        sentence = verdict_sentence(row["verdict"], row["compared"], row["short"], row["late"])
        st.markdown(f"{verdict_badge(row['verdict'])} :gray[{sentence}]")


def _figure(key: str, value: str, below: str | None = None) -> None:
    st.metric(
        label_of(key),
        value,
        below,
        delta_color="off",
        delta_arrow="off",
        help=formula_of(key),
        width="content",
    )
