"""Everything that is drawn of one creator, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from components.chart.controls import days_control
from components.chart.palette import LineStyle
from components.chart.section import picture_of
from components.creator.curves import against_list, creator_curves
from components.creator.daily_table import daily_table
from components.creator.habits import days_that_stand_out, weekday_pattern
from components.creator.header import key_figures, series_check
from components.creator.heat_map import heat_map
from components.creator.outlook import outlook
from components.notes import compared_line, demo_badge, source_badge
from components.ranking.choices import kind_name, price_control, sheet_of
from components.session import state as session
from components.session.address import screen_of
from components.session.comparison import Comparison
from components.wording.formats import plain
from components.wording.i18n import _
from components.wording.spikes import look_lines, rule_text
from services.growth.insight import Insight, insight
from services.growth.ranking import ranking
from services.growth.rules import Rules, SpikeRule
from services.screen.screen import Choices
from services.settings.settings import Settings
from services.shortlist.pages import marketplace_page, profile_page


def portrait(
    shown: Comparison, creator_id: str, names: Mapping[str, str], settings: Settings
) -> None:
    """Draw one creator of `shown`; its name alone where no series is held."""
    rules, shown = settings.rules, shown.now()
    _who(creator_id, names[creator_id])
    daily = shown.daily()
    held = daily[daily["creator_id"] == creator_id].reset_index(drop=True)
    if held.empty:
        demo_badge(settings)
        return
    span = (held["day"].max() - held["day"].min()).days + 1
    line = st.container(horizontal=True, vertical_alignment="center")
    with line:
        days = days_control(max(span, Choices().days), key=session.CREATOR_DAYS)
    found = shown.insight(days, rules)
    own = found.of(creator_id)
    if own.daily.empty:  # none of its days are among those compared: it is shown by itself
        found = own = shown.shared(
            ("own", creator_id, days, rules), lambda: insight(held, days, rules)
        )
    with line:
        source_badge(own, settings, shown.as_of)
    compared_line(own, shown.as_of)
    creators = session.introduced(shown)
    sheet = sheet_of(creators)
    _standing(ranking(found, list(names), sheet), creator_id)
    series_check(own.verdicts, derived=shown.histories()[creator_id].derived)
    styles = _styles(shown, names, settings)
    creator_curves(own, names[creator_id], styles[creator_id], settings)
    against_list(found, creator_id, names, styles, settings)
    creator_bursts(own, creator_id, names[creator_id], rules.spike)
    price_control(creators)
    price, kind = sheet.prices.get(creator_id), sheet.kinds.get(creator_id, "other")
    outlook(held, rules.tiers, price, kind_name(kind))
    _habits(held, styles[creator_id], rules)
    daily_table(own.daily, creator_id)


def _standing(ranked: pd.DataFrame, creator_id: str) -> None:
    """Draw the creator's row of the ranking, with its rank among the others."""
    is_own = ranked["creator_id"] == creator_id
    (row,) = ranked[is_own].to_dict("records")
    key_figures(row, int(ranked.loc[~is_own, "rank"].notna().sum()))


def _habits(held: pd.DataFrame, style: LineStyle, rules: Rules) -> None:
    """Draw what all days held say of weekdays and of days that stand out."""
    heat_map(held)
    left, right = st.columns(2)
    with left:
        weekday_pattern(held, style)
    with right:
        days_that_stand_out(held, rules.tiers)


def _who(creator_id: str, name: str) -> None:
    """Draw the name, the id, and the way to the creator's pages elsewhere, in one line."""
    marketplace = f"[{_('Marketplace page')}]({marketplace_page(creator_id)})"
    profile = f"[{_('Profile page')}]({profile_page(creator_id)})"
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(plain(name), width="content")
        st.caption(creator_id, width="content")
        st.markdown(f"{marketplace} · {profile}", width="content")


def _styles(
    shown: Comparison, names: Mapping[str, str], settings: Settings
) -> Mapping[str, LineStyle]:
    """Return the colours that the creators have in the picture of the list."""
    screen = screen_of(shown, session.choices(len(names)))
    found = shown.insight(screen.choices.days, settings.rules)
    return picture_of(shown, found, names, screen, settings).styles


def creator_bursts(own: Insight, creator_id: str, name: str, rule: SpikeRule) -> None:
    """List the spikes and too straight lines of the window, or say that there are none."""
    st.subheader(_("Needs a human look"))
    lines = look_lines(own, {creator_id: name})
    for line in lines:
        st.markdown(f"- {line}")
    if not lines:
        st.markdown(_("No day in this window stands out."))
    st.caption(rule_text(rule))
