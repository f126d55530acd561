"""Sentences for people, marked where they arise, and the languages they can be said in.

`services` hands out a `Message`; a component, or one of the commands, looks its template up in the
reader's catalogue before the values are filled in. The catalogues are gettext `.po` files, read as
they are: a deployment that only installs requirements has no step that could compile them, and no
binary file gets out of step with its text.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel import negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LANGUAGES: Mapping[str, str] = {"en": "English", "zh": "中文"}
"""The languages there are, each in its own name, the source first, which stands in the code. A new
one is a line here and a catalogue."""

SOURCE = next(iter(LANGUAGES))

LOCALES = Path(__file__).parent / "locales"


def N_(text: str) -> str:  # noqa: N802 - gettext's own name for "extract, but translate later"
    """Return `text` unchanged; its only purpose is to be found by the catalogue extractor."""
    return text


@dataclass(frozen=True)
class Message:
    """A translatable sentence: an English template (the catalogue's msgid) and its values.

    `template` is a `str.format` template with named fields; `values` fills them. `str(message)`
    gives the English sentence, which is what logs and tests read. A tuple among them is a list.
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.said_in(SOURCE)

    def said_in(self, language: str, write: Callable[[str], str] = str) -> str:
        """Return the sentence in a language; `write` makes a text among the values fit for where
        it stands.
        """

        def said(value: object) -> object:
            if isinstance(value, Message):
                return value.said_in(language, write)
            if isinstance(value, tuple):
                return listed((str(said(one)) for one in value), language)
            return write(value) if isinstance(value, str) else value

        template = translations(language).gettext(self.template)
        return template.format(**{name: said(value) for name, value in self.values.items()})


_IN_A_LIST = {"zh": "、"}


def listed(words: Iterable[str], language: str) -> str:
    """Return words one after another, as a list in a sentence of the language has them."""
    return _IN_A_LIST.get(language, ", ").join(words)


def best_language(*tags: str) -> str:
    """Return the language there is for the first of these tags (`zh-CN`, `en_US.UTF-8`) that one
    speaks; the source's where none does.
    """
    wished = [tag.partition(".")[0].replace("-", "_") for tag in tags if tag]
    found = negotiate_locale(wished, list(LANGUAGES)) if wished else None
    return found or SOURCE


def shell_language() -> str:
    """Return the language that the environment of a command asks for."""
    asked = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return best_language(next(filter(None, asked), ""))


def in_shell(said: Message | str, **values: object) -> str:
    """Return a message, or a sentence (English, marked with `N_`), in the language of the shell."""
    message = said if isinstance(said, Message) else Message(said, values)
    return message.said_in(shell_language())


def tell(said: Message | str, **values: object) -> None:
    """Print what `in_shell` returns as a line."""
    sys.stdout.write(in_shell(said, **values) + "\n")
    sys.stdout.flush()


@cache
def translations(language: str) -> NullTranslations:
    """Return the catalogue of a language; without one, or without an entry, the English stands."""
    catalogue = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if not catalogue.exists():
        return NullTranslations()
    compiled = BytesIO()
    with catalogue.open("rb") as text:
        write_mo(compiled, read_po(text, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
