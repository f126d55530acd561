from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.text import cells, clean, short_name, shortened, visible_line

FAMILY = "👨\u200d👩\u200d👧"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\0b\x0bc\x1fd", "ab cd"),
        ("two\r\nlines\u2028more", "two lines more"),
        ("\ud83d broken \ufffe\uffff", " broken "),
        ("👩‍🍳 小满 <b>&", "👩‍🍳 小满 <b>&"),
    ],
)
def test_clean_drops_what_xml_cannot_hold(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "width"),
    [("abc", 3), ("小满", 4), ("e\u0301", 1), ("👩\u200d🍳", 2), ("🇨🇳", 2)],
)
def test_cells_count_chinese_and_emoji_twice_and_marks_not_at_all(text, width):
    assert cells(text) == width


@pytest.mark.parametrize("most", range(1, 30))
@pytest.mark.parametrize("text", ["A rather long name (0101)", "四十个字的名字四十个字的名字"])
def test_shortened_fits_and_keeps_both_ends(text, most):
    cut = shortened(text, most)
    assert cells(cut) <= most
    if most >= 10 and cut != text:
        head, tail = cut.split("…")
        assert text.startswith(head)
        assert text.endswith(tail)
        assert head
        assert tail


def test_what_fits_is_not_cut():
    assert shortened("四十", 4) == "四十"


@pytest.mark.parametrize(
    ("name", "most", "cut"),
    [
        ("abc", 3, "abc"),
        ("abcd", 3, "ab…"),
        ("一二三", 6, "一二三"),
        ("一二三四", 6, "一二…"),
        ("ab一二", 6, "ab一二"),
        ("ab一二", 5, "ab一…"),
        ("Ａｂ", 3, "Ａ…"),  # full-width letters are as wide as Chinese ones
        ("", 3, ""),
    ],
)
def test_a_name_is_cut_to_a_width_where_chinese_takes_two(name, most, cut):
    assert short_name(name, most) == cut


def width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


@given(st.text("aé一Ｗ👩"), st.integers(3, 20))
def test_a_cut_name_is_never_wider_and_what_fits_stays(name, most):
    cut = short_name(name, most)
    if width(name) <= most:
        assert cut == name
    else:
        assert width(cut) <= most
        assert name.startswith(cut.removesuffix("…"))
        assert len(cut) > 1


@pytest.mark.parametrize(
    ("most", "short", "middle"),
    [(3, f"{FAMILY}…", f"{FAMILY}…"), (4, f"{FAMILY}…", f"{FAMILY}…x")],
)
def test_an_emoji_is_not_taken_apart(most, short, middle):
    assert short_name(FAMILY * 3 + "x", most) == short
    assert shortened(FAMILY * 3 + "x", most) == middle


@given(st.text(), st.integers(1, 30))
def test_a_visible_line_is_as_long_as_allowed_and_stays_so(text, most):
    once = visible_line(text, most)
    assert len(once) <= most
    assert visible_line(text).startswith(once)
    assert visible_line(once, most) == once == visible_line(once)


@pytest.mark.parametrize("unseen", ["\U000e0067", "\U000e0067" * 9, "\u202e\U000e0067", "\ufeff"])
def test_what_makes_a_flag_stays_in_it_and_goes_elsewhere(unseen):
    scotland = "\U0001f3f4\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"
    assert visible_line(f"a{unseen}b {scotland}") == f"ab {scotland}"
    assert visible_line(unseen) == ""
