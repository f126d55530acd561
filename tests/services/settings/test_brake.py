"""Guesses are spaced by session, by address and, a little, for all; nobody waits for long."""

from __future__ import annotations

import pytest

from services.settings.brake import LONGEST_WAIT, Brake, Visitor

pytestmark = pytest.mark.fault(109)

OWNER = Visitor("owner", "198.51.100.7")


class Guessing:
    """Visitors that guess wrong whenever they are looked at, on a clock of their own."""

    def __init__(self) -> None:
        self.now = 1000.0  # in steps that a float holds exactly
        self.brake = Brake(lambda: self.now)
        self.looked_at = 0

    def guess(self, visitor: Visitor) -> float:
        """Guess, and return the seconds that the visitor is told to wait."""
        seconds = self.brake.seconds_left(visitor)
        if seconds:
            return seconds
        self.looked_at += 1
        return self.brake.note_wrong(visitor)

    def for_a_while(self, visitors: list[Visitor], seconds: int) -> None:
        """Have them all guess eight times a second."""
        for _ in range(seconds * 8):
            for one in visitors:
                self.guess(one)
            self.now += 0.125

    def seconds_until_looked_at(self, visitor: Visitor, meanwhile: list[Visitor]) -> int:
        for waited in range(100):
            if not self.brake.seconds_left(visitor):
                return waited
            self.for_a_while(meanwhile, 1)
        raise AssertionError("never looked at")


@pytest.fixture
def guessing() -> Guessing:
    return Guessing()


def strangers(count: int, address: str = "192.0.2.66") -> list[Visitor]:
    return [Visitor(f"stranger {number}", address) for number in range(count)]


def test_two_mistakes_cost_nothing_and_no_wait_is_long(guessing):
    """Row 109."""
    waits = []
    for _ in range(8):
        waits.append(guessing.guess(OWNER))
        guessing.now += waits[-1]
    assert waits == [0, 0, 1, 2, 4, 4, 4, 4]


def test_a_stranger_elsewhere_costs_the_owner_nothing(guessing):
    """Row 109: the count was one for the process, and the owner was locked out."""
    guessing.for_a_while(strangers(1), 60)
    assert guessing.looked_at <= 20
    assert guessing.brake.seconds_left(OWNER) == 0


@pytest.mark.parametrize("sessions", [1, 4, 40])
def test_many_sessions_of_one_address_get_a_guess_in_four_seconds_each(guessing, sessions):
    """Row 109."""
    guessing.for_a_while(strangers(sessions), 60)
    assert guessing.looked_at <= 10 + sessions * (1 + 60 / LONGEST_WAIT)


def test_a_new_session_for_each_guess_gets_none_once_its_address_is_known(guessing):
    """Row 109: a session costs a stranger nothing."""
    for number in range(600):
        guessing.guess(Visitor(f"session {number}", "192.0.2.66"))
        guessing.now += 0.1
    assert guessing.looked_at <= 10


def test_a_network_of_addresses_is_one_address(guessing):
    """Row 109: whoever has one address of IPv6 has 2**64 of them."""
    for number in range(600):
        guessing.guess(Visitor(f"session {number}", f"2001:db8:1:2::{number:x}"))
    assert guessing.looked_at <= 7
    assert Visitor("", "::ffff:192.0.2.66").neighbourhood == "192.0.2.66"


def test_strangers_with_many_addresses_slow_everybody_gently(guessing):
    """Row 109."""
    for number in range(600):
        guessing.guess(Visitor(f"session {number}", f"10.0.{number % 250}.{number}"))
    assert guessing.looked_at <= 25
    assert 0 < guessing.brake.seconds_left(OWNER) <= 2


@pytest.mark.parametrize("address", ["192.0.2.66", ""])
def test_the_owner_is_looked_at_soon_wherever_the_stranger_is(guessing, address):
    """Row 109: at the same address, or where no address is known, and while it goes on."""
    crowd = strangers(40, address)
    guessing.for_a_while(crowd, 60)
    owner = Visitor("owner", address)
    assert guessing.seconds_until_looked_at(owner, crowd) <= LONGEST_WAIT


def test_asking_during_a_wait_does_not_lengthen_it(guessing):
    """Row 109."""
    for _ in range(3):
        guessing.guess(OWNER)
    assert [guessing.guess(OWNER) for _ in range(50)] == [1.0] * 50


def test_guesses_are_forgotten_by_and_by(guessing):
    """Row 109."""
    guessing.for_a_while(strangers(40), 60)
    guessing.now += 1800
    assert guessing.guess(Visitor("new", "192.0.2.66")) == 0
    assert guessing.guess(strangers(1)[0]) == 0


def test_the_right_one_starts_afresh(guessing):
    """Row 109."""
    for _ in range(3):
        guessing.now += guessing.guess(OWNER)
    guessing.brake.forgive(OWNER)
    assert [guessing.guess(OWNER) for _ in range(2)] == [0, 0]
