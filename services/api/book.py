"""Where the client books each call before it is sent, and what came of it after."""

from __future__ import annotations

from typing import Protocol

from services.archive.records import Answer, Ask
from services.errors import ApiError


class Book(Protocol):
    """The archive, as the client knows it."""

    def begin(self, ask: Ask) -> int | ApiError:
        """Book a call; return its number, or the reason why it must not be sent."""

    def cancel(self, call_id: int) -> None:
        """Take back a call that was booked and then not sent. Must not raise."""

    def finish(self, call_id: int, answer: Answer) -> bool:
        """Settle the call and keep its answer; False where it cannot be this creator's.

        Must not raise: the answer is paid for.
        """


class NoBook:
    """Books nothing: for a client on its own."""

    def begin(self, ask: Ask) -> int | ApiError:
        """Let every call go."""
        return 0

    def cancel(self, call_id: int) -> None:
        """Take nothing back."""

    def finish(self, call_id: int, answer: Answer) -> bool:
        """Keep nothing."""
        return True
