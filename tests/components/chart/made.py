"""Pictures made by hand, for the tests of the chart."""

from __future__ import annotations

import re

from components.chart.figure import growth_figure
from components.chart.picture import SCREEN, Caption, Picture, shown_in_colour
from services.growth.curves import curves
from services.growth.insight import insight
from services.growth.lineup import Align, Lineup, Scale, View
from services.growth.rules import Rules
from tests.components.made import daily, names, styles

NONE = Caption()


def picture(
    *histories,
    view=View.TOTAL,
    scale=Scale.COUNT,
    align=Align.CALENDAR,
    chosen=(),
    free=10,
    caption=NONE,
    base="light",
    uneven=(),
    **known,
) -> Picture:
    """A picture of these; `known` are names by id, and `free` how many colours there are."""
    found = insight(daily(*histories), 0, Rules())
    lineup = Lineup(scale, align)
    shape = curves(found, lineup)
    drawn = set(shape.totals["creator_id"])
    ids = [one.creator_id for one in histories]
    order = tuple(key for key in ids if key in drawn)
    who, looks = names(ids, **known), styles(ids, base)
    picked = frozenset(chosen)
    colour = shown_in_colour(order, chosen, free)
    return Picture(
        shape, order, who, looks, colour, view, lineup, base, picked, caption, frozenset(uneven)
    )


def figure(*histories, look=SCREEN, **more) -> dict:
    """The figure of such a picture."""
    return growth_figure(picture(*histories, **more), look).to_dict()


def lines(figure: dict, creator_id: str, axis: str = "y") -> list[dict]:
    """The traces of a creator on a panel: its line or bars, and the signs on it, if any."""
    return [one for one in figure["data"] if (one["name"], one["yaxis"]) == (creator_id, axis)]


def values(figure: dict, creator_id: str, axis: str = "y") -> list:
    return list(lines(figure, creator_id, axis)[0]["y"])


def labels(figure: dict) -> list[dict]:
    """The names at the ends."""
    return [one for one in figure["layout"].get("annotations", ()) if one["showarrow"]]


def notes(figure: dict) -> list[str]:
    """Whatever else is written on the picture."""
    return [one["text"] for one in figure["layout"].get("annotations", ()) if not one["showarrow"]]


def told(figure: dict) -> list[str]:
    """What the pointer tells, day by day, with the names in their places."""
    hover = figure["data"][-1]
    assert hover["name"] == "hover"
    names = hover["meta"]
    return [
        re.sub(r"%\{meta\[(\d+)\]\}", lambda found: names[int(found[1])], text)
        for text in hover["hovertemplate"]
    ]
