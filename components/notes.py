"""What every page says above its content: source, data day, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import streamlit as st

from components.wording.formats import iso_day, plain, sentences, year_day
from components.wording.i18n import _, n_, say
from components.wording.source import (
    compared_text,
    pinned_text,
    source_doubts,
    source_text,
)
from services.api.series import Held, Metric
from services.growth.insight import Insight
from services.history.creator_history import CreatorHistory
from services.history.history import History
from services.settings.settings import Settings


def demo_badge(settings: Settings) -> None:
    """Say that the app runs on demo data, where it does: for where no line names the source."""
    if settings.sandbox:
        text = _(
            "These creators and their numbers are made up. Set a token to compare real creators."
        )
        st.markdown(f":blue-badge[{_('Demo data')}] :gray[{text}]")


def plain_http_warning(settings: Settings) -> None:
    """Say that the token travels unencrypted, where it does."""
    if settings.plain_http:
        st.warning(_("The token travels unencrypted: this environment is plain HTTP."))


def archive_notes(history: History) -> None:
    """Say what is wrong with the archive, and when today's budget is used up."""
    waiting_note(history)
    if history.trouble is not None:
        st.error(say(history.trouble.message))
        st.caption(_("No call is made until the archive can be written again."))
    elif history.calls_left() == 0:
        st.warning(_("Today's budget is used up. The app shows what the archive has."))


def waiting_note(history: History) -> None:
    """Say how many paid answers could not be written to the archive yet, and where they are."""
    waits = history.lookup.care.waits()
    if not waits:
        return
    count = waits.on_disk + waits.in_memory
    text = n_(
        "{n} paid answer could not be written to the archive yet. It is kept, and written as soon "
        "as that is possible; it is not asked for again.",
        "{n} paid answers could not be written to the archive yet. They are kept, and written as "
        "soon as that is possible; they are not asked for again.",
        count,
    )
    said = [text.format(n=count)]
    if waits.in_memory:
        said.append(
            _("No disk has room: they are in memory only. Make room before the app is stopped.")
        )
    st.warning(sentences(said))


def pinned_note(as_of: date) -> bool:
    """Say that the picture is pinned to a day; return True when the newest data are asked for."""
    pinned_note_text(as_of)
    return st.button(_("Show the newest data"), key="unpin")


def pinned_note_text(as_of: date) -> None:
    """Say that the picture is pinned to a day."""
    st.info(pinned_text(as_of), icon=":material/keep:")


def source_badge(found: Insight, settings: Settings, as_of: date | None = None) -> None:
    """Name the source and the last day of the data in a few words; what is doubtful is a badge.

    `as_of` is the China date that is pinned.
    """
    if found.summary["last_day"].isna().all():
        return
    demo = f":blue-badge[{_('Demo data')}] " if settings.sandbox else ""
    day = _("to {day}") if demo else _("Data to {day}")
    day = day.format(day=year_day(found.data_day))
    doubts = dict.fromkeys(badge for badge, _doubt in source_doubts(found, as_of))
    badges = "".join(f" :orange-badge[{badge}]" for badge in doubts)
    st.markdown(f"{demo}:gray[{day}]{badges}", help=source_text(found, settings), width="content")


def compared_line(found: Insight, as_of: date | None = None) -> None:
    """Say which days are compared, and why some or all of the data are doubtful.

    `as_of` is the China date that is pinned.
    """
    said = [compared_text(found), *(doubt for _badge, doubt in source_doubts(found, as_of))]
    st.markdown(f":gray[{sentences(said)}]")


def data_notes(histories: Mapping[str, CreatorHistory], names: Mapping[str, str]) -> bool:
    """Say what had to be left out or doubted in the answers; return whether anything had."""
    lines = [line for key, found in histories.items() for line in _lines(found, names[key])]
    if any(found.derived for found in histories.values()):
        lines.insert(0, _("New followers are derived: the daily net change of the total."))
    for line in lines:
        st.markdown(f"- {line}")
    return bool(lines)


def _lines(found: CreatorHistory, name: str) -> list[str]:
    lines = []
    for metric, outcome in found.outcomes:
        if not isinstance(outcome, Held):
            continue
        series = outcome.series
        what = _("total followers") if metric is Metric.TOTAL else _("new followers")
        values = {"name": plain(name), "series": what}
        if series.dropped:
            text = n_(
                "{name}, {series}: {n} row could not be read and was left out.",
                "{name}, {series}: {n} rows could not be read and were left out.",
                series.dropped,
            )
            lines.append(text.format(n=series.dropped, **values))
        if series.repeated:
            text = n_(
                "{name}, {series}: {n} day came with two numbers; the later one stands.",
                "{name}, {series}: {n} days came with two numbers; the later ones stand.",
                series.repeated,
            )
            lines.append(text.format(n=series.repeated, **values))
        if outcome.doubted:
            lines.append(_doubt(outcome.doubted, values))
        if series.contradicts:
            text = _(
                "{name}: the marketplace's own net change does not match its daily list; "
                "the numbers here are computed from the list."
            )
            lines.append(text.format(**values))
    return lines


def _doubt(days: Sequence[date], values: Mapping[str, str]) -> str:
    """Say which days are in doubt, of whose series `values` names."""
    text = n_(
        "{name}, {series}: {n} day from {first} to {last} is in doubt. A newer answer had "
        "another number for it and was set aside; if the answer of another day agrees with "
        "it, that one stands.",
        "{name}, {series}: {n} days from {first} to {last} are in doubt. A newer answer "
        "had other numbers for them and was set aside; if the answer of another day agrees "
        "with it, those stand.",
        len(days),
    )
    first, last = iso_day(days[0]), iso_day(days[-1])
    return text.format(n=len(days), first=first, last=last, **values)
