"""The columns of a paste that were not understood, and what a reader says that they hold."""

from __future__ import annotations

from zlib import crc32

import streamlit as st

from components.session import draft
from components.shortlist.rows import rows
from components.wording.formats import listed, plain
from components.wording.i18n import _, n_, say
from services.messages import N_, Message
from services.shortlist.field import Field
from services.shortlist.header import called
from services.shortlist.paste import read_shortlist
from services.shortlist.shortlist import Shortlist

MOST_COLUMNS = 30
"""Most columns that can be explained."""

_READ = "list_read"

_FIELDS = {
    Field.NAME: N_("Name"),
    Field.IMAGE: N_("Price, picture post"),
    Field.VIDEO: N_("Price, video"),
    Field.FOLLOWERS: N_("Followers"),
    Field.REMARK: N_("Remark"),
}


def read_paste(text: str) -> Shortlist:
    """Return what a paste names, with its columns as the reader explained them; read once."""
    chosen = draft.columns(text)
    asked = (text, tuple(sorted(chosen.items())))
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != asked:
        kept = (asked, read_shortlist(text, chosen))
        st.session_state[_READ] = kept
    found: Shortlist = kept[1]
    return found


def column_choices(text: str, shortlist: Shortlist) -> None:
    """Ask whose ids are the creators', and what columns hold that were not read."""
    for title in shortlist.doubtful[:MOST_COLUMNS]:
        label = _("The ids in “{column}” are the creators").format(column=_called(title))
        key = f"column_of_creators_{crc32(title.encode('utf-8', 'replace'))}"
        st.button(label, key=key, on_click=draft.explain, args=(text, title, Field.CREATOR))
    _unread(text, shortlist)
    unpriced = len(shortlist.unpriced)
    if unpriced:
        title = n_("{n} price was not read", "{n} prices were not read", unpriced)
        with st.expander(title.format(n=unpriced)):
            rows(shortlist.unpriced)


def _unread(text: str, shortlist: Shortlist) -> None:
    chosen = {title: field for title, field in draft.columns(text).items() if field in _FIELDS}
    titles = sorted({*chosen, *shortlist.unread})  # the same order whatever is explained
    if not titles:
        return
    count = len(shortlist.unread)
    names = listed(map(_called, shortlist.unread))
    label = n_("{n} column was not read: {names}", "{n} columns were not read: {names}", count)
    named = _("Every column was read") if not count else label.format(n=count, names=names)
    with st.expander(named):
        for title in titles[:MOST_COLUMNS]:
            _choice(text, title, chosen.get(title))


def _choice(text: str, title: str, field: Field | None) -> None:
    fields = (None, *_FIELDS)
    key = f"column_{crc32(f'{text}|{title}'.encode('utf-8', 'replace'))}"
    st.selectbox(
        _("“{column}” holds").format(column=_called(title)),
        fields,
        index=fields.index(field),
        format_func=lambda one: _(_FIELDS[one]) if one else _("Nothing that is needed"),
        key=key,
        on_change=lambda: draft.explain(text, title, st.session_state[key]),
    )


def _called(title: str) -> str:
    """Return what a column is called, as Markdown."""
    found = called(title)
    return say(found) if isinstance(found, Message) else plain(found)
