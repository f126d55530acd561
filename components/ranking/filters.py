"""Who of the list is looked at: the choice, and what it leaves of the ranking."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import pandas as pd
import streamlit as st

from components.session import state as session
from components.wording.formats import plain
from components.wording.i18n import _
from components.wording.labels import DECISIONS, decision_name, growth_name, kept_text, tier_name
from services.growth.verdict import Growth
from services.screen.filters import TIERS, WORDS_LENGTH, Filters
from services.shortlist.creator import Creator

T = TypeVar("T")


def kept_rows(
    ranked: pd.DataFrame, names: Mapping[str, str], creators: Sequence[Creator], filters: Filters
) -> pd.DataFrame:
    """Return the rows of `services.growth.ranking` that `filters` keep, in their order."""
    if filters == Filters():
        return ranked
    known = {who.creator_id: who for who in creators}
    values = zip(ranked["creator_id"], ranked["growth"], ranked["tier"], strict=True)
    kept = [
        filters.keeps(
            known.get(key, Creator(key)),
            names[key],
            None if pd.isna(growth) else growth,
            None if pd.isna(tier) else int(tier),
        )
        for key, growth, tier in values
    ]
    return ranked[kept].reset_index(drop=True)


def filter_control(ranked: pd.DataFrame, creators: Sequence[Creator], kept: int) -> None:
    """Draw how many of the list are `kept`, and behind that the choice.

    Offered is what `ranked`, the whole ranking, has several of.
    """
    with st.popover(kept_text(kept, len(ranked)), icon=":material/filter_list:", key="filters"):
        grown, sizes = set(ranked["growth"]), set(ranked["tier"])
        found = [one for one in Growth if one in grown]
        _pills(_("How it grew"), found, session.GROWTH, growth_name)
        tiers = [tier for tier in TIERS if tier in sizes]
        _pills(_("Tier"), tiers, session.TIERS, tier_name)
        decided = {who.decision for who in creators}
        decisions = [one for one in DECISIONS if one in decided]
        _pills(_("Decision"), decisions, session.DECISIONS, decision_name)
        listings = [who.listing for who in creators if who.listing]
        tags = sorted({tag for one in listings for tag in one.tags})
        _pills(_("Content tags"), tags, session.TAGS, plain)
        agencies = sorted({one.agency for one in listings if one.agency})
        _pills(_("Agency"), agencies, session.AGENCIES, plain)
        st.text_input(
            _("Words in the name, remark, tags or agency"),
            key=session.WORDS,
            max_chars=WORDS_LENGTH,
            persist_state="session",
        )
        if session.filters() != Filters():
            st.button(
                _("Show everybody"),
                key="show_everybody",
                on_click=session.set_filters,
                args=(Filters(),),
            )


def _pills(label: str, options: Sequence[T], key: str, name: Callable[[T], str]) -> None:
    """Draw one choice of several, where there is one: whatever was chosen before is offered too."""
    chosen = [one for one in st.session_state.get(key) or () if one not in options]
    offered = [*options, *chosen]
    if len(offered) > 1 or chosen:
        st.pills(
            label,
            offered,
            selection_mode="multi",
            format_func=name,
            key=key,
            persist_state="session",
        )
