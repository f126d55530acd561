"""The frame round every page: its title, its paths, the settings and what is wrong with them."""

from __future__ import annotations

import asyncio
import gc
import logging
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from secrets import token_hex

import streamlit as st
from streamlit.cli_util import open_browser
from streamlit.web.server.server_util import get_url

from components.session.language import choose_language
from components.wording.i18n import _, language, say
from services.history.ending import ending_in_time
from services.messages import LANGUAGES
from services.settings.reader import with_secrets
from services.settings.settings import Settings, SettingsMistakes, read_settings

_LOG = logging.getLogger(__name__)

COMPARE_PAGE = "components/pages/compare.py"
CREATOR_PAGE = "components/pages/creator.py"
CALLS_PAGE = "components/pages/calls.py"


def page_title(*parts: str) -> None:
    """Set the title to `parts`, plain text, with the app's name after them; "" is left out."""
    st.set_page_config(page_title=" · ".join([*filter(None, parts), _("KOL Growth Benchmark")]))


def language_switch() -> None:
    """Draw a button for each other language, in its own name, at the right end of the line."""
    with st.container(horizontal=True, horizontal_alignment="right"):
        for code, name in LANGUAGES.items():
            if code != language() and st.button(name, key=f"speak_{code}", type="tertiary"):
                choose_language(code)
                st.rerun()  # the whole page: the button may stand in a part that reruns alone


def title_line(title: str) -> None:
    """Draw the title of a page, and the other languages at its right."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.title(title)
        language_switch()


def on_a_phone() -> bool:
    """Say whether the reader's browser calls itself a phone's: nothing tells how wide it is."""
    return "Mobi" in st.context.headers.get("User-Agent", "")


def app_settings() -> Settings | SettingsMistakes:
    """Read and check the settings, from wherever the host keeps its secrets.

    Signing in is set up where the section [auth] itself names a client, not one of several.
    """
    found = st.secrets.load_if_toml_exists()
    written = st.secrets.to_dict() if found else {}
    return read_settings(with_secrets(written), sign_in=_signs_in(written.get("auth")))


def settle_memory() -> None:
    """Take the imported modules out of the garbage collector's rounds, once more when some came.

    With the modules frozen, a collection costs 2 instead of 20 ms.
    """
    _freeze(len(sys.modules))


@cache
def _freeze(_modules: int) -> None:
    gc.collect()
    gc.freeze()


def _signs_in(auth: object) -> bool:
    return isinstance(auth, dict) and "client_id" in auth


@asynccontextmanager
async def opening(_app: object) -> AsyncIterator[None]:
    """Open the browser of whoever starts the server at a desk, as Streamlit does for a script."""
    if not st.get_option("server.headless"):
        url = get_url(st.get_option("browser.serverAddress"))
        asyncio.get_running_loop().run_in_executor(None, open_browser, url)
    yield None


@asynccontextmanager
async def serving(app: object) -> AsyncIterator[None]:
    """Hold from the start of the server to its end: the browser opens, and calls end in time."""
    async with opening(app), ending_in_time(app):
        yield None


def mishap(error: Exception) -> bool:
    """Tell of an error that nobody caught by a number alone, under which the log has all of it.

    Its text and its source lines may hold what a visitor must not see. True, as there is no more to
    show.
    """
    number = token_hex(4)
    _LOG.error("error %s on a page", number, exc_info=error)
    text = _("Something went wrong on this page. Its owner finds the reason in the log: {number}.")
    st.error(text.format(number=number))
    return True


def settings_mistakes(mistakes: SettingsMistakes) -> None:
    """List what the owner has to mend; nothing is called until then."""
    title_line(_("KOL Growth Benchmark"))
    st.error(_("The app cannot start: its settings need a correction. No call was made."))
    for sentence in mistakes.sentences:
        st.markdown(f"- {say(sentence)}")
    st.caption(_("Settings are environment variables or lines of .streamlit/secrets.toml."))
