"""Figures as a visit keeps them, and hands them to Streamlit again."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Hashable
from typing import Any

import plotly.graph_objects as go

from components.session.comparison import Comparison
from components.wording.i18n import language


class KeptFigure(go.Figure):  # type: ignore[misc]
    """A figure as its own plain dictionary.

    Plotly would check it and copy it into a thousand objects, which takes longer than drawing it;
    that was done when it was built.
    """

    def __init__(self, spec: dict[str, Any]) -> None:
        # Plotly's own way to set an attribute knows only those of a figure.
        object.__setattr__(self, "_spec", spec)

    def to_dict(self) -> dict[str, Any]:
        """Return the dictionary, which is what Streamlit asks for."""
        spec: dict[str, Any] = self._spec
        return spec

    def to_plotly_json(self) -> dict[str, Any]:
        """Return the dictionary."""
        return self.to_dict()


def kept_figure(
    shown: Comparison, key: Hashable, build: Callable[[], go.Figure], *, anonymous: bool = False
) -> go.Figure:
    """Return the figure that `build` makes of these series, built once for this visit under `key`
    and in each language.

    It holds names, so it is no other visitor's; one that is `anonymous` is built once for all.
    """
    key = (language(), key)
    if not anonymous:
        return KeptFigure(shown.once(key, lambda: build().to_plotly_json()))
    packed = shown.shared(key, lambda: pickle.dumps(build().to_plotly_json()))
    return KeptFigure(pickle.loads(packed))  # noqa: S301 - our own bytes, of this process
