"""The place to make a shortlist, paste, upload or open it, and the button that compares it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import streamlit as st

from components import list_state, session
from components.cost_button import cost_button
from components.gate import may_spend
from components.i18n import _, n_
from components.list_editor import list_editor
from components.refusals import refusals
from components.saved_lists import save_controls, saved_lists
from components.sheet_upload import sheet_upload
from services.archive.list_keeper import ListKeeper
from services.follower_history import History
from services.pasted_prices import NO_PRICES
from services.sandbox.creators import EXAMPLES
from services.settings import Settings
from services.shortlist import Creator, read_shortlist


@dataclass(frozen=True)
class Form:
    """What the form holds: the creators it names, and whether Compare was pressed for them."""

    creators: tuple[Creator, ...]
    pressed: bool


def shortlist_form(history: History, settings: Settings) -> Form:
    """Draw the form. It asks nothing of the network; the page does, when `pressed` says so."""
    on_screen = session.comparison()
    title = _("Creators to compare")
    if on_screen is not None:
        count = len(on_screen.creators)
        title = n_("Shortlist · {n} creator", "Shortlist · {n} creators", count).format(n=count)
    keeper = ListKeeper(history.archive)
    with st.expander(title, expanded=on_screen is None):
        if settings.sandbox:
            _examples()
        saved_lists(keeper, settings)
        text = st.text_area(
            _("Paste Xiaohongshu or Pugongying links, or creator ids"),
            key=session.PASTE,
            persist_state="session",
            height=150,
            placeholder=_(
                "One a line, separated by commas, whole spreadsheet rows, or share text as it is"
            ),
        )
        sheet_upload()
        shortlist = read_shortlist(text or "")
        pressed, creators = _taken(shortlist.creators, history, settings)
        refusals(shortlist)
        save_controls(keeper, settings, creators)
    return Form(creators, pressed)


def _taken(
    pasted: tuple[Creator, ...], history: History, settings: Settings
) -> tuple[bool, tuple[Creator, ...]]:
    """Draw the button and the table under it; return whether it was pressed, and the list."""
    button = st.container()
    creators = list_editor(_known(pasted), pasted)
    with button:
        pressed = _compare_button(creators, history, settings)
    if pressed:
        session.keep_prices(creators)
    list_state.name_on_screen()
    return pressed, creators


def _known(creators: Sequence[Creator]) -> tuple[Creator, ...]:
    """Return the pasted creators with what the session knows of them: edits, a link's names."""
    edits = list_state.edits()
    decided = {who.creator_id: who.decision for who in session.listed()}
    named, priced, remarked = session.aliases(), session.prices(), session.remarks()
    return tuple(
        edits.get(who.creator_id)
        or replace(
            who,
            alias=who.alias or named.get(who.creator_id, ""),
            prices=who.prices.or_else(priced.get(who.creator_id, NO_PRICES)),
            remark=who.remark or remarked.get(who.creator_id, ""),
            decision=who.decision or decided.get(who.creator_id),
        )
        for who in creators
    )


def _compare_button(creators: tuple[Creator, ...], history: History, settings: Settings) -> bool:
    count = len(creators)
    if not count:
        st.button(_("Compare"), key="compare_nothing", type="primary", disabled=True)
        return False
    calls = len(history.missing(who.creator_id for who in creators))
    label = n_("Compare {n} creator", "Compare {n} creators", count).format(n=count)
    if not may_spend(settings):
        return st.button(f"{label} · {_('from the archive')}", key="compare", type="primary")
    _explain_budget(calls, history.calls_left())
    return cost_button(label, calls, free=settings.sandbox, key="compare", primary=True)


def _explain_budget(calls: int, left: int | None) -> None:
    """Say before the click that today's budget will not do for all of it."""
    if left is not None and 0 < left < calls:
        text = n_(
            "Only {n} call is left in today's budget; the rest will not be loaded.",
            "Only {n} calls are left in today's budget; the rest will not be loaded.",
            left,
        )
        st.caption(text.format(n=left))


def _examples() -> None:
    """Offer the sandbox's creators to whoever has no list at hand."""
    with st.container(horizontal=True):
        st.button(
            _("Try 6 example creators"), on_click=_paste_examples, args=(6,), key="examples_6"
        )
        text = _("All {n} examples").format(n=len(EXAMPLES))
        st.button(text, on_click=_paste_examples, args=(len(EXAMPLES),), key="examples_all")


def _paste_examples(count: int) -> None:
    list_state.take("\n".join(who.creator_id for who in EXAMPLES[:count]))
    list_state.set_saved(None)
