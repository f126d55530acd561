from __future__ import annotations

from services.exports.powerpoint_text import fitted, room
from services.text import cells


def test_fitted_takes_the_largest_size_that_fits():
    assert fitted(["short"], 5, 1, (20, 12)) == (20, ["short"])
    size, texts = fitted(["word " * 30], 5, 1, (20, 12))
    assert (size, len(texts)) == (12, 1)


def test_fitted_shortens_what_does_not_fit_and_leaves_nothing_out():
    size, texts = fitted(["字" * 1000] * 50, 2, 1, (20, 10))
    assert size == 10
    assert len(texts) == 50
    assert all(cells(text) <= room(2, 10) for text in texts)


def test_nothing_fits_anywhere():
    assert fitted([], 1, 0.01, (10,)) == (10, [])
