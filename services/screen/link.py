"""The link: everything on the screen as query parameters, and back.

`kols=<id>[~<alias>],…&decisions=<b|m|n|->…&mark=<position>.<position>…
&days=30|60|90|all&view=both|total|new&scale=count|index|percent|log
&align=calendar|start|peak&smooth=1|7&common=in|out&as_of=YYYY-MM-DD
&growth=steady.uneven…&tier=0.1.2.3&decision=booked.maybe.no&find=<words>&tag=<tag>~<tag>…
&agency=<agency>~<agency>…`

With `list=<name>` the creators and decisions are those of a saved list, and not written out.
Nothing else of a query is read, so that `embed=true` or a later version's parameters do no harm.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date

from services.china_time import FIRST_DAY, latest_data_day
from services.growth.lineup import SMOOTHINGS, Align, Lineup, Scale, View, nearest_scale
from services.messages import N_, Message
from services.screen.filters import read_filters, write_filters
from services.screen.handed_on import as_written
from services.screen.link_creators import (
    Notices,
    read_creators,
    read_marks,
    shortened,
    write_creators,
    write_marks,
)
from services.screen.screen import ALL_DAYS, WINDOWS, Choices, Screen
from services.shortlist.creator import Creator
from services.shortlist.saved import NoSuchList, SavedList

FindList = Callable[[str], SavedList | Message]
"""Returns the saved list of a name, or why there is none."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DEFAULT = Screen()
_CHOICES = _DEFAULT.choices


def no_lists(name: str) -> SavedList | Message:
    """Find no list: for where none is kept."""
    return NoSuchList(name).message


def read_link(
    params: Mapping[str, str], find_list: FindList = no_lists
) -> tuple[Screen, tuple[Message, ...]]:
    """Return the screen that decoded query parameters ask for, and what could not be followed.

    Never raises: a parameter that is missing takes its default silently; one that is invalid, or
    pins a day after the newest possible one, takes it with a notice; ids that are none are left out
    with a notice; creators beyond `CREATOR_LIMIT` are cut with a notice; a repeated creator counts
    once, as it came first. `find_list` is asked where `list` names one; without that list, what
    else names creators is read.
    """
    params = as_written(params)
    notices: Notices = []
    list_name, creators, places = _listed(params, find_list, notices)
    highlighted = read_marks(params.get("mark", ""), places, notices)
    choices = _choices(params, notices)
    as_of = _as_of(params, notices)
    filters = read_filters(params, lambda name, value: notices.append(_left_out(name, value)))
    screen = Screen(creators, choices, as_of, highlighted, list_name, filters)
    return screen, tuple(notices)


def _choices(params: Mapping[str, str], notices: Notices) -> Choices:
    windows = {_written(days): days for days in WINDOWS}
    lineup = _CHOICES.lineup
    days = windows[_choice(params, "days", list(windows), _written(_CHOICES.days), notices)]
    view = View(_choice(params, "view", list(View), _CHOICES.view, notices))
    align = Align(_choice(params, "align", list(Align), lineup.align, notices))
    asked = Scale(_choice(params, "scale", list(Scale), lineup.scale, notices))
    scale = nearest_scale(asked, view, align)
    if scale is not asked:
        notices.append(_replaced("scale", asked, scale))
    smooth = int(_choice(params, "smooth", [str(n) for n in SMOOTHINGS], "1", notices))
    without_common = _choice(params, "common", ["in", "out"], "in", notices) == "out"
    return Choices(days, view, Lineup(scale, align, smooth, without_common))


def write_link(screen: Screen) -> dict[str, str]:
    """Return the query parameters, not yet percent-encoded, that `read_link` turns into `screen`.

    The controls are all written (`common`, `as_of` and the filters where they are not the
    default), so that a link keeps its picture when a default changes; only the empty page has none.
    Creators of a saved list are not written, but its name. Inside an alias `%`, `,` and `~` are
    percent-encoded, as they separate.
    """
    if screen == _DEFAULT:
        return {}
    lineup = screen.choices.lineup
    named = {"list": screen.list_name} if screen.list_name else write_creators(screen.creators)
    params = named | {
        "days": _written(screen.choices.days),
        "view": screen.choices.view.value,
        "scale": lineup.scale.value,
        "align": lineup.align.value,
        "smooth": str(lineup.smooth),
    }
    if screen.highlighted:
        params["mark"] = write_marks(screen.creators, screen.highlighted)
    if lineup.without_common:
        params["common"] = "out"
    if screen.as_of is not None:
        params["as_of"] = screen.as_of.isoformat()
    return params | write_filters(screen.filters)


def _listed(
    params: Mapping[str, str], find_list: FindList, notices: Notices
) -> tuple[str, tuple[Creator, ...], tuple[str, ...]]:
    """Return the saved list's name, the creators, and who is at which place."""
    asked = params.get("list", "").strip()
    found = find_list(asked) if asked else None
    if isinstance(found, SavedList):
        return found.name, found.creators, tuple(who.creator_id for who in found.creators)
    if found is not None:
        notices.append(found)
    return "", *read_creators(params.get("kols", ""), params.get("decisions", ""), notices)


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
    if day is None or day < FIRST_DAY:
        template = N_("“as_of={value}” in the link is no day; the newest data are shown instead.")
        notices.append(Message(template, {"value": shortened(value)}))
        return None
    if day > latest_data_day():
        template = N_(
            "“as_of={value}” in the link is a day that nobody has data of yet; the newest data are "
            "shown instead."
        )
        notices.append(Message(template, {"value": value}))
        return None
    return day


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
        {"name": name, "value": shortened(value), "used": str(used)},
    )


def _left_out(name: str, value: str) -> Message:
    return Message(
        N_("“{name}={value}” in the link names what is no choice; what fits is taken."),
        {"name": name, "value": shortened(value)},
    )
