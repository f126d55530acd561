"""The link to what is on screen, to copy: as it will be, or as it is today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from urllib.parse import urlencode

import streamlit as st

from components.formats import iso_day, plain
from components.i18n import _
from services.link import write_link
from services.screen import Screen


def copy_link(screen: Screen, last_day: date) -> None:
    """Offer two links to `screen`: one with the newest data, one that is pinned to `last_day`."""
    with st.popover(_("Copy link"), icon=":material/link:"):
        st.markdown(_("Opens this screen with the newest data there are then:"))
        _code(replace(screen, as_of=None))
        text = _("Opens it with the data up to {day}, whenever that is:")
        st.markdown(text.format(day=iso_day(screen.as_of or last_day)))
        _code(replace(screen, as_of=screen.as_of or last_day))
        if screen.list_name:
            text = _("Both show the saved list “{name}” with all later changes to it.")
            st.caption(text.format(name=plain(screen.list_name)))


def address_of(screen: Screen, base: str) -> str:
    """Return the whole address of `screen`; `base` is the page's own, without a query."""
    query = urlencode(write_link(screen), safe=",")
    return f"{base.removesuffix('/')}/?{query}"


def _code(screen: Screen) -> None:
    st.code(address_of(screen, st.context.url or ""), language=None, wrap_lines=True)
