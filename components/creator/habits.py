"""A creator's habits: weekdays, best and worst days, streaks, tiers crossed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from babel.dates import get_day_names

from components.chart.figure import plot_config
from components.chart.palette import LineStyle, grid_color, muted_color, theme_base
from components.wording.formats import count, iso_day, signed_count
from components.wording.i18n import _, language, n_
from components.wording.names import creator_stem
from services.growth.habits import (
    LEAST_WEEKS,
    extreme_days,
    streaks,
    tier_crossings,
    weekdays,
)

_EXTREMES = 3


def weekday_pattern(held: pd.DataFrame, style: LineStyle) -> None:
    """Draw the median daily net change of each weekday over everything held, or why not."""
    st.subheader(_("Weekdays"))
    table = weekdays(held)
    if table.empty:
        text = n_(
            "Shown once every weekday was seen {n} time.",
            "Shown once every weekday was seen {n} times.",
            LEAST_WEEKS,
        )
        st.caption(text.format(n=LEAST_WEEKS))
        return
    text = _("Median daily net change of each weekday, over {n} days held.")
    st.caption(text.format(n=int(table["days"].sum())))
    figure = weekday_figure(table, style, theme_base())
    alt = _("Median daily net change by weekday")
    config = plot_config(creator_stem(held["creator_id"].iloc[0], "weekdays", held["day"].max()))
    st.plotly_chart(figure, config=config, key="weekdays", alt=alt)


def weekday_figure(table: pd.DataFrame, style: LineStyle, base: str) -> go.Figure:
    """Return the bars of `services.growth.habits.weekdays`."""
    names = get_day_names("abbreviated", "stand-alone", language())
    trace = {
        "type": "bar",
        "x": [names[day] for day in table["weekday"]],
        "y": table["median"].tolist(),
        "marker": {"color": style.color},
        "customdata": table["days"].tolist(),
        "hovertemplate": "%{y:+,.1f} (%{customdata})<extra></extra>",
    }
    layout = {
        "height": 220,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 32},
        "dragmode": False,
        "yaxis": {
            "automargin": True,
            "gridcolor": grid_color(base),
            "zerolinecolor": muted_color(base),
            "tickformat": "~s",
        },
    }
    return go.Figure({"data": [trace], "layout": layout})


def days_that_stand_out(held: pd.DataFrame, limits: Sequence[int]) -> None:
    """List the best and worst days, the longest streaks and the tiers crossed, of what is held."""
    lines = [*_extremes(held), *_streaks(held), *_crossings(held, limits)]
    if not lines:
        return
    st.subheader(_("Days that stand out"))
    for line in lines:
        st.markdown(f"- {line}")


def _extremes(held: pd.DataFrame) -> list[str]:
    best, worst = extreme_days(held, _EXTREMES)
    titles = (_("Best days: {days}"), _("Worst days: {days}"))
    return [
        title.format(
            days=", ".join(
                f"{iso_day(row['day'])} ({signed_count(row['daily_net_change'])})"
                for row in table.to_dict("records")
            )
        )
        for title, table in zip(titles, (best, worst), strict=True)
        if not table.empty
    ]


def _streaks(held: pd.DataFrame) -> list[str]:
    lines = []
    for row in streaks(held).to_dict("records"):
        days = int(row["days"])
        gaining = n_(
            "Longest run of gains: {n} day, {first} to {last} ({change})",
            "Longest run of gains: {n} days, {first} to {last} ({change})",
            days,
        )
        losing = n_(
            "Longest run of losses: {n} day, {first} to {last} ({change})",
            "Longest run of losses: {n} days, {first} to {last} ({change})",
            days,
        )
        text = gaining if row["sign"] > 0 else losing
        lines.append(
            text.format(
                n=days,
                first=iso_day(row["first_day"]),
                last=iso_day(row["last_day"]),
                change=signed_count(row["change"]),
            )
        )
    return lines


def _crossings(held: pd.DataFrame, limits: Sequence[int]) -> list[str]:
    up, down = _("Rose above {limit} on {day}"), _("Fell below {limit} on {day}")
    return [
        (up if row["upward"] else down).format(limit=count(row["limit"]), day=iso_day(row["day"]))
        for row in tier_crossings(held, limits).to_dict("records")
    ]
