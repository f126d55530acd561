"""The link: everything on the screen as query parameters, and back.

`kols=<id>[~<alias>],…&days=30|60|90|all&view=both|total|new&scale=count|index|percent|log
&align=calendar|start|peak&smooth=1|7&common=in|out&as_of=YYYY-MM-DD`

Nothing else of a query is read, so that `embed=true` or a later version's parameters do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import unquote

from services.messages import N_, Message
from services.screen import (
    ALL_DAYS,
    SMOOTHINGS,
    WINDOWS,
    Align,
    Scale,
    Screen,
    View,
    clean_alias,
    nearest_scale,
)
from services.shortlist import CREATOR_LIMIT, Creator

Notices = list[Message]

_ID = re.compile(r"[0-9a-fA-F]{24}")
_SEPARATORS = str.maketrans({"%": "%25", ",": "%2C", "~": "%7E"})
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FIRST_DAY = date(2013, 1, 1)
_DEFAULT = Screen()
_SHOWN_REFUSALS = 3
_SHOWN_LENGTH = 30


def read_link(params: Mapping[str, str]) -> tuple[Screen, tuple[Message, ...]]:
    """Return the screen that decoded query parameters ask for, and what could not be followed.

    Never raises: a parameter that is missing takes its default silently; one that is invalid takes
    it with a notice; ids that are none are left out with a notice; creators beyond `CREATOR_LIMIT`
    are cut with a notice; a repeated creator counts once, as it came first.
    """
    notices: Notices = []
    windows = {_written(days): days for days in WINDOWS}
    creators = _creators(params.get("kols", ""), notices)
    days = windows[_choice(params, "days", list(windows), _written(_DEFAULT.days), notices)]
    view = View(_choice(params, "view", list(View), _DEFAULT.view, notices))
    align = Align(_choice(params, "align", list(Align), _DEFAULT.align, notices))
    asked = Scale(_choice(params, "scale", list(Scale), _DEFAULT.scale, notices))
    scale = nearest_scale(asked, view, align)
    if scale is not asked:
        notices.append(_replaced("scale", asked, scale))
    smooth = int(_choice(params, "smooth", [str(n) for n in SMOOTHINGS], "1", notices))
    without_common = _choice(params, "common", ["in", "out"], "in", notices) == "out"
    as_of = _as_of(params, notices)
    screen = Screen(creators, days, view, scale, as_of, align, smooth, without_common)
    return screen, tuple(notices)


def write_link(screen: Screen) -> dict[str, str]:
    """Return the query parameters, not yet percent-encoded, that `read_link` turns into `screen`.

    All are written (`common` and `as_of` where they are not the default), so that a link keeps its
    picture when a default changes; only the empty page has none. Inside an alias `%`, `,` and `~`
    are percent-encoded, as they separate.
    """
    if screen == _DEFAULT:
        return {}
    params = {
        "kols": ",".join(map(_entry, screen.creators)),
        "days": _written(screen.days),
        "view": screen.view.value,
        "scale": screen.scale.value,
        "align": screen.align.value,
        "smooth": str(screen.smooth),
    }
    if screen.without_common:
        params["common"] = "out"
    if screen.as_of is not None:
        params["as_of"] = screen.as_of.isoformat()
    return params


def _written(days: int) -> str:
    return "all" if days == ALL_DAYS else str(days)


def _as_of(params: Mapping[str, str], notices: Notices) -> date | None:
    value = params.get("as_of", "").strip()
    if not value:
        return None
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        day = None
    if day is None or day < _FIRST_DAY:
        template = N_("“as_of={value}” in the link is no day; the newest data are shown instead.")
        notices.append(Message(template, {"value": _shortened(value)}))
        return None
    return day


def _entry(creator: Creator) -> str:
    if not creator.alias:
        return creator.creator_id
    return f"{creator.creator_id}~{creator.alias.translate(_SEPARATORS)}"


def _choice(
    params: Mapping[str, str], name: str, allowed: Sequence[str], default: str, notices: Notices
) -> str:
    value = params.get(name, default)
    chosen = value.strip().lower()
    if chosen in allowed:
        return chosen
    notices.append(_replaced(name, value, default))
    return default


def _replaced(name: str, value: str, used: str) -> Message:
    return Message(
        N_("“{name}={value}” in the link cannot be shown; “{used}” is used instead."),
        {"name": name, "value": _shortened(value), "used": str(used)},
    )


def _creators(kols: str, notices: Notices) -> tuple[Creator, ...]:
    found: dict[str, Creator] = {}
    refused: list[str] = []
    for entry in kols.split(","):
        written_id, _, written_alias = entry.partition("~")
        creator_id = written_id.strip().lower()
        if not entry.strip() or creator_id in found:
            continue
        if _ID.fullmatch(written_id.strip()):
            found[creator_id] = Creator(creator_id, clean_alias(unquote(written_alias)))
        else:
            refused.append(entry)
    if refused:
        notices.append(_left_out(refused))
    if len(found) > CREATOR_LIMIT:
        notices.append(_cut(len(found)))
    return tuple(found.values())[:CREATOR_LIMIT]


def _left_out(refused: Sequence[str]) -> Message:
    shown = [_shortened(entry) for entry in refused[:_SHOWN_REFUSALS]]
    more = ["…"] if len(refused) > _SHOWN_REFUSALS else []
    return Message(
        N_("“kols” in the link has entries that are no creator ids; they are left out: {entries}."),
        {"entries": ", ".join(shown + more)},
    )


def _cut(count: int) -> Message:
    return Message(
        N_("“kols” in the link names {count} creators; the first {limit} are shown."),
        {"count": count, "limit": CREATOR_LIMIT},
    )


def _shortened(text: str) -> str:
    cleaned = clean_alias(text)
    return cleaned if len(cleaned) <= _SHOWN_LENGTH else f"{cleaned[:_SHOWN_LENGTH]}…"
