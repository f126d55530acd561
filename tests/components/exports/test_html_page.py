"""The page holds what is on screen, and nothing in it can act or ask for anything."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from plotly.offline import get_plotlyjs_version

from components.chart.palette import grid_color
from components.exports.html_page import to_html
from components.exports.report import report_of
from services.growth.lineup import Align, Lineup, Scale, View
from services.screen.screen import Choices
from tests.components.made import IDS, NASTY, A, B, history, sandbox
from tests.components.seeing import page_of, seen
from tests.pages import curves_of

GROWN = history(A, [1000, 1100, 1210], [0, 100, 110])
FALLEN = history(B, [2000, None, 1500], [0, None, -500])
SCRIPT = '</script><script>alert(1)</script><img src=x onerror="alert(2)">'


class Page(HTMLParser):
    """The elements of a page with their attributes, and the text of each kind of element."""

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._open = ""
        self.feed(content.decode())

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))
        self._open = tag
        self.texts.setdefault(tag, []).append("")

    def handle_data(self, data):
        if self._open:
            self.texts[self._open][-1] += data

    def handle_endtag(self, tag):
        # The mark before a name is empty: what follows it is the cell's.
        self._open = "th" if tag == "i" else ""
        if tag == "i":
            self.texts["th"][-1] = ""


def made(*histories, chart=True, **given) -> Page:
    page = page_of(*histories, **given) if chart else ()
    return Page(to_html(report_of(seen(*histories, **given)), "en", page))


def drawn(page: Page, name: str = "chart") -> dict:
    """The figure that the page draws at a place of that name."""
    asked = rf'Plotly\.newPlot\("{name}", (.*)\);'
    (found,) = filter(None, (re.fullmatch(asked, one, re.DOTALL) for one in page.texts["script"]))
    return json.loads(found[1])


def test_title_facts_findings_table_and_formulas_stand_on_it():
    page, report = made(GROWN, FALLEN), report_of(seen(GROWN, FALLEN))
    assert page.texts["title"] == [f"{report.headline} · {report.footer}"]
    assert page.texts["h1"] == [report.headline]
    assert page.texts["p"][0] == report.title
    notes = [note for chart in report.charts for note in chart.notes]
    assert page.texts["li"] == [*dict.fromkeys(notes), *report.findings, *report.facts]
    heads = [column.label for column in report.columns]
    assert page.texts["th"] == [*heads, "Name 01", "Name 02"]
    assert page.texts["td"][:5] == ["Too little data", "Nano", "1,210", "+210", "+21.0%"]
    assert page.texts["td"][len(heads) - 1 :][1:5] == ["Nano", "1,500", "−500", "−25.0%"]
    assert page.texts["dd"] == [column.formula for column in report.columns if column.formula]
    assert dict(page.elements)["html"] == {"lang": "en"}


def test_the_figure_is_that_of_the_screen_in_light_colours():
    figure = drawn(made(GROWN, FALLEN))
    shown = page_of(GROWN, FALLEN)[0].figure.to_plotly_json()
    assert [one["name"] for one in figure["data"]] == [one["name"] for one in shown["data"]]
    assert [one["y"] for one in figure["data"]] == [one["y"] for one in shown["data"]]
    layout = figure["layout"]
    assert layout["paper_bgcolor"] == layout["plot_bgcolor"] == "#ffffff"
    assert layout["yaxis"]["gridcolor"] == grid_color("light")
    assert "#000001" not in json.dumps(layout), "a placeholder of the app's own pages"
    assert figure["config"]["toImageButtonOptions"]["filename"] == seen(GROWN, FALLEN).stem
    assert figure["config"]["responsive"] is True


def test_drawing_the_page_changes_nothing_of_the_figure_on_screen():
    (chart,) = page_of(GROWN)
    before = chart.figure.to_json()
    to_html(report_of(seen(GROWN)), "en", [chart])
    assert chart.figure.to_json() == before


def test_the_small_charts_of_the_screen_follow_a_dozen_at_a_time():
    many = [history(key, [100, 100 + n, 100 + 2 * n], [0, n, n]) for n, key in enumerate(IDS[:14])]
    page = made(*many)
    first, second = drawn(page, "each-1"), drawn(page, "each-2")
    own = [
        [one["name"] for one in figure["data"] if one["name"] in IDS] for figure in (first, second)
    ]
    assert [len(set(one)) for one in own] == [12, 2]
    assert len(page.texts["script"]) == 4
    labels = [one["aria-label"] for tag, one in page.elements if tag == "section"]
    assert labels[1].startswith("12 small charts")


def test_plotly_is_the_part_that_draws_lines_and_of_the_version_that_made_the_figure():
    script = made(GROWN).texts["script"][0]
    assert f"plotly.js (basic - minified) v{get_plotlyjs_version()}" in script[:200]
    content = to_html(report_of(seen(GROWN, FALLEN)), "en", page_of(GROWN, FALLEN))
    assert len(content) < 2_000_000


def test_demo_data_say_so_at_the_top_and_in_every_figure():
    page = made(GROWN, FALLEN, settings=sandbox())
    assert "DEMO DATA" in page.texts["b"]
    for name in ("chart", "each-1"):
        assert "DEMO DATA" in json.dumps(drawn(page, name)["layout"]["annotations"])


def test_without_anybody_to_draw_the_page_has_no_script():
    page = made(FALLEN, choices=Choices(30, View.BOTH, Lineup(Scale.INDEX, Align.PEAK)))
    assert "script" not in page.texts
    assert page.texts["th"][-1] == "Name 02"


@pytest.mark.parametrize("name", [NASTY, SCRIPT, "=1+1", "👩‍🍳 Küche", "a\x00b\u2028c"])
def test_a_name_is_text_everywhere(name):
    plain, page = made(GROWN, FALLEN), made(GROWN, FALLEN, called={A: name})
    assert [tag for tag, _ in page.elements] == [tag for tag, _ in plain.elements]
    shown = name.replace("\x00", "").replace("\u2028", " ")
    assert page.texts["th"][-2] == shown
    assert any(text.startswith(f"{shown} gained most") for text in page.texts["li"])
    assert len(curves_of(drawn(page))) == 4


def test_the_page_forbids_itself_every_connection_and_every_other_script():
    page = made(GROWN)
    (policy,) = [
        attributes["content"]
        for tag, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy.startswith("default-src 'none'; script-src 'nonce-")
    assert "connect-src 'none'" in policy
    assert "http" not in policy
    nonces = {attributes["nonce"] for tag, attributes in page.elements if tag == "script"}
    assert [f"'nonce-{nonce}'" in policy for nonce in nonces] == [True]
    other = {attributes["nonce"] for tag, attributes in made(GROWN).elements if tag == "script"}
    assert nonces != other


def test_nothing_in_it_points_outside():
    outward = {"src", "href", "action", "srcset", "background", "poster", "data"}
    found = [set(attributes) & outward for _, attributes in made(GROWN, FALLEN).elements]
    assert not any(found)
    assert "url(" not in "".join(made(GROWN).texts["style"])
    assert "@import" not in "".join(made(GROWN).texts["style"])


def test_who_is_grey_in_the_chart_is_grey_in_the_table():
    page = made(GROWN, FALLEN, chosen=[A])
    marks = [attributes["style"] for tag, attributes in page.elements if tag == "i"]
    report = report_of(seen(GROWN, FALLEN, chosen=[A]))
    assert marks == [f"background:{report.colours[A]}", f"background:{report.look.context}"]
