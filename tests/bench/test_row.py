"""What the benchmark prints is worked out from what it measured."""

from __future__ import annotations

import json

import pytest

from tests.bench.row import Hold, Row, as_json, table

SLOW = Row("a click", "ms", 300, 150, "another", 250, Hold(1.1, "rival"))


@pytest.mark.parametrize(
    ("hold", "held"),
    [
        (None, None),
        (Hold(300), True),
        (Hold(299), False),
        (Hold(2, "floor"), True),
        (Hold(1.1, "rival"), False),
        (Hold(1.1, "rival", least=True), True),
    ],
)
def test_a_row_says_whether_it_holds_what_it_is_to(hold, held):
    assert Row("a click", "ms", 300, 150, "another", 250, hold).held is held


def test_what_is_missed_stands_out_in_the_table():
    head, rule, row = (line.strip("| ").split("|") for line in table([SLOW]).splitlines())
    assert len(head) == len(rule) == len(row)
    assert [cell.strip() for cell in row[:4]] == ["a click", "300 ms", "150", "2"]
    assert [cell.strip() for cell in row[4:7]] == ["another", "250", "1.2"]
    assert [cell.strip() for cell in row[7:]] == ["≤ 1.1 × rival", "**no**"]


def test_a_row_without_floor_or_rival_has_no_ratio():
    (found,) = json.loads(as_json([Row("calls", "", 0, 0, hold=Hold(0))]))
    assert (found["times_floor"], found["times_rival"], found["held"]) == (None, None, True)


def test_programs_read_the_same_figures():
    (found,) = json.loads(as_json([SLOW]))
    assert (found["ours"], found["times_rival"], found["held"]) == (300, 1.2, False)
    assert found["hold"] == {"bound": 1.1, "of": "rival", "least": False}
