"""The fault matrix, a row a line, from the tests that hold it: `make faults`.

A test says with `@pytest.mark.fault(numbers)` which rows of `tests/matrix.toml` it holds.
`python -m tests.matrix [OPTION …]` runs those tests alone, takes anything that pytest takes, and
ends with 1 when a row has no test, or one that failed or was skipped.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

MATRIX = tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8"))
ROWS: dict[int, str] = {int(number): fault for number, fault in MATRIX["rows"].items()}
BOTH = frozenset(MATRIX["both"])
"""The rows that SQLite and PostgreSQL have to hold."""

DATABASES = ("sqlite", "postgresql")


def cases(table: Mapping[str, Any]) -> list[Any]:
    """Return the table as parameters of a test; `row07-…` in a name marks the case with row 7."""
    return [
        pytest.param(
            *(case if isinstance(case, tuple) else (case,)), id=name, marks=_marks_of(name)
        )
        for name, case in table.items()
    ]


def _marks_of(name: str) -> list[pytest.MarkDecorator]:
    return [pytest.mark.fault(int(number)) for number in re.findall(r"\brow ?(\d+)", name)]


def rows_of(item: pytest.Item) -> set[int]:
    """Return the numbers with which a test is marked."""
    return {number for mark in item.iter_markers("fault") for number in mark.args}


@dataclass
class Case:
    """A test that holds rows: its name without parameters, its database, how it went."""

    test: str
    database: str
    outcome: str = "not run"


class Matrix:
    """A plugin of pytest that keeps the marked tests, and what became of each."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self.rows: dict[int, list[Case]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            case = Case(item.nodeid.partition("[")[0].removeprefix("tests/"), _database(item))
            self.cases[item.nodeid] = case
            for number in rows_of(item):
                self.rows[number].append(case)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        case = self.cases[report.nodeid]
        if report.when == "call" or not report.passed:
            case.outcome = report.outcome

    def wrong(self, number: int) -> str:
        """Return what keeps a row from being held, or nothing."""
        found = self.rows.get(number, [])
        bad = sorted({case.outcome for case in found} - {"passed"})
        lacking = [name for name in DATABASES if name not in {case.database for case in found}]
        if bad or not found:
            return ", ".join(bad) or "no test"
        return f"not on {' and '.join(lacking)}" if number in BOTH and lacking else ""

    def lines(self) -> Iterator[str]:
        """Say of each row its number, how it stands, its fault, its databases and its tests."""
        for number, fault in ROWS.items():
            found = self.rows.get(number, [])
            where = "+".join(name for name in DATABASES if name in {one.database for one in found})
            tests = ", ".join(dict.fromkeys(case.test for case in found)) or "-"
            stands = self.wrong(number) or "pass"
            yield f"{number:>3}  {stands}  {fault}  [{where or '-'}]  {tests}"


def _database(item: Any) -> str:
    """Return the database that a test is parametrised with, or nothing."""
    params = getattr(item, "callspec", None)
    for value in params.params.values() if params else ():
        if isinstance(value, str) and value in DATABASES:
            return value
    return "postgresql" if "postgresql_url" in item.fixturenames else ""


def main(options: list[str]) -> int:
    """Run the marked tests, print the matrix, and return 0 or 1."""
    matrix = Matrix()
    ended = pytest.main(["-q", "-m", "fault", "-r", "f", *options], plugins=[matrix])
    print("", *matrix.lines(), sep="\n")
    held = [number for number in ROWS if not matrix.wrong(number)]
    print(f"\n{len(held)} of {len(ROWS)} rows of the fault matrix hold.")
    return int(ended != pytest.ExitCode.OK or len(held) < len(ROWS))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
