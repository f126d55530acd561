"""A passcode is compared in constant time, and wrong ones make everybody wait."""

from __future__ import annotations

import hmac
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.secret import Secret
from services.settings.passcode import LONGEST_WAIT, Access, Answer, Verdict

RIGHT = "open sesame"


class Clock:
    """Seconds that pass when a test says so."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class SlowSecret(Secret):
    """Takes long enough to compare that guesses sent together overlap, where they can."""

    def matches(self, text: str) -> bool:
        time.sleep(0.005)
        return super().matches(text)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def access(clock: Clock) -> Access:
    return Access(Secret(RIGHT), clock)


def fail(access: Access, clock: Clock, times: int) -> list[float]:
    """Try a wrong passcode so often, each as soon as it is looked at; return the waits."""
    waits = []
    for _time in range(times):
        verdict = access.try_passcode("close sesame")
        assert verdict.answer is Answer.WRONG
        waits.append(verdict.seconds)
        clock.now += verdict.seconds
    return waits


@pytest.mark.parametrize("text", [RIGHT, f"  {RIGHT}\n", "ｏｐｅｎ　sesame"])
def test_the_passcode_opens(access: Access, text: str) -> None:
    assert access.try_passcode(text) == Verdict(Answer.OK)


@pytest.mark.parametrize(
    "text",
    ["open sesam", "open sesamee", "OPEN SESAME", "open  sesame", "o", "芝麻开门", "\udcff" * 11],
)
def test_anything_else_does_not(access: Access, text: str) -> None:
    assert access.try_passcode(text).answer is Answer.WRONG


def test_without_a_passcode_none_is_right() -> None:
    for text in ("", "None", RIGHT):
        assert Access(None).try_passcode(text).answer is Answer.WRONG


def test_the_waits_double_from_the_third_failure_up_to_a_minute(
    access: Access, clock: Clock
) -> None:
    assert fail(access, clock, 11) == [0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_million_failures_are_no_overflow(access: Access, clock: Clock) -> None:
    access._failures = 1_000_000
    assert fail(access, clock, 1) == [LONGEST_WAIT]


def test_five_at_once_are_not_all_looked_at(access: Access) -> None:
    answers = [access.try_passcode("close sesame").answer for _ in range(5)]
    assert answers == [Answer.WRONG] * 3 + [Answer.WAIT] * 2


def test_during_a_wait_even_the_right_one_waits(access: Access, clock: Clock) -> None:
    fail(access, clock, 4)
    assert access.try_passcode("close sesame").seconds == 4.0
    clock.now += 1.5
    assert access.try_passcode(RIGHT) == Verdict(Answer.WAIT, 2.5)
    clock.now += 2.5
    assert access.try_passcode(RIGHT) == Verdict(Answer.OK)


def test_asking_during_a_wait_does_not_lengthen_it(access: Access, clock: Clock) -> None:
    fail(access, clock, 2)
    access.try_passcode("close sesame")
    for _time in range(50):
        assert access.try_passcode("close sesame") == Verdict(Answer.WAIT, 1.0)
    clock.now += 1.0
    assert access.try_passcode("close sesame") == Verdict(Answer.WRONG, 2.0)


def test_the_right_one_starts_afresh(access: Access, clock: Clock) -> None:
    fail(access, clock, 6)
    assert access.try_passcode(RIGHT).answer is Answer.OK
    assert fail(access, clock, 3) == [0, 0, 1]


def test_nothing_is_no_guess(access: Access) -> None:
    for text in ("", "   ") * 5:
        assert access.try_passcode(text) == Verdict(Answer.WRONG)


def test_it_is_compared_in_constant_time_over_bytes(
    access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def watched(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return real(one, other)

    real = hmac.compare_digest
    monkeypatch.setattr("services.secret.hmac.compare_digest", watched)
    access.try_passcode("芝麻")
    access.try_passcode(RIGHT)
    assert compared == [("芝麻".encode(), RIGHT.encode()), (RIGHT.encode(), RIGHT.encode())]


def test_guesses_sent_together_are_looked_at_one_after_another(clock: Clock) -> None:
    access = Access(SlowSecret(RIGHT), clock)
    together = threading.Barrier(16)

    def guess(number: int) -> Answer:
        together.wait()
        return access.try_passcode(f"guess {number}").answer

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(guess, range(16)))
    assert answers.count(Answer.WRONG) == 3
    assert answers.count(Answer.WAIT) == 13


def test_it_says_nothing_of_the_passcode(access: Access) -> None:
    assert RIGHT not in f"{access!r} {vars(access)} {access.try_passcode('x')!r}"
