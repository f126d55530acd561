"""One menu of what can be taken away; a file is built when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

import pandas as pd
import streamlit as st

from components.exports.html_page import PageChart, to_html
from components.exports.share import share_pinned
from components.ranking.table import labelled
from components.wording.i18n import _, language
from services.exports.csv_table import to_csv
from services.exports.excel import to_xlsx
from services.exports.powerpoint import to_pptx
from services.exports.report import Report
from services.screen.screen import Screen

_OPEN_XML = "application/vnd.openxmlformats-officedocument."

_PPTX = f"{_OPEN_XML}presentationml.presentation"

_XLSX = f"{_OPEN_XML}spreadsheetml.sheet"

_WIDTH = 320  # pixels: a phone has room for no more


def take_away(
    report: Report, chart: PageChart | None, stem: str, screen: Screen, last_day: date
) -> None:
    """Draw the menu; files are called `stem` and `chart` is what the page draws, if anything.

    The link that it offers shows `screen` with the data up to `last_day` for good.

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
        _button(
            "csv",
            _("Ranking (CSV)"),
            partial(ranking_csv, report),
            f"{stem}-ranking.csv",
            "text/csv",
        )
        daily = partial(daily_csv, report)
        _button("daily", _("Daily data (CSV)"), daily, f"{stem}-daily.csv", "text/csv")
        share_pinned(screen, last_day)
        if chart is not None:
            text = _(
                "The camera that appears over the chart saves the picture as PNG, at double "
                "resolution."
            )
            st.markdown(f":gray[{text}]")


def ranking_csv(report: Report) -> bytes:
    """Return the ranking, all columns, with a header in words."""
    return to_csv(_noted(labelled(report.table), report))


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
    return to_csv(_noted(table, report))


def _noted(table: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Return the table with the report's note as the header of a last, empty column."""
    return table.assign(**{report.note: None}) if report.note else table


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
