"""What the page shows while answers arrive."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping

import streamlit as st

from components.session.comparison import Comparison
from components.wording.formats import plain
from components.wording.i18n import _, n_
from services.history.creator_history import CreatorHistory
from services.text import short_name

PATIENCE_SECONDS = 25.0
"""The page waits this long for a batch, and then shows what it has."""

_REDRAW_SECONDS = 0.7
_NAMES_SHOWN = 6


def follow(
    comparison: Comparison, names: Mapping[str, str], preview: Callable[[int], None]
) -> None:
    """Follow a batch until it is done or patience ends, drawing each creator as it arrives.

    The wait is counted from when the batch began, so a rerun in between does not wait anew.
    `preview` draws what there is so far, given a number that is new each time; it must hold no
    widget, since it is drawn repeatedly.
    """
    batch = comparison.batch
    if batch.done:
        return
    end = comparison.started + PATIENCE_SECONDS
    place = st.empty()
    bar = place.container()
    progress, slot = bar.empty(), bar.empty()
    seen = drawn = -1
    drawn_at = 0.0
    while not batch.done and time.monotonic() < end:
        if batch.version != seen:
            seen = batch.version
            progress.progress(*_progress(comparison.histories(), names))
        if drawn != seen and time.monotonic() - drawn_at > _REDRAW_SECONDS:
            drawn, drawn_at = seen, time.monotonic()
            with slot.container():
                preview(drawn)
        batch.wait(seen, _REDRAW_SECONDS)
    place.empty()


def _progress(
    histories: Mapping[str, CreatorHistory], names: Mapping[str, str]
) -> tuple[float, str]:
    arrived = [key for key, found in histories.items() if not found.pending]
    total = len(histories)
    text = n_("{arrived} of {n} creator", "{arrived} of {n} creators", total)
    text = text.format(arrived=len(arrived), n=total)
    if arrived:
        latest = ", ".join(plain(short_name(names[key], 20)) for key in arrived[-_NAMES_SHOWN:])
        text = f"{text} · {latest}"
    return len(arrived) / total, text


def still_collecting(comparison: Comparison, names: Mapping[str, str]) -> None:
    """Name the creators that are still on their way, and redraw the page when they arrive."""
    pending = [key for key, found in comparison.histories().items() if found.pending]
    if comparison.batch.done or not pending:
        return
    text = _("Still collecting: {names}. They appear here when they arrive.")
    st.info(text.format(names=", ".join(plain(names[key]) for key in pending)))
    _watch(comparison, comparison.batch.version)


@st.fragment(run_every=2.0)
def _watch(comparison: Comparison, drawn: int) -> None:
    if comparison.batch.version != drawn:
        st.rerun()
