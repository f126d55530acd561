"""One menu of what can be taken away; a file is built when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import pandas as pd
import streamlit as st

from components.chart.section import CHART
from components.exports.facts import Seen, for_client
from components.exports.html_page import to_html
from components.exports.page_charts import page_charts
from components.exports.png import png_button
from components.exports.report import report_of
from components.exports.share import share_pinned
from components.ranking.table import labelled
from components.wording.i18n import _, language, speaking
from services.exports.csv_table import to_csv
from services.exports.report import Report
from services.messages import N_
from services.screen.screen import Screen

_OPEN_XML = "application/vnd.openxmlformats-officedocument."

_PPTX = f"{_OPEN_XML}presentationml.presentation"

_XLSX = f"{_OPEN_XML}spreadsheetml.sheet"

_WIDTH = 320  # pixels: a phone has room for no more


class Slides(StrEnum):
    """Which creators have a slide of their own in the deck."""

    BOOKED = "booked"
    ALL = "all"
    NONE = "none"


_SLIDES = {Slides.BOOKED: N_("The booked"), Slides.ALL: N_("Everybody"), Slides.NONE: N_("Nobody")}


def take_away(seen: Seen, screen: Screen) -> None:
    """Draw the menu of what is `seen`; the link that it offers shows `screen` of this data day."""
    menu = st.popover(_("Take away"), icon=":material/download:", key="take_away")
    with menu, st.container(width=_WIDTH, gap="small"):
        client = st.toggle(
            _("For a client"),
            key="for_client",
            persist_state="session",
            help=_(
                "Leaves out of every file what is yours alone: days that need a look, what your "
                "sheet claims, prices and remarks. The picture stays as on screen."
            ),
        )
        slides = st.segmented_control(
            _("A slide of its own in PowerPoint"),
            list(Slides),
            format_func=lambda one: _(_SLIDES[one]),
            key="own_slides",
            default=Slides.BOOKED,
            required=True,
            persist_state="session",
        )
        _files(for_client(seen) if client else seen, Slides(slides or Slides.BOOKED))
        if seen.chart.order:
            png_button(CHART)
        share_pinned(screen, seen.found.data_day)


def _files(seen: Seen, slides: Slides) -> None:
    # What writes these two is 250 modules large, and no first paint needs it.
    def deck() -> bytes:
        from services.exports.powerpoint import to_pptx

        report = report_of(seen)
        each = {Slides.ALL: frozenset(report.names), Slides.NONE: frozenset()}
        return to_pptx(report, each.get(slides, report.booked))

    def book() -> bytes:
        from services.exports.excel import to_xlsx

        return to_xlsx(report_of(seen))

    def page() -> bytes:
        return to_html(report_of(seen), language(), page_charts(seen))

    stem = seen.stem
    _button("pptx", _("PowerPoint"), deck, f"{stem}.pptx", _PPTX)
    _button("xlsx", _("Excel"), book, f"{stem}.xlsx", _XLSX)
    _button("html", _("Web page (HTML)"), page, f"{stem}.html", "text/html")
    _button(
        "csv",
        _("Ranking (CSV)"),
        lambda: ranking_csv(report_of(seen)),
        f"{stem}-ranking.csv",
        "text/csv",
    )
    daily = f"{stem}-daily.csv"
    _button("daily", _("Daily data (CSV)"), lambda: daily_csv(report_of(seen)), daily, "text/csv")


def ranking_csv(report: Report) -> bytes:
    """Return the ranking, all columns, with a header in words."""
    return to_csv(_stamped(labelled(report.table), report))


def daily_csv(report: Report) -> bytes:
    """Return the tidy daily data, one row a creator and day, with names and a header in words."""
    words, daily = report.words, report.daily
    table = daily.rename(
        columns={
            "creator_id": words.creator_id,
            "day": words.day,
            "total_followers": words.total_followers,
            "new_followers": words.new_followers,
        }
    )
    names = [report.names.get(key, key) for key in daily["creator_id"]]
    table.insert(0, words.creator, names)
    return to_csv(_stamped(table, report))


def _stamped(table: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Return the table with source, data day, window and note in each row.

    Lines above the header would break every import that takes the first line for it, and a file
    beside it gets lost.
    """
    words = report.words
    labels = (words.source, words.data_day, words.window)
    stamp = dict(zip(labels, report.stamp, strict=True))
    return table.assign(**stamp, **({words.note: report.note} if report.note else {}))


def _button(key: str, label: str, build: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        label,
        data=_later(build),
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"download_{key}",
        width="stretch",
    )


def _later(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what makes a file at the click, in a thread that knows neither visit nor language.

    Both are taken along from here; `make` itself asks no session.
    """
    spoken = language()

    def made() -> bytes:
        with speaking(spoken):
            return make()

    return made
