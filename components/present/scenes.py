"""The scenes, in the order in which they are stepped through."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from components.chart.kept import kept_figure
from components.chart.offers import priced_of
from components.chart.picture import Look, Picture
from components.chart.scatter import scatter_figure
from components.chart.section import chart_figure
from components.present.listing import listing
from components.present.show import Show
from components.wording.chart import chart_title
from services.growth.lineup import View
from services.growth.ranking import PriceBy
from services.messages import N_


def _seen_as(show: Show, view: View) -> Picture:
    """Return the picture with other curves than on the page, and a title that is true of them."""
    choices = replace(show.choices, view=view)
    caption = replace(show.picture.caption, title=chart_title(choices, show.found))
    return replace(show.picture, view=view, lineup=choices.lineup, caption=caption)


def _curves(show: Show, look: Look) -> go.Figure | None:
    picture = _seen_as(show, View.TOTAL)
    return chart_figure(show.shown, picture, look) if picture.order else None


def _new_followers(show: Show, look: Look) -> go.Figure | None:
    picture = calm(_seen_as(show, View.NEW), show.told.creator_ids)
    if picture.curves.news["value"].isna().all():
        return None
    return chart_figure(show.shown, picture, look)


def calm(picture: Picture, told: Sequence[str]) -> Picture:
    """Return a picture of daily values that a room can follow: of many, only those whom somebody
    chose are in colour, else those who are `told` of; the others are grey.
    """
    if len(picture.order) <= _FEW:
        return picture
    marked = picture.in_colour & (picture.chosen or frozenset(told))
    return replace(picture, in_colour=marked or frozenset(picture.order[:_FIRST]))


_FEW, _FIRST = 6, 3
"""How many curves that go up and down every day can all be in colour; of more, how many then."""


def _ranking(show: Show, look: Look) -> go.Figure | None:
    if show.alone:
        return None
    key = ("listing", show.found, show.picture.key, look)
    return kept_figure(show.shown, key, lambda: listing(show, look))


def _prices(show: Show, look: Look) -> go.Figure | None:
    priced = priced_of(show.found, show.table, show.picture, show.kind, PriceBy.THOUSAND)
    if not priced.points:
        return None
    key = ("prices", priced.key, look)
    return kept_figure(show.shown, key, lambda: scatter_figure(priced, look))


@dataclass(frozen=True)
class Scene:
    """One scene of the list: its word in the link, its label, and its figure.

    `figure` gives None where the list has nothing for it, and the scene is left out.
    """

    key: str
    label: str
    figure: Callable[[Show, Look], go.Figure | None]


SCENES = (
    Scene("curves", N_("Curves"), _curves),
    Scene("new", N_("New followers"), _new_followers),
    Scene("ranking", N_("Ranking"), _ranking),
    Scene("price", N_("Price and growth"), _prices),
)
"""The scenes of the list; one for each creator in colour follows, its id the word in the link."""


def creator_scene(show: Show, creator_id: str, look: Look) -> go.Figure:
    """Return one creator before the grey curves of the others and their median."""
    own = frozenset({creator_id})
    picture = replace(_seen_as(show, View.TOTAL), in_colour=own, chosen=own)
    return chart_figure(show.shown, picture, look)
