"""Whether the address asks for the bare picture: before a room (`present=1`), or in another page.

`present` and `scene` stand beside the link of the screen: they say how it is shown, not what.
"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

_PRESENT, _SCENE = "present", "scene"
_BESIDE = (_PRESENT, _SCENE)


def presenting() -> bool:
    """Say whether the picture stands before a room."""
    return st.query_params.get(_PRESENT) == "1"


def bare() -> bool:
    """Say whether the picture stands alone: before a room, or in a frame of another page."""
    return presenting() or bool(st.context.is_embedded)


def scene() -> str:
    """Return the scene that the address names, "" for none; whatever somebody wrote there."""
    return st.query_params.get(_SCENE, "")


def present() -> None:
    """Begin to present. For callbacks, as the two below."""
    st.query_params[_PRESENT] = "1"


def go_to(scene: str) -> None:
    """Show another scene.

    Said again that it is presented: the click may have left before the browser had the address.
    """
    present()
    st.query_params[_SCENE] = scene


def leave() -> None:
    """Go back to the screen, which is as it was."""
    for name in _BESIDE:
        st.query_params.pop(name, None)


def beside(params: Mapping[str, str]) -> dict[str, str]:
    """Return what of an address says how the screen is shown."""
    return {name: value for name, value in params.items() if name in _BESIDE}


def of_the_screen(params: Mapping[str, str]) -> dict[str, str]:
    """Return what of an address says what is shown."""
    return {name: value for name, value in params.items() if name not in _BESIDE}
