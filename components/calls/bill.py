"""What calls cost and brought: spent, left, saved, call by call, and how fast they are."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from components.calls.money import spent_text
from components.wording.formats import count, iso_day, percent_share, seconds
from components.wording.i18n import _, n_
from services.api.answers import Charged, Kind
from services.api.reasons import REASONS
from services.api.series import Metric
from services.archive.statistics import Durations, Spent
from services.china_time import CHINA
from services.endpoints import EndpointChoice
from services.exports.csv_table import to_csv
from services.history.purse import NOTHING_KNOWN, Funds
from services.messages import N_
from services.settings.settings import Settings


def spending(today: Spent, month: Spent, limit: int | None, funds: Funds = NOTHING_KNOWN) -> None:
    """Draw the bill: `limit` is today's budget in calls, None where nothing is limited."""
    left, right = st.columns(2)
    with left:
        _span(_("Today (China date)"), today, funds, free=limit is None)
        _budget(today, limit)
    with right:
        _span(_("This month (China date)"), month, funds, free=limit is None)


def _span(title: str, spent: Spent, funds: Funds, *, free: bool) -> None:
    """Draw one span, in money too where its price is known.

    What demo data answer (`free`) is no paid call, whatever the ledger says.
    """
    with st.container(border=True):
        st.markdown(f"**{title}**")
        with st.container(horizontal=True):
            if free:
                _simulated(spent)
            else:
                cost = spent_text(spent.charged, funds) or None
                st.metric(
                    _("Paid calls"),
                    count(spent.charged),
                    cost,
                    width="content",
                    delta_color="off",
                    delta_arrow="off",
                )
            st.metric(
                _("Served from the archive"),
                count(spent.served),
                width="content",
                help=_("Series that a click got without a call, because they were archived."),
            )
            if not free:
                _unpaid(spent)


def _simulated(spent: Spent) -> None:
    st.metric(
        _("Simulated calls"),
        count(spent.counted + spent.not_charged),
        width="content",
        help=_("Answered by this program itself. Nobody was asked, and nothing was paid."),
    )


def _unpaid(spent: Spent) -> None:
    st.metric(_("Not charged"), count(spent.not_charged), width="content")
    st.metric(
        _("Unknown"),
        count(spent.unknown + spent.under_way),
        width="content",
        help=_(
            "Sent, and then no usable answer, or none yet. They may have been charged, and "
            "count as spent."
        ),
    )


def _budget(today: Spent, limit: int | None) -> None:
    if limit is None:
        st.caption(_("Demo data: calls cost nothing, so there is no budget."))
        return
    left = max(0, limit - today.counted)
    share = min(1.0, today.counted / limit) if limit else 1.0
    text = n_("{left} of {n} call left today", "{left} of {n} calls left today", limit)
    st.progress(share, text.format(left=left, n=limit))
    if not left:
        st.warning(_("Today's budget is used up. The app shows what the archive has."))


def call_log(calls: pd.DataFrame, *, free: bool = False) -> None:
    """Draw the calls (`services.archive.statistics.recent_calls`) with their times in China.

    Where calls are `free`, as those of demo data are, nothing is said of charges.
    """
    st.subheader(_("The last calls"))
    if calls.empty:
        st.caption(_("No call was made yet."))
        return
    in_china = calls["fetched_at"].dt.tz_convert(CHINA).dt.tz_localize(None).dt.floor("s")
    told = calls.drop(columns="charged") if free else calls
    words = {name: told[name].map(_worded) for name in _IN_WORDS if name in told}
    shown = told.assign(fetched_at=in_china, **words).rename(columns=_labels())
    st.dataframe(shown, hide_index=True, key="call_log")
    st.download_button(
        _("Download the calls (CSV)"),
        data=lambda: to_csv(shown),
        file_name="kol-growth-calls.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download_calls",
    )


_IN_WORDS = ("series", "outcome", "charged")

