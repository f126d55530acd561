"""How fast and how reliable each environment is, and which one to use."""

from __future__ import annotations

import math
from collections.abc import Sequence

import streamlit as st

from components.formats import iso_day, percent_share, seconds
from components.i18n import _
from services.api.profiles import EndpointChoice
from services.archive.statistics import Durations
from services.settings import Settings

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
