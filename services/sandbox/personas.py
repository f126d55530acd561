"""How a simulated audience comes and goes, day by day.

Every number is a pure function of creator id and date. A history always begins at `ANCHOR` and each
day rests only on the days before it, so a later question extends the answer and changes no day of
it: an archive may keep what it was told. The chance in it comes from SHAKE-256, whose longer output
begins with the shorter one and which is the same in every process and with every numpy. Only
arithmetic follows: exp or log may differ in the last digit from one processor to the next.

One rule serves all personas: followers = followers the day before x (1 - share leaving) + arrivals
- those whom only a burst had brought. Because leaving grows with the audience, sizes settle instead
of running away over the years.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

ANCHOR = date(2025, 1, 1)
"""The first day that the sandbox knows."""

CYCLE = 30
"""Days between two platform cleanups: every window of 30 days holds exactly one."""

CLEANUP_DAY = 11
"""Day of the cycle, counted from 0 at `ANCHOR`, on which accounts are removed everywhere."""

_WEEK = np.array([0.9, 0.85, 0.85, 0.9, 1.05, 1.25, 1.2])
_BURST_DECAY = np.cumprod(np.full(CYCLE, 0.62)) / 0.62
# Over two weeks, most at first, 1.7 x the burst day's arrivals: two thirds of all that it brings.
_BURST_LEAVING = 1.7 * np.array([0, *range(14, 0, -1), *[0] * 15]) / 105


class Persona(StrEnum):
    """What kind of audience a creator has."""

    STEADY = "steady"
    BURST = "burst"
    DECLINE = "decline"
    QUIET = "quiet"


@dataclass(frozen=True)
class _Habit:
    """Daily shares, each as a range over creators.

    `arriving` and `burst` are shares of the audience at `ANCHOR`, `leaving` of the day before.
    """

    arriving: tuple[float, float]
    leaving: tuple[float, float]
    burst: tuple[float, float] = (0.0, 0.0)


_HABITS = {
    Persona.STEADY: _Habit(arriving=(0.0010, 0.0022), leaving=(0.0003, 0.0006)),
    Persona.BURST: _Habit(arriving=(0.0005, 0.0009), leaving=(0.0004, 0.0008), burst=(0.04, 0.14)),
    Persona.DECLINE: _Habit(arriving=(0.0001, 0.0002), leaving=(0.0006, 0.0012)),
    Persona.QUIET: _Habit(arriving=(0.0, 0.0), leaving=(0.0003, 0.0005)),
}


@dataclass(frozen=True)
class History:
    """A creator's days from `ANCHOR` on, one element a day.

    `totals` are followers at the end of the day. New followers can be reported in two ways:
    `arrivals` counts who came (gross, never negative), `net` how `totals` changed in the day.
    """

    totals: Integers
    arrivals: Integers
    net: Integers


def draw(creator_id: str, purpose: str, count: int) -> Floats:
    """Return `count` evenly spread numbers in [0, 1), a function of id and purpose.

    A larger `count` begins with the same numbers.
    """
    stream = hashlib.shake_256(f"{creator_id}/{purpose}".encode()).digest(4 * count)
    return np.frombuffer(stream, dtype="<u4").astype(np.float64) / 2.0**32


def history(creator_id: str, persona: Persona, followers: int, last_day: date) -> History:
    """Return the days from `ANCHOR` to `last_day` (China dates); none when that is before `ANCHOR`.

    `followers` is the audience on the eve of `ANCHOR`.
    """
    count = max(0, (last_day - ANCHOR).days + 1)
    leaving = _leaving(creator_id, persona, count)
    people = _usual_arrivals(creator_id, persona, followers, leaving)
    brought, lost = _burst(creator_id, persona, followers, count)
    # A cleanup takes most of that day's arrivals too, so the fall is common to growing creators.
    arriving = np.floor((people + brought) * np.where(_cleanups(count), 0.25, 1.0))
    # The rule of this module, solved for every day at once.
    kept = np.cumprod(1.0 - leaving)
    levels = kept * (followers + np.cumsum((arriving - lost) / kept))
    totals = np.floor(levels).astype(np.int64)
    return History(totals, arriving.astype(np.int64), np.diff(totals, prepend=followers))


def _between(bounds: tuple[float, float], share: Floats) -> Floats:
    low, high = bounds
    return low + (high - low) * share


def _cleanups(count: int) -> NDArray[np.bool_]:
    chosen: NDArray[np.bool_] = np.arange(count) % CYCLE == CLEANUP_DAY
    return chosen


def _leaving(creator_id: str, persona: Persona, count: int) -> Floats:
    """Return the share of the audience that leaves on each day."""
    usual = _between(_HABITS[persona].leaving, draw(creator_id, "leaving", 1))
    noise = 0.6 + 0.8 * draw(creator_id, "leaving noise", count)
    removed = _between((0.004, 0.013), draw(creator_id, "cleanup", count))
    return usual * noise + np.where(_cleanups(count), removed, 0.0)


def _usual_arrivals(creator_id: str, persona: Persona, followers: int, leaving: Floats) -> Floats:
    """Return how many arrive on each day, bursts aside."""
    count = len(leaving)
    noise = draw(creator_id, "arriving noise", count)
    if persona is Persona.QUIET:
        return 8.0 * noise * noise
    usual = followers * _between(_HABITS[persona].arriving, draw(creator_id, "arriving", 1))
    people: Floats = usual * _WEEK[(np.arange(count) + ANCHOR.weekday()) % 7] * (0.7 + 0.6 * noise)
    if persona is Persona.DECLINE:
        # Fewer find a creator as the audience shrinks; a fixed number would end the decline.
        people = people * np.cumprod(1.0 - leaving)
    return people


def _burst(creator_id: str, persona: Persona, followers: int, count: int) -> tuple[Floats, Floats]:
    """Return how many a burst brings on each day, and how many of those leave again.

    One burst a cycle, on the same day of it, 4 to 15 days after the cleanup: spent before the next
    one, so that a common fall never hides in a private rise.
    """
    start = CLEANUP_DAY + 4 + int(draw(creator_id, "burst phase", 1)[0] * 12)
    number, age = np.divmod(np.arange(count) - start + CYCLE, CYCLE)
    heights = _between(_HABITS[persona].burst, draw(creator_id, "burst height", count // CYCLE + 2))
    people = followers * np.where(number > 0, heights[number], 0.0)
    # Whole people, as arrivals are: fractions that only ever leave would sink a tiny audience.
    return people * _BURST_DECAY[age], np.floor(people * _BURST_LEAVING[age])
