"""The report as one HTML page that holds all it needs, and asks no other machine for anything."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path

import plotly.graph_objects as go
import plotly.io as pio
from plotly.io.json import to_json_plotly

from services.exports.figures import figure, written
from services.exports.report import Look, Report, ReportColumn
from services.text import clean

_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
    "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
)

_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"


@dataclass(frozen=True)
class PageChart:
    """A figure in light colours, Plotly's buttons, and what it shows, for who cannot see it."""

    figure: go.Figure
    config: Mapping[str, object]
    alt: str


def to_html(report: Report, language: str, charts: Sequence[PageChart] = ()) -> bytes:
    """Return the page, in UTF-8: the message, the first chart, findings, ranking, the other charts,
    facts and formulas.

    Every text is escaped. A policy in the page forbids any connection, and any script but those
    that are written here.
    """
    nonce, words = secrets.token_urlsafe(16), report.words
    parts = [
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(nonce=nonce)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light">',
        f"<title>{_text(f'{report.headline} · {report.footer}')}</title>",
        f"<style>{style_of(report.look)}</style></head><body><main>",
        _head(report),
        _script(nonce, _plotly()) if charts else "",
        *(_chart(report, one, "chart", nonce) for one in charts[:1]),
        _list(dict.fromkeys(note for chart in report.charts for note in chart.notes), "facts"),
        _section(words.findings, _list(report.findings, "findings")),
        _section(words.ranking, _table(report)),
        _section(words.looks, _list(report.looks, "findings")),
        *(_chart(report, one, f"each-{at}", nonce) for at, one in enumerate(charts[1:], start=1)),
        _section(words.settings, _list(report.facts, "facts") + _definitions(report.columns)),
        "</main></body></html>\n",
    ]
    return "".join(parts).encode("utf-8", errors="replace")


def _head(report: Report) -> str:
    demo = f"<b>{_text(report.demo)}</b>" if report.demo else ""
    return (
        f'<p class="heading">{_text(report.heading or report.title)}{demo}</p>'
        f'<h1>{_text(report.headline)}</h1><p class="facts">{_text(report.footer)}</p>'
    )


def _section(title: str, inside: str) -> str:
    return f"<h2>{_text(title)}</h2>{inside}" if inside else ""


def _text(text: str) -> str:
    return escape(clean(text))


def _list(lines: Iterable[str], name: str) -> str:
    items = "".join(f"<li>{_text(line)}</li>" for line in lines)
    return f'<ul class="{name}">{items}</ul>' if items else ""


@cache
def _plotly() -> str:
    """Return the part of Plotly that draws lines and bars, a quarter of the whole.

    It is `plotly.js-basic-dist-min` of npm, of the version that the Python package has: a test
    holds them together.
    """
    return Path(__file__).with_name("plotly-basic.min.js").read_text(encoding="utf-8")


def _script(nonce: str, text: str) -> str:
    return f'<script nonce="{nonce}">{text}</script>'


def _chart(report: Report, chart: PageChart, name: str, nonce: str) -> str:
    spec = chart.figure.to_plotly_json()
    layout = spec["layout"] | {
        # The template of the app's own pages has placeholders for colours.
        "template": pio.templates["plotly_white"].to_plotly_json(),
        "paper_bgcolor": report.look.page,
        "plot_bgcolor": report.look.page,
        "font": {"family": _FONT, "color": report.look.text},
        "autosize": True,
    }
    drawn = {"data": spec["data"], "layout": layout}
    # Plotly writes <, > and / as escapes, so that no name can end the script.
    drawn["config"] = {**chart.config, "responsive": True}
    return (
        f'<div class="wide chart"><section id="{name}" role="img" aria-label="{_text(chart.alt)}">'
        f"</section></div><noscript><p>{_text(report.words.no_script)}</p></noscript>"
        + _script(nonce, f'Plotly.newPlot("{name}", {to_json_plotly(drawn)});')
    )


