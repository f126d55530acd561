"""Where settings are read from, and their mistakes gathered; no sentence quotes a secret."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from services.messages import N_, Message

_DECIMAL = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6})?")


class Reader:
    """The settings as they stand in `env`. What is wrong goes to `mistakes`, nothing is raised."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = env
        self.mistakes: list[Message] = []

    def refuse(self, template: str, **values: object) -> None:
        """Note a mistake: a marked template and its values."""
        self.mistakes.append(Message(template, values))

    def text(self, name: str, default: str) -> str:
        """Return a setting without the spaces around it."""
        return self.env.get(name, default).strip()

    def choice(self, name: str, options: tuple[str, ...]) -> str:
        """Return one of `options`, of which the first is the default."""
        value = self.text(name, options[0])
        if value not in options:
            template = N_("{name} must be one of: {options}.")
            self.refuse(template, name=name, options=options)
        return value

    def flag(self, name: str) -> bool:
        """Return whether a setting is 1; it is 0 by default."""
        return self.choice(name, ("0", "1")) == "1"

    def number(self, name: str, default: int, least: int, most: int) -> int:
        """Return a whole number from `least` to `most`."""
        text = self.text(name, str(default))
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
        if not least <= value <= most:
            template = N_("{name} must be a whole number from {least} to {most}.")
            self.refuse(template, name=name, least=least, most=most)
        return value

    def decimal(self, name: str, default: float, least: float, most: float) -> float:
        """Return a number from `least` to `most`, written with a point."""
        text = self.text(name, str(default))
        value = float(text) if _DECIMAL.fullmatch(text) else -1.0
        if not least <= value <= most:
            template = N_("{name} must be a number from {least} to {most}.")
            self.refuse(template, name=name, least=least, most=most)
        return value

    def ascending(self, name: str, default: tuple[int, ...]) -> tuple[int, ...]:
        """Return as many whole numbers as `default` has, above 0 and ascending."""
        parts = self.text(name, ",".join(map(str, default))).split(",")
        written = [part.strip() for part in parts]
        fine = all(part.isascii() and part.isdigit() and len(part) < 10 for part in written)
        values = tuple(int(part) for part in written) if fine else ()
        if len(values) != len(default) or not all(a < b for a, b in pairwise((0, *values))):
            template = N_("{name} must be {n} ascending whole numbers, separated by commas.")
            self.refuse(template, name=name, n=len(default))
        return values


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
