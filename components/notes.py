"""Where the numbers are from, how fresh they are, and what was wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd
import streamlit as st

from components.formats import iso_day, plain
from components.i18n import _, n_, say
from services.api.profiles import Metric
from services.china_time import latest_data_day
from services.follower_history import History
from services.growth.insight import Insight
from services.outcome import CreatorHistory, Held
from services.settings import Settings


def demo_banner(settings: Settings) -> None:
    """Say that the app runs on demo data, where it does."""
    if settings.sandbox:
        st.info(
            _(
                "Demo data: these creators and their numbers are made up. Set a token to compare "
                "real creators."
            ),
            icon=":material/science:",
        )
    if settings.plain_http:
        st.warning(_("The token travels unencrypted: this environment is plain HTTP."))


def archive_notes(history: History) -> None:
    """Say what is wrong with the archive, and when today's budget is used up."""
    if history.trouble is not None:
        st.error(say(history.trouble.message))
        st.caption(_("No call is made until the archive can be written again."))
    elif history.calls_left() == 0:
        st.warning(_("Today's budget is used up. The app shows what the archive has."))


def pinned_note(as_of: date) -> bool:
    """Say that the picture is pinned to a day; return True when the newest data are asked for."""
    pinned_note_text(as_of)
    return st.button(_("Show the newest data"), key="unpin")


def pinned_note_text(as_of: date) -> None:
    """Say that the picture is pinned to a day."""
    st.info(pinned_text(as_of), icon=":material/keep:")


def pinned_text(as_of: date) -> str:
    """Return the sentence that names the pinned day."""
    text = _("Pinned: the archive as it stood on {day} (China date).")
    return text.format(day=iso_day(as_of))


def source_name(settings: Settings) -> str:
    """Return where the numbers are from; demo data say that they are."""
    if settings.sandbox:
        return _("Demo data, made by this program")
    return _("Pugongying via Just One API")


def data_day(found: Insight) -> date:
    """Return the last China date with a total, or with anything at all where there is none."""
    days = found.summary["last_day"].dropna()
    newest: pd.Timestamp = found.daily["day"].max() if days.empty else days.max()
    return newest.date()


def source_line(summary: pd.DataFrame, settings: Settings) -> None:
    """Name the source and the last day of the data; warn where some or all of it is older."""
    days = summary["last_day"].dropna()
    if days.empty:
        return
    text = _("{source}, data up to {day} (China date)")
    st.caption(text.format(source=source_name(settings), day=iso_day(days.max())))
    for badge, doubt in source_doubts(summary):
        # A badge alone would be cut off on a phone.
        st.markdown(f":orange-badge[{badge}] :gray[{doubt}]")


def source_doubts(summary: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield a badge and a sentence where creators have unequal days, or some or all are older."""
    days = summary["last_day"].dropna()
    if days.empty:
        return
    newest, oldest = days.max().date(), days.min().date()
    few = int((summary["points"] < summary["points"].max()).sum())
    if few:
        text = n_(
            "{n} creator has fewer days of data than the others, so its change is over fewer.",
            "{n} creators have fewer days of data than the others, so their change is over fewer.",
            few,
        )
        yield _("Uneven"), text.format(n=few)
    if newest < latest_data_day():
        behind = (latest_data_day() - newest).days
        text = n_(
            "These numbers end {n} day before the newest possible day.",
            "These numbers end {n} days before the newest possible day.",
            behind,
        )
        yield _("Stale"), text.format(n=behind)
    elif oldest < newest:
        text = _("Some creators end earlier, the earliest on {day}: see “Data up to” in the table.")
        yield _("Stale"), text.format(day=iso_day(oldest))


def data_notes(histories: Mapping[str, CreatorHistory], names: Mapping[str, str]) -> None:
    """Say what had to be left out or doubted in the answers, creator by creator."""
    lines = [line for key, found in histories.items() for line in _lines(found, names[key])]
    if any(found.derived for found in histories.values()):
        lines.insert(0, _("New followers are derived: the daily net change of the total."))
    if lines:
        title = n_("{n} note on the data", "{n} notes on the data", len(lines))
        with st.expander(title.format(n=len(lines))):
            for line in lines:
                st.markdown(f"- {line}")


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
        if series.contradicts:
            text = _(
                "{name}: the marketplace's own net change does not match its daily list; "
                "the numbers here are computed from the list."
            )
            lines.append(text.format(**values))
    return lines
