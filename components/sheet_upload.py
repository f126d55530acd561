"""A planner's sheet as a file: it becomes the text of the paste, where everybody can see it."""

from __future__ import annotations

import streamlit as st

from components import list_state
from components.i18n import _, say
from services.uploaded_sheet import SIZE_LIMIT_MB, SUFFIXES, UploadRefused, read_upload

_FILE, _TOLD = "sheet_file", "sheet_told"


def sheet_upload() -> None:
    """Draw the place to drop a file, and say what became of the last one."""
    st.file_uploader(
        _("Or drop a sheet here: Excel or CSV, as it came"),
        type=[suffix.removeprefix(".") for suffix in SUFFIXES],
        key=_FILE,
        on_change=_take,
        max_upload_size=SIZE_LIMIT_MB,
    )
    for kind, text in st.session_state.get(_TOLD, ()):
        (st.warning if kind == "refused" else st.caption)(text)


def _take() -> None:
    """Put what the file holds in place of the paste; a refused file leaves the paste as it is."""
    file = st.session_state[_FILE]
    if file is None:
        st.session_state[_TOLD] = ()
        return
    found = read_upload(file.name, file.getvalue())
    if isinstance(found, UploadRefused):
        st.session_state[_TOLD] = (("refused", say(found.reason)),)
        return
    list_state.take(found.text)
    list_state.set_saved(None)
    st.session_state[_TOLD] = tuple(("noted", say(notice)) for notice in found.notices)
