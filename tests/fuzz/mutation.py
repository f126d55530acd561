"""What a seed makes of good input: bytes and characters cut, doubled, moved and put in."""

from __future__ import annotations

import copy
import random
from collections.abc import Sequence
from typing import Any, TypeVar

Piece = TypeVar("Piece", bytes, str)

JUNK: tuple[Any, ...] = (
    *(None, True, False, 0, -1, 1, 1.0, 1.5, -0.0, 0.2188, 10**12, 2**70, 1e308),
    *("", "0", "x", "1.2万", "2025-02-30", "2025-12-07", "9999-12-31", "\x00", "\ud800", "成"),
    *([], {}, [[]], [{}], {"num": 1}, {"dateKey": "2025-12-07"}, {"list": []}),
)
"""Values that may stand where any other was meant."""


def cut_up(whole: Piece, pieces: Sequence[Piece], chance: random.Random) -> Piece:
    """Return `whole` after one to four edits, each of which may put in one of `pieces`."""
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(whole) + 1)
        end = min(len(whole), at + chance.choice((0, 0, 1, 3, 40)))
        kind = chance.randrange(5)
        if kind == 0:
            whole = whole[:at] + whole[end:]
        elif kind == 1:
            whole = whole[:end] + whole[at:]
        elif kind == 2 and chance.random() < 0.2:
            whole = whole[:at]
        else:
            whole = whole[:at] + chance.choice(pieces) + whole[end:]
    return whole


def bent(value: Any, chance: random.Random) -> Any:
    """Return a JSON value with one or two of its parts replaced, renamed, left out or doubled."""
    changed = copy.deepcopy(value)
    for _ in range(chance.randint(1, 2)):
        _bend(_inside(changed, chance), chance)
    return changed


def _inside(value: Any, chance: random.Random) -> Any:
    """Return one of the objects and lists within a value, itself included."""
    while chance.random() < 0.7:
        parts = value.values() if isinstance(value, dict) else value
        deeper = [part for part in parts if isinstance(part, (dict, list)) and part]
        if not deeper:
            break
        value = chance.choice(deeper)
    return value


def _bend(holder: Any, chance: random.Random) -> None:
    keys = list(holder) if isinstance(holder, dict) else list(range(len(holder)))
    if not keys:
        return
    key, kind = chance.choice(keys), chance.randrange(4)
    if kind == 0:
        del holder[key]
    elif kind == 1 and isinstance(holder, dict):
        holder[chance.choice(("code", "data", "list", "num", "date", "x"))] = holder.pop(key)
    elif kind == 1:
        holder.insert(chance.randrange(len(holder) + 1), copy.deepcopy(holder[key]))
    elif kind == 2 and isinstance(holder, list):
        chance.shuffle(holder)
    else:
        holder[key] = copy.deepcopy(chance.choice(JUNK))
