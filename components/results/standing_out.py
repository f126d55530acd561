"""What stands out: the findings, the days that need a human look, the common days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from components.session import state as session
from components.wording.findings import finding_text
from components.wording.i18n import _, n_
from components.wording.spikes import common_days_text, look_lines, rule_text
from services.growth.findings import Finding
from services.growth.insight import Insight
from services.growth.rules import SpikeRule

MOST_HIGHLIGHTED = 8
"""Creators that one finding highlights at most: more would be everybody again."""


def findings_list(found: Sequence[Finding], names: Mapping[str, str], first: int = 0) -> None:
    """Draw findings; the mark before each highlights whom it speaks of, in chart and table.

    The one that answers best stands above the picture; those from number `first` on follow below.
    """
    if not found:
        return
    several = len(names) > 1
    with st.container(gap="xxsmall", key=f"findings_{first}"):
        if first:
            st.markdown(f"**{_('What stands out')}**")
        for at, finding in enumerate(found, start=first):
            ids = list(finding.creator_ids[:MOST_HIGHLIGHTED]) if several else []
            _line(at, finding_text(finding, names), ids)


def _line(at: int, text: str, creator_ids: list[str]) -> None:
    with st.container(horizontal=True, wrap=False, gap="xsmall", vertical_alignment="center"):
        st.button(
            "",
            key=f"finding_{at}",
            type="tertiary",
            icon=":material/my_location:" if creator_ids else ":material/calendar_month:",
            help=_("Highlight in the chart") if creator_ids else None,
            disabled=not creator_ids,
            on_click=session.highlight,
            args=(creator_ids,),
        )
        st.markdown(text, width="stretch")


def common_days_note(common: pd.DataFrame) -> None:
    """Say on which days the whole list moved (`services.growth.shocks`), and offer to leave it out.

    Draws nothing where there was no such day.
    """
    if common.empty:
        return
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.caption(
            common_days_text(common),
            help=_(
                "A day counts as common when at least 60% of the list, and 4 creators, fell below "
                "their own usual day by 0.1% of their followers and by more than they usually "
                "vary, or 90% rose so, with at least 5 creators. It is then more likely the "
                "platform than one creator."
            ),
        )
        st.toggle(
            _("Take them out of the curves"),
            key=session.WITHOUT_COMMON,
            persist_state="session",
            help=_(
                "Each creator's curve is moved by what the median of the others did beyond its "
                "usual value on these days: an estimate for the eye. The table keeps the published "
                "numbers."
            ),
        )


def human_look(found: Insight, names: Mapping[str, str], rule: SpikeRule) -> None:
    """Draw one line for each spike and each too straight line, under the rule that found them."""
    lines = look_lines(found, names)
    if not lines:
        return
    text = n_("{n} thing needs a human look", "{n} things need a human look", len(lines))
    with st.expander(text.format(n=len(lines)), icon=":material/visibility:"):
        for line in lines:
            st.markdown(f"- {line}")
        st.caption(rule_text(rule))
