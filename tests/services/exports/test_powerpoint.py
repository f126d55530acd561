from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from pptx.oxml.ns import qn
from pptx.util import Inches

from services.exports.powerpoint import to_pptx
from services.exports.report import Look
from services.growth.daily import combine, daily_frame
from services.growth.lineup import Align, Scale
from services.text import cells
from tests.browser import ROOT
from tests.services.exports.made import (
    DEMO,
    FACTS,
    LAST,
    NAUGHTY,
    ids,
    made,
    presentation,
    published,
    tables,
    texts,
)

FACES = [("a:latin", "Calibri"), ("a:ea", "Microsoft YaHei")]
LONGEST = "名" * 40


def deck_of(report, *, each=False):
    return presentation(to_pptx(report, one_slide_each=each))


def number(text):
    """Read a figure back: its value, and half of its last digit."""
    plain = text.replace("−", "-").strip("+%").replace("¥", "").replace(",", "")
    decimals = len(plain.partition(".")[2])
    return float(plain), 0.5000001 * 10**-decimals


def check_figure(text, value, kind):
    if pd.isna(value):
        assert text == "—"
    elif kind == "date":
        assert text == f"{value:%Y-%m-%d}"
    elif kind == "text":
        assert text == value
    else:
        read, precision = number(text)
        assert abs(read - value * (100 if kind in ("rate", "share") else 1)) <= precision


@pytest.mark.parametrize(("count", "pages"), [(2, 1), (12, 1), (13, 2), (20, 2), (60, 5)])
def test_the_ranking_holds_every_number_in_order(count, pages):
    report = made(count, names=NAUGHTY)
    found = tables(deck_of(report))
    assert len(found) == pages
    assert all(len(rows) <= 13 for rows in found)
    labels = {column.label: column for column in report.columns}
    columns = [labels[label] for label in found[0][0]]
    assert [column.key for column in columns] == [
        *("name", "tier", "latest_total", "net_change", "growth_rate"),
        *("average_daily_net_change", "spike_days", "price_per_thousand"),
    ]
    body = [row for rows in found for row in rows[1:]]
    assert len(body) == count
    for row, (_, expected) in zip(body, report.table.iterrows(), strict=True):
        for text, column in zip(row, columns, strict=True):
            check_figure(text, expected[column.key], column.kind)


def test_a_column_without_any_value_is_left_out():
    report = made(4)
    empty = report.table.assign(price_per_thousand=float("nan"))
    ((head, *_),) = tables(deck_of(replace(report, table=empty)))
    assert "Price per 1 k followers" not in head


def test_a_slide_for_each_creator_holds_its_figures():
    report = made(20, names=NAUGHTY)
    deck = deck_of(report, each=True)
    slides = list(deck.slides)[-20:]
    columns = {column.label: column for column in report.columns}
    for slide, (_, row) in zip(slides, report.table.iterrows(), strict=True):
        assert slide.shapes.title.text == row["name"]
        (shape,) = [shape for shape in slide.shapes if shape.has_table]
        figures = {r.cells[0].text: r.cells[1].text for r in shape.table.rows}
        assert figures.pop("Creator id") == row["creator_id"]
        for label, text in figures.items():
            check_figure(text, row[columns[label].key], columns[label].kind)
        known = [c.label for c in report.columns[1:] if pd.notna(row[c.key]) and row[c.key] != ""]
        assert list(figures) == known


def test_the_slides_in_their_order():
    report = made(13)
    titles = [slide.shapes.title.text for slide in deck_of(report).slides]
    ranking = ["Ranking (1 of 2)", "Ranking (2 of 2)"]
    assert titles == [report.title, report.chart.title, *ranking, "What stands out"]
    assert len(deck_of(report, each=True).slides) == 5 + 13


def test_title_findings_and_footer():
    report = made(20, names=NAUGHTY)
    first, *_, last = deck_of(report).slides
    assert texts(first)[: len(FACTS) + 2] == [report.title, f"{DEMO} · {FACTS[1]}", *FACTS]
    assert texts(last)[2:] == list(report.findings)
    assert all(
        f"{DEMO} · {FACTS[1]}" in texts(slide) for slide in deck_of(report, each=True).slides
    )


def test_without_findings_and_creators_there_is_a_title_slide():
    (slide,) = deck_of(made(0), each=True).slides
    assert slide.shapes.title.text == "Autumn shortlist 秋季候选达人"


def test_creators_without_any_data():
    deck = deck_of(made(3, daily=published([])), each=True)
    assert not any(shape.has_chart for slide in deck.slides for shape in slide.shapes)
    assert all("No data" in texts(slide) for slide in list(deck.slides)[-3:])


