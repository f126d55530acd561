"""A passcode is compared in constant time, and one after another."""

from __future__ import annotations

import hmac
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from services.secret import Secret
from services.settings.brake import Visitor
from services.settings.passcode import Access, Answer, Verdict

RIGHT = "open sesame"
SOMEBODY = Visitor("one session", "192.0.2.1")


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


@pytest.mark.parametrize("text", [RIGHT, f"  {RIGHT}\n", "ｏｐｅｎ　sesame"])
def test_the_passcode_opens(access: Access, text: str) -> None:
    assert access.try_passcode(text, SOMEBODY) == Verdict(Answer.OK)


@pytest.mark.parametrize(
    "text",
    ["open sesam", "open sesamee", "OPEN SESAME", "open  sesame", "o", "芝麻开门", "\udcff" * 11],
)
def test_anything_else_does_not(access: Access, text: str) -> None:
    assert access.try_passcode(text, SOMEBODY).answer is Answer.WRONG


def test_without_a_passcode_none_is_right() -> None:
    for text in ("", "None", RIGHT):
        assert Access(None).try_passcode(text, SOMEBODY).answer is Answer.WRONG


def test_during_a_wait_nothing_is_looked_at(access: Access, clock: Clock) -> None:
    verdicts = [access.try_passcode("close sesame", SOMEBODY) for _ in range(5)]
    assert [one.answer for one in verdicts] == [Answer.WRONG] * 3 + [Answer.WAIT] * 2
    assert access.try_passcode(RIGHT, SOMEBODY) == Verdict(Answer.WAIT, 1.0)
    clock.now += 1.0
    assert access.try_passcode(RIGHT, SOMEBODY) == Verdict(Answer.OK)


def test_nothing_is_no_guess(access: Access) -> None:
    for text in ("", "   ") * 5:
        assert access.try_passcode(text, SOMEBODY) == Verdict(Answer.WRONG)


def test_it_is_compared_in_constant_time_over_bytes(
    access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []

    def watched(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return real(one, other)

    real = hmac.compare_digest
    monkeypatch.setattr("services.secret.hmac.compare_digest", watched)
    access.try_passcode("芝麻", SOMEBODY)
    access.try_passcode(RIGHT, SOMEBODY)
    assert compared == [("芝麻".encode(), RIGHT.encode()), (RIGHT.encode(), RIGHT.encode())]


def test_guesses_sent_together_are_looked_at_one_after_another(clock: Clock) -> None:
    access = Access(SlowSecret(RIGHT), clock)
    together = threading.Barrier(16)

    def guess(number: int) -> Answer:
        together.wait()
        return access.try_passcode(f"guess {number}", SOMEBODY).answer

    with ThreadPoolExecutor(16) as pool:
        answers = list(pool.map(guess, range(16)))
    assert answers.count(Answer.WRONG) == 3
    assert answers.count(Answer.WAIT) == 13


def test_it_says_nothing_of_the_passcode(access: Access) -> None:
    assert RIGHT not in f"{access!r} {vars(access)} {access.try_passcode('x', SOMEBODY)!r}"
