"""What one browser session remembers between two runs of the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from components.session.comparison import Comparison
from services.growth.lineup import Lineup, Scale
from services.history.introduction import introduced as introduced_by
from services.screen.filters import Filters
from services.screen.screen import Choices, Screen
from services.shortlist.creator import Creator

PASTE, DAYS, VIEW, SCALE, HIGHLIGHT = "paste", "days", "view", "scale", "highlight"

ALIGN, SMOOTH, WITHOUT_COMMON, PRICE_KIND = "align", "smooth", "without_common", "price_kind"

GROWTH, TIERS, DECISIONS, WORDS = "growth", "tiers", "decisions", "words"

TAGS, AGENCIES = "tags", "agencies"

SIZE = "chart_size"

CREATOR_DAYS, CAMPAIGN_DATE = "creator_days", "campaign_date"

EDITED, LINKED, EDITS_TURN = "list_edited", "list_linked", "list_edits_turn"
"""Keys of the widgets; their values are the session's, so a link can set them before they exist."""

_COMPARISON = "comparison"

_SINGLE = "single_comparison"

_LAST_CREATOR = "last_creator"

_LIST_NAME = "list_on_screen"

_KNOWN = "creators"

_SCALE_CHOSEN = "scale_chosen"

_BEGUN, _ANEW = "visit_begun", "begin_anew"


def comparison() -> Comparison | None:
    """Return what is on screen, or None while nothing was asked."""
    kept = st.session_state.get(_COMPARISON)
    return kept if isinstance(kept, Comparison) else None


def first_visit() -> bool:
    """Say once that this visit has only begun."""
    begun = bool(st.session_state.get(_BEGUN, False))
    st.session_state[_BEGUN] = True
    return not begun


def listed() -> tuple[Creator, ...]:
    """Return the creators of the list on screen; none while nothing was asked."""
    shown = comparison()
    return creators(shown.ids) if shown is not None else ()


def list_name() -> str:
    """Return the name of the saved list that is on screen to the letter, "" where it is none."""
    return str(st.session_state.get(_LIST_NAME, ""))


def set_list_name(name: str) -> None:
    """Take note which saved list is on screen, "" for none."""
    st.session_state[_LIST_NAME] = name


def last_creator() -> str | None:
    """Return the id of the creator whose own page was opened last in this session."""
    kept = st.session_state.get(_LAST_CREATOR)
    return kept if isinstance(kept, str) else None


def remember_creator(creator_id: str) -> None:
    """Keep the creator whose own page is open."""
    st.session_state[_LAST_CREATOR] = creator_id


def single() -> Comparison | None:
    """Return the comparison of one creator whose own page was opened outside the list."""
    kept = st.session_state.get(_SINGLE)
    return kept if isinstance(kept, Comparison) else None


def show_single(new: Comparison) -> None:
    """Keep a comparison of one creator for its own page; the list on screen stays."""
    st.session_state[_SINGLE] = new


def show(new: Comparison | None) -> None:
    """Put another comparison on screen."""
    st.session_state[_COMPARISON] = new


def creators(creator_ids: Iterable[str]) -> tuple[Creator, ...]:
    """Return these creators with all that this visit knows of them: the one place for it."""
    known: Mapping[str, Creator] = st.session_state.get(_KNOWN, {})
    return tuple(known.get(creator_id, Creator(creator_id)) for creator_id in creator_ids)


def introduced(shown: Comparison) -> tuple[Creator, ...]:
    """Return the creators of a comparison as they are shown: what this visit knows of them, and the
    marketplace's word where it knows nothing. What is edited or saved goes by `creators` alone.
    """
    found = shown.histories()
    return tuple(introduced_by(who, found[who.creator_id].profile) for who in creators(shown.ids))


def filled_in(said: Iterable[Creator]) -> tuple[Creator, ...]:
    """Return these creators, with what the visit knows where they say nothing themselves."""
    said = tuple(said)
    known = creators(who.creator_id for who in said)
    return tuple(who.or_else(before) for who, before in zip(said, known, strict=True))


