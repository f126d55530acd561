"""The report as one HTML page that holds all it needs, and asks no other machine for anything."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go
import plotly.io as pio
from plotly.io.json import to_json_plotly
from plotly.offline import get_plotlyjs

from services.exports.figures import figure, written
from services.exports.report import Look, Report, ReportColumn
from services.text import clean

_POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}'; style-src 'unsafe-inline'; "
    "img-src data: blob:; connect-src 'none'; base-uri 'none'; form-action 'none'"
)

# A colour alone, or that of the mark before a name at the end of its curve.

_FONT = "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"


@dataclass(frozen=True)
class PageChart:
    """The figure as on screen, in light colours, Plotly's buttons, and words.

    `alt` says what the figure shows, `no_script` that it needs JavaScript.
    """

    figure: go.Figure
    config: Mapping[str, object]
    alt: str
    no_script: str


def to_html(report: Report, language: str, chart: PageChart | None) -> bytes:
    """Return the page, in UTF-8: title and facts, chart, findings, ranking, formulas.

    Every text is escaped. A policy in the page forbids any connection, and any script but the two
    that are written here.
    """
    nonce = secrets.token_urlsafe(16)
    parts = [
        f'<!doctype html><html lang="{escape(language)}"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY.format(nonce=nonce)}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer"><meta name="color-scheme" content="light">',
        f"<title>{_text(f'{report.title} · {report.footer}')}</title>",
        f"<style>{style_of(report.look)}</style></head><body><main>",
        f"<h1>{_text(report.title)}</h1>{_list(report.facts, 'facts')}",
        _chart(report, chart, nonce) if chart is not None else "",
        f"<h2>{_text(report.words.findings)}</h2>" if report.findings else "",
        _list(report.findings, "findings"),
        f"<h2>{_text(report.words.ranking)}</h2>",
        f'<p class="facts">{_text(report.note)}</p>' if report.note else "",
        _table(report),
        f"<h2>{_text(report.words.definitions)}</h2>{_definitions(report.columns)}",
        "</main></body></html>\n",
    ]
    return "".join(parts).encode("utf-8", errors="replace")


def _text(text: str) -> str:
    return escape(clean(text))


def _list(lines: Iterable[str], name: str) -> str:
    items = "".join(f"<li>{_text(line)}</li>" for line in lines)
    return f'<ul class="{name}">{items}</ul>' if items else ""


def _chart(report: Report, chart: PageChart, nonce: str) -> str:
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
        f'<section id="chart" role="img" aria-label="{_text(chart.alt)}"></section>'
        f"<noscript><p>{_text(chart.no_script)}</p></noscript>"
        f'<script nonce="{nonce}">{get_plotlyjs()}</script>'
        f'<script nonce="{nonce}">Plotly.newPlot("chart", {to_json_plotly(drawn)});</script>'
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
body{margin:0;background:%(page)s;color:%(text)s;line-height:1.45;
font-family:system-ui,-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei',
'Noto Sans CJK SC',sans-serif}
main{max-width:1320px;margin:0 auto;padding:24px 20px}
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
@media print{.wide{overflow:visible}th:first-child{position:static}}
"""


def style_of(look: Look) -> str:
    """Return the style sheet in the report's colours."""
    return _SHEET % vars(look)
