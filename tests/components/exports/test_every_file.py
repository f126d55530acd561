"""Each file of a state of the screen is opened, and holds what that state shows: all of it."""

from __future__ import annotations

import io
import json
import re
from datetime import date, timedelta
from functools import cache

import pandas as pd
import pytest

from components.chart.figure import growth_figure
from components.chart.shown import shown_of
from components.exports.charts import in_light
from components.exports.html_page import to_html
from components.exports.menu import daily_csv, ranking_csv
from components.exports.page_charts import page_charts
from components.exports.report import report_of
from components.ranking.table import labelled
from components.wording.chart import chart_title, left_out_text
from components.wording.i18n import speaking
from components.wording.scales import value_text
from services.api.answers import Kind
from services.api.errors import ApiError
from services.exports.excel import to_xlsx
from services.exports.figures import figure, written
from services.exports.powerpoint import to_pptx
from services.growth.lineup import Align, Lineup, Scale, View
from services.sandbox.creators import published_points
from services.screen.filters import Filters
from services.screen.screen import Choices
from tests.components.exports.test_html_page import Page
from tests.components.made import LAST, held, history, sandbox
from tests.components.seeing import seen
from tests.services.exports.made import (
    charts,
    ids,
    line_series,
    presentation,
    tables,
    texts,
    workbook,
)

DAYS = 60
PERCENT, SPIKE = Lineup(Scale.PERCENT), Lineup(Scale.INDEX, Align.PEAK)
STATES = [
    (1, View.BOTH, PERCENT, "", "en"),
    (1, View.NEW, Lineup(Scale.COUNT, smooth=7), "", "zh"),
    (6, View.BOTH, Lineup(Scale.PERCENT, without_common=True), "", "zh"),
    (6, View.TOTAL, Lineup(Scale.LOG, Align.START), "", "en"),
    (6, View.BOTH, Lineup(Scale.COUNT), "nobody", "en"),
    (20, View.BOTH, SPIKE, "", "en"),
    (20, View.NEW, Lineup(Scale.INDEX), "号 1", "zh"),
    (20, View.BOTH, Lineup(Scale.INDEX, Align.START, 7, without_common=True), "", "zh"),
    (60, View.BOTH, PERCENT, "", "zh"),
    (60, View.TOTAL, Lineup(Scale.COUNT, without_common=True), "号 2", "en"),
]
"""Creators, curves, line-up, words of the filter, language: each of each, the pairs that bite."""


@cache
def histories(count):
    return tuple(history_of(key) for key in ids(count))


def history_of(key):
    points = {one.day: one for one in published_points(key, LAST, DAYS)}
    if not points:
        return history(key, ApiError(Kind.NO_SERIES), ApiError(Kind.NO_SERIES))
    first = min(points)
    days = [points.get(first + timedelta(days=n)) for n in range((LAST - first).days + 1)]
    numbers = (
        (None if one is None else getattr(one, name) for one in days) for name in ("total", "new")
    )
    return history(key, *(held(*one) for one in numbers))


@pytest.mark.parametrize(("count", "view", "lineup", "words", "spoken"), STATES)
def test_every_file_is_the_screen(count, view, lineup, words, spoken):
    choices = Choices(30 if count % 20 else 0, view, lineup)
    called = {key: f"达人号 {at}" for at, key in enumerate(ids(count))}
    prices = {key: 100.0 + at for at, key in enumerate(ids(count)) if at % 2}
    with speaking(spoken):
        given = seen(
            *histories(count),
            choices=choices,
            called=called,
            prices=prices,
            filters=Filters(words=words),
            settings=sandbox(),
            price_kind="Video",
        )
        report = report_of(given)
        check_notes(given, report)
        check_deck(given, report)
        check_workbook(given, report)
        check_tables(report)
        check_page(given, report, spoken)


def panels(given):
    """What the screen draws: by whether it is of totals, each curve's values by name and day."""
    if not given.chart.order:
        return {}
    shown = shown_of(given.chart)
    return {
        total: {
            (given.chart.names[curve.creator_id], day): value
            for curve in shown.drawn(total=total)
            for day, value in zip(curve.days, curve.values, strict=True)
            if value is not None
        }
        for total in shown.curves
    }


def same(found, expected):
    """Both have the same keys, and values that differ by the screen's rounding alone."""
    assert found.keys() == expected.keys()
    assert [found[key] for key in found] == pytest.approx(
        [expected[key] for key in found], abs=6e-4
    )


def titles(given):
    both = {True: View.TOTAL, False: View.NEW}
    days = given.found.window.asked
    return [
        chart_title(Choices(days, both[total], given.chart.lineup), given.found)
        for total in panels(given)
    ]


def check_notes(given, report):
    """Who is not drawn is counted, and named where there is a reason of its own."""
    everybody, picture = set(given.ranking.table["creator_id"]), given.chart
    missing = everybody - set(picture.drawn)
    said = " ".join([*report.facts, *(note for chart in report.charts for note in chart.notes)])
    left_out = [key for key in picture.curves.left_out if key in everybody]
    if left_out:
        assert left_out_text(left_out, picture.names, picture.lineup.align, write=str) in said
    if missing and report.charts:
        assert str(len(everybody) - len(missing)) in report.charts[0].notes[0]
        assert str(len(everybody)) in report.charts[0].notes[0]
    for key in [key for one in given.findings[:1] for key in one.creator_ids[:1]]:
        assert given.chart.names[key] in report.headline


