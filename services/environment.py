"""Where the settings stand: the environment, and the root of `.streamlit/secrets.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

SECRETS = Path(".streamlit") / "secrets.toml"


def process_environment() -> Mapping[str, str]:
    """Return the settings of this process by name; the environment outranks the file.

    Streamlit exports the file's root keys by itself; commands outside of it read them here. A file
    that cannot be read counts as none.
    """
    try:
        written = tomllib.loads(SECRETS.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        written = {}
    plain = {
        name: str(value) for name, value in written.items() if isinstance(value, str | int | float)
    }
    return plain | dict(os.environ)
