"""How large the screen is that the room looks at, as its browser says."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.chart.picture import Look

MOST_NAMED = 8
"""Curves in colour at most, each with its name: a room follows no more."""

_SIZE = "room_size"
_MOST = 8000  # pixels: what a browser says is not believed beyond it
_NARROW = 640
_LEAST = 0.6
_FOLLOWS = 0.7  # of what a screen is larger by: the rest is room for the curves

TYPE = 22
"""Pixels of the letters in a figure: what can be read from three metres. Hover is two smaller."""


@dataclass(frozen=True)
class Room:
    """The room that a page has for its content, in pixels; as it is, that of 1366 x 768."""

    width: int = 1206
    height: int = 744

    @property
    def scale(self) -> float:
        """How much larger than at 1366 x 768 things are written and drawn; smaller if narrower."""
        if self.width < Room.width:
            return round(max(_LEAST, self.width / Room.width), 3)
        larger = min(self.width / Room.width, self.height / Room.height) - 1
        return round(1 + max(0.0, larger) * _FOLLOWS, 3)

    @property
    def narrow(self) -> bool:
        """Whether it is a phone's, where neither names nor figures have a place."""
        return self.width < _NARROW

    @property
    def labels(self) -> int:
        """How many curves can be named at their ends."""
        return 0 if self.narrow else MOST_NAMED

    def look(self, taken: float) -> Look:
        """Return how a figure is drawn beside which `taken` pixels of the height are taken."""
        return Look(
            height=max(240, int(self.height - taken)),
            width=self.width,
            type=round(TYPE * self.scale),
            line=round(4 * self.scale, 1),
            labels=self.labels,
            cells=16,
            source=False,
        )


def room() -> Room | None:
    """Return the room as it was measured last in this visit, None until a browser has said it."""
    said = st.session_state.get(_SIZE)
    return Room(*said) if said else None


def measured(size: object) -> None:
    """Take note of what a browser says: width and height in pixels, if it is that."""
    if not isinstance(size, list) or len(size) != len(("width", "height")):
        return
    if all(isinstance(one, int | float) and 0 < one <= _MOST for one in size):
        st.session_state[_SIZE] = tuple(int(one) for one in size)
