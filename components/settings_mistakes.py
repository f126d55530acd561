"""The page that stands in for the app while its settings are wrong."""

import streamlit as st

from components.i18n import _, say
from services.settings import SettingsMistakes


def settings_mistakes(mistakes: SettingsMistakes) -> None:
    """List what the owner has to mend; nothing is called until then."""
    st.title(_("KOL Growth Benchmark"))
    st.error(_("The app cannot start: its settings need a correction. No call was made."))
    for sentence in mistakes.sentences:
        st.markdown(f"- {say(sentence)}")
    st.caption(_("Settings are environment variables or lines of .streamlit/secrets.toml."))
