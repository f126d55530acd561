"""What the pointer tells of a day: one sorted box over all panels, which always fits."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from components.chart.curve import Curves, Day
from components.chart.layout import Panel
from components.chart.lettering import LINE, escaped
from components.chart.marks import NARROW
from components.chart.palette import context_color
from components.chart.picture import Look, Picture
from components.wording.i18n import n_
from components.wording.scales import value_text
from services.growth.lineup import Scale
from services.text import short_name

_MOST = 20
_TOP, _BOTTOM = 3, 2
_CELLS, _NARROW_CELLS = 18, 11


class _At(NamedTuple):
    """Where a creator stands on a day: on the panel that sorts, and on the other one."""

    key: str
    value: float
    other: float | None
    marked: bool


def hover(
    picture: Picture, look: Look, panel: Panel, seen: Mapping[bool, Curves]
) -> dict[str, object]:
    """Return one invisible trace that says, day by day, where everybody stands, sorted.

    As many lines as the picture is high enough for: of more creators the first, those in colour
    and the last, each with its place, and how many more there are. `seen` has the curves by
    whether they are totals, those that are not drawn as well. Names stand once, in `meta`; the
    template of each day points at them.
    """
    days = _days(seen[panel.total], seen.get(not panel.total, {}))
    most = min(_MOST, int(look.height * 0.9 / (look.type * LINE)) - 2)
    kept = {day: _kept(ordered, picture, most) for day, ordered in days.items()}
    keys = list(dict.fromkeys(ordered[at].key for day, ordered in days.items() for at in kept[day]))
    slots = {key: slot for slot, key in enumerate(keys)}
    middle = (panel.span[0] + panel.span[1]) / 2
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(days),
        "y": [10**middle if panel.logarithmic else middle] * len(days),
        "yaxis": panel.axis,
        "marker": {"opacity": 0, "size": 1},
        "meta": [_name(picture, key, look) for key in keys],
        "hovertemplate": [
            _box(picture, ordered, kept[day], slots, total=panel.total)
            for day, ordered in days.items()
        ],
        "name": "hover",
        "showlegend": False,
    }


def _days(main: Curves, extra: Curves) -> dict[Day, list[_At]]:
    """Return the days, ascending, each with who has a value on it, the largest first."""
    found: dict[Day, list[_At]] = {}
    for key, curve in main.items():
        beside = dict(zip(extra[key].days, extra[key].values, strict=True)) if key in extra else {}
        for day, value in zip(curve.days, curve.values, strict=True):
            if value is not None:
                at = _At(key, value, beside.get(day), day in curve.marked)
                found.setdefault(day, []).append(at)
    return {day: sorted(found[day], key=lambda at: -at.value) for day in sorted(found)}


def _kept(ordered: Sequence[_At], picture: Picture, most: int) -> list[int]:
    """Return the places that are told."""
    last = len(ordered)
    if last <= most:
        return list(range(last))
    ends = [*range(_TOP), *range(last - _BOTTOM, last)]
    between = range(_TOP, last - _BOTTOM)
    coloured = [at for at in between if ordered[at].key in picture.in_colour]
    return sorted([*ends, *coloured[: max(0, most - len(ends))]])


def _name(picture: Picture, key: str, look: Look) -> str:
    cells = _CELLS if look.width > NARROW else _NARROW_CELLS
    colour = picture.styles[key].color
    if key not in picture.in_colour:
        colour = context_color(picture.base)
    name = escaped(short_name(picture.names[key], cells))
    return f'<span style="color:{colour}">●</span> {name}'


def _box(
    picture: Picture,
    ordered: Sequence[_At],
    kept: Sequence[int],
    slots: Mapping[str, int],
    *,
    total: bool,
) -> str:
    more = len(ordered) - len(kept)
    lines = []
    for place in kept:
        at = ordered[place]
        rank = f"{place + 1} " if more else ""
        lines.append(f"{rank}%{{meta[{slots[at.key]}]}} {_values(at, picture.scale, total=total)}")
    if more:
        lines.append(n_("… {n} more", "… {n} more", more).format(n=more))
    return "<br>".join(lines) + "<extra></extra>"


def _values(at: _At, scale: Scale, *, total: bool) -> str:
    digits = 2 if scale is Scale.PERCENT else None
    words = f"<b>{value_text(at.value, scale, total=total, digits=digits)}</b>"
    if at.other is not None:
        words += f" · {value_text(at.other, scale, total=not total)}"
    return f"{words} ○" if at.marked else words
