"""A creator's habits: weekdays, best and worst days, streaks, tiers crossed."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from babel.dates import get_day_names

from components.chart.figure import plot_config
from components.chart.palette import LineStyle, grid_color, muted_color, theme_base
from components.chart.ticks import even_ticks
from components.wording.formats import (
    a_day,
    count,
    iso_day,
    listed,
    signed_compact,
    signed_count,
)
from components.wording.i18n import _, language, n_
from components.wording.names import creator_stem
from components.wording.source import held_text
from services.growth.habits import (
    LEAST_WEEKS,
    extreme_days,
    streaks,
    tier_crossings,
    weekdays,
)

_EXTREMES, _TICKS = 3, 5


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
    st.markdown(f":gray[{held_text(held)}]")
    st.caption(_("Median daily net change of each weekday, in followers."))
    figure = weekday_figure(table, style, theme_base())
    alt = _("Median daily net change by weekday")
    config = plot_config(creator_stem(held["creator_id"].iloc[0], "weekdays", held["day"].max()))
    st.plotly_chart(figure, config=config, key="weekdays", alt=alt)


def weekday_figure(table: pd.DataFrame, style: LineStyle, base: str) -> go.Figure:
    """Return the bars of `services.growth.habits.weekdays`."""
    names = get_day_names("abbreviated", "stand-alone", language())
    medians = table["median"].tolist()
    ticks = even_ticks(min(*medians, 0.0), max(*medians, 0.0), _TICKS)
    trace = {
        "type": "bar",
        "x": [names[day] for day in table["weekday"]],
        "y": medians,
        "marker": {"color": style.color},
        "customdata": [_hover(*row) for row in zip(medians, table["days"].tolist(), strict=True)],
        "hovertemplate": "%{customdata}<extra></extra>",
    }
    layout = {
        "height": 220,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 32},
        "dragmode": False,
        "yaxis": {
            "automargin": True,
            "gridcolor": grid_color(base),
            "zerolinecolor": muted_color(base),
            "tickvals": ticks,
            "ticktext": [signed_compact(tick) for tick in ticks],
        },
    }
    return go.Figure({"data": [trace], "layout": layout})


def _hover(median: float, days: int) -> str:
    text = n_("{change}, median of {n} day", "{change}, median of {n} days", days)
    return text.format(change=a_day(median), n=days)


def days_that_stand_out(held: pd.DataFrame, limits: Sequence[int]) -> None:
    """List the best and worst days, the longest streaks and the tiers crossed, of what is held."""
    lines = [*_extremes(held), *_streaks(held), *_crossings(held, limits)]
    if not lines:
        return
    st.subheader(_("Days that stand out"))
    st.markdown(f":gray[{held_text(held)}]")
    for line in lines:
        st.markdown(f"- {line}")


def _extremes(held: pd.DataFrame) -> list[str]:
    best, worst = extreme_days(held, _EXTREMES)
    text = _("{day} ({change})")
    titles = (_("Best days, in followers: {days}"), _("Worst days, in followers: {days}"))
    return [
        title.format(
            days=listed(
                text.format(day=iso_day(row["day"]), change=signed_count(row["daily_net_change"]))
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
            "Longest run of gains: {n} day, {first} to {last} ({change} followers)",
            "Longest run of gains: {n} days, {first} to {last} ({change} followers)",
            days,
        )
        losing = n_(
            "Longest run of losses: {n} day, {first} to {last} ({change} followers)",
            "Longest run of losses: {n} days, {first} to {last} ({change} followers)",
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
    up = _("Rose above {limit} followers on {day}")
    down = _("Fell below {limit} followers on {day}")
    return [
        (up if row["upward"] else down).format(limit=count(row["limit"]), day=iso_day(row["day"]))
        for row in tier_crossings(held, limits).to_dict("records")
    ]
