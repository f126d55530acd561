"""What can be done with saved lists: each a callback, which checks for itself who may."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from components.calls.gate import may_spend
from components.session import draft as list_state
from components.session.draft import Saved
from services.archive.saved_lists import ListKeeper
from services.messages import N_, Message
from services.settings.settings import Settings
from services.shortlist.creator import Creator
from services.shortlist.saved import Conflict, SavedList

OPENED, NAME, NEW_NAME = "list_opened", "list_name_input", "list_new_name"
"""Keys of the widgets."""

OPENING, SAVING, MORE, KEEPING = "opening", "saving", "more", "keeping"
"""Where an action is told of: at the choice of a list, under its button in one of the two menus, or
over the buttons, where its own menu or button goes with it.
"""

_TOLD, _DELETED, _CONFLICT = "list_told", "list_deleted", "list_conflict"
_SAVED = N_("Saved as “{name}”.")
_RENAMED = N_("Renamed to “{name}”.")
_COPIED = N_("Copied; this is “{name}” now.")
_DELETED_TEXT = N_("“{name}” was deleted.")
_RESTORED = N_("“{name}” is back.")


def told(place: str) -> Message | None:
    """Return what came of the last action, if it is told of at this place.

    As long as the list stays as it was then: while answers arrive, the page is drawn each second.
    """
    kept = st.session_state.get(_TOLD)
    message: Message | None = kept[1] if kept and kept[::2] == (place, _stamp()) else None
    return message


def forget_told() -> None:
    """Have nothing told of the last action any more."""
    st.session_state.pop(_TOLD, None)


def conflict() -> SavedList | None:
    """Return the list as somebody else saved it meanwhile, until one of the two is chosen."""
    kept = st.session_state.get(_CONFLICT)
    return kept if isinstance(kept, SavedList) else None


def deleted() -> tuple[int, str] | None:
    """Return number and name of the list that was deleted last, while it can be brought back."""
    kept: tuple[int, str] | None = st.session_state.get(_DELETED)
    return kept


def open_chosen(keeper: ListKeeper, settings: Settings) -> None:
    """Open the list that was chosen."""
    name = st.session_state[OPENED]
    if name and may_spend(settings):
        _take(keeper.open(name), OPENING)


def open_theirs() -> None:
    """Give up one's own changes for those of somebody else."""
    theirs = conflict()
    if theirs is not None:
        _take(theirs, SAVING)


def save(
    keeper: ListKeeper, settings: Settings, creators: Sequence[Creator], *, over: bool = False
) -> None:
    """Save the list under the name in the field; `over` replaces what somebody else saved."""
    if not may_spend(settings):
        return
    name, worked_on, theirs = st.session_state.get(NAME, ""), list_state.saved(), conflict()
    version = worked_on.version if worked_on is not None and worked_on.name == name else None
    if over and theirs is not None:
        name, version = theirs.name, theirs.version
    found = keeper.save(name, creators, version)
    st.session_state[_CONFLICT] = found.current if isinstance(found, Conflict) else None
    if isinstance(found, SavedList):
        _work_on(found)
        _tell(SAVING, Message(_SAVED, {"name": found.name}))
    elif isinstance(found, Conflict):
        forget_told()
    else:
        _tell(SAVING, found.message)


def rename(keeper: ListKeeper, settings: Settings) -> None:
    """Give the list that is being worked on the name in the field."""
    worked_on = list_state.saved()
    if worked_on is None or not may_spend(settings):
        return
    found = keeper.rename(worked_on.name, st.session_state.get(NEW_NAME, ""))
    if isinstance(found, SavedList):
        _work_on(found)
        st.session_state[NEW_NAME] = ""
        _tell(MORE, Message(_RENAMED, {"name": found.name}))
    else:
        _tell(MORE, found.message)


def duplicate(keeper: ListKeeper, settings: Settings) -> None:
    """Copy the list that is being worked on, and work on the copy."""
    worked_on = list_state.saved()
    if worked_on is not None and may_spend(settings):
        _take(keeper.duplicate(worked_on.name), MORE, _COPIED)


def delete(keeper: ListKeeper, settings: Settings) -> None:
    """Delete the list that is being worked on; what is on screen stays."""
    worked_on = list_state.saved()
    if worked_on is None or not may_spend(settings):
        return
    found = keeper.delete(worked_on.name)
    if isinstance(found, int):
        st.session_state[_DELETED] = (found, worked_on.name)
        list_state.set_saved(None)
        _tell(KEEPING, Message(_DELETED_TEXT, {"name": worked_on.name}))
    else:
        _tell(MORE, found.message)


def undo(keeper: ListKeeper, settings: Settings) -> None:
    """Bring the list back that was deleted last."""
    gone = deleted()
    if gone is None or not may_spend(settings):
        return
    st.session_state[_DELETED] = None
    _take(keeper.restore(gone[0]), KEEPING, _RESTORED)


def _take(found: object, place: str, done: str = "") -> None:
    """Put a list in place of the paste, with everything noted about its creators; tell it."""
    if not isinstance(found, SavedList):
        _tell(place, found.message)  # type: ignore[attr-defined]
        return
    creators = found.creators
    list_state.take("\n".join(who.creator_id for who in creators), creators)
    st.session_state[_CONFLICT] = None
    _work_on(found)
    forget_told()
    if done:
        _tell(place, Message(done, {"name": found.name}))


def _work_on(found: SavedList) -> None:
    creators = found.creators
    list_state.set_saved(Saved(found.name, found.version, creators))
    st.session_state[NAME] = found.name


def _tell(place: str, message: Message) -> None:
    st.session_state[_TOLD] = (place, message, _stamp())


def _stamp() -> tuple[object, ...]:
    return list_state.text(), list_state.edits_elsewhere()
