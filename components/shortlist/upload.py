"""A sheet as it came: dropped, read, and what of it is taken."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from components.session import draft as list_state
from components.wording.i18n import _, n_, say
from services.sheet.upload import ALL, SIZE_LIMIT_MB, SUFFIXES, Upload, UploadRefused, read_upload

_FILE, _READ, _SHEET = "sheet_file", "sheet_read", "sheet_chosen"


@dataclass(frozen=True)
class _Read:
    """The last file, which the uploader itself forgets, and what was read of it."""

    name: str
    data: bytes
    found: Upload | UploadRefused


def sheet_upload() -> None:
    """Draw the place to drop a file, say what became of the last one, and what else it holds."""
    st.file_uploader(
        _("Or drop a sheet here: Excel or CSV, as it came"),
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key=_FILE,
        on_change=_take,
        max_upload_size=SIZE_LIMIT_MB,
    )
    read: _Read | None = st.session_state.get(_READ)
    if read is None:
        return
    if isinstance(read.found, UploadRefused):
        st.warning(say(read.found.reason))
        return
    for notice in read.found.notices:
        st.caption(say(notice))
    _hidden_rows(read, read.found)
    _sheets(read, read.found)


def _hidden_rows(read: _Read, found: Upload) -> None:
    if not found.hidden:
        return
    label = n_("Take in the {n} hidden row", "Take in the {n} hidden rows", found.hidden)
    st.button(
        label.format(n=found.hidden),
        key="take_hidden_rows",
        on_click=_look_into,
        args=(read.name, read.data),
        kwargs={"sheet": found.sheet, "hidden": True},
    )


def _sheets(read: _Read, found: Upload) -> None:
    """Offer each sheet that names creators, and all of them together."""
    counts = dict(found.sheets)
    if len(counts) < 2:
        return
    st.session_state[_SHEET] = found.sheet
    st.pills(
        _("Sheet"),
        [*counts, ALL],
        format_func=lambda name: _("All sheets") if name == ALL else f"{name} · {counts[name]}",
        key=_SHEET,
        on_change=_other_sheet,
        args=(read,),
    )


def _other_sheet(read: _Read) -> None:
    chosen = st.session_state.get(_SHEET)
    if chosen is not None:
        _look_into(read.name, read.data, sheet=chosen)


def _take() -> None:
    file = st.session_state[_FILE]
    if file is None:
        st.session_state[_READ] = None
        return
    _look_into(file.name, file.getvalue())


def _look_into(name: str, data: bytes, *, sheet: str = "", hidden: bool = False) -> None:
    """Put what the file holds in place of the paste; a refused file leaves the paste as it is."""
    before: _Read | None = st.session_state.get(_READ)
    found = read_upload(name, data, sheet=sheet, hidden=hidden)
    st.session_state[_READ] = _Read(name, data, found)
    if isinstance(found, Upload):
        list_state.take(found.text, same_file=before is not None and before.data == data)
        list_state.set_saved(None)
