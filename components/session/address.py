"""The address bar and the screen, kept in step."""

from __future__ import annotations

import time

import streamlit as st

from components.session import draft as list_state
from components.session import state as session
from components.session.comparison import Comparison
from components.session.draft import Saved
from components.session.language import PARAM, chosen_language
from components.session.presenting import beside, of_the_screen
from components.wording.i18n import say
from services.history.history import History
from services.messages import N_, Message
from services.screen.link import FindList, read_link, write_link
from services.screen.link_creators import write_creators
from services.screen.screen import Choices, Screen
from services.shortlist.saved import NAME_LENGTH, SavedList
from services.text import visible_line

KOL = "kol"
"""The parameter of a creator's page that names the creator."""

_WRITTEN = "link_written"
_REPLACED = "link_replaced"
_NOTICES = "link_notices"
_LATE_SECONDS = 5.0
_MOST_REPLACED = 20
_WITHHELD = "link_withheld"
_EMPTY_LIST = N_("The list “{name}” has no creators yet.")
_LOCKED_LIST = N_(
    "The link opens the saved list “{name}”, which shows once you unlock the app or sign in."
)


def opened_link(history: History, *, lists_too: bool) -> Screen | None:
    """Return the screen that the address asks for, if it was opened or edited since the last run.

    Without `lists_too` no saved list is looked up; once they are allowed, the link is read again.

    Notices about what it could not follow are kept for `link_notices`. A link that names creators,
    or a saved list that has some, sets every control; one without any leaves the page as it is.
    """
    params = _of_list()
    again = lists_too and st.session_state.pop(_WITHHELD, False)
    if not again and (st.session_state.get(_WRITTEN) == params or _is_late(params)):
        return None
    st.session_state[_WRITTEN] = params
    lists: list[SavedList] = []
    screen, notices = read_link(params, _finder(history, lists) if lists_too else _withheld)
    if lists and not screen.creators:
        notices = (*notices, Message(_EMPTY_LIST, {"name": screen.list_name}))
    st.session_state[_NOTICES] = notices
    if not screen.creators:
        return None
    session.adopt(screen, scale_given="scale" in params)
    _work_on(lists)
    return screen


def opened_beside(history: History, *, lists_too: bool) -> Screen | None:
    """Return what `opened_link` does, for a creator's page: a link to it may name a list or none.

    One that names none leaves the list on screen as it is.
    """
    return opened_link(history, lists_too=lists_too) if _of_list() else None


def _of_list() -> dict[str, str]:
    """Return what the address says of the list, beside the creator whose page is open."""
    return _listed(st.query_params.to_dict())


def _listed(params: dict[str, str]) -> dict[str, str]:
    mine = of_the_screen(params).items()
    return {name: value for name, value in mine if name not in (KOL, PARAM)}


def _finder(history: History, found: list[SavedList]) -> FindList:
    """Return what looks a saved list up, and puts it into `found`."""

    def find(name: str) -> SavedList | Message:
        answer = history.lists.open(name)
        if isinstance(answer, SavedList):
            found.append(answer)
            return answer
        return answer.message

    return find


def _withheld(name: str) -> Message:
    st.session_state[_WITHHELD] = True
    return Message(_LOCKED_LIST, {"name": visible_line(name, NAME_LENGTH)})


def _work_on(lists: list[SavedList]) -> None:
    """Let the form work on the saved list that a link names, prices and remarks too; or on none."""
    list_state.set_saved(None)
    for one in lists:
        list_state.set_saved(Saved(one.name, one.version, one.creators))
        list_state.edit(one.creators)  # prices and remarks too, which no link carries


def _is_late(params: dict[str, str]) -> bool:
    """Say whether this is an address of ours that the browser had not replaced yet.

    Over a slow line a click can leave the browser before our last address has reached it. Only
    after a while does an earlier address mean that somebody went back.
    """
    now = time.monotonic()
    replaced: list[tuple[float, dict[str, str]]] = st.session_state.get(_REPLACED, [])
    # An empty address asks for nothing; whoever comes back from another page has one.
    return bool(params) and any(params == old and now - at < _LATE_SECONDS for at, old in replaced)


def forget_notices() -> None:
    """Drop what was said about a link that is no longer on screen."""
    st.session_state[_NOTICES] = ()


def link_notices() -> None:
    """Say what the opened link asked for and could not get."""
    for notice in st.session_state.get(_NOTICES, ()):
        st.info(say(notice))


def screen_of(shown: Comparison, choices: Choices) -> Screen:
    """Return the screen that a comparison and the controls above its chart make."""
    marked = tuple(session.highlighted())
    creators = session.introduced(shown)
    return Screen(creators, choices, shown.as_of, marked, session.list_name(), session.filters())


def listed_screen() -> Screen | None:
    """Return the screen of the list on screen, also where its controls are not drawn."""
    shown = session.comparison()
    return None if shown is None else screen_of(shown, session.choices(len(shown.ids)))


def creator_link(creator_id: str, screen: Screen | None) -> dict[str, str]:
    """Return the query parameters of a creator's page: the creator, and the list it is seen in."""
    listed = screen.creators if screen is not None else ()
    alone = not any(who.creator_id == creator_id for who in listed)
    entry = write_creators(session.creators([creator_id]))["kols"] if alone else creator_id
    return {KOL: entry, **(write_link(screen) if screen is not None else {})}


def write_screen(screen: Screen) -> None:
    """Write the screen into the address, so that copying it shares the picture.

    How it is shown, before a room or not, stays beside it.
    """
    _write(write_link(screen) | beside(st.query_params.to_dict()))


def write_creator(creator_id: str, screen: Screen | None) -> None:
    """Write a creator's page into the address, with the list, so that a copy shows both."""
    _write(creator_link(creator_id, screen))


def _write(params: dict[str, str]) -> None:
    params = params | chosen_language()
    listed, now = _listed(params), st.query_params.to_dict()
    written = st.session_state.get(_WRITTEN)
    if written != listed:
        replaced = [*st.session_state.get(_REPLACED, []), (time.monotonic(), written or {})]
        st.session_state[_REPLACED] = replaced[-_MOST_REPLACED:]
        st.session_state[_WRITTEN] = listed
    beside_list = KOL in {*params, *now} and now != params
    if beside_list or written != listed or now.get(PARAM) != params.get(PARAM):
        st.query_params.from_dict(params)
