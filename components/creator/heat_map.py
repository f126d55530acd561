"""A calendar of a creator's days: what each brought or cost, week by week."""

from __future__ import annotations

from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from babel.dates import get_day_names

from components.chart.figure import plot_config
from components.chart.palette import diverging_colors, text_color, theme_base
from components.chart.ticks import even_ticks
from components.wording.formats import short_day, signed_compact, signed_count
from components.wording.i18n import _, language
from components.wording.names import creator_stem
from components.wording.source import held_text
from services.growth.daily import daily_net_change

_MOST_WEEKS = 53
_CLIPPED = 0.95
_TICKS, _COLOUR_TICKS = 8, 5


def heat_map(held: pd.DataFrame) -> None:
    """Draw the daily net change of one creator, one column a week, over the last year held."""
    changes = daily_net_change(held).dropna()
    if changes.empty:
        return
    st.subheader(_("Day by day"))
    st.markdown(f":gray[{held_text(held)}]")
    st.caption(
        _(
            "Daily net change, F_t − F_(t−1), in followers, of the last {weeks} weeks at most. The "
            "colour is full at the size that 95% of the days stay below, so that one burst does "
            "not wash out the rest."
        ).format(weeks=_MOST_WEEKS)
    )
    figure = heat_map_figure(changes, theme_base())
    alt = _("Calendar of the daily net change, one column a week")
    config = plot_config(creator_stem(held["creator_id"].iloc[0], "heat-map", held["day"].max()))
    st.plotly_chart(figure, config=config, key="heat_map", alt=alt)


def heat_map_figure(changes: pd.DataFrame, base: str) -> go.Figure:
    """Return the calendar of `changes` (`services.growth.daily_net_change` of one creator)."""
    weeks = weeks_of(changes)
    drawn = changes.loc[changes["day"] >= pd.Timestamp(next(iter(weeks))), "daily_net_change"]
    size = float(drawn.abs().quantile(_CLIPPED)) or 1.0
    ticks = even_ticks(-size, size, _COLOUR_TICKS)
    loss, middle, gain = diverging_colors(base)
    names = get_day_names("abbreviated", "stand-alone", language())
    labelled = list(weeks)[:: -(-len(weeks) // _TICKS)]
    trace = {
        "type": "heatmap",
        "x": [f"{monday:%Y-%m-%d}" for monday in weeks],
        "y": [names[day] for day in range(7)],
        "z": [[week[day][1] for week in weeks.values()] for day in range(7)],
        "customdata": [[_hover(*week[day]) for week in weeks.values()] for day in range(7)],
        "hovertemplate": "%{customdata}<extra></extra>",
        "colorscale": [[0, loss], [0.5, middle], [1, gain]],
        "zmin": -size,
        "zmax": size,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": False,
        "colorbar": {
            "thickness": 10,
            "len": 1.0,
            "tickvals": ticks,
            "ticktext": [signed_compact(tick) for tick in ticks],
        },
    }
    layout = {
        "height": 250,
        "margin": {"l": 8, "r": 8, "t": 8, "b": 36},
        "dragmode": False,
        "yaxis": {"autorange": "reversed", "automargin": True, "showgrid": False},
        "xaxis": {
            "type": "date",
            "tickvals": [f"{monday:%Y-%m-%d}" for monday in labelled],
            "ticktext": [short_day(monday) for monday in labelled],
            "showgrid": False,
        },
        "hoverlabel": {"font": {"color": text_color(base)}},
    }
    return go.Figure({"data": [trace], "layout": layout})


def _hover(day: str, change: int | None) -> str:
    return _("{day} · {change} followers").format(day=day, change=signed_count(change))


def weeks_of(changes: pd.DataFrame) -> dict[date, list[tuple[str, int | None]]]:
    """Return the last weeks by their Monday: for each weekday its date (ISO) and change, if any."""
    days = changes["day"].dt.date
    by_day = dict(zip(days, changes["daily_net_change"].astype(int), strict=True))
    last = max(by_day) - timedelta(days=max(by_day).weekday())
    first = max(
        min(by_day) - timedelta(days=min(by_day).weekday()),
        last - timedelta(weeks=_MOST_WEEKS - 1),
    )
    count = (last - first).days // 7 + 1
    mondays = [first + timedelta(weeks=week) for week in range(count)]
    return {
        monday: [
            (f"{day:%Y-%m-%d}", by_day.get(day))
            for day in (monday + timedelta(days=n) for n in range(7))
        ]
        for monday in mondays
    }
