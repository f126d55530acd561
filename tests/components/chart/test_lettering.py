from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.chart.lettering import escaped, fitting, width_of, wrapped

TEXTS = st.lists(st.sampled_from([*"ab 中文，,.…", "👩‍👩‍👧"]), max_size=60).map("".join)


def test_a_chinese_letter_is_as_wide_as_it_is_high():
    assert width_of("一二", 14) == 28
    assert width_of("ab", 14) < 28


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("one two three", 60, ["one two", "three"]),
        ("涨幅与新增粉丝", 40, ["涨幅与新", "增粉丝"]),
        ("涨幅，与新增", 20, ["涨", "幅，", "与新", "增"]),  # no line begins with a comma
        ("unbreakable", 20, ["unbreakable"]),
        ("", 20, [""]),
    ],
)
def test_a_text_is_broken_where_its_language_breaks_it(text, width, lines):
    assert wrapped(text, 10, width) == lines


@given(TEXTS)
def test_breaking_loses_no_letter(text):
    assert "".join("".join(wrapped(text, 10, 50)).split()) == "".join(text.split())


@given(TEXTS, st.floats(10, 200))
def test_what_is_cut_fits_and_what_fits_is_not_cut(text, width):
    cut = fitting(text, 10, width)
    assert width_of(cut, 10) <= max(width, 10)
    assert (cut == text) == (width_of(text, 10) <= width)


def test_a_name_takes_no_effect():
    assert escaped("<b>a & b") == "&lt;b&gt;a &amp; b"
