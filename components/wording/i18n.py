"""The reader's language: every sentence on screen passes through here.

Each visit has its own. `components/session/language.py` knows it and is asked through `listen`, as
wording draws nothing; where there is no visit (a file built in a thread, a test), `speaking` says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from components.wording.plain_text import plain
from services.messages import SOURCE, Message, translations

_SPOKEN: ContextVar[str | None] = ContextVar("spoken", default=None)
_of_visit: list[Callable[[], str]] = [lambda: SOURCE]


def language() -> str:
    """Return the language of this visit, a code of `services.messages.LANGUAGES`."""
    return _SPOKEN.get() or _of_visit[-1]()


def speak(code: str) -> None:
    """From now on say everything in this language, in this thread, which serves one visit."""
    _SPOKEN.set(code)


def listen(of_visit: Callable[[], str]) -> None:
    """From now on ask `of_visit` for the language of the visit that is being served."""
    _of_visit[:] = [of_visit]


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Say everything inside in this language, whoever is served."""
    before = _SPOKEN.set(code)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


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
    return message.said_in(language(), plain)
