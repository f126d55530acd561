from __future__ import annotations

import math
import tomllib
from dataclasses import replace
from datetime import timedelta

import pandas as pd
import pytest
from pptx.enum.shapes import MSO_SHAPE_TYPE
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
    shapes_of,
    tables,
    texts,
)

FACES = [("a:latin", "Calibri"), ("a:ea", "Microsoft YaHei")]
LONGEST = "名" * 40


def deck_of(report, *, each=False):
    return presentation(to_pptx(report, ids(60) if each else ()))


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


@pytest.mark.parametrize("count", [1, 13, 60])
def test_the_ranking_holds_every_column_and_number_in_order(count):
    report = made(count, names=NAUGHTY)
    deck = deck_of(report)
    found = tables(deck)
    columns = {column.label: column for column in report.columns}
    sets: dict[tuple[str, ...], list[list[str]]] = {}
    for head, *body in found:
        sets.setdefault(tuple(head), []).extend(body)
    first, *_ = sets
    keys = [columns[label].key for label in first]
    assert keys[:4] == ["name", "growth_rate", "net_change", "latest_total"]
    for head, body in sets.items():
        assert head[0] == "Creator"
        assert len(body) == count
        for row, (_, expected) in zip(body, report.table.iterrows(), strict=True):
            for label, text in zip(head, row, strict=True):
                check_figure(text, expected[columns[label].key], columns[label].kind)
    shown = {label for head in sets for label in head}
    table = report.table.replace("", pd.NA)
    every = {c.label for c in report.columns if table[c.key].notna().any()}
    same_day = {"Data up to"} if report.table["last_day"].nunique() < 2 else set()
    assert shown == every - {"Remark"} - same_day
    missing = [text for slide in deck.slides for text in texts(slide) if "Not loaded" in text]
    without = report.table[report.table["status"] != ""]["name"]
    assert missing == [f"{name}: Not loaded" for name in without]


def test_a_column_without_any_value_is_left_out():
    report = made(4)
    empty = report.table.assign(price_per_thousand=float("nan"))
    heads = [head for head, *_ in tables(deck_of(replace(report, table=empty)))]
    assert not any("Price per 1 k followers" in head for head in heads)


def test_a_slide_for_each_creator_holds_its_figures():
    report = made(20, names=NAUGHTY)
    deck = deck_of(report, each=True)
    slides = [slide for slide in deck.slides if "Creator id" in texts(slide)]
    columns = {column.label: column for column in report.columns}
    for slide, (_, row) in zip(slides, report.table.iterrows(), strict=True):
        assert slide.shapes.title.text == row["name"]
        (shape,) = [shape for shape in slide.shapes if shape.has_table]
        figures = {r.cells[0].text: r.cells[1].text for r in shape.table.rows}
        assert figures.pop("Creator id") == row["creator_id"]
        for label, text in figures.items():
            check_figure(text, row[columns[label].key], columns[label].kind)
        known = [c.label for c in report.columns[1:-1] if pd.notna(row[c.key])]
        assert list(figures) == known
        assert not row["status"] or any("Remark: Not loaded" in text for text in texts(slide))


def test_the_slides_in_their_order_with_those_creators_that_are_asked_for():
    report = replace(made(13, strip=True), looks=("Momo: +5,000",))
    asked = [report.table["creator_id"][3]]
    deck = presentation(to_pptx(report, asked))
    titles = [slide.shapes.title.text.partition(" (")[0] for slide in deck.slides]
    assert list(dict.fromkeys(titles)) == [
        *(report.headline, "New followers", "Ranking", "Further figures", "Remark"),
        *("What stands out", "To look at", report.names[asked[0]], "Settings"),
    ]


def test_every_slide_says_what_the_list_is_called_its_source_its_day_and_that_it_is_a_demo():
    report = replace(made(6, names=NAUGHTY), heading="Autumn launch")
    for slide in deck_of(report, each=True).slides:
        said = texts(slide)
        assert "Autumn launch" in said
        assert "DEMO DATA" in said
        assert f"{DEMO} · {FACTS[1]}" in said
        drawn = [one for one in slide.shapes if one.shape_type == MSO_SHAPE_TYPE.GROUP]
        marks = [
            one.text_frame.text for group in drawn for one in group.shapes if one.has_text_frame
        ]
        assert marks.count("DEMO DATA") == len(drawn), "a chart may leave its slide"


def test_findings_facts_definitions_and_notes_all_stand_there():
    report = made(20, names=NAUGHTY)
    said = [text for slide in deck_of(report).slides for text in texts(slide)]
    definitions = [f"{c.label}: {c.formula}" for c in report.columns if c.formula]
    for text in (*report.findings, *report.facts, *definitions, *report.charts[0].notes):
        assert text in said


def test_without_findings_and_creators_there_is_a_slide_that_says_what_it_is():
    first, *_ = deck_of(made(0), each=True).slides
    assert first.shapes.title.text == "Autumn shortlist 秋季候选达人"
    assert set(FACTS) <= set(texts(first))


