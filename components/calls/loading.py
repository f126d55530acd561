"""What a page shows while answers arrive: how many have, and nothing that moves."""

from __future__ import annotations

import time
from collections.abc import Mapping

import streamlit as st

from components.session.comparison import Comparison
from components.wording.formats import listed, plain
from components.wording.i18n import n_
from services.text import short_name

AT_ONCE_SECONDS = 0.4
"""What is complete so soon after it was asked for appears whole, without a skeleton before it."""

TICK_SECONDS = 1.0
"""How often a page looks for what has arrived."""

_NAMES_SHOWN = 3

_NAMES_SECONDS = 25.0  # a name that comes later shows with the reader's next click


def is_loading(comparison: Comparison) -> bool:
    """Say whether series are still on their way, after the moment in which many come at once."""
    batch, end = comparison.batch, comparison.started + AT_ONCE_SECONDS
    while not (batch.done and batch.named) and (left := end - time.monotonic()) > 0:
        batch.wait(batch.version, left)
    return not batch.done


def is_naming(comparison: Comparison) -> bool:
    """Say whether names are still on their way, as long as they are worth looking out for."""
    waited = time.monotonic() - comparison.started
    return not comparison.batch.named and waited < _NAMES_SECONDS


def progress_line(comparison: Comparison, names: Mapping[str, str], note: str = "") -> None:
    """Draw how many creators have arrived, with the latest of them, and a `note` after that."""
    histories = comparison.histories()
    arrived = [key for key, found in histories.items() if not found.pending]
    text = n_("{arrived} of {n} creator", "{arrived} of {n} creators", len(histories))
    text = text.format(arrived=len(arrived), n=len(histories))
    if arrived:
        latest = listed(plain(short_name(names[key], 20)) for key in arrived[-_NAMES_SHOWN:])
        text = f"{text} · {latest}"
    text = f"{text} · {note}" if note else text
    st.progress(len(arrived) / len(histories), text)


def follow(comparison: Comparison, names: Mapping[str, str]) -> None:
    """Draw the progress of a page that is drawn again whenever something has arrived."""
    if is_loading(comparison):
        progress_line(comparison, names)
    if not comparison.batch.done or is_naming(comparison):
        _watch(comparison, comparison.batch.version)


@st.fragment(run_every=TICK_SECONDS)
def _watch(comparison: Comparison, drawn: int) -> None:
    batch = comparison.batch
    if batch.version != drawn or (batch.done and not is_naming(comparison)):
        st.rerun()
