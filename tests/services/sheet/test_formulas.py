from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.sheet.formulas import Formula, Result, worked_out

CELLS = {(0, 0): "小鱼", (0, 1): "a/", (1, 0): "小红", (1, 1): "b/"}


def lookup(row: int, column: int) -> str | None:
    return CELLS.get((row, column), "")


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('HYPERLINK("x","小鱼")', Result("小鱼", "x")),
        ('HYPERLINK("x")', Result("x", "x")),
        ('hyperlink( "x" & B1 , A1 )', Result("小鱼", "xa/")),
        ('HYPERLINK($B$1&"5",$A1&"的主页")', Result("小鱼的主页", "a/5")),
        ('CONCATENATE("x",B1,1.5)', Result("xa/1.5")),
        ('"说""好"""', Result('说"好"')),
        ('(A1)&T("b")', Result("小鱼b")),
        ("Z99", Result("")),
        ('IF(1,"a","b")', None),
        ("SUM(A1:A2)", None),
        ("Sheet2!A1", None),
        ("1+1", None),
        ('HYPERLINK("x"', None),
        ("", None),
        ("(" * 3_000, None),
        ('"' + "a" * 20_000 + '"', None),
    ],
)
def test_links_and_joined_texts_are_worked_out_and_nothing_else(
    text: str, result: Result | None
) -> None:
    assert worked_out(Formula(text), lookup) == result


def test_a_formula_that_was_filled_down_means_the_cells_beside_it() -> None:
    assert worked_out(Formula("A1&$A$1&B$1", down=1), lookup) == Result("小红小鱼a/")
    assert worked_out(Formula("A1&$A1", right=1), lookup) == Result("a/小鱼")


@given(st.text(st.sampled_from('"&(),A1$HYPERLINK T.:!'), max_size=60))
def test_any_formula_gives_a_text_or_none(text: str) -> None:
    assert isinstance(worked_out(Formula(text), lookup), Result | None)
