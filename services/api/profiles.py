"""What the marketplace says of a creator, read out of the body of a profile: all of it is text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from services.text import visible_line

NAME_LENGTH = 40
"""Most characters of a name or a tag; an agency's may be twice as long."""

_MOST_TAGS = 12
_MOST_FOLLOWERS = 2_000_000_000
_MOST_YUAN = 100_000_000
_TAKES_ORDERS = 1


@dataclass(frozen=True)
class CreatorProfile:
    """A creator as the marketplace describes them; "" and None where it does not say.

    `creator_id` is the one that stands in the body. Prices are in yuan a
    post, and None for a kind of post that is not on offer; `lowest_price` is for whichever. `tags`
    are what the creator posts about, the wider ones before the finer, and `agency` who manages it.
    """

    creator_id: str = ""
    name: str = ""
    followers: int | None = None
    picture_price: float | None = None
    video_price: float | None = None
    lowest_price: float | None = None
    tags: tuple[str, ...] = ()
    agency: str = ""

    @property
    def has_price(self) -> bool:
        """Whether any price is known."""
        return any((self.picture_price, self.video_price, self.lowest_price))


def read_profile(data: Mapping[str, object]) -> CreatorProfile | None:
    """Return the profile that `data` of an answer holds; None where none of it can be read.

    A field that is missing, null or of another shape is left out, and the others stand.
    """
    agency = data.get("noteSign")
    found = CreatorProfile(
        creator_id=_text(data.get("userId")).lower(),
        name=_text(data.get("name")),
        followers=_count(data.get("fansCount"), data.get("fansNum")),
        picture_price=_offered(data, "picture"),
        video_price=_offered(data, "video"),
        lowest_price=_yuan(data.get("lowerPrice")),
        tags=tuple(dict.fromkeys(_tags(data.get("contentTags"))))[:_MOST_TAGS],
        agency=_text(agency.get("name") if isinstance(agency, Mapping) else agency, 80),
    )
    return None if found == CreatorProfile(creator_id=found.creator_id) else found


def _text(value: object, most: int = NAME_LENGTH) -> str:
    return visible_line(value[: 20 * most], most) if isinstance(value, str) else ""


def _number(value: object, most: int) -> float | None:
    """Return a number above 0: 0 stands for none, and true is no number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value <= most else None


def _yuan(value: object) -> float | None:
    return _number(value, _MOST_YUAN)


def _count(*values: object) -> int | None:
    counts = (_number(value, _MOST_FOLLOWERS) for value in values)
    return next((int(count) for count in counts if count is not None and count.is_integer()), None)


def _offered(data: Mapping[str, object], kind: str) -> float | None:
    """Return the price of a kind of post, unless the creator says that it takes no orders for it.

    An order state that is not there says nothing about the price that is.
    """
    state = data.get(f"{kind}State")
    refused = type(state) is int and state != _TAKES_ORDERS
    return None if refused else _yuan(data.get(f"{kind}Price"))


def _tags(value: object) -> Iterator[str]:
    for entry in value if isinstance(value, list) else ():
        if isinstance(entry, Mapping):
            finer = entry.get("taxonomy2Tags")
            named = [entry.get("taxonomy1Tag"), *(finer if isinstance(finer, list) else ())]
            yield from filter(None, map(_text, named))
