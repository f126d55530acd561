"""The owner's money in words and figures: what is left, what a call and a list cost."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from components.wording.formats import china_clock, money
from components.wording.i18n import _, n_
from services.archive.statistics import ListSpent
from services.history.history import History
from services.history.purse import NOTHING_KNOWN, Funds
from services.settings.settings import Settings

_BY_DAY = {
    "barmode": "stack",
    "height": 220,
    "margin": {"l": 8, "r": 8, "t": 8, "b": 8},
    "dragmode": False,
    "xaxis": {"type": "category", "automargin": True, "fixedrange": True},
    "yaxis": {"automargin": True, "fixedrange": True, "rangemode": "tozero"},
    "legend": {"orientation": "h", "yanchor": "bottom", "y": 1},
}


def balance(funds: Funds) -> bool:
    """Draw what is known of the money; return whether the balance was asked for."""
    st.subheader(_("Money"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _left(funds)
        _price(funds)
        return st.button(
            _("Ask for the balance"),
            key="ask_balance",
            help=_(
                "Asks the vendor, which charges nothing for it as far as is known; once in ten "
                "minutes at most. From then on each paid click asks anew when it is through."
            ),
        )


def _left(funds: Funds) -> None:
    if funds.balance is None or funds.told_at is None:
        st.metric(_("Balance"), _("not known yet"), width="content")
        return
    told = money(funds.balance.amount, funds.currency)
    at = _("{amount} at {time} (China time)").format(amount=told, time=china_clock(funds.told_at))
    if funds.left is None or not funds.since:
        st.metric(_("Balance"), told, width="content", help=at)
        return
    about = _("about {amount}").format(amount=money(funds.left, funds.currency))
    text = n_("{told}, and {n} call since then", "{told}, and {n} calls since then", funds.since)
    st.metric(_("Balance"), about, width="content", help=text.format(told=at, n=funds.since))


def _price(funds: Funds) -> None:
    label = _("Price of a call")
    if funds.price is None:
        st.metric(label, _("not known yet"), width="content", help=_price_help())
    elif funds.rests_on is None:
        text = _("As the owner says: CALL_PRICE.")
        st.metric(label, money(funds.price, funds.currency), width="content", help=text)
    else:
        about = _("about {amount}").format(amount=money(funds.price, funds.currency))
        below = n_("from {n} call", "from {n} calls", funds.rests_on).format(n=funds.rests_on)
        how = _price_help()
        st.metric(
            label, about, below, width="content", delta_color="off", delta_arrow="off", help=how
        )


def _price_help() -> str:
    return _(
        "Published nowhere. It follows from two balances with charged calls, and nothing doubtful, "
        "between them; or the owner sets CALL_PRICE."
    )


def spent_text(calls: int, funds: Funds) -> str:
    """Return what so many calls cost, "" where that is not known."""
    cost = funds.cost(calls)
    if cost is None or funds.price is None:
        return ""
    return _("about {amount}").format(amount=money(cost, funds.currency))


def shortfall(calls: int, history: History, settings: Settings) -> None:
    """Say beside a button that the money will not do for its click, where that is foreseen."""
    funds = NOTHING_KNOWN if settings.sandbox or not calls else history.purse.funds()
    left, cost = funds.left, funds.cost(calls)
    if not funds.falls_short(calls) or left is None or cost is None:
        return
    text = _("About {left} left, this click about {cost}: the vendor will stop before its end.")
    amounts = {"left": money(left, funds.currency), "cost": money(cost, funds.currency)}
    st.warning(text.format(**amounts))


def by_day(days: pd.DataFrame, *, free: bool) -> None:
    """Draw the calls of each day (`services.archive.statistics.spent_by_day`), `free` in a demo."""
    if not days[["charged", "unknown"]].to_numpy().any():
        return
    st.subheader(_("Calls a day"))
    # As text: as days, they would be labelled in English whatever the reader speaks.
    shown = [f"{day:%m-%d}" for day in days["day"]]
    paid = _("Simulated calls") if free else _("Charged")
    bars = [
        {"type": "bar", "name": name, "x": shown, "y": days[key].tolist(), "hoverinfo": "x+y+name"}
        for key, name in (("charged", paid), ("unknown", _("Unknown")))
    ]
    figure = go.Figure({"data": bars, "layout": _BY_DAY})
    quiet = {"displayModeBar": False, "doubleClick": False}
    st.plotly_chart(figure, key="calls_by_day", config=quiet, alt=_("Calls a day"))


def by_list(lists: Sequence[ListSpent], series: int, funds: Funds) -> None:
    """Draw what each saved list has cost this month, and costs a day to keep fresh: `series` calls
    a creator.
    """
    if not lists:
        return
    st.subheader(_("By saved list"))
    daily = [one.creators * series for one in lists]
    columns = {
        _("List"): [one.name for one in lists],
        _("Creators"): [one.creators for one in lists],
        _("Calls this month"): [one.calls for one in lists],
        _("Spent this month"): [spent_text(one.calls, funds) for one in lists],
        _("Calls a day to keep it fresh"): daily,
        _("Money a day"): [spent_text(calls, funds) for calls in daily],
    }
    table = pd.DataFrame(columns)
    known = table.drop(columns=[name for name in table if not table[name].astype(bool).any()])
    st.dataframe(known, hide_index=True, key="spent_by_list")
    st.caption(_("A creator of two lists counts in both."))
