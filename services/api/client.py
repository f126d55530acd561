"""One client for both endpoints: it decides what is sent, how often, and what an answer means.

It is the only layer that tries again. Clock, sleep and random are injected, so that every rule can
be tested without waiting.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from services.api.answers import MOST_REQUESTS, RULES, Kind, Rule, Wait
from services.api.book import Ask, Book
from services.api.call_log import log_call
from services.api.errors import ApiError
from services.api.governor import Breaker, Latch, Slots
from services.api.sending import Sent, send
from services.api.series import Held, Metric, SeriesKey
from services.api.transport import Transport
from services.china_time import Clocks
from services.endpoints import CREATOR_PROFILE, EndpointChoice, Profile

CALL_SECONDS = 150.0
_JITTER_BASE = 2.0
_JITTER_CAP = 20.0
_RATE_LIMIT_LEAST = 15.0
_RATE_LIMIT_MOST = 120.0


@dataclass
class Client:
    """Fetches series. Shared by all worker threads of the process."""

    transport: Transport
    endpoint: EndpointChoice
    slots: Slots
    latch: Latch
    breaker: Breaker
    clocks: Clocks = field(default_factory=Clocks)
    accept_cache: bool = False
    environment: str = ""
    seconds: float = CALL_SECONDS

    def fetch(self, creator_id: str, metric: Metric, book: Book) -> Held:
        """Fetch one series of one creator over the endpoint's widest window, or the profile.

        Each call is booked in `book`, with its slot in hand.

        Raises an `ApiError` for every other end. In `auto`, a legacy path that is gone is asked
        again at the successor, which is remembered only once it has answered with a code of the
        vendor's: when both say "gone", or the way there is blocked, nothing is known. Both together
        send `MOST_REQUESTS` at most.
        """
        profile = CREATOR_PROFILE if metric is Metric.PROFILE else self.endpoint.current
        wanted = creator_id, metric
        result = self._chain(profile, wanted, book)
        successor = self.endpoint.other(profile)
        if successor is not None and isinstance(result, ApiError) and _may_go_on(result):
            calls = result.calls
            result = self._chain(successor, wanted, book, calls)
            if _has_answered(result, calls):
                self.endpoint.settle_on(successor, self.clocks.now())
        if isinstance(result, ApiError):
            raise result
        return result

    @property
    def closed(self) -> ApiError | None:
        """Why no call may be made now; None while calls may be."""
        closed = self.latch.reason
        if closed is not None:
            return _again(closed, 0)
        return ApiError(Kind.VENDOR_DOWN) if self.breaker.seconds_left else None

    def _chain(
        self, profile: Profile, wanted: SeriesKey, book: Book, calls: int = 0
    ) -> Held | ApiError:
        """Send one call, and again where the answer's rule and the deadline leave room.

        `calls` are those that were sent for it before.
        """
        window = profile.widest
        ask = Ask(*wanted, window, self.environment, profile.name)
        query = profile.query(*wanted, window, accept_cache=self.accept_cache)
        deadline: float | None = None
        error: ApiError | None = None
        while True:
            with self.slots.taken(), self.breaker.passage() as passes:
                began = self.clocks.monotonic()
                deadline = deadline if deadline is not None else began + self.seconds
                reason = self._not_to_send(error, passes and began < deadline, calls)
                if reason is not None:
                    return reason
                # With the slot in hand: what waits for one has cost nothing, and a crash says so.
                number = book.begin(ask)
                if not isinstance(number, int):
                    return number
                left = deadline - self.clocks.monotonic()
                sent = send(self.transport, self.clocks.now, ask, query, left)
                calls += 1
                self._take_note(sent, calls, first=error is None)
            # The slot is free for the next call while this one's answer is written down.
            sent = sent.kept_in(book, number)
            reading = sent.reading
            log_call(sent.answer, reading.kind, calls)
            if reading.kind is Kind.OK and reading.series is not None:
                return Held(
                    reading.series,
                    profile.name,
                    window,
                    self.clocks.now(),
                    profile=reading.profile,
                )
            error = _error(sent, calls)
            wait = self._wait(RULES[reading.kind], calls, sent.retry_after)
            if wait is None or wait >= deadline - self.clocks.monotonic():
                return error
            self.clocks.sleep(wait)

    def _not_to_send(self, error: ApiError | None, may: bool, calls: int) -> ApiError | None:
        """Return why nothing may be sent: the latch is closed, or it may not be for other reasons.

        Those are a vendor that is down, and a retry without time left: what is known by then is the
        `error` before it. Asked with the slot in hand, for which the call may have waited long.
        """
        closed = self.latch.reason
        if closed is not None:
            return _again(closed, calls)
        return None if may else error or ApiError(Kind.VENDOR_DOWN, calls=calls)

    def _take_note(self, sent: Sent, calls: int, *, first: bool) -> None:
        """Draw from an answer what the calls after it must know, before its slot is free.

        `first` says that it answers no further try: one creator's failure is one, however often it
        was tried. No failure of profiles may hold up a curve.
        """
        counts = first and sent.answer.ask.metric is not Metric.PROFILE
        if counts or not RULES[sent.reading.kind].outage:
            self.breaker.note(sent.reading.kind)
        if sent.reading.kind is Kind.OK:
            self.slots.went_well()
        else:
            self.latch.close(_error(sent, calls))
        if sent.reading.kind is Kind.RATE_LIMITED:
            self.slots.slow_down()

    def _wait(self, rule: Rule, calls: int, retry_after: str | None) -> float | None:
        """Return the seconds to wait before the next try, or None when there is none."""
        if calls > rule.tries:
            return None
        if rule.wait is Wait.RETRY_AFTER:
            return min(_RATE_LIMIT_MOST, max(_RATE_LIMIT_LEAST, _whole_seconds(retry_after)))
        ceiling = min(_JITTER_CAP, _JITTER_BASE * 2.0 ** (calls - 1))
        return self.clocks.random() * ceiling  # full jitter: anywhere between at once and ceiling


def _is_gone(error: ApiError) -> bool:
    return error.kind is Kind.ENDPOINT_GONE


def _may_go_on(error: ApiError) -> bool:
    """Say whether the other endpoint may be asked: this one is gone, and a request is left."""
    return _is_gone(error) and error.calls < MOST_REQUESTS


def _has_answered(result: Held | ApiError, before: int) -> bool:
    """Say whether the vendor's own program answered at this path: only it has a business code.

    `before` are the calls that were sent before those to this path.
    """
    if isinstance(result, Held):
        return True
    return result.calls > before and result.code is not None and not _is_gone(result)


def _whole_seconds(retry_after: str | None) -> float:
    """Read Retry-After as whole seconds; a date, a minus sign or nonsense count as nothing."""
    text = (retry_after or "").strip()
    return float(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0.0


def _error(sent: Sent, calls: int) -> ApiError:
    reading = sent.reading
    return ApiError(
        reading.kind,
        charged=RULES[reading.kind].charged,
        code=reading.code,
        http_status=sent.answer.http_status,
        detail=reading.detail,
        calls=calls,
    )


def _again(closed: ApiError, calls: int) -> ApiError:
    """Say the same as the answer that closed the latch, for a call that was not sent."""
    return ApiError(closed.kind, code=closed.code, http_status=closed.http_status, calls=calls)
