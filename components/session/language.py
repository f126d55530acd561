"""The language of a visit: the link's, the one chosen, or the browser's."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.wording.i18n import listen, speak
from services.messages import LANGUAGES, SOURCE, best_language

PARAM = "lang"
"""The parameter of a link that names a language."""

_SPOKEN, _CHOSEN = "language_spoken", "language_chosen"


def settle_language() -> None:
    """Begin a visit in the language that its link asks for, else in its browser's.

    The link is looked at once: later it may be an address that the browser has not replaced yet.
    """
    if _SPOKEN not in st.session_state:
        asked = st.query_params.get(PARAM, "")
        if asked in LANGUAGES:
            choose_language(asked)
        else:
            st.session_state[_SPOKEN] = best_language(st.context.locale or "")
    speak(st.session_state[_SPOKEN])


def choose_language(code: str) -> None:
    """Go on in another language, which the address names from now on."""
    st.session_state[_SPOKEN] = st.session_state[_CHOSEN] = code
    st.query_params[PARAM] = code
    speak(code)


def chosen_language() -> dict[str, str]:
    """Return what an address says of the language: nothing unless one was chosen."""
    chosen = st.session_state.get(_CHOSEN)
    return {} if chosen is None else {PARAM: chosen}


def _of_visit() -> str:
    if get_script_run_ctx(suppress_warning=True) is None:
        return SOURCE
    spoken = str(st.session_state.get(_SPOKEN, SOURCE))
    speak(spoken)  # looked up once a thread: a page says a thousand sentences
    return spoken


listen(_of_visit)
