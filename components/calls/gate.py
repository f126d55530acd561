"""Who may make paid calls, and the form that asks for the passcode or to sign in."""

from __future__ import annotations

import math
import threading
from operator import attrgetter

import streamlit as st
from cachetools import LRUCache, cached
from streamlit.runtime.scriptrunner import get_script_run_ctx

from components.app import title_line
from components.calls.uploads import SENDERS
from components.wording.formats import plain
from components.wording.i18n import _, n_
from services.settings.brake import Visitor
from services.settings.passcode import Access, Answer, Verdict
from services.settings.settings import Settings

FIELD = "passcode"
_UNLOCKED = "unlocked_under"
_VERDICT = "passcode_verdict"


# Not kept by Streamlit, whose caches any program may have emptied over its websocket.
@cached(LRUCache[str, Access](4), key=attrgetter("fingerprint"), condition=threading.Condition())
def access_of(settings: Settings) -> Access:
    """Return the process's judge of passcodes under these settings."""
    return Access(settings.passcode)


def may_spend(settings: Settings) -> bool:
    """Say whether this visitor may make paid calls. The sandbox has none, so there anyone may."""
    return settings.sandbox or _admitted(settings)


def unlock_form(settings: Settings, access: Access) -> None:
    """Ask for the passcode, or to sign in; draws nothing for a visitor who is let in already."""
    if _admitted(settings):
        return
    if settings.passcode is not None:
        _passcode_form(settings, access)
    if settings.allowed and hasattr(st.user, "is_logged_in"):
        _sign_in(settings)


def signed_in() -> None:
    """Say as whom a visitor is signed in, and offer to sign out; nothing for all others."""
    if _signed_in():
        with st.container(horizontal=True, vertical_alignment="center"):
            text = _("Signed in as {email}.")
            st.markdown(text.format(email=plain(str(st.user.get("email", "?")))), width="content")
            _sign_out()


def _passcode_form(settings: Settings, access: Access) -> None:
    with st.form("unlock", clear_on_submit=True, width=480):
        if settings.private:
            st.markdown(_("This app is private. Enter the passcode to open it."))
        else:
            st.markdown(
                _("Calls cost money and need the passcode. What was collected shows without it.")
            )
        # The text is tried and dropped in the callback: this run already knows nothing of it.
        st.text_input(_("Passcode"), type="password", key=FIELD, autocomplete="current-password")
        st.form_submit_button(
            _("Unlock"), key="unlock_button", on_click=_try, args=(settings, access)
        )
        verdict = st.session_state.pop(_VERDICT, None)
        if isinstance(verdict, Verdict):
            st.error(_told(verdict))


def _sign_in(settings: Settings) -> None:
    """Offer to sign in; whoever did so in vain is told as whom, and may do so as somebody else."""
    if _signed_in():
        text = _(
            "You are signed in as {email}. That address is not on this app's list, or your "
            "provider has not verified it."
        )
        st.warning(text.format(email=plain(str(st.user.get("email", "?")))))
        _sign_out()
        return
    if settings.passcode is None and settings.private:
        st.markdown(_("This app is private. Sign in to open it."))
    elif settings.passcode is None:
        st.markdown(_("Calls cost money: sign in to make them. What was collected shows without."))
    label = _("Sign in") if settings.passcode is None else _("Sign in instead")
    if st.button(label, key="sign_in"):
        st.login()


def _sign_out() -> None:
    if st.button(_("Sign out"), key="sign_out"):
        st.logout()


def private_gate(settings: Settings, access: Access) -> None:
    """With APP_PRIVATE=1, show a visitor without the passcode only the title and the form.

    Ends the run there; a visitor who may look, and every visitor of an open app, passes.
    """
    passes = not settings.private or _admitted(settings)
    SENDERS.note(_session(), may=passes)
    if passes:
        return
    title_line(_("KOL Growth Benchmark"))
    unlock_form(settings, access)
    st.stop()


def _admitted(settings: Settings) -> bool:
    """Say whether there is no lock, or the passcode was given here, or one who may is signed in.

    The session remembers under which settings it was unlocked: the fingerprint holds a keyed digest
    of the passcode, so a changed passcode locks again, and nobody can make the value up.
    """
    if not settings.locked or st.session_state.get(_UNLOCKED) == settings.fingerprint:
        return True
    if not _signed_in():
        return False
    return settings.allowed.admits(st.user.get("email"), st.user.get("email_verified"))


def _signed_in() -> bool:
    # The attribute exists only where the owner has set up OIDC.
    return getattr(st.user, "is_logged_in", False) is True


def _try(settings: Settings, access: Access) -> None:
    verdict = access.try_passcode(str(st.session_state.pop(FIELD, "")), _visitor())
    if verdict.answer is Answer.OK:
        st.session_state[_UNLOCKED] = settings.fingerprint
    else:
        st.session_state[_VERDICT] = verdict


def _visitor() -> Visitor:
    """Return who guesses. The session's state says nothing of that: a visitor may empty it."""
    return Visitor(_session(), st.context.ip_address or "")


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _told(verdict: Verdict) -> str:
    seconds = math.ceil(verdict.seconds)
    wait = n_("Wait {n} second, then try again.", "Wait {n} seconds, then try again.", seconds)
    if verdict.answer is Answer.WAIT:
        return wait.format(n=seconds)
    wrong = _("This is not the passcode.")
    return f"{wrong} {wait.format(n=seconds)}" if seconds else wrong