def test_creators_without_any_data():
    deck = deck_of(made(3, daily=published([])), each=True)
    shapes = [shape for slide in deck.slides for shape in shapes_of(slide)]
    assert not any(shape.has_chart for shape in shapes)
    assert sum("No data" in texts(slide) for slide in deck.slides) == 3


def naughty_report(count):
    """Everything as long as it may get: names, labels, facts, findings, remarks."""
    report = made(count, names=[*NAUGHTY, *[LONGEST] * count], align=Align.PEAK, strip=True)
    charts = [
        replace(chart, notes=(f"Not drawn: {', '.join([LONGEST] * 5)} and 9 others.",) * 3)
        for chart in report.charts
    ]
    return replace(
        report,
        title="标题" * 100,
        heading="名单" * 30,
        facts=(*FACTS, "Filter: " + "很长的一段话 and words " * 40),
        findings=tuple(f"{LONGEST}, {LONGEST}, {LONGEST} kept 62% of {n}." for n in range(6)),
        looks=tuple(f"{LONGEST}: +{n} followers on Nov 3 to Nov 9" for n in range(40)),
        table=report.table.assign(status="The marketplace did not answer in time. " * 5),
        charts=tuple(charts),
    )


@pytest.mark.parametrize("count", [1, 13])
def test_nothing_leaves_its_slide_or_stands_over_another_and_all_can_be_read(count):
    deck = deck_of(naughty_report(count), each=True)
    assert (deck.slide_width, deck.slide_height) == (Inches(13.333), Inches(7.5))
    for slide in deck.slides:
        for shape in shapes_of(slide):
            assert min(shape.left, shape.top) >= 0
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
            if shape.has_text_frame and shape.text_frame.word_wrap:
                assert height_of(shape.text_frame.paragraphs, shape.width) <= shape.height * 1.02
            if shape.has_table:
                check_table_fits(shape)
        check_apart(slide.shapes)


def check_apart(shapes):
    boxes = [(s.left, s.top, s.left + s.width, s.top + s.height) for s in shapes]
    for at, one in enumerate(boxes):
        for other in boxes[at + 1 :]:
            apart = one[2] <= other[0] or other[2] <= one[0]
            assert apart or one[3] <= other[1] or other[3] <= one[1]


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
        line = 1.35 if cells(paragraph.text) > len(paragraph.text) else 1.2
        lines = math.ceil(cells(paragraph.text) * size * 0.5 / width) or 1
        height += lines * size * line + (paragraph.space_after or 0)
    return height


def test_type_is_14_points_and_labels_12():
    report = naughty_report(6)
    for slide in deck_of(report, each=True).slides:
        runs = [run for run in slide._element.iter(qn("a:r")) if run.find(qn("a:t")).text]
        sizes = [int(run.find(qn("a:rPr")).get("sz")) / 100 for run in runs]
        assert min(sizes) >= 12
        for shape in slide.shapes:
            if shape.has_table and shape.table.first_row:
                body = [row.cells[0].text_frame.paragraphs[0] for row in shape.table.rows][1:]
                assert {p.runs[0].font.size.pt for p in body if p.runs} <= {14}
        for shape in shapes_of(slide):
            if shape.has_chart:
                chart = shape.chart._chartSpace
                assert {int(one.get("sz")) for one in chart.iter(qn("a:defRPr"))} == {1200}


def test_every_text_has_both_faces():
    deck = deck_of(made(6, names=NAUGHTY, scale=Scale.COUNT), each=True)
    for slide in deck.slides:
        runs = list(slide._element.iter(qn("a:r")))
        assert runs
        check_faces([run.find(qn("a:rPr")) for run in runs])
        for shape in shapes_of(slide):
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
    assert {"title", "xy"} <= set(texts(deck.slides[0]))
    assert {row[0] for row in tables(deck)[0][1:]} == {"ab c", "tail"}
    assert "line one" in texts(deck.slides[-1])


def test_a_single_total_has_no_change():
    first, second = ids(2)
    totals = {LAST - timedelta(days=ago): 5 if ago else 6 for ago in range(21)}
    daily = combine([daily_frame(first, totals, {}), daily_frame(second, {LAST: 5}, {})])
    rows, *_ = tables(deck_of(made(2, daily=daily)))
    assert [row[1:5] for row in rows[1:]] == [["+20.0%", "+1", "6", "+0.1"], ["—", "—", "5", "—"]]


def test_the_colours_are_those_of_the_light_theme():
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    light, look = config["theme"]["light"], Look()
    assert (look.page, look.band) == (light["backgroundColor"], light["secondaryBackgroundColor"])
    assert (look.text, look.muted) == (light["textColor"], light["grayTextColor"])
    assert (look.grid, look.context) == (light["borderColor"], light["grayColor"])
    assert (look.header, look.accent) == (light["grayBackgroundColor"], light["primaryColor"])