_WORDS = {
    Metric.TOTAL.value: N_("Total followers"),
    Metric.NEW.value: N_("New followers"),
    Metric.PROFILE.value: N_("Name"),
    Kind.OK.value: N_("Answered"),
    **{kind.value: reason for kind, reason in REASONS.items()},
    Charged.YES.value: N_("Yes"),
    Charged.NO.value: N_("Not charged"),
    Charged.UNKNOWN.value: N_("Unknown"),
}


def _worded(value: str) -> str:
    return _(_WORDS[value]) if value in _WORDS else value


def _labels() -> dict[str, str]:
    return {
        "fetched_at": _("Time (China)"),
        "creator_id": _("Creator id"),
        "alias": _("Creator"),
        "series": _("Series"),
        "environment": _("Environment"),
        "endpoint": _("Endpoint"),
        "outcome": _("Outcome"),
        "code": _("Code"),
        "http_status": _("HTTP status"),
        "charged": _("Charged"),
        "seconds": _("Seconds"),
        "request_id": _("Request id"),
    }


_ENOUGH_CALLS = 20

_CLEARLY = 0.8


def environments(found: Sequence[Durations], settings: Settings) -> None:
    """Draw the measured durations of real calls, and a plain recommendation."""
    st.subheader(_("Environments"))
    if not found:
        st.caption(_("No call was made yet, so nothing is measured."))
    for one in found:
        with st.container(border=True):
            st.markdown(f"**{one.environment}**")
            text = _("{calls} calls · median {median} · 95 % within {p95} · broken {failures}")
            st.markdown(
                text.format(
                    calls=one.calls,
                    median=seconds(one.median),
                    p95=seconds(one.p95),
                    failures=percent_share(one.failures),
                )
            )
    st.markdown(recommendation(found, settings.environment))
    if "prod-cn" in {settings.environment, *(one.environment for one in found)}:
        st.warning(
            _("prod-cn is plain HTTP: the token travels unencrypted and can be read on the way.")
        )


def recommendation(found: Sequence[Durations], current: str) -> str:
    """Return which environment to use, from the full durations of real calls.

    Another one is recommended only where both have enough calls and it is clearly faster (median
    below 80 %) without breaking more often; the slowest is one where every call broke.
    """
    if current == "sandbox":
        return _("Demo data needs no environment.")
    known = {one.environment: one for one in found if one.calls >= _ENOUGH_CALLS}
    if current not in known:
        text = _("Too few calls were measured here for a recommendation: {n} are needed.")
        return text.format(n=_ENOUGH_CALLS)
    here = known[current]
    better = [one for one in known.values() if _is_better(one, here)]
    if better:
        best = min(better, key=lambda one: one.median)
        text = (
            _("Recommendation: switch to {name}; here every call broke.")
            if math.isnan(here.median)
            else _("Recommendation: switch to {name}, which is clearly faster.")
        )
        return text.format(name=best.environment)
    if len(known) == 1:
        return _(
            "Recommendation: stay with {name}. No other environment was measured; to compare, run "
            "with it for a day."
        ).format(name=current)
    return _("Recommendation: stay with {name}.").format(name=current)


def _is_better(other: Durations, here: Durations) -> bool:
    if math.isnan(other.median):  # every call broke
        return False
    faster = math.isnan(here.median) or other.median < _CLEARLY * here.median
    return faster and other.failures <= here.failures


def endpoint_line(endpoint: EndpointChoice) -> None:
    """Say which endpoint is in use, and when and why it was switched."""
    st.subheader(_("Endpoint"))
    if endpoint.switched_at is None:
        st.markdown(_("In use: {name}.").format(name=endpoint.current.name))
        return
    text = _("In use: {name}, since {day}, because the vendor removed the legacy endpoint.")
    st.markdown(text.format(name=endpoint.current.name, day=iso_day(endpoint.switched_at.date())))
