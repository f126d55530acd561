"""The command that prints the fault matrix, and that no row of it is without a test."""

from __future__ import annotations

import re

import pytest

from tests.browser import ROOT
from tests.matrix import BOTH, ROWS, Case, Matrix, cases


def marked() -> set[int]:
    """Return the rows that some test is marked with, as its source has it."""
    found: set[int] = set()
    for source in sorted((ROOT / "tests").rglob("test_*.py")):
        text = source.read_text(encoding="utf-8")
        for numbers in re.findall(r"mark\.fault\(([\d, ]+)\)", text):
            found |= {int(number) for number in numbers.split(",")}
        if "import cases" in text:
            found |= {int(number) for number in re.findall(r'"[^"\n]*\brow ?(\d+)[^"\n]*":', text)}
    return found


def matrix(*held: tuple[int, str, str]) -> Matrix:
    made = Matrix()
    for number, database, outcome in held:
        made.rows[number].append(Case("test_x.py::test_y", database, outcome))
    return made


def test_the_rows_are_numbered_without_a_gap_and_each_has_its_own_words():
    assert list(ROWS) == list(range(1, 121))
    assert len(set(ROWS.values())) == 120
    assert set(ROWS) > BOTH


def test_no_test_holds_a_row_that_there_is_not():
    assert marked() <= set(ROWS)


@pytest.mark.parametrize(
    ("held", "wrong"),
    [
        ([], "no test"),
        ([(1, "", "passed")], ""),
        ([(1, "", "passed"), (1, "", "failed")], "failed"),
        ([(1, "", "skipped")], "skipped"),
        ([(1, "", "not run")], "not run"),
    ],
)
def test_a_row_holds_when_all_its_tests_passed(held, wrong):
    assert matrix(*held).wrong(1) == wrong


def test_a_row_of_both_databases_holds_on_both():
    number = min(BOTH)
    one = (number, "sqlite", "passed")
    assert matrix(one).wrong(number) == "not on postgresql"
    assert matrix(one, (number, "postgresql", "passed")).wrong(number) == ""


def test_a_line_says_number_state_fault_databases_and_tests():
    lines = list(matrix((7, "sqlite", "passed"), (7, "sqlite", "passed")).lines())
    assert lines[6] == "  7  pass  no answer ever  [sqlite]  test_x.py::test_y"
    assert lines[7] == "  8  no test  headers that drip  [-]  -"


def test_a_case_is_marked_by_its_name():
    first, second = cases({"row07-hang": ("a", 1), "plain": "b"})
    assert (first.values, first.id, first.marks[0].args) == (("a", 1), "row07-hang", (7,))
    assert (second.values, list(second.marks)) == (("b",), [])


def test_every_row_has_a_test():
    assert set(ROWS) - marked() == set()
