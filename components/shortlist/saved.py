"""Lists kept under a name: open, save, rename, duplicate, delete with a way back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from components.calls.gate import may_spend
from components.session import draft as list_state
from components.shortlist import actions
from components.shortlist.editor import list_file
from components.wording.formats import iso_day, plain
from components.wording.i18n import _, n_, say
from services.archive.saved_lists import ListKeeper
from services.china_time import CHINA
from services.settings.settings import Settings
from services.shortlist.creator import Creator
from services.shortlist.saved import NAME_LENGTH, ListName


def saved_lists(keeper: ListKeeper, settings: Settings) -> None:
    """Draw the choice of a list to open, and why the last one was not opened.

    Lists hold others' prices and remarks: whoever may not spend sees none.
    """
    if not may_spend(settings):
        return
    names = keeper.names()
    if not isinstance(names, tuple):
        st.caption(say(names.message))
        return
    if names:
        _choice(keeper, settings, {one.name: one for one in names})
    _told(actions.OPENING)


def _choice(keeper: ListKeeper, settings: Settings, by_name: Mapping[str, ListName]) -> None:
    worked_on = list_state.saved()
    known = worked_on is not None and worked_on.name in by_name
    st.session_state[actions.OPENED] = worked_on.name if worked_on and known else None
    st.selectbox(
        _("Saved lists"),
        list(by_name),
        format_func=lambda name: _listed(by_name[name]),
        index=None,
        key=actions.OPENED,
        placeholder=_("Open a saved list"),
        on_change=actions.open_chosen,
        args=(keeper, settings),
    )


def save_controls(keeper: ListKeeper, settings: Settings, creators: Sequence[Creator]) -> None:
    """Draw what can be done with the list above, and what came of it.

    Whoever may not spend can only download the list.
    """
    mine = may_spend(settings)
    with st.container():  # or what is open below would close when something is told here
        _told(actions.KEEPING)
    if creators or actions.deleted() is not None:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            if mine:
                _keeping(keeper, settings, creators)
            if creators:
                _download(creators)
    if creators and mine and keeper.in_own_file:
        st.caption(
            _(
                "Saved lists are in this app's own file. Where its disk is not kept between "
                "restarts, download the list and drop it here again later."
            )
        )


def _keeping(keeper: ListKeeper, settings: Settings, creators: Sequence[Creator]) -> None:
    if creators:
        _save(keeper, settings, creators)
        if list_state.saved() is not None:
            _more(keeper, settings)
    if actions.deleted() is not None:
        st.button(
            _("Undo the deletion"),
            key="undo_list",
            icon=":material/undo:",
            on_click=actions.undo,
            args=(keeper, settings),
        )


def _download(creators: Sequence[Creator]) -> None:
    st.download_button(
        _("Download the list (CSV)"),
        data=list_file(creators),
        file_name="shortlist.csv",
        mime="text/csv",
        on_click="ignore",
        icon=":material/download:",
        key="download_list",
    )


def _save(keeper: ListKeeper, settings: Settings, creators: Sequence[Creator]) -> None:
    worked_on = list_state.saved()
    if actions.NAME not in st.session_state and worked_on is not None:
        st.session_state[actions.NAME] = worked_on.name
    with st.popover(_("Save the list"), icon=":material/save:"):
        st.text_input(_("Name of the list"), key=actions.NAME, max_chars=NAME_LENGTH)
        st.button(
            _("Save"),
            key="save_list",
            type="primary",
            on_click=actions.save,
            args=(keeper, settings, creators),
        )
        # In here, since what is open covers all around it.
        _told(actions.SAVING)
        _conflict(keeper, settings, creators)


def _more(keeper: ListKeeper, settings: Settings) -> None:
    given = (keeper, settings)
    with st.popover(_("More"), icon=":material/more_horiz:"):
        st.text_input(_("New name"), key=actions.NEW_NAME, max_chars=NAME_LENGTH)
        st.button(_("Rename"), key="rename_list", on_click=actions.rename, args=given)
        st.button(_("Duplicate"), key="duplicate_list", on_click=actions.duplicate, args=given)
        st.button(_("Delete"), key="delete_list", on_click=actions.delete, args=given)
        _told(actions.MORE)


def _told(place: str) -> None:
    message = actions.told(place)
    if message is not None:
        st.info(say(message))


def _conflict(keeper: ListKeeper, settings: Settings, creators: Sequence[Creator]) -> None:
    theirs = actions.conflict()
    if theirs is None:
        return
    text = _(
        "Somebody else has saved “{name}” meanwhile ({time}, China time). Nothing was overwritten."
    )
    time = f"{theirs.updated_at.astimezone(CHINA):%Y-%m-%d %H:%M}"
    st.warning(text.format(name=plain(theirs.name), time=time))
    with st.container(horizontal=True):
        st.button(_("Open theirs"), key="open_theirs", on_click=actions.open_theirs)
        st.button(
            _("Overwrite with mine"),
            key="overwrite_list",
            on_click=actions.save,
            args=(keeper, settings, creators),
            kwargs={"over": True},
        )


def _listed(one: ListName) -> str:
    day = iso_day(one.updated_at.astimezone(CHINA).date())
    text = n_("{name} · {n} creator · {day}", "{name} · {n} creators · {day}", one.creators)
    return text.format(name=one.name, n=one.creators, day=day)
