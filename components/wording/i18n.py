"""The reader's language: every sentence on screen passes through here.

The catalogues are gettext `.po` files, read as they are: a deployment that only installs
requirements has no step that could compile them, and no binary file gets out of step with its text.
"""

from __future__ import annotations

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from components.wording.plain_text import plain
from services.messages import Message

LANGUAGES = ("en",)
"""The languages there are, the source first. A new one is a catalogue and its code here."""

LOCALES = Path(__file__).parent.parent / "locales"


def language() -> str:
    """Return the language of this visit. Where there are several, the choice is made here."""
    return LANGUAGES[0]


def _(text: str) -> str:
    """Return `text`, an English literal, in the reader's language."""
    return translations(language()).gettext(text)


def n_(singular: str, plural: str, n: int) -> str:
    """Return the form that the reader's language uses for `n` things; the caller fills `{n}`."""
    return translations(language()).ngettext(singular, plural, n)


def say(message: Message) -> str:
    """Return a message of `services` in the reader's language, as Markdown.

    Texts among its values come from outside (a paste, a link) and are escaped.
    """

    def shown(value: object) -> object:
        if isinstance(value, Message):
            return say(value)
        return plain(value) if isinstance(value, str) else value

    values = {name: shown(value) for name, value in message.values.items()}
    return _(message.template).format(**values)


@cache
def translations(code: str) -> NullTranslations:
    """Return the catalogue of a language; without one, or without an entry, the English stands."""
    catalogue = LOCALES / code / "LC_MESSAGES" / "messages.po"
    if not catalogue.exists():
        return NullTranslations()
    compiled = BytesIO()
    with catalogue.open("rb") as text:
        write_mo(compiled, read_po(text, locale=code))
    compiled.seek(0)
    return GNUTranslations(compiled)
