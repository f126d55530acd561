"""Creators in a link: ids and aliases, what was decided about each, and who is highlighted.

`kols=<id>[~<alias>],…&decisions=<b|m|n|->…&mark=<position>.<position>…`

Decisions and positions (from 1) count the entries of `kols` as they are written: an entry that is
no id, or is there twice, has its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import unquote

from services.messages import N_, Message
from services.shortlist.creator import CREATOR_LIMIT, Creator, Decision, clean_alias
from services.text import CREATOR_ID, cut_line

Notices = list[Message]

_POSITION = re.compile(r"[0-9]{1,6}")
_SEPARATORS = str.maketrans({"%": "%25", ",": "%2C", "~": "%7E"})
_UNDECIDED = "-"
_LETTERS = {decision.value[0]: decision for decision in Decision}
_SHOWN_REFUSALS = 3
_SHOWN_LENGTH = 31


def write_creators(creators: Sequence[Creator]) -> dict[str, str]:
    """Return the parameters for these creators; `decisions` only where there is one."""
    params = {"kols": ",".join(map(_entry, creators))}
    decisions = [who.decision.value[0] if who.decision else _UNDECIDED for who in creators]
    if any(who.decision for who in creators):
        params["decisions"] = "".join(decisions)
    return params


def write_marks(creators: Sequence[Creator], highlighted: Sequence[str]) -> str:
    """Return the positions of those who are highlighted."""
    places = {who.creator_id: place for place, who in enumerate(creators, start=1)}
    return ".".join(str(places[creator_id]) for creator_id in highlighted)


def read_creators(
    kols: str, decisions: str, notices: Notices
) -> tuple[tuple[Creator, ...], tuple[str, ...]]:
    """Return the creators, and the id that each entry of `kols` names ("" for none)."""
    entries = [entry for entry in kols.split(",") if entry.strip()]
    places = tuple(_id_of(entry) for entry in entries)
    decided = _decisions(decisions, len(places), notices)
    found: dict[str, Creator] = {}
    for entry, creator_id, decision in zip(entries, places, decided, strict=True):
        if creator_id and creator_id not in found:
            alias = clean_alias(unquote(entry.partition("~")[2]))
            found[creator_id] = Creator(creator_id, alias, decision=decision)
    refused = [entry for entry, place in zip(entries, places, strict=True) if not place]
    if refused:
        template = N_(
            "“kols” in the link has entries that are no creator ids; they are left out: {entries}."
        )
        notices.append(Message(template, {"entries": _some(refused)}))
    if len(found) > CREATOR_LIMIT:
        notices.append(_cut(len(found)))
    return tuple(found.values())[:CREATOR_LIMIT], places


def read_marks(mark: str, places: Sequence[str], notices: Notices) -> tuple[str, ...]:
    """Return the ids at the positions that `mark` names."""
    written = [one for one in mark.strip().split(".") if one]
    wrong = [one for one in written if not _POSITION.fullmatch(one) or not _fits(one, places)]
    if wrong:
        template = N_(
            "“mark” in the link has what is no position in the list; it is left out: {entries}."
        )
        notices.append(Message(template, {"entries": _some(wrong)}))
    return tuple(places[int(one) - 1] for one in written if one not in wrong)


def shortened(text: str) -> str:
    """Return what a notice repeats of a parameter."""
    return cut_line(text, _SHOWN_LENGTH)


def _entry(creator: Creator) -> str:
    if not creator.alias:
        return creator.creator_id
    return f"{creator.creator_id}~{creator.alias.translate(_SEPARATORS)}"


def _id_of(entry: str) -> str:
    written = entry.partition("~")[0].strip().lower()
    return written if CREATOR_ID.fullmatch(written) else ""


def _fits(position: str, places: Sequence[str]) -> bool:
    return 1 <= int(position) <= len(places)


def _decisions(written: str, count: int, notices: Notices) -> list[Decision | None]:
    """Return a decision for each entry; a letter that is none, or is missing, decides nothing."""
    letters = written.strip().lower()
    if not letters:
        return [None] * count
    if len(letters) != count or set(letters) - {*_LETTERS, _UNDECIDED}:
        template = N_(
            "“decisions={value}” in the link does not fit its creators; what fits is taken."
        )
        notices.append(Message(template, {"value": shortened(written)}))
    return [_LETTERS.get(letter) for letter in letters[:count].ljust(count, _UNDECIDED)]


def _some(entries: Sequence[str]) -> tuple[str, ...]:
    shown = [shortened(entry) for entry in entries[:_SHOWN_REFUSALS]]
    return tuple([*shown, "…"] if len(entries) > _SHOWN_REFUSALS else shown)


def _cut(count: int) -> Message:
    return Message(
        N_("“kols” in the link names {count} creators; the first {limit} are shown."),
        {"count": count, "limit": CREATOR_LIMIT},
    )
