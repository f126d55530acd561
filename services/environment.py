"""Where the settings stand: the environment, and the root of `.streamlit/secrets.toml`."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

SECRETS = Path(".streamlit") / "secrets.toml"


def process_environment() -> Mapping[str, str]:
    """Return the settings of this process by name, for commands outside of Streamlit.

    A file that cannot be read counts as none.
    """
    try:
        written = tomllib.loads(SECRETS.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        written = {}
    return with_secrets(written)


def with_secrets(written: Mapping[str, object]) -> Mapping[str, str]:
    """Return the environment with the root keys of a secrets file, which outrank it.

    So does Streamlit, which exports texts and numbers by itself. It leaves out true and false, and
    a lock that was meant to be on would be off; here they are 1 and 0.
    """
    plain = {
        name: str(int(value)) if isinstance(value, bool) else str(value)
        for name, value in written.items()
        if isinstance(value, str | int | float)
    }
    return dict(os.environ) | plain