def check_deck(given, report):
    deck = presentation(to_pptx(report))
    said = [text for slide in deck.slides for text in texts(slide)]
    found = charts(deck)
    for chart, (total, expected) in zip(found, panels(given).items(), strict=True):
        same(points(chart), expected)
        shown = shown_of(given.chart)
        for curve in shown.drawn(total=total):
            name, end = given.chart.names[curve.creator_id], curve.end()
            if not curve.context and len(shown.drawn(total=total)) > 1 and end:
                assert f"{name} {value_text(end[1], given.chart.scale, total=total)}" in said
    for text in (*titles(given), *report.findings, *report.facts, *report.looks):
        assert text in said
    assert all(
        report.demo in texts(slide) and report.footer in texts(slide) for slide in deck.slides
    )
    labels = {column.label: column for column in report.columns}
    written_rows = {}
    for head, *body in tables(deck):
        for name, *cells in body:
            written_rows.setdefault(name, {}).update(zip(head[1:], cells, strict=True))
    assert list(written_rows) == list(report.table["name"])
    for (_, row), found_row in zip(report.table.iterrows(), written_rows.values(), strict=True):
        for label, text in found_row.items():
            column = labels[label]
            assert text == written(figure(row[column.key], column.kind), column.kind)


def points(chart):
    element = chart._chartSpace
    dated = element.find(".//{*}dateAx") is not None
    days = [float(one.text) for one in next(element.iter("{*}cat")).iter("{*}v")]
    first = pd.Timestamp("1899-12-30")
    words = [f"{first + pd.Timedelta(days=day):%Y-%m-%d}" if dated else int(day) for day in days]
    lines = [one for one in line_series(chart) if one.name.startswith("达人号")]
    return {
        (line.name, day): value
        for line in lines
        for day, value in zip(words, line.values, strict=True)
        if value is not None
    }


def check_workbook(given, report):
    book = workbook(to_xlsx(report))
    head, *body = ([cell.value for cell in row] for row in book[report.words.ranking].iter_rows())
    assert head[: len(report.columns)] == [column.label for column in report.columns]
    for (_, row), found in zip(report.table.iterrows(), body, strict=True):
        for column, value in zip(report.columns, found, strict=False):
            expected = figure(row[column.key], column.kind)
            value = value.date() if hasattr(value, "date") else value
            close = isinstance(expected, float)
            assert value == (pytest.approx(expected) if close else expected), column.key
    names = (report.words.curves, report.words.new_curves)
    for name, expected in zip(names, panels(given).values(), strict=False):
        (_, *heads), *lines = ([c.value for c in row] for row in book[name].iter_rows())
        found = {
            (label, day if isinstance(day, int) else f"{day:%Y-%m-%d}"): value
            for day, *values in lines
            for label, value in zip(heads, values, strict=True)
            if value is not None and label.startswith("达人号")
        }
        same(found, expected)
    for sheet in book:
        assert report.footer.split(" · ")[0] in sheet.oddFooter.left.text
    if panels(given):
        drawn = book[report.words.chart]
        found = ["".join(r.t for p in c.title.tx.rich.p for r in p.r) for c in drawn._charts]
        assert found == [f"{report.demo} · {title}" for title in titles(given)]
        noted = {cell.value for cell in drawn["A"]}
        assert noted >= {note for chart in report.charts for note in chart.notes}


def check_tables(report):
    words = report.words
    ranking = pd.read_csv(io.BytesIO(ranking_csv(report)), dtype={words.creator_id: str})
    daily = pd.read_csv(io.BytesIO(daily_csv(report)), dtype={words.creator_id: str})
    assert ranking[words.creator_id].tolist() == report.table["creator_id"].tolist()
    assert set(daily[words.creator_id]) <= set(ranking[words.creator_id])
    expected = labelled(report.table)
    for label in expected.select_dtypes("number"):
        known = pd.to_numeric(expected[label]).astype("float64").tolist()
        assert ranking[label].astype("float64").tolist() == pytest.approx(known, nan_ok=True)
    assert daily[words.total_followers].tolist() == pytest.approx(
        report.daily["total_followers"].astype("float64").tolist(), nan_ok=True
    )
    for table in (ranking, daily):
        assert table[
            [words.source, words.data_day, words.window]
        ].drop_duplicates().values.tolist() in (
            [list(report.stamp)],
            [],
        )


def check_page(given, report, spoken):
    content = to_html(report, spoken, page_charts(given))
    assert len(content) < 5_000_000
    page = Page(content)
    assert page.texts["h1"] == [report.headline]
    notes = dict.fromkeys(note for chart in report.charts for note in chart.notes)
    assert page.texts["li"] == [*notes, *report.findings, *report.looks, *report.facts]
    if not given.chart.order:
        assert "script" not in page.texts
        return
    call = next(one for one in page.texts["script"] if one.startswith('Plotly.newPlot("chart"'))
    drawn = json.loads(re.fullmatch(r'Plotly\.newPlot\("chart", (.*)\);', call, re.DOTALL)[1])
    screen = json.loads(growth_figure(in_light(given.chart)).to_json())
    lines = [
        [(t["name"], t["x"]) for t in one["data"] if t.get("mode") == "lines"]
        for one in (drawn, screen)
    ]
    assert lines[0] == lines[1]
    assert report.demo in json.dumps(drawn["layout"]["annotations"], ensure_ascii=False)


def test_the_states_are_of_every_kind():
    kinds = zip(
        *((n, view, one.scale, one.align, spoken) for n, view, one, _, spoken in STATES),
        strict=True,
    )
    assert list(map(set, kinds)) == [
        {1, 6, 20, 60},
        set(View),
        set(Scale),
        set(Align),
        {"en", "zh"},
    ]
    assert {one.without_common for _, _, one, _, _ in STATES} == {True, False}
    assert date(2025, 12, 7) == LAST
