"""What a saved list may be called, when two names are the same, and why a list is refused."""

from __future__ import annotations

import unicodedata

from services.messages import N_, Message
from services.shortlist import CREATOR_LIMIT

NAME_LENGTH = 60
"""Most characters of a list's name."""

LIST_LIMIT = 500
"""Most lists of one archive, without those that are deleted."""

_JOINERS = "\u200c\u200d"  # inside emoji and some scripts they matter, at either end they do not
_TAGS = range(0xE0020, 0xE0080)  # they make flags
_BLANKS = "\u115f\u1160\u2800\u3164\uffa0"  # letters and symbols by their category, yet empty
# What changes how a character looks, or nothing at all: no reader tells names apart by it.
_UNSEEN = dict.fromkeys(map(ord, _JOINERS + "\ufe0e\ufe0f"))


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
        super().__init__(name=visible_line(name)[:NAME_LENGTH])


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


def visible_line(text: str) -> str:
    """Return `text` on one line, without characters that are unseen or turn others round.

    The joiners inside emoji stay. Doing it twice changes nothing.
    """
    kept = (one for one in text if one.isspace() or _is_kept(one))
    return " ".join("".join(kept).split()).strip(" " + _JOINERS)


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
    return name[: NAME_LENGTH - len(after)].rstrip(" " + _JOINERS) + after


def _is_kept(character: str) -> bool:
    if character in _JOINERS or ord(character) in _TAGS:
        return True
    return unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