def note(said: Iterable[Creator]) -> None:
    """Take what these creators say of themselves for what is known of them, on screen as well."""
    new = {who.creator_id: who for who in said}
    st.session_state[_KNOWN] = {**st.session_state.get(_KNOWN, {}), **new}


def choose_scale() -> None:
    """Take note that a reader has chosen the scale."""
    st.session_state[_SCALE_CHOSEN] = True


def scale_is_chosen() -> bool:
    """Say whether a reader or a link has chosen the scale."""
    return bool(st.session_state.get(_SCALE_CHOSEN, False))


def highlighted() -> list[str]:
    """Return the ids of the creators that the reader has set off from the rest."""
    return list(st.session_state.get(HIGHLIGHT, []))


def highlight(creator_ids: Sequence[str]) -> None:
    """Set these creators off from the rest, in the chart and the table.

    For callbacks, and for runs that have not drawn the control yet.
    """
    st.session_state[HIGHLIGHT] = list(creator_ids)


def begin_anew() -> None:
    """Let the next picture begin without filters and highlights: they were of another list."""
    st.session_state[_ANEW] = True


def settle() -> None:
    """Carry out `begin_anew`, before the controls are drawn."""
    if st.session_state.pop(_ANEW, False):
        set_filters(Filters())
        highlight([])


def filters() -> Filters:
    """Return who of the list is looked at, also where the controls for it are not drawn."""
    state = st.session_state
    kinds = (GROWTH, TIERS, DECISIONS, TAGS, AGENCIES)
    growth, tiers, decisions, tags, agencies = (tuple(state.get(key) or ()) for key in kinds)
    return Filters(growth, tiers, decisions, str(state.get(WORDS) or ""), tags, agencies)


def set_filters(new: Filters) -> None:
    """Set the controls for who is looked at. For callbacks, and before they are drawn."""
    st.session_state[GROWTH] = list(new.growth)
    st.session_state[TIERS] = list(new.tiers)
    st.session_state[DECISIONS] = list(new.decisions)
    st.session_state[WORDS] = new.words
    st.session_state[TAGS], st.session_state[AGENCIES] = list(new.tags), list(new.agencies)


def choices(creators: int = 0) -> Choices:
    """Return what the controls of the chart stand at, also where some of them are not drawn.

    Until somebody chooses a scale, several `creators` are drawn in percent, since sizes that differ
    tenfold hide who grows; a single one is drawn as counted.
    """
    state, default = st.session_state, Choices()
    scale = state.get(SCALE) if scale_is_chosen() else None
    if scale is None:
        scale = Scale.COUNT if creators == 1 else Scale.PERCENT
    lineup = Lineup(
        scale,
        state.get(ALIGN) or default.lineup.align,
        state.get(SMOOTH) or default.lineup.smooth,
        bool(state.get(WITHOUT_COMMON)),
    )
    days = state.get(DAYS)
    return Choices(default.days if days is None else days, state.get(VIEW) or default.view, lineup)


def _set_choices(choices: Choices) -> None:
    lineup = choices.lineup
    st.session_state[DAYS], st.session_state[VIEW] = choices.days, choices.view
    st.session_state[SCALE], st.session_state[ALIGN] = lineup.scale, lineup.align
    st.session_state[SMOOTH] = lineup.smooth
    st.session_state[WITHOUT_COMMON] = lineup.without_common


def adopt(screen: Screen, *, scale_given: bool) -> None:
    """Set every control to what a link asks for; `scale_given` says whether it names a scale."""
    st.session_state[_SCALE_CHOSEN] = scale_given
    st.session_state[PASTE] = "\n".join(who.creator_id for who in screen.creators)
    _set_choices(screen.choices)
    set_filters(screen.filters)
    highlight(screen.highlighted)
    set_list_name(screen.list_name)
    # No link carries prices and remarks, but every link says what was decided.
    said = zip(filled_in(screen.creators), screen.creators, strict=True)
    note(replace(who, decision=link.decision) for who, link in said)
    # What was edited in place belongs to the list before; the link says what this one is like.
    st.session_state[EDITED] = frozenset()
    st.session_state[LINKED] = frozenset(who.creator_id for who in screen.creators)
    st.session_state[EDITS_TURN] = st.session_state.get(EDITS_TURN, 0) + 1
