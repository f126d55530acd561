"""Where a creator may stand on the campaign date, with what that is worth."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.ranking.choices import campaign_date
from components.wording.formats import MISSING, a_day, count, iso_day, percent_share
from components.wording.i18n import _, n_
from components.wording.labels import refusal_text, remark_text
from components.wording.source import held_text
from services.growth.backtest import Backtest
from services.growth.crossing import Crossing, crossing
from services.growth.projection import Projection, price_range, project
from services.growth.trend import Pace


def outlook(
    held: pd.DataFrame, limits: Sequence[int], price: float | None = None, kind: str = ""
) -> None:
    """Draw the choice of a campaign date and what can honestly be said about it.

    `held` is everything held of one creator, `limits` are where tiers begin; `price` is in yuan,
    `kind` names for what.
    """
    st.subheader(_("Looking ahead"))
    st.markdown(f":gray[{held_text(held)}]")
    target = campaign_date(held["day"].max().date())
    found = project(held, target)
    if not isinstance(found, Projection):
        st.markdown(refusal_text(found))
        return
    with st.container(horizontal=True, gap="medium"):
        _figures(found)
        if price is not None:
            _price(price, kind, found)
    for remark in found.remarks:
        st.markdown(remark_text(remark))
    ahead = crossing(held, limits)
    if isinstance(ahead, Crossing):
        st.markdown(crossing_text(ahead))
    st.caption(backtest_text(found.backtest))


def _figures(found: Projection) -> None:
    between = _("{low} to {high}")
    share = percent_share(found.backtest.nominal, 0)
    st.metric(
        _("Projected followers"),
        count(found.projected),
        between.format(low=count(found.low), high=count(found.high)),
        delta_color="off",
        delta_arrow="off",
        width="content",
        help=_(
            "The last total, gone on with at the pace beside it for the days ahead. The range "
            "is made of this creator's own past errors and meant to hold {share} of the "
            "outcomes."
        ).format(share=share),
    )
    st.metric(
        _("Pace"),
        a_day(found.daily),
        width="content",
        help=pace_text(found.pace),
    )


def _price(price: float, kind: str, found: Projection) -> None:
    at, label = price_range(price, found), _("Price per 1 k followers then")
    low, high = (f"¥{value:,.2f}" if value else MISSING for value in (at.lowest, at.highest))
    st.metric(
        f"{label} · {kind}" if kind else label,
        f"¥{at.expected:,.2f}" if at.expected else MISSING,
        _("{low} to {high}").format(low=low, high=high),
        delta_color="off",
        delta_arrow="off",
        width="content",
        help=_("Price / projected followers × 1000, and the same at the ends of the range."),
    )


def pace_text(pace: Pace) -> str:
    """Return what a pace is, as a sentence."""
    if pace.compounding:
        text = _(
            "The median weekly change of the last {weeks} weeks, in percent of the total, as a "
            "daily one. Eight and four weeks, in followers and in percent, were tried on this "
            "creator's past; this one came closest."
        )
    else:
        text = _(
            "The median weekly change of the last {weeks} weeks, in followers, divided by 7. Eight "
            "and four weeks, in followers and in percent, were tried on this creator's past; this "
            "one came closest."
        )
    return text.format(weeks=pace.weeks)


def crossing_text(ahead: Crossing) -> str:
    """Return when the next tier may be reached, as a range of days."""
    limit, first = count(ahead.threshold), iso_day(ahead.earliest)
    if ahead.latest is None:
        text = _("{limit} followers: {first} at the earliest, perhaps not within {n} days.")
        return text.format(limit=limit, first=first, n=ahead.within)
    text = _("{limit} followers: between {first} and {last}.")
    return text.format(limit=limit, first=first, last=iso_day(ahead.latest))


def backtest_text(backtest: Backtest) -> str:
    """Return how far off such a projection was in the past, against "no change"."""
    text = n_(
        "Tried on the past: of {tried} projections {n} day ahead, half were off by less than "
        "{error} followers ({rate}); “no change” by {other} ({other_rate}).",
        "Tried on the past: of {tried} projections {n} days ahead, half were off by less than "
        "{error} followers ({rate}); “no change” by {other} ({other_rate}).",
        backtest.horizon,
    )
    return text.format(
        tried=backtest.tried,
        n=backtest.horizon,
        error=count(backtest.median_error),
        rate=percent_share(backtest.median_error_rate, 2),
        other=count(backtest.no_change_error),
        other_rate=percent_share(backtest.no_change_error_rate, 2),
    )
