"""A saved list: what it may be called, when two names are the same, and why one is refused."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import datetime

from services.messages import N_, Message
from services.shortlist.creator import CREATOR_LIMIT, REMARK_LENGTH, Creator, clean_alias
from services.shortlist.numbers import MOST_FOLLOWERS
from services.shortlist.prices import HIGHEST_PRICE
from services.text import CREATOR_ID, JOINERS, visible_line

NAME_LENGTH = 60
"""Most characters of a list's name."""

LIST_LIMIT = 500
"""Most lists of one archive, without those that are deleted."""

_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols by their category, yet empty

# What changes how a character looks, or nothing at all: no reader tells names apart by it.
_UNSEEN = dict.fromkeys(map(ord, JOINERS + "\ufe0e\ufe0f"))


class ListRefused(Exception):
    """A list cannot be had or changed as asked. `message` is the sentence for people."""

    sentence = N_("This list cannot be changed like that.")

    def __init__(self, **values: object) -> None:
        self.message = Message(self.sentence, values)
        super().__init__(str(self.message))


class NameEmpty(ListRefused):
    """The name has nothing that can be seen."""

    sentence = N_("Give the list a name.")


class NameTooLong(ListRefused):
    """The name has more characters than `NAME_LENGTH`."""

    sentence = N_("A list’s name has at most {limit} characters; this one has {count}.")

    def __init__(self, count: int) -> None:
        super().__init__(limit=NAME_LENGTH, count=count)


class NameTaken(ListRefused):
    """Another list has the name, maybe in other case or width. `name` is how that one writes it."""

    sentence = N_("There is a list “{name}” already. Choose another name.")

    def __init__(self, name: str) -> None:
        super().__init__(name=name)


class NoSuchList(ListRefused):
    """No list has the name: it never had, or somebody has renamed or deleted it."""

    sentence = N_("There is no list “{name}”. Somebody may have renamed or deleted it.")

    def __init__(self, name: str) -> None:
        super().__init__(name=visible_line(name, NAME_LENGTH))


class DeletedForGood(ListRefused):
    """The list to bring back was not deleted, or too long ago."""

    sentence = N_("This list cannot be brought back any more.")


class TooManyLists(ListRefused):
    """The archive has `LIST_LIMIT` lists."""

    sentence = N_("The archive holds at most {limit} lists. Delete one that nobody needs.")

    def __init__(self) -> None:
        super().__init__(limit=LIST_LIMIT)


class TooManyCreators(ListRefused):
    """The list names more creators than `CREATOR_LIMIT`."""

    sentence = N_("A list takes at most {limit} creators; this one has {count}.")

    def __init__(self, count: int) -> None:
        super().__init__(limit=CREATOR_LIMIT, count=count)


class CreatorTwice(ListRefused):
    """A creator is in the list more than once."""

    sentence = N_("The creator {creator} is in the list twice.")

    def __init__(self, creator_id: str) -> None:
        super().__init__(creator=creator_id)


def clean_name(text: str) -> str:
    """Return `text` as the name of a list. Raises `NameEmpty` and `NameTooLong`."""
    name = visible_line(text)
    if not any(one not in _BLANKS and unicodedata.category(one)[0] in "LNPS" for one in name):
        raise NameEmpty
    if len(name) > NAME_LENGTH:
        raise NameTooLong(len(name))
    return name


def name_key(name: str) -> str:
    """Return what two names have in common that are the same but for case, width or joiners."""
    folded = unicodedata.normalize("NFKC", visible_line(name)).casefold()
    return unicodedata.normalize("NFKC", folded).translate(_UNSEEN)


def numbered(name: str, number: int) -> str:
    """Return `name` with a number after it, cut where it would be too long."""
    after = f" ({number})"
    return visible_line(name, NAME_LENGTH - len(after)) + after


def as_saved(creator: Creator) -> Creator:
    """Return a creator as a list keeps it: alias and remark cleaned, and cut where too long.

    Raises ValueError for an id, a price or a number of followers that is none: no input reaches it
    unchecked.
    """
    if not CREATOR_ID.fullmatch(creator.creator_id):
        raise ValueError("a creator id has 24 hexadecimal digits, in lower case")
    for price in (creator.prices.image, creator.prices.video, creator.prices.other):
        if price is not None and not 0 < price <= HIGHEST_PRICE:
            raise ValueError(f"a price is above 0 and at most {HIGHEST_PRICE}")
    if creator.followers is not None and not 1 <= creator.followers <= MOST_FOLLOWERS:
        raise ValueError(f"followers are at least 1 and at most {MOST_FOLLOWERS}")
    remark = visible_line(creator.remark, REMARK_LENGTH)
    return replace(creator, alias=clean_alias(creator.alias), remark=remark)


@dataclass(frozen=True)
class SavedList:
    """A list as saved. `version` is what `save_list` expects of who changes it next."""

    name: str
    version: int
    updated_at: datetime
    creators: tuple[Creator, ...]


@dataclass(frozen=True)
class Conflict:
    """Nothing was saved: somebody else has saved the list since, and `current` is theirs."""

    current: SavedList


@dataclass(frozen=True)
class ListName:
    """A list without its creators: what it is called, how many creators it has, how new it is."""

    name: str
    creators: int
    updated_at: datetime
