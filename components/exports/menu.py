"""One menu of what can be taken away, the link included; a file is built when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from components.exports.html_page import PageChart, to_html
from components.ranking.table import labelled
from components.wording.formats import iso_day, plain
from components.wording.i18n import _, language
from services.exports.csv_table import to_csv
from services.exports.excel import to_xlsx
from services.exports.powerpoint import to_pptx
from services.exports.report import Report
from services.screen.link import write_link
from services.screen.screen import Screen

_OPEN_XML = "application/vnd.openxmlformats-officedocument."

_PPTX = f"{_OPEN_XML}presentationml.presentation"

_XLSX = f"{_OPEN_XML}spreadsheetml.sheet"

_WIDTH = 320  # pixels: a phone has room for no more


def take_away(report: Report, chart: PageChart | None, stem: str) -> None:
    """Draw the menu; files are called `stem` and `chart` is what the page draws, if anything.

    A file is built in a thread that knows neither visitor nor language: its words are in `report`.
    """
    menu = st.popover(_("Take away"), icon=":material/download:", key="take_away")
    with menu, st.container(width=_WIDTH, gap="small"):
        each = st.toggle(
            _("PowerPoint with one slide a creator"),
            key="one_slide_each",
            persist_state="session",
            help=_("Adds a slide for each creator of the table, with its figures and its curve."),
        )
        deck = partial(to_pptx, report, one_slide_each=each)
        _button("pptx", _("PowerPoint"), deck, f"{stem}.pptx", _PPTX)
        _button("xlsx", _("Excel"), partial(to_xlsx, report), f"{stem}.xlsx", _XLSX)
        page = partial(to_html, report, language(), chart)
        _button("html", _("Web page (HTML)"), page, f"{stem}.html", "text/html")
        ranked = partial(to_csv, labelled(report.table))
        _button("csv", _("Ranking (CSV)"), ranked, f"{stem}-ranking.csv", "text/csv")
        daily = partial(daily_csv, report)
        _button("daily", _("Daily data (CSV)"), daily, f"{stem}-daily.csv", "text/csv")
        if chart is not None:
            text = _(
                "The camera that appears over the chart saves the picture as PNG, at double "
                "resolution."
            )
            st.caption(text)


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
    return to_csv(table)


def _button(key: str, label: str, build: Callable[[], bytes], file_name: str, mime: str) -> None:
    st.download_button(
        label,
        data=build,
        file_name=file_name,
        mime=mime,
        on_click="ignore",
        icon=":material/download:",
        key=f"download_{key}",
        width="stretch",
    )


def copy_link(screen: Screen, last_day: date) -> None:
    """Offer two links to `screen`: one with the newest data, one that is pinned to `last_day`."""
    with st.popover(_("Copy link"), icon=":material/link:"):
        st.markdown(_("Opens this screen with the newest data there are then:"))
        _code(replace(screen, as_of=None))
        text = _("Opens it with the data up to {day}, whenever that is:")
        st.markdown(text.format(day=iso_day(screen.as_of or last_day)))
        _code(replace(screen, as_of=screen.as_of or last_day))
        if screen.list_name:
            text = _("Both show the saved list “{name}” with all later changes to it.")
            st.caption(text.format(name=plain(screen.list_name)))


def address_of(screen: Screen, base: str) -> str:
    """Return the whole address of `screen`; `base` is the page's own, without a query."""
    query = urlencode(write_link(screen), safe=",")
    return f"{base.removesuffix('/')}/?{query}"


def _code(screen: Screen) -> None:
    st.code(address_of(screen, st.context.url or ""), language=None, wrap_lines=True)
