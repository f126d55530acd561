"""What is under the picture, one tab at a time: only the open one is computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st
from streamlit.elements.lib.mutable_tab_container import TabContainer

from components.calls.failures import failures, names_note
from components.chart.gallery import multiples
from components.chart.offers import price_and_growth
from components.exports.facts import Seen
from components.notes import data_notes
from components.ranking.choices import chosen_kind, chosen_kind_name, price_control, sheet_of
from components.ranking.editor import columns_control, ranking_editor
from components.results.outlook import list_outlook
from components.results.standing_out import human_look
from components.session.comparison import Comparison
from components.wording.chart import published_note
from components.wording.i18n import _, n_
from services.history.history import History
from services.history.waiting import again
from services.settings.settings import Settings

_TAB, _LAST_TAB = "tab", "last_tab"


@dataclass(frozen=True)
class Below:
    """A comparison with all that stands under it; `seen` is None where nothing can be drawn."""

    shown: Comparison
    names: Mapping[str, str]
    history: History
    settings: Settings
    seen: Seen | None = None


def missing_hint(parts: Below) -> None:
    """Say beside the source that the picture is not complete; a click opens the reasons."""
    failed = sum(found.failed for found in parts.shown.histories().values())
    if failed:
        text = n_("{n} not complete", "{n} not complete", failed).format(n=failed)
        st.button(text, key="missing", type="tertiary", on_click=_open_missing)


def _open_missing() -> None:
    st.session_state[_TAB] = _("What is missing")


def below(parts: Below) -> bool:
    """Draw the tabs; return whether the retry of what failed was pressed."""
    if parts.seen is None:
        return what_failed(parts)
    tabs: dict[str, Callable[[Below], bool | None]] = {
        _("Ranking"): _ranking,
        _("Small multiples"): _multiples,
        _("Price and growth"): _prices,
        _("Days to look at"): _days,
        _("Campaign date"): _campaign,
        _("What is missing"): what_failed,
    }
    pressed = False
    for place, draw in zip(_places(list(tabs)), tabs.values(), strict=True):
        if place.open:
            with place:
                pressed = bool(draw(parts)) or pressed
    return pressed


def _places(labels: Sequence[str]) -> Sequence[TabContainer]:
    """Draw the tabs; after another page, that which was open is open again."""
    last = st.session_state.get(_LAST_TAB)
    if last in labels:
        st.session_state.setdefault(_TAB, last)
    places = st.tabs(labels, key=_TAB, on_change="rerun")
    st.session_state[_LAST_TAB] = st.session_state[_TAB]
    return places


def _ranking(parts: Below) -> None:
    seen = _drawn(parts)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        price_control(seen.creators)
        columns_control()
    if note := published_note(seen.found, seen.chart.lineup, seen.chart.view):
        st.markdown(f":gray[{note}]")
    kind = chosen_kind(seen.creators)
    ranking_editor(seen.ranking.table, seen.ranking.columns, kind, parts.settings.rules.tiers)


def _multiples(parts: Below) -> None:
    seen = _drawn(parts)
    multiples(parts.shown, seen.found, seen.chart, seen.stem)


def _prices(parts: Below) -> None:
    seen = _drawn(parts)
    price_control(seen.creators)
    kind = chosen_kind_name(seen.creators)
    price_and_growth(parts.shown, seen.found, seen.kept, seen.chart, kind)


def _days(parts: Below) -> None:
    seen = _drawn(parts)
    human_look(seen.found, _kept_names(parts), parts.settings.rules.spike)


def _campaign(parts: Below) -> None:
    seen = _drawn(parts)
    prices = sheet_of(seen.creators).prices
    list_outlook(parts.shown, _kept_names(parts), prices, parts.settings.rules)


def what_failed(parts: Below) -> bool:
    """List what could not be loaded or read; return whether the retry was pressed."""
    histories = parts.shown.histories()
    failed = [key for key, found in histories.items() if found.failed]
    price = parts.history.price(failed, retrying=True)
    waits = again(parts.history, failed)
    free = parts.settings.sandbox
    pressed = failures(histories, parts.names, price, free=free, again=waits)
    noted = any((data_notes(histories, parts.names), names_note(histories)))
    if not failed and not noted and parts.seen is not None:
        st.markdown(_("Nothing is missing: every series came whole."))
    return pressed


def _kept_names(parts: Below) -> dict[str, str]:
    """Return the names of those whom the filters keep."""
    return {key: parts.names[key] for key in _drawn(parts).ranking.table["creator_id"]}


def _drawn(parts: Below) -> Seen:
    if parts.seen is None:
        raise ValueError("nothing is drawn, so nothing stands under it")
    return parts.seen
