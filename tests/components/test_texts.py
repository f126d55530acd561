"""Every sentence that a person reads goes through the catalogue."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from components.wording import i18n
from tests.browser import ROOT
from tests.texts import read, unextractable, unmarked, untranslated

SCREEN = [ROOT / "streamlit_app.py", *sorted((ROOT / "components").rglob("*.py"))]
SPEAKING = [
    *SCREEN,
    *sorted((ROOT / "services" / "exports").rglob("*.py")),
    ROOT / "services" / "collect.py",
    ROOT / "services" / "archive" / "__main__.py",
]
# What a phone's browser calls itself, in which header; two faces; and a script's call.
NO_WORDS = {"Mobi", "User-Agent", "Calibri", "Microsoft YaHei", 'Plotly.newPlot("'}
CODE = [*SCREEN, *sorted((ROOT / "services").rglob("*.py"))]


@pytest.mark.parametrize("path", SCREEN, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_text_reaches_the_screen_untranslated(path):
    assert untranslated(read(path)) == []


@pytest.mark.parametrize("path", SPEAKING, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_sentence_bypasses_the_catalogue(path):
    assert set(unmarked(read(path))) <= NO_WORDS


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ('WORDS = {"a": "Total followers"}', ["Total followers"]),
        ('Words(ranking="Ranking")', ["Ranking"]),
        ('say(f"the list of {name} is empty")', ["the list of "]),
        ('x = "none of the creators"', ["none of the creators"]),
        ('N_("Total followers")', []),
        ('raise ValueError("Nobody reads this")', []),
        ('dict(anchor="middle left", key="growth_chart")', []),
        ('html = "<p class=note>Some text</p>"', []),
    ],
)
def test_a_sentence_that_bypasses_it_would_be_found(line, found):
    assert unmarked(ast.parse(line)) == found


@pytest.mark.parametrize("path", CODE, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_what_is_marked_can_be_extracted(path):
    if path == Path(i18n.__file__):
        return  # the functions themselves, whose arguments are variables
    assert unextractable(read(path)) == []


@pytest.mark.parametrize(
    "line",
    [
        'st.button("Compare")',
        'column.markdown(f"{n} creators")',
        'st.text_input(_("Days"), help="how many")',
        'st.caption("a" + name)',
        'st.caption("{n} days".format(n=3))',
        'st.caption(_("a") if x else "b")',
        'figure.update_yaxes(title_text="Followers")',
        'st.column_config.NumberColumn("Total")',
        'st.tabs(["Chart", _("Table")])',
        "st.caption(f\"{'up' if n else ''}\")",
    ],
)
def test_an_untranslated_text_would_be_found(line):
    assert len(untranslated(ast.parse(line))) == 1


@pytest.mark.parametrize(
    "line",
    [
        'st.button(_("Compare"), key="compare", icon=":material/bolt:", type="primary")',
        'st.markdown(n_("{n} creator", "{n} creators", n).format(n=n))',
        "st.caption(f\"{_('Days')}: {n} · **{rate}**\")",
        'st.markdown("---")',
        "st.caption(say(notice))",
        'logger.warning("only the owner reads this")',
        'st.selectbox(_("View"), ["both", "total"])',
        'go.Scatter(hovertemplate="%{x|%Y-%m-%d}<br>%{y:,}")',
        'st.markdown(f"<div style=\\"color:{c}\\">{svg}</div>", unsafe_allow_html=True)',
    ],
)
def test_a_translated_text_passes(line):
    assert untranslated(ast.parse(line)) == []


@pytest.mark.parametrize(
    "line", ["N_(text)", '_(f"{n} days")', "n_('a', f'{b}', 2)", "N_('a' + b)"]
)
def test_a_marked_text_put_together_at_run_time_would_be_found(line):
    assert len(unextractable(ast.parse(line))) == 1
