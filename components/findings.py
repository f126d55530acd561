"""What could be read out: a few sentences, each made of numbers that stand on the page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components import session
from components.finding_text import finding_text
from components.i18n import _
from services.growth.findings import Finding

MOST_HIGHLIGHTED = 8
"""Creators that one finding highlights at most: more would be everybody again."""


def findings_list(found: Sequence[Finding], names: Mapping[str, str]) -> None:
    """Draw the findings; the mark before each highlights whom it speaks of, in chart and table."""
    if not found:
        return
    several = len(names) > 1
    with st.container(gap="xxsmall", key="findings"):
        st.markdown(f"**{_('What stands out')}**")
        for at, finding in enumerate(found):
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
