"""The whole list on the campaign date."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from components.ranking.choices import campaign_date
from components.session.comparison import Comparison
from components.wording.formats import sentences
from components.wording.i18n import _
from components.wording.labels import refusal_text, remark_text
from services.growth.outlook import outlooks
from services.growth.rules import Rules

_MONEY = ("price_then", "price_then_low", "price_then_high")


def list_outlook(
    shown: Comparison, names: Mapping[str, str], prices: Mapping[str, float], rules: Rules
) -> None:
    """Draw the date and a row for each creator in `names`; `prices` in yuan, by id."""
    daily = shown.daily()
    target = campaign_date(daily["day"].max().date())
    key = ("outlook", target, rules, tuple(prices.items()))
    keep = shown.once if prices else shown.shared
    found = keep(key, lambda: outlooks(daily, target, rules.tiers, prices))
    table = worded_outlook(found[found["creator_id"].isin(names)], names)
    order = [name for name in table.columns if table[name].notna().any()]
    st.dataframe(
        table,
        hide_index=True,
        column_order=order,
        column_config=_column_config(),
        key="outlook",
        placeholder="—",
    )
    explained = _(
        "From all days held: the last total, gone on with at the median weekly change of the "
        "last eight or four weeks, in followers or in percent, whichever told that creator's "
        "past best. Each range is made of its own past errors and meant to hold 80% of the "
        "outcomes. Open a creator to see how such projections did on its past."
    )
    st.markdown(f":gray[{explained}]")


def worded_outlook(found: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return `services.growth.outlook.outlooks` with names, reasons and remarks in words.

    Those with a projection come first, the largest projected total at the top. `name` and `remark`
    are str; the latter is why there is none or how to read it, NA where nothing limits it.
    """
    ordered = found.sort_values("projected", ascending=False, na_position="last", kind="stable")
    table = ordered.reset_index(drop=True)
    refused = table["no_projection"].map(refusal_text, na_action="ignore").astype("str")
    said = table["remarks"].map(lambda remarks: sentences(map(remark_text, remarks)) or pd.NA)
    remark = refused.fillna(said.astype("str"))
    return table.assign(name=table["creator_id"].map(names), remark=remark)[
        [
            "name",
            "projected",
            "projected_low",
            "projected_high",
            *_MONEY,
            "threshold",
            "earliest",
            "latest",
            "remark",
        ]
    ]


def _column_config() -> dict[str, ColumnConfig]:
    number, date = st.column_config.NumberColumn, st.column_config.DateColumn
    return {
        "name": st.column_config.TextColumn(_("Creator"), pinned=True, width="medium"),
        "projected": number(_("Projected followers"), format="%,d"),
        "projected_low": number(_("At least"), format="%,d"),
        "projected_high": number(_("At most"), format="%,d"),
        "price_then": number(_("Price per 1 k followers then"), format="¥%,.2f"),
        "price_then_low": number(_("Price, at least"), format="¥%,.2f"),
        "price_then_high": number(_("Price, at most"), format="¥%,.2f"),
        "threshold": number(
            _("Next tier from"), format="%,d", help=_("Followers where the next tier begins")
        ),
        "earliest": date(_("Reached at the earliest"), format="YYYY-MM-DD"),
        "latest": date(
            _("Reached at the latest"),
            format="YYYY-MM-DD",
            help=_("Empty: perhaps not within as many days as are projected"),
        ),
        "remark": st.column_config.TextColumn(_("Remark"), width="large"),
    }
