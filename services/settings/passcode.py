"""The passcode: how it is read, whether a text is it, and how soon the next may be tried."""

from __future__ import annotations

import threading
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from services.messages import N_
from services.secret import Secret
from services.settings.reader import Reader

SHORTEST_PASSCODE = 6


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


FREE_FAILURES = 2
"""So many wrong passcodes cost no wait: people mistype."""

LONGEST_WAIT = 60.0


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

    After the third wrong one in a row nothing is looked at for 1 s, after each further one for
    twice as long, 60 s at most; the right one starts afresh. Nothing sleeps: a caller is told how
    long to wait. `monotonic` replaces the clock in tests.
    """

    def __init__(
        self, passcode: Secret | None, monotonic: Callable[[], float] = time.monotonic
    ) -> None:
        self._passcode = passcode
        self._monotonic = monotonic
        self._lock = threading.Lock()
        self._failures = 0
        self._closed_until = float("-inf")

    def try_passcode(self, text: str) -> Verdict:
        """Compare `text` with the passcode; without a passcode none is right.

        An empty text is wrong and counts as no guess.
        """
        given = tidy_passcode(text)
        # Under the lock as a whole: guesses sent together must not all be looked at as the first.
        with self._lock:
            now = self._monotonic()
            if now < self._closed_until:
                return Verdict(Answer.WAIT, self._closed_until - now)
            if not given or self._passcode is None:
                return Verdict(Answer.WRONG)
            if self._passcode.matches(given):
                self._failures = 0
                return Verdict(Answer.OK)
            self._failures += 1
            seconds = _wait_after(self._failures)
            self._closed_until = now + seconds
            return Verdict(Answer.WRONG, seconds)


def tidy_passcode(text: str) -> str:
    """Return a passcode as it is stored and compared: trimmed, in Unicode's NFKC.

    The same letter has several spellings, and a Chinese input method types full-width digits.
    """
    return unicodedata.normalize("NFKC", text).strip()


def _wait_after(failures: int) -> float:
    if failures <= FREE_FAILURES:
        return 0.0
    doublings = min(failures - FREE_FAILURES - 1, 10)  # bounded: 2.0**1024 is an OverflowError
    return min(2.0**doublings, LONGEST_WAIT)
