from __future__ import annotations

import pytest

from services.exports.powerpoint_text import fitted, room
from services.text import cells, clean, shortened


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


def test_cells_count_chinese_twice_and_joiners_not_at_all():
    assert [cells(text) for text in ("abc", "小满", "e\u0301", "👩\u200d🍳")] == [3, 4, 1, 4]


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


def test_fitted_takes_the_largest_size_that_fits():
    assert fitted(["short"], 5, 1, (20, 12)) == (20, ["short"])
    size, texts = fitted(["word " * 30], 5, 1, (20, 12))
    assert (size, len(texts)) == (12, 1)


def test_fitted_shortens_and_leaves_out_what_does_not_fit_at_all():
    size, texts = fitted(["字" * 1000] * 50, 2, 1, (20, 10))
    assert size == 10
    assert len(texts) == int(72 / 14.5)
    assert all(cells(text) <= room(2, 10) for text in texts)


def test_nothing_fits_anywhere():
    assert fitted([], 1, 0.01, (10,)) == (10, [])
