"""KOL Growth Benchmark: page config, the check of the settings, navigation; and the server."""

import streamlit as st

from components.app import (
    CALLS_PAGE,
    COMPARE_PAGE,
    CREATOR_PAGE,
    app_settings,
    mishap,
    serving,
    settings_mistakes,
    settle_memory,
)
from components.calls.gate import access_of, private_gate
from components.calls.uploads import GUARD
from components.chart.preload import PRELOAD
from components.session.language import settle_language
from components.session.presenting import bare
from components.wording.i18n import _
from services.settings.settings import SettingsMistakes


def draw() -> None:
    """Draw the page that the address names, for whoever may see it."""
    settle_language()
    st.set_page_config(
        page_title=_("KOL Growth Benchmark"), page_icon="components/icon.svg", layout="wide"
    )
    settings = app_settings()
    if isinstance(settings, SettingsMistakes):
        settings_mistakes(settings)
        st.stop()
    private_gate(settings, access_of(settings))
    page = st.navigation(
        [
            st.Page(COMPARE_PAGE, title=_("Compare"), default=True),
            st.Page(CREATOR_PAGE, title=_("Creator")),
            st.Page(CALLS_PAGE, title=_("Calls")),
        ],
        position="hidden" if bare() else "top",
    )
    try:
        page.run()
    finally:
        settle_memory()  # a page brings modules of its own


if __name__ == "__main__":
    draw()
else:  # what `streamlit run` starts, which finds it here by its name
    app = st.App(__file__, lifespan=serving, middleware=[GUARD, PRELOAD], on_script_error=mishap)
