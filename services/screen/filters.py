"""Which creators of a list a reader looks at: by growth, tier, decision, tag, agency, words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from services.growth.verdict import Growth
from services.shortlist.creator import Creator, Decision
from services.text import visible_line

WORDS_LENGTH = 40
"""Most characters that are searched for."""

_MOST_CHOSEN = 20
_BETWEEN = "~"

TIERS = (0, 1, 2, 3)
"""All tiers, 0 for the smallest audience."""

T = TypeVar("T")


@dataclass(frozen=True)
class Filters:
    """What is kept: whoever is of one of each kind; an empty one keeps everybody.

    Values stand once and in the order of their kind, texts as one visible line, so that two filters
    which keep the same are equal. Tags and agencies are the marketplace's.
    """

    growth: tuple[Growth, ...] = ()
    tiers: tuple[int, ...] = ()
    decisions: tuple[Decision, ...] = ()
    words: str = ""
    tags: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for name, kinds in (("growth", Growth), ("tiers", TIERS), ("decisions", Decision)):
            chosen = getattr(self, name)
            object.__setattr__(self, name, tuple(one for one in kinds if one in chosen))
        object.__setattr__(self, "words", visible_line(self.words, WORDS_LENGTH))
        for name in ("tags", "agencies"):
            cleaned = {_cleaned(one) for one in getattr(self, name)} - {""}
            object.__setattr__(self, name, tuple(sorted(cleaned)[:_MOST_CHOSEN]))

    def keeps(self, who: Creator, name: str, growth: object, tier: object) -> bool:
        """Say whether a creator of this `name` is kept, by its growth (`Growth`) and tier (int).

        Words are looked for in name, remark, id, tags and agency, in any case.
        What a creator lacks matches no choice.
        """
        tags = who.listing.tags if who.listing else ()
        agency = who.listing.agency if who.listing else ""
        found = " ".join((name, who.remark, who.creator_id, *tags, agency)).casefold()
        return (
            (not self.growth or growth in self.growth)
            and (not self.tiers or tier in self.tiers)
            and (not self.decisions or who.decision in self.decisions)
            and (not self.tags or any(_cleaned(tag) in self.tags for tag in tags))
            and (not self.agencies or _cleaned(agency) in self.agencies)
            and all(word in found for word in self.words.casefold().split())
        )


def write_filters(filters: Filters) -> dict[str, str]:
    """Return the link's parameters for `filters`: those that keep everybody have none."""
    written = {
        "growth": ".".join(one.value for one in filters.growth),
        "tier": ".".join(map(str, filters.tiers)),
        "decision": ".".join(one.value for one in filters.decisions),
        "find": filters.words,
        "tag": _BETWEEN.join(filters.tags),
        "agency": _BETWEEN.join(filters.agencies),
    }
    return {name: value for name, value in written.items() if value}


def read_filters(params: Mapping[str, str], refuse: Callable[[str, str], None]) -> Filters:
    """Return the filters of a link; `refuse` is told the name and value of what cannot be one."""

    def chosen(name: str, known: Mapping[str, T]) -> tuple[T, ...]:
        words = [word for word in params.get(name, "").strip().lower().split(".") if word]
        if any(word not in known for word in words):
            refuse(name, params[name])
        return tuple(known[word] for word in words if word in known)

    return Filters(
        chosen("growth", {one.value: one for one in Growth}),
        chosen("tier", {str(tier): tier for tier in TIERS}),
        chosen("decision", {one.value: one for one in Decision}),
        params.get("find", ""),
        tuple(params.get("tag", "").split(_BETWEEN)),
        tuple(params.get("agency", "").split(_BETWEEN)),
    )


def _cleaned(text: str) -> str:
    """Return a tag or an agency as it can be chosen, and written into a link."""
    return visible_line(text.replace(_BETWEEN, " "), WORDS_LENGTH)