def naughty_report(count):
    """Everything as long as it may get: names, labels, facts, findings, remarks."""
    report = made(count, names=[*NAUGHTY, *[LONGEST] * count], align=Align.PEAK)
    return replace(
        report,
        title="标题" * 100,
        facts=(*FACTS, "Filter: " + "很长的一段话 and words " * 40),
        findings=tuple(f"{LONGEST}, {LONGEST}, {LONGEST} kept 62% of {n}." for n in range(6)),
        table=report.table.assign(status="The marketplace did not answer in time. " * 5),
        chart=replace(report.chart, title="Total followers " * 10),
    )


@pytest.mark.parametrize("count", [2, 20, 60])
def test_nothing_leaves_its_slide(count):
    deck = deck_of(naughty_report(count), each=True)
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in deck.slides:
        for shape in slide.shapes:
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_text_frame:
                assert height_of(shape.text_frame.paragraphs, shape.width) <= shape.height
            if shape.has_table:
                check_table_fits(shape)


def check_table_fits(shape):
    table = shape.table
    assert sum(row.height for row in table.rows) <= shape.height + 20
    assert sum(column.width for column in table.columns) <= shape.width + 20
    for row in table.rows:
        for cell, column in zip(row.cells, table.columns, strict=True):
            width = column.width - cell.margin_left - cell.margin_right
            assert height_of(cell.text_frame.paragraphs, width) <= row.height


def height_of(paragraphs, width):
    """Estimate the height of a text in EMU, from its type size and the widths of its letters."""
    height = 0.0
    for paragraph in paragraphs:
        size = max((run.font.size for run in paragraph.runs), default=0)
        line = 1.4 if cells(paragraph.text) > len(paragraph.text) else 1.2
        lines = math.ceil(cells(paragraph.text) * size * 0.5 / width) or 1
        height += lines * size * line + (paragraph.space_after or 0)
    return height


def test_shapes_of_a_slide_do_not_overlap():
    for slide in deck_of(naughty_report(20), each=True).slides:
        boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in slide.shapes]
        for at, one in enumerate(boxes):
            for other in boxes[at + 1 :]:
                apart = one[2] <= other[0] or other[2] <= one[0]
                assert apart or one[3] <= other[1] or other[3] <= one[1]


def test_every_text_has_both_faces():
    deck = deck_of(made(20, names=NAUGHTY, scale=Scale.COUNT), each=True)
    for slide in deck.slides:
        runs = list(slide._element.iter(qn("a:r")))
        assert runs
        check_faces([run.find(qn("a:rPr")) for run in runs])
        for shape in slide.shapes:
            if shape.has_chart:
                check_faces(list(shape.chart._chartSpace.iter(qn("a:defRPr"))))


def check_faces(properties):
    for each in properties:
        faces = [child for child in each if child.tag in (qn("a:latin"), qn("a:ea"))]
        assert [(child.tag, child.get("typeface")) for child in faces] == [
            (qn(tag), face) for tag, face in FACES
        ]


def test_illegal_characters_are_removed():
    report = made(2, names=["a\0b\x0bc", "tail\uffff"])
    report = replace(report, title="t\0it\ud83dle", facts=("line\x1f one",), findings=("x\0y",))
    deck = deck_of(report, each=True)
    assert texts(deck.slides[0]) == ["title", "line one", "line one"]
    assert {row[0] for row in tables(deck)[0][1:]} == {"ab c", "tail"}
    assert "xy" in texts(deck.slides[3])


def test_a_single_total_has_no_change():
    first, second = ids(2)
    totals = {LAST - timedelta(days=ago): 5 if ago else 6 for ago in range(21)}
    daily = combine([daily_frame(first, totals, {}), daily_frame(second, {LAST: 5}, {})])
    (rows,) = tables(deck_of(made(2, daily=daily)))
    assert [row[2:6] for row in rows[1:]] == [["6", "+1", "+20.0%", "+0.1"], ["5", "—", "—", "—"]]


def test_the_colours_are_those_of_the_light_theme():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    light, look = config["theme"]["light"], Look()
    assert (look.page, look.band) == (light["backgroundColor"], light["secondaryBackgroundColor"])
    assert (look.text, look.muted) == (light["textColor"], light["grayTextColor"])
    assert (look.grid, look.context) == (light["borderColor"], light["grayColor"])
    assert (look.header, look.accent) == (light["grayBackgroundColor"], light["primaryColor"])
