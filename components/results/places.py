"""Where the parts of the screen stand, and that nothing moves once the first of them are there."""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from components.app import on_a_phone
from components.chart.section import CHART
from components.chart.steady import steady

ROW = 40
"""Pixels: a line of buttons, or the sentence."""

_PICTURE_TO_RANKING = (7, 3)
_ABOVE_TABLE = 214  # pixels: two lines of notes, the tabs, and the choices of the whole ranking
_TABLE_ROW, _TABLE_ROWS = 35, 10  # pixels of a row, and how many a table has before it scrolls


@dataclass(frozen=True)
class Places:
    """Where the parts of the screen stand: on a phone the picture comes before the controls."""

    tools: DeltaGenerator
    controls: DeltaGenerator
    sentence: DeltaGenerator
    picture: DeltaGenerator
    ranking: DeltaGenerator
    under: DeltaGenerator


def places() -> Places:
    """Return the places, of which none has a height yet."""
    if on_a_phone():
        return Places(
            sentence=st.container(key="said"),
            picture=st.container(),
            controls=_row("controls"),
            tools=_row("tools"),
            ranking=st.container(),
            under=st.container(key="under"),
        )
    tools, controls, sentence = _row("tools"), _row("controls"), st.container(key="said")
    picture, ranking = st.columns(_PICTURE_TO_RANKING, gap="small")
    return Places(tools, controls, sentence, picture, ranking, st.container(key="under"))


def held(free: Places, creators: int, height: int) -> Places:
    """Return `free` with the sentence, the picture and the tables as high as they will be.

    For when the lines of buttons are drawn, that all of it comes at once: what got its height later
    would push down what has it already. `height` is the picture's, in pixels.
    """
    with free.picture:
        picture = steady(CHART, height)
    tables = _ABOVE_TABLE + (min(creators, _TABLE_ROWS) + 1) * _TABLE_ROW
    sentence, under = _at_least(free.sentence, ROW), _at_least(free.under, tables)
    return replace(free, sentence=sentence, picture=picture, under=under)


def _row(key: str) -> DeltaGenerator:
    # One line each, whatever stands in it: a second one would push the picture down.
    return st.container(
        horizontal=True, vertical_alignment="center", wrap=False, gap="small", key=key
    )


def _at_least(place: DeltaGenerator, height: int) -> DeltaGenerator:
    """Return a place in `place` that is `height` pixels high even while there is less in it."""
    row = place.container(horizontal=True, wrap=False, gap=None)
    inner = row.container()
    row.container(height=height, width=1, border=False)  # at the right, where nothing is indented
    return inner
