"""The stage as tests look at it: the real app in process, and what its components are told."""

from __future__ import annotations

import json
from typing import Any

from streamlit.testing.v1 import AppTest

from services.sandbox.creators import EXAMPLES
from tests.pages import ROOT, curves

IDS = [example.creator_id for example in EXAMPLES]
SEEN_AT = (1206, 744)
"""The room that a browser of 1366 x 768 reports."""


def presented(*ids: str, room: tuple[int, int] | None = SEEN_AT, **params: str) -> AppTest:
    """Open a link that presents these creators, in a browser that has said how large it is."""
    return visit(room, **{"kols": ",".join(ids), "present": "1", **params})


def embedded(*ids: str, **params: str) -> AppTest:
    """Open a link in a frame of another page."""
    return visit(SEEN_AT, frame=True, **{"kols": ",".join(ids), **params})


def visit(room: tuple[int, int] | None, *, frame: bool = False, **params: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "streamlit_app.py"), default_timeout=60)
    if room is not None:
        app.session_state["room_size"] = room
    app.context["is_embedded"] = frame
    app.query_params.update(params)
    app.run()
    assert not app.exception
    return app


def told(app: AppTest, name: str) -> dict[str, Any]:
    """Return what the component of that name is told."""
    (found,) = [one.proto for one in app.get("bidi_component") if one.proto.component_name == name]
    data: dict[str, Any] = json.loads(found.json)
    return data


def head(app: AppTest) -> dict[str, Any]:
    return told(app, "stage_head")


def foot(app: AppTest) -> dict[str, Any]:
    return told(app, "stage_foot")


def in_colour(app: AppTest) -> dict[str, str]:
    """Return the colour of each curve that is one of the thick ones, by creator."""
    lines = {one["name"]: one["line"] for one in curves(app)}
    thick = max(line["width"] for line in lines.values())
    return {name: line["color"] for name, line in lines.items() if line["width"] == thick}


def written(figure: dict[str, Any]) -> list[str]:
    """Return all that is written on a figure."""
    return [note["text"] for note in figure["layout"].get("annotations", ())]


def elements(app: AppTest) -> list[str]:
    """Return the kinds of all that is drawn, in order, containers aside."""
    return [one.type for one in app.main if hasattr(one, "proto") and one.type not in _UNSEEN]


_UNSEEN = ("main", "flex_container", "empty")