def _table(report: Report) -> str:
    heads = "".join(_cell("th", column.label, column, "col") for column in report.columns)
    cells = [
        [written(figure(value, column.kind), column.kind) for value in report.table[column.key]]
        for column in report.columns
    ]
    ids = report.table["creator_id"]
    rows = "".join(
        f"<tr>{_row(report, key, texts)}</tr>"
        for key, texts in zip(ids, zip(*cells, strict=True), strict=True)
    )
    return (
        f'<div class="wide" tabindex="0"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(report: Report, key: str, texts: Iterable[str]) -> str:
    coloured = report.charts and key in report.charts[0].ends
    color = report.colours[key] if coloured else report.look.context
    mark = f'<i style="background:{escape(color)}"></i>'
    return "".join(
        _cell("th", text, column, "row", mark)
        if column.key == "name"
        else _cell("td", text, column)
        for text, column in zip(texts, report.columns, strict=True)
    )


def _cell(tag: str, text: str, column: ReportColumn, scope: str = "", mark: str = "") -> str:
    scoped = f' scope="{scope}"' if scope else ""
    return f'<{tag}{scoped} class="{column.kind}" dir="auto">{mark}{_text(text)}</{tag}>'


def _definitions(columns: Iterable[ReportColumn]) -> str:
    lines = "".join(
        f"<dt>{_text(column.label)}</dt><dd>{_text(column.formula)}</dd>"
        for column in columns
        if column.formula
    )
    return f"<dl>{lines}</dl>"


_SHEET = """
*{box-sizing:border-box}
@page{size:A4 landscape;margin:10mm}
body{margin:0;background:%(page)s;color:%(text)s;line-height:1.45;
font-family:system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',
'Noto Sans CJK SC',sans-serif}
main{max-width:1080px;margin:0 auto;padding:24px 20px}
.heading{display:flex;justify-content:space-between;margin:0;color:%(muted)s}
.heading b{color:%(text)s}
.chart{margin:16px 0}
[id^=each]{min-width:860px}
h1{font-size:1.75rem;line-height:1.2;margin:0 0 8px}
h2{font-size:1.125rem;margin:28px 0 8px}
li,dd,th.text{overflow-wrap:anywhere}
.facts{list-style:none;margin:0 0 16px;padding:0;color:%(muted)s;font-size:.9rem}
.findings{margin:0;padding-left:1.2em}
.wide{overflow-x:auto}
table{border-collapse:collapse;min-width:100%%;width:max-content;font-size:.9rem;font-variant-numeric:tabular-nums}
th,td{padding:6px 10px;text-align:right;white-space:nowrap;border-bottom:1px solid %(grid)s}
th{font-weight:600}
thead th{background:%(header)s;white-space:normal;vertical-align:bottom;max-width:5.5rem}
.text{text-align:left}
td.text{max-width:24rem;white-space:normal}
th:first-child{position:sticky;left:0;background:%(page)s;min-width:9rem;max-width:18rem;
white-space:normal}
thead th:first-child{background:%(header)s}
i{display:inline-block;width:.7em;height:.7em;border-radius:50%%;margin-inline-end:.5em}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:4px 16px;margin:0;
font-size:.9rem}
dt{font-weight:600}
dd{margin:0;color:%(muted)s}
@media(max-width:600px){main{padding:16px 12px}h1{font-size:1.35rem}
th,td{padding:6px 8px}th:first-child{max-width:9rem;min-width:7rem}
dl{grid-template-columns:1fr}dd{margin-bottom:8px}}
@media print{main{max-width:none;padding:0}.wide{overflow:visible}th:first-child{position:static}
.chart,tr,li,dd{break-inside:avoid}h2{break-after:avoid}thead{display:table-header-group}
table{width:100%%;font-size:7pt}th,td{padding:3px}th.text,td.text{overflow-wrap:break-word}
td.text{min-width:2.5rem;max-width:8rem}th:first-child{min-width:6.5rem}.modebar{display:none}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
"""


def style_of(look: Look) -> str:
    """Return the style sheet in the report's colours."""
    return _SHEET % vars(look)
