"""The settings as the app finds them: the environment, and the secrets that Streamlit has read."""

from __future__ import annotations

import streamlit as st

from services.environment import with_secrets
from services.settings import Settings, SettingsMistakes, read_settings


def app_settings() -> Settings | SettingsMistakes:
    """Read and check the settings, from wherever the host keeps its secrets."""
    found = st.secrets.load_if_toml_exists()
    return read_settings(with_secrets(st.secrets.to_dict() if found else {}))
