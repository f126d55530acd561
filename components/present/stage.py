"""The stage: a headline, one scene, three large figures, and the remote that steps on."""

from __future__ import annotations

from collections.abc import Mapping

import plotly.graph_objects as go
import streamlit as st

from components.chart.figure import chart_summary
from components.chart.picture import Look
from components.chart.section import chart_figure
from components.chart.steady import BELOW, steady_chart
from components.exports.seeing import seen_of
from components.present.frame import Button, foot, foot_height, head, head_height, measure
from components.present.numbers import Number, creator_numbers, list_numbers
from components.present.room import Room, room
from components.present.scenes import SCENES, creator_scene
from components.present.show import Show, show_of
from components.session import presenting
from components.session import state as session
from components.session.comparison import Comparison
from components.wording.findings import finding_text
from components.wording.formats import year_day
from components.wording.i18n import _
from components.wording.labels import growth_name
from components.wording.names import list_title
from components.wording.source import source_name
from services.settings.settings import Settings

_CONFIG = {"displayModeBar": False, "doubleClick": False, "scrollZoom": False}


def stage(shown: Comparison | None, names: Mapping[str, str], settings: Settings) -> None:
    """Draw what is on screen before a room: the scene that the address names, else the first.

    Nothing is drawn before the browser has said how large it is, so that nothing moves afterwards.
    """
    here = room()
    with st.container(gap=None):
        if here is None:
            measure(here)
        elif shown is None or shown.daily().empty:
            _nothing(here)
        else:
            _play(show_of(shown, names, settings), here)


def _play(show: Show, here: Room) -> None:
    # Of all scenes alike, so that nothing moves from one to the next.
    top = head_height(_headline(show), here)
    look = here.look(top + BELOW + foot_height(here))
    drawn = {scene.key: scene.figure(show, look) for scene in SCENES}
    figures = {key: figure for key, figure in drawn.items() if figure is not None}
    creators = () if show.alone else show.named
    steps = (*figures, *creators)
    if not steps:
        _nothing(here)
        return
    at = presenting.scene() if presenting.scene() in steps else steps[0]
    figure = figures[at] if at in figures else creator_scene(show, at, look)
    head(_headline(show, at), *_source(show), here, top)
    alt = chart_summary(show.picture)
    steady_chart(figure, key="stage_chart", config=_CONFIG, alt=alt)
    foot(_numbers(show, at), _buttons(figures, creators, at), at, here)


def _nothing(here: Room) -> None:
    text = _("There is nothing to present: no curve can be drawn yet.")
    head(text, "", "", here, head_height(text, here))
    foot((), (), "", here)


def _headline(show: Show, at: str = "") -> str:
    if at in show.named:
        return f"{show.names[at]} · {growth_name(show.row(at)['growth'])}"
    if session.list_name():
        return session.list_name()
    if show.told.headline is not None:
        return finding_text(show.told.headline, show.names, write=str)
    return list_title(list(show.names.values()))


def _source(show: Show) -> tuple[str, str]:
    """Return what stands large beside the headline, and what small."""
    day = _("Data up to {day}").format(day=year_day(show.found.data_day))
    if show.settings.sandbox:
        return _("DEMO"), day
    return "", f"{day}\n{source_name(show.settings)}"


def _numbers(show: Show, at: str) -> list[Number]:
    if show.alone or at in show.named:
        return creator_numbers(show, show.named[0] if show.alone else at)
    return list_numbers(show)


def _buttons(figures: Mapping[str, go.Figure], creators: tuple[str, ...], at: str) -> list[Button]:
    labels = {scene.key: _(scene.label) for scene in SCENES}
    buttons = [Button(key, labels[key], (key,)) for key in figures]
    if creators:
        label = _("One creator")
        if at in creators:
            text = _("Creator {n} of {all}")
            label = text.format(n=creators.index(at) + 1, all=len(creators))
        buttons.append(Button(creators[0], label, creators))
    return buttons


def framed(shown: Comparison | None, names: Mapping[str, str], settings: Settings) -> None:
    """Draw the picture alone, with its title and source, as large as the frame round it."""
    here = room()
    with st.container(gap=None):
        if here is not None and shown is not None and not shown.daily().empty:
            picture = seen_of(shown, names, session.choices(len(names)), settings).chart
            figure = chart_figure(shown, picture, Look(here.height, here.width, labels=here.labels))
            alt = chart_summary(picture)
            st.plotly_chart(figure, theme=None, config=_CONFIG, key="framed_chart", alt=alt)
        measure(here)
