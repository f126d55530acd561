"""What stands over and under a scene: headline and source; figures, buttons and keys.

Streamlit's own buttons write in 14 px, and cannot be told otherwise; hence these few lines of
HTML. Words reach it as data and become text, never markup.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import streamlit as st

from components.chart.lettering import width_of, wrapped
from components.present.numbers import Number
from components.present.room import Room, measured
from components.session import presenting
from components.wording.i18n import _

_FOOT = "stage_foot"
_H1, _LINES, _SHARE = 32, 2, 0.68  # pixels, lines and share of the width, as in stage.css
_BOLD, _SOURCE = 1.2, 60  # how much wider bold letters are; pixels under a headline, as there
_NUMBERS, _REMOTE = 50, 46


def _asset(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


_head = st.components.v2.component(
    "stage_head",
    html="<header><h1></h1><div><strong></strong><span></span></div></header>",
    css=_asset("stage.css"),
    js=_asset("head.js"),
)
_foot = st.components.v2.component(
    _FOOT,
    html="<footer><ul></ul><nav><div role='group'></div><div></div><div></div></nav></footer>",
    css=_asset("stage.css"),
    js=_asset("foot.js"),
)


@dataclass(frozen=True)
class Button:
    """One button of the remote: the scene that it shows, its label, and all scenes that are its."""

    key: str
    label: str
    own: tuple[str, ...]


def head_height(headline: str, room: Room) -> int:
    """Return the pixels that a headline needs: of one line or two, after which it is cut; on a
    phone of as many as it takes, and of the source under it.
    """
    if room.narrow:
        lines = len(wrapped(headline, round(_BOLD * _H1 * room.scale), room.width))
        return round((_H1 * 1.15 * lines + _SOURCE) * room.scale)
    wide = width_of(headline, round(_H1 * room.scale)) > _SHARE * room.width
    return round((_H1 * 1.15 * (1 + wide) + (2 if wide else 18)) * room.scale)


def foot_height(room: Room) -> int:
    """Return the pixels that the figures, which a phone has no room for, and the remote need."""
    return round((_NUMBERS * (not room.narrow) + _REMOTE) * room.scale)


def head(headline: str, mark: str, source: str, room: Room, height: int) -> None:
    """Draw the headline and, at its right, where the numbers are from; `mark` is large."""
    data = {"headline": headline, "mark": mark, "source": source, "scale": room.scale}
    data["narrow"] = room.narrow
    _head(key="stage_head", data=data, height=height)


def foot(numbers: Sequence[Number], buttons: Sequence[Button], at: str, room: Room) -> None:
    """Draw the figures and the buttons of the scenes, of which `at` is shown.

    PageUp and PageDown, which presenters' remotes send, and the arrow keys step through all scenes
    of the buttons; Escape leaves.
    """
    data: Mapping[str, Any] = {
        "figures": [] if room.narrow else [asdict(number) for number in numbers],
        "scenes": [asdict(button) for button in buttons],
        "steps": [scene for button in buttons for scene in button.own],
        "at": at,
        "words": {"back": _("Back"), "next": _("Next"), "exit": _("Exit")},
    }
    _measuring(data, room, foot_height(room))


def measure(room: Room | None) -> None:
    """Draw nothing, and hear from the browser how large it is, or that it is no longer `room`."""
    _measuring({}, room, "content")


def _measuring(
    data: Mapping[str, Any], room: Room | None, height: int | Literal["content"]
) -> None:
    known = {"scale": room.scale, "size": [room.width, room.height]} if room else {}
    _foot(
        key=_FOOT,
        data={**data, **known},
        height=height,
        on_size_change=_resized,
        on_scene_change=_step,
        on_exit_change=presenting.leave,
    )


def _resized() -> None:
    measured(st.session_state[_FOOT].size)


def _step() -> None:
    presenting.go_to(str(st.session_state[_FOOT].scene))
