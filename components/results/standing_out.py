"""What stands out: the findings, the days that need a human look, the common days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.app import on_a_phone
from components.session import state as session
from components.wording.findings import finding_text
from components.wording.formats import plain
from components.wording.i18n import _, n_
from components.wording.spikes import common_days_text, look_lines, rule_text
from services.growth.findings import Finding
from services.growth.insight import Insight
from services.growth.rules import SpikeRule
from services.text import short_name

MOST_HIGHLIGHTED = 8
"""Creators that one finding highlights at most: more would be everybody again."""

_CELLS = 24  # of a name in the sentence, which has two lines at most


def sentence(found: Sequence[Finding], names: Mapping[str, str]) -> None:
    """Draw the finding that answers best; all of them behind it, each to highlight in the chart."""
    phone = on_a_phone()  # beside the sentence there is no room: the others stand under it
    with st.container(horizontal=True, vertical_alignment="center", wrap=phone, key="sentence"):
        if not found:
            st.markdown(_("Nothing stands out in these days."), width="content")
            return
        said = finding_text(found[0], names, write=lambda name: plain(short_name(name, _CELLS)))
        st.markdown(f"**{said}**", width="content")
        label = n_("{n} finding", "{n} findings", len(found)).format(n=len(found))
        with st.popover(label, icon=":material/format_list_bulleted:", key="findings"):
            if len(names) > 1:
                st.markdown(f":gray[{_('Tick a finding to highlight whom it speaks of.')}]")
            for at, finding in enumerate(found):
                _finding(at, finding, names)


def _finding(at: int, finding: Finding, names: Mapping[str, str]) -> None:
    """Draw one finding; ticked, whom it speaks of stand out in chart and ranking."""
    text, ids = finding_text(finding, names), list(finding.creator_ids[:MOST_HIGHLIGHTED])
    if not ids or len(names) < 2:
        st.markdown(text)
        return
    key = f"finding_{at}"
    st.session_state[key] = set(session.highlighted()) == set(ids)
    st.checkbox(text, key=key, on_change=_toggle, args=(key, ids))


def _toggle(key: str, ids: Sequence[str]) -> None:
    session.highlight(ids if st.session_state[key] else [])


def common_days_toggle(common: pd.DataFrame) -> None:
    """Offer to take the days on which the whole list moved (`services.growth.shocks`) out.

    Draws nothing where there was no such day.
    """
    if common.empty:
        return
    st.toggle(
        _("Take common days out of the curves"),
        key=session.WITHOUT_COMMON,
        persist_state="session",
        help=_(
            "Each creator's curve is moved by what the median of the others did beyond its "
            "usual value on these days: an estimate for the eye. The table keeps the published "
            "numbers."
        ),
    )


def common_days_note(common: pd.DataFrame) -> None:
    """Say on which days the whole list moved (`services.growth.shocks`), if on any."""
    if common.empty:
        return
    st.markdown(
        common_days_text(common),
        help=_(
            "A day counts as common when at least 60% of the list, and 4 creators, fell below "
            "their own usual day by 0.1% of their followers and by more than they usually "
            "vary, or 90% rose so, with at least 5 creators. It is then more likely the "
            "platform than one creator."
        ),
    )


def human_look(found: Insight, names: Mapping[str, str], rule: SpikeRule) -> None:
    """Draw one line for each spike and each too straight line, and the rule that found them."""
    common_days_note(found.common)
    lines = look_lines(found, names)
    for line in lines:
        st.markdown(f"- {line}")
    if not lines:
        st.markdown(_("No day in this window stands out."))
    st.markdown(f":gray[{rule_text(rule)}]")
