"""The numbers as they came, day by day, and as a file."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from components.wording.i18n import _, n_
from services.exports.csv_table import to_csv
from services.growth.daily import complete_days, daily_net_change
from services.growth.reconciliation import unfollows


def day_table(daily: pd.DataFrame) -> pd.DataFrame:
    """Return one creator's days, the newest first.

    Columns `day` (datetime64[us], China date), `total_followers`, `new_followers`,
    `daily_net_change` and, where it is known, `unfollows` (Int64, followers; NA without data).
    """
    full = complete_days(daily)
    table = full.assign(daily_net_change=daily_net_change(full)["daily_net_change"])
    left = unfollows(daily)
    if not left.empty:
        table = table.merge(left, on=["creator_id", "day"], how="left")
    return table.drop(columns="creator_id").iloc[::-1].reset_index(drop=True)


def daily_table(daily: pd.DataFrame, creator_id: str) -> None:
    """Draw the table and its download."""
    table = day_table(daily)
    labels = {
        "day": _("Day (China date)"),
        "total_followers": _("Total followers"),
        "new_followers": _("New followers"),
        "daily_net_change": _("Daily net change"),
        "unfollows": _("Unfollows (implied)"),
    }
    title = n_("All numbers of {n} day", "All numbers of these {n} days", len(table))
    with st.expander(title.format(n=len(table)), icon=":material/table_rows:"):
        number = st.column_config.NumberColumn
        st.dataframe(
            table,
            hide_index=True,
            placeholder="—",
            key="creator_days_table",
            column_config={
                "day": st.column_config.DateColumn(labels["day"], format="YYYY-MM-DD"),
                **{
                    key: number(label, format="%+,d" if key == "daily_net_change" else "%,d")
                    for key, label in labels.items()
                    if key != "day"
                },
            },
        )
        st.download_button(
            _("Download the days (CSV)"),
            data=lambda: to_csv(table.rename(columns=labels)),
            file_name=f"kol-growth-{creator_id}.csv",
            mime="text/csv",
            on_click="ignore",
            icon=":material/download:",
            key="download_days",
        )
