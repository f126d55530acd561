"""Reads single settings and gathers the mistakes; no sentence quotes a secret."""

from __future__ import annotations

import re
from collections.abc import Mapping
from itertools import pairwise

from services.access import tidy_passcode
from services.growth.rules import Rules, SpikeRule
from services.messages import N_, Message
from services.secret import Secret

SHORTEST_PASSCODE = 6

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
            self.refuse(template, name=name, options=", ".join(options))
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


def read_token(reader: Reader) -> Secret | None:
    """Return JUSTONEAPI_TOKEN; None where there is none, which means the sandbox."""
    text = reader.env.get("JUSTONEAPI_TOKEN")
    if text is None:
        return None
    value = text.strip(" ")
    if not value:
        reader.refuse(N_("JUSTONEAPI_TOKEN is set but blank. Remove it to use the demo data."))
    elif any(quote in value for quote in "\"'`“”‘’"):
        reader.refuse(N_("JUSTONEAPI_TOKEN contains a quotation mark. Paste the token alone."))
    elif not value.isascii() or not value.isprintable() or " " in value:
        reader.refuse(
            N_("JUSTONEAPI_TOKEN contains a space, a line break or a character no token has.")
        )
    return Secret(value)


def read_passcode(reader: Reader) -> tuple[Secret | None, bool]:
    """Return APP_PASSCODE, None where there is none, and whether APP_PRIVATE asks it of everyone.

    A blank passcode is a mistake, and never "none": its owner means the app to be locked.
    """
    private = reader.flag("APP_PRIVATE")
    text = reader.env.get("APP_PASSCODE")
    if text is None:
        if private:
            reader.refuse(N_("APP_PRIVATE is 1, which needs a passcode: set APP_PASSCODE too."))
        return None, private
    value = tidy_passcode(text)
    if not value.isprintable():
        reader.refuse(N_("APP_PASSCODE contains a line break or a character nobody can type."))
    elif len(value) < SHORTEST_PASSCODE:
        reader.refuse(
            N_("APP_PASSCODE must have at least {least} characters. Remove it for no passcode."),
            least=SHORTEST_PASSCODE,
        )
    return Secret(value), private


def read_rules(reader: Reader) -> Rules:
    """Return the bounds of spikes (SPIKE_Z, SPIKE_FOLLOWERS, SPIKE_PERCENT) and tiers (TIERS)."""
    usual = Rules()
    spike = SpikeRule(
        z=reader.decimal("SPIKE_Z", usual.spike.z, 0.1, 100),
        least=reader.number("SPIKE_FOLLOWERS", usual.spike.least, 0, 10_000_000),
        share=reader.decimal("SPIKE_PERCENT", usual.spike.share * 100, 0, 100) / 100,
    )
    return Rules(spike, reader.ascending("TIERS", usual.tiers))
