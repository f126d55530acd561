"""All that the picture of a comparison is drawn from, as one value, and how large it is drawn."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from components.chart.palette import LineStyle, context_color
from services.growth.curves import Curves
from services.growth.lineup import Lineup, Scale, View

MOST_CURVES = 20
"""Beyond it grey curves are left out of the picture: the middle half stands for them."""

MOST_TICKED = 8
"""Creators in colour until somebody chooses, where there are more than there are free colours."""


@dataclass(frozen=True)
class Look:
    """How large a picture is drawn: `height` and `width` in pixels, the latter as expected.

    `type` is the size of letters and `line` the width of a curve, in pixels; at most `labels`
    curves are named at their ends, in `cells` at most, and with none of them named a legend stands
    below. Without `source` it is for somewhere that names the source beside it.
    """

    height: int = 470
    width: int = 836
    type: int = 14
    line: float = 2.0
    labels: int = 12
    cells: int = 16
    source: bool = True


HEIGHTS = (470, 590, 710)
"""The heights of the chart that a reader can choose, in pixels: for screens of 768 to 1080."""

SCREEN = Look(height=HEIGHTS[0])
PHONE = Look(height=540, width=358, labels=0)


@dataclass(frozen=True)
class Caption:
    """What a picture says of itself, in words: its title, its source, and that it is made up."""

    title: str = ""
    source: str = ""
    demo: str = ""


@dataclass(frozen=True)
class Picture:
    """What is drawn.

    `order` lists the ids that can be drawn, by rank; `in_colour` are those of them in colour, and
    `chosen` those that stand out by choice. The list's median leaves these out, and those of
    `uneven`, who lack some of the days compared. `base` is the theme, "light" or "dark". An
    `anonymous` picture holds no word that a visitor gave, so that all may share its figure.
    """

    curves: Curves
    order: tuple[str, ...]
    names: Mapping[str, str]
    styles: Mapping[str, LineStyle]
    in_colour: frozenset[str]
    view: View
    lineup: Lineup
    base: str
    chosen: frozenset[str] = frozenset()
    caption: Caption = Caption()
    uneven: frozenset[str] = frozenset()
    anonymous: bool = False

    @property
    def key(self) -> Hashable:
        """A value that is equal for pictures that look alike."""
        words = (tuple(self.names.items()), tuple(self.styles.items()), self.caption, self.uneven)
        drawn = (self.order, self.in_colour, self.chosen, self.view, self.lineup, self.base)
        return (self.curves, *drawn, *words)

    @property
    def scale(self) -> Scale:
        """The scale of the totals."""
        return self.lineup.scale

    @property
    def relative(self) -> bool:
        """Whether sizes do not matter, so that a middle half of the curves says something."""
        return self.scale in (Scale.INDEX, Scale.PERCENT)

    @property
    def shown_styles(self) -> dict[str, LineStyle]:
        """How each creator is drawn: whoever is not in colour in the grey of the others."""
        grey = LineStyle(context_color(self.base), "solid")
        return {key: style if key in self.in_colour else grey for key, style in self.styles.items()}

    @property
    def drawn(self) -> tuple[str, ...]:
        """Who has a curve of its own, grey context first, so that colours lie on top of it."""
        coloured = [key for key in self.order if key in self.in_colour]
        grey = [key for key in self.order if key not in self.in_colour]
        room = max(0, MOST_CURVES - len(coloured))
        return (*(grey if len(self.order) <= MOST_CURVES else grey[:room]), *coloured)


def final_order(summary: pd.DataFrame) -> list[str]:
    """Return the creator ids with data, the largest latest total first, those without one last."""
    return list(summary.sort_values("latest_total", ascending=False, kind="stable")["creator_id"])


def shown_in_colour(order: Sequence[str], chosen: Sequence[str], free: int) -> frozenset[str]:
    """Return who of `order` is drawn in colour: the chosen; else all that `free` colours do for,
    and beyond that the first `MOST_TICKED` of the order.
    """
    picked = frozenset(chosen) & frozenset(order)
    if picked:
        return picked
    return frozenset(order if len(order) <= free else order[:MOST_TICKED])
