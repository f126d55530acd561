"""Who lives in the sandbox: a dozen invented example creators, and anybody else by id."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from services.sandbox.personas import ANCHOR, CYCLE, Persona, draw, history


class Published(StrEnum):
    """How much of a history the marketplace shows."""

    ALL = "all"
    WITH_GAP = "with_gap"
    RECENT = "recent"
    NOTHING = "nothing"


@dataclass(frozen=True)
class ExampleCreator:
    """A simulated creator.

    `followers` is the size when the sandbox begins (`ANCHOR`), not today's. `counts_net` says that
    new followers are reported as the net change of the total, instead of as arrivals.
    """

    creator_id: str
    nickname: str
    persona: Persona
    followers: int
    counts_net: bool = False
    published: Published = Published.ALL


@dataclass(frozen=True)
class Point:
    """One published day: China date, followers at its end, new followers as reported."""

    day: date
    total: int
    new: int


EXAMPLES: tuple[ExampleCreator, ...] = (
    ExampleCreator("5f0000000000000002000101", "Luna in Hangzhou", Persona.STEADY, 420_000),
    ExampleCreator("5f0000000000000002000102", "小满的素食厨房", Persona.STEADY, 86_000, True),
    ExampleCreator("5f0000000000000002000103", "Momo今天穿什么", Persona.BURST, 41_000),
    ExampleCreator("5f0000000000000002000104", "阿橘爱露营", Persona.BURST, 9_600),
    ExampleCreator("5f0000000000000002000105", "陈小鹿护肤手记", Persona.DECLINE, 355_000),
    ExampleCreator("5f0000000000000002000106", "老周的面包实验室", Persona.STEADY, 23_500),
    ExampleCreator("5f0000000000000002000107", "Nora Reads Slowly", Persona.QUIET, 2_600),
    ExampleCreator("5f0000000000000002000108", "麦芽不加糖", Persona.QUIET, 4_100),
    ExampleCreator("5f0000000000000002000109", "Kiki的猫和植物", Persona.DECLINE, 62_000, True),
    ExampleCreator(
        "5f000000000000000200010a",
        "北岛慢慢走",
        Persona.STEADY,
        148_000,
        published=Published.WITH_GAP,
    ),
    ExampleCreator(
        "5f000000000000000200010b",
        "一只柠檬健身中",
        Persona.BURST,
        14_800,
        published=Published.RECENT,
    ),
    ExampleCreator(
        "5f000000000000000200010c",
        "Tea & Tide 茶茶",
        Persona.STEADY,
        7_300,
        published=Published.NOTHING,
    ),
)
"""Offered on the empty page. Ids, names and numbers are invented."""

_EXAMPLE_OF = {example.creator_id: example for example in EXAMPLES}

_MIX = (Persona.STEADY,) * 9 + (Persona.BURST,) * 4 + (Persona.DECLINE,) * 3 + (Persona.QUIET,) * 4
_SIZES = {
    Persona.STEADY: (3_000, 600_000),
    Persona.BURST: (6_000, 300_000),
    Persona.DECLINE: (20_000, 500_000),
    Persona.QUIET: (1_800, 6_000),
}
_NET_SHARE = 0.3
_GAP_DAYS = range(19, 23)
_RECENT_DAYS = 20


def nickname_of(creator_id: str) -> str:
    """Return an example's nickname, and "" for everybody else."""
    example = _EXAMPLE_OF.get(creator_id)
    return example.nickname if example else ""


def creator_of(creator_id: str) -> ExampleCreator:
    """Return who lives under an id (24 lower-case hex digits): an example, or one made from it."""
    if creator_id in _EXAMPLE_OF:
        return _EXAMPLE_OF[creator_id]
    kind, size, counts = draw(creator_id, "creator", 3)
    persona = _MIX[int(kind * len(_MIX))]
    low, high = _SIZES[persona]
    # The cube crowds small creators, as the marketplace does.
    followers = low + int((high - low) * size * size * size)
    return ExampleCreator(creator_id, "", persona, followers, bool(counts < _NET_SHARE))


def published_points(creator_id: str, last_day: date, days: int) -> list[Point]:
    """Return the days that the marketplace publishes among the `days` up to `last_day`, ascending.

    Dates are China dates. The list is empty for a creator without history.
    """
    creator = creator_of(creator_id)
    if creator.published is Published.NOTHING:
        return []
    if creator.published is Published.RECENT:
        days = min(days, _RECENT_DAYS)
    past = history(creator_id, creator.persona, creator.followers, last_day)
    news = past.net if creator.counts_net else past.arrivals
    known = len(past.totals)
    gap = _GAP_DAYS if creator.published is Published.WITH_GAP else ()
    return [
        Point(ANCHOR + timedelta(days=index), int(past.totals[index]), int(news[index]))
        for index in range(max(0, known - days), known)
        # By date and not by age: a day that is missing stays missing, as in the marketplace.
        if index % CYCLE not in gap
    ]
