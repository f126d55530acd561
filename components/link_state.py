"""The address bar and the screen, kept in step."""

from __future__ import annotations

import streamlit as st

from components import session
from components.i18n import say
from services.link import read_link, write_link
from services.screen import Screen

_WRITTEN = "link_written"
_NOTICES = "link_notices"


def opened_link() -> Screen | None:
    """Return the screen that the address asks for, if it was opened or edited since the last run.

    Notices about what it could not follow are kept for `link_notices`. A link that names creators
    sets every control; one without any leaves the page as it is.
    """
    params = st.query_params.to_dict()
    if st.session_state.get(_WRITTEN) == params:
        return None
    st.session_state[_WRITTEN] = params
    screen, notices = read_link(params)
    st.session_state[_NOTICES] = notices
    if not screen.creators:
        return None
    session.adopt(screen)
    return screen


def link_notices() -> None:
    """Say what the opened link asked for and could not get."""
    for notice in st.session_state.get(_NOTICES, ()):
        st.info(say(notice))


def write_screen(screen: Screen) -> None:
    """Write the screen into the address, so that copying it shares the picture."""
    params = write_link(screen)
    if st.session_state.get(_WRITTEN) != params:
        st.session_state[_WRITTEN] = params
        st.query_params.from_dict(params)
