"""The place to make a shortlist: paste, upload or open it, and the button that compares it."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.calls.cost_button import priced_button, unpriced_button
from components.calls.gate import may_spend
from components.calls.money import shortfall
from components.calls.names import price_with_names
from components.session import draft as list_state
from components.shortlist import actions
from components.shortlist.columns import column_choices, read_paste
from components.shortlist.editor import list_editor
from components.shortlist.examples import examples
from components.shortlist.rows import rows
from components.shortlist.saved import save_controls, saved_lists
from components.shortlist.text_box import text_box
from components.shortlist.upload import sheet_upload
from components.wording.i18n import _, n_
from services.history.history import History
from services.settings.settings import Settings
from services.shortlist.creator import Creator
from services.shortlist.shortlist import Shortlist


@dataclass(frozen=True)
class Form:
    """What the form holds: the creators it names, and whether Compare was pressed for them."""

    creators: tuple[Creator, ...]
    pressed: bool


def shortlist_form(history: History, settings: Settings) -> Form:
    """Draw the form. It asks nothing of the network; the page does, when `pressed` says so."""
    keeper = history.lists
    if settings.sandbox:
        examples()
    with st.container():  # what is said there must not move the box that somebody types in
        saved_lists(keeper, settings)
    text = text_box()
    sheet_upload()
    shortlist = read_paste(text)
    pressed, creators = _taken(shortlist.creators, history, settings)
    refusals(shortlist)
    column_choices(text, shortlist)
    save_controls(keeper, settings, creators)
    if pressed:
        actions.forget_told()
    return Form(creators, pressed)


def _taken(
    pasted: tuple[Creator, ...], history: History, settings: Settings
) -> tuple[bool, tuple[Creator, ...]]:
    """Draw the button and the table under it; return whether it was pressed, and the list."""
    button = st.container()
    drafted = list_state.drafted(pasted)
    if settings.sandbox:
        drafted = list_state.with_nicknames(drafted)
    creators = list_editor(drafted, pasted)
    with button:
        pressed = _compare_button(creators, history, settings)
    list_state.name_on_screen()
    return pressed, creators


def _compare_button(creators: tuple[Creator, ...], history: History, settings: Settings) -> bool:
    count = len(creators)
    if not count:
        # Never greyed out, nor another button: the click that ends a paste would be lost on it.
        if unpriced_button(_("Compare"), key="compare"):
            st.info(_("Paste at least one creator first: a link, an id, or rows of a sheet."))
        return False
    label = n_("Compare {n} creator", "Compare {n} creators", count).format(n=count)
    if not may_spend(settings):
        return unpriced_button(f"{label} · {_('from the archive')}", key="compare")
    with st.container(horizontal=True, vertical_alignment="center"):
        button = st.container(width="content")
        price = price_with_names([who.creator_id for who in creators], history, settings)
    shortfall(price.calls, history, settings)
    with button:
        return priced_button(label, price, free=settings.sandbox, key="compare")


def refusals(shortlist: Shortlist) -> None:
    """List refused entries by row; the rest of the list goes on without them."""
    _repeats(shortlist)
    refused = len(shortlist.refusals)
    if not refused:
        return
    title = n_("{n} entry cannot be used", "{n} entries cannot be used", refused)
    with st.expander(title.format(n=refused), expanded=refused <= 5):
        rows(shortlist.refusals)


def _repeats(shortlist: Shortlist) -> None:
    count = shortlist.duplicates
    if shortlist.repeated and count > shortlist.repeated:
        text = n_(
            "{rows} more rows name {n} creator who stands above already and counts once.",
            "{rows} more rows name {n} creators who stand above already and count once.",
            shortlist.repeated,
        )
        st.caption(text.format(rows=count, n=shortlist.repeated))
    elif count:
        text = n_(
            "{n} entry stands twice and counts once.",
            "{n} entries stand twice and count once.",
            count,
        )
        st.caption(text.format(n=count))
