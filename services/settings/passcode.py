"""The passcode: how it is read, and whether a text is it."""

from __future__ import annotations

import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.messages import N_
from services.secret import Secret
from services.settings.brake import Brake, Visitor
from services.settings.reader import Reader

SHORTEST_PASSCODE = 6


def read_passcode(reader: Reader) -> Secret | None:
    """Return APP_PASSCODE, None where there is none.

    A blank passcode is a mistake, and never "none": its owner means the app to be locked.
    """
    text = reader.env.get("APP_PASSCODE")
    if text is None:
        return None
    value = tidy_passcode(text)
    if not value.isprintable():
        reader.refuse(N_("APP_PASSCODE contains a line break or a character nobody can type."))
    elif len(value) < SHORTEST_PASSCODE:
        reader.refuse(
            N_("APP_PASSCODE must have at least {least} characters. Remove it for no passcode."),
            least=SHORTEST_PASSCODE,
        )
    return Secret(value)


class Answer(StrEnum):
    """What came of trying a passcode."""

    OK = "ok"
    WRONG = "wrong"
    WAIT = "wait"
    """It was not looked at: too soon after wrong ones."""


@dataclass(frozen=True)
class Verdict:
    """The answer, and the seconds until a passcode is looked at again (0: at once)."""

    answer: Answer
    seconds: float = 0.0


class Access:
    """Judges passcodes for the whole process; safe to share between threads.

    Nothing sleeps: a caller is told how long to wait. `monotonic` replaces the clock in tests.
    """

    def __init__(
        self, passcode: Secret | None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._passcode = passcode
        self._lock = threading.Lock()
        self._brake = Brake(monotonic)

    def try_passcode(self, text: str, visitor: Visitor) -> Verdict:
        """Compare `text` with the passcode if it is the visitor's turn; without one none is right.

        An empty text is wrong and counts as no guess.
        """
        given = tidy_passcode(text)
        if not given or self._passcode is None:
            return Verdict(Answer.WRONG)
        # Under the lock as a whole: guesses sent together must not all be looked at as the first.
        with self._lock:
            seconds = self._brake.seconds_left(visitor)
            if seconds > 0:
                return Verdict(Answer.WAIT, seconds)
            if self._passcode.matches(given):
                self._brake.forgive(visitor)
                return Verdict(Answer.OK)
            return Verdict(Answer.WRONG, self._brake.note_wrong(visitor))


def tidy_passcode(text: str) -> str:
    """Return a passcode as it is stored and compared: trimmed, in Unicode's NFKC.

    The same letter has several spellings, and a Chinese input method types full-width digits.
    """
    return unicodedata.normalize("NFKC", text).strip()
