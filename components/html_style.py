"""How the HTML page looks: light, on paper too, and on a phone."""

from __future__ import annotations

from services.exports.report import Look

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
