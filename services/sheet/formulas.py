"""The few formulas that can be worked out without a spreadsheet: links, and texts joined."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from openpyxl.utils.cell import column_index_from_string

LONGEST_RESULT = 32_767
"""Most characters of a result: what one cell can hold."""

_LONGEST_FORMULA = 4_000
_DEEPEST = 8
_TOKEN = re.compile(
    r'\s*(?:"(?P<text>(?:[^"]|"")*)"|(?P<call>[A-Z_.]+)\(|(?P<mark>[&,()])'
    r"|(?P<ref>\$?[A-Z]{1,3}\$?[0-9]{1,7})(?![\w!(.:])|(?P<number>[0-9]+(?:\.[0-9]+)?))\s*",
    re.IGNORECASE,
)
_REF = re.compile(r"(\$?)([A-Z]+)(\$?)([0-9]+)", re.IGNORECASE)
_JOINS = {"CONCATENATE", "CONCAT", "_XLFN.CONCAT", "T", "TRIM"}
_LINK = "HYPERLINK"

Lookup = Callable[[int, int], str | None]
"""Gives the text of a cell by its row and column from 0, None where it cannot be told."""


@dataclass(frozen=True)
class Result:
    """What a formula shows, and where a click on it leads."""

    text: str
    link: str = ""


@dataclass(frozen=True)
class Formula:
    """A formula without its `=`; `down` and `right` are how far its cell is from where it stood."""

    text: str
    down: int = 0
    right: int = 0

    @property
    def may_link(self) -> bool:
        """Whether a link could come out of it."""
        return _LINK in self.text[:_LONGEST_FORMULA].upper()


class _OutOfReachError(Exception):
    """A formula that is more than links and texts joined."""


def worked_out(formula: Formula, lookup: Lookup) -> Result | None:
    """Return what a formula gives, None when it takes a spreadsheet program to tell."""
    try:
        tokens = _tokens(formula.text)
        result = _Reader(tokens, formula, lookup).whole()
    except _OutOfReachError:
        return None
    return result if max(len(result.text), len(result.link)) <= LONGEST_RESULT else None


def _tokens(text: str) -> list[re.Match[str]]:
    if len(text) > _LONGEST_FORMULA:
        raise _OutOfReachError
    tokens, at = [], 0
    while at < len(text):
        found = _TOKEN.match(text, at)
        if found is None:
            raise _OutOfReachError
        tokens.append(found)
        at = found.end()
    return tokens


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[re.Match[str]], formula: Formula, lookup: Lookup) -> None:
        self._tokens: Iterator[re.Match[str]] = iter(tokens)
        self._now = next(self._tokens, None)
        self._formula, self._lookup = formula, lookup

    def whole(self) -> Result:
        result = self._joined(0)
        if self._now is not None:
            raise _OutOfReachError
        return result

    def _joined(self, depth: int) -> Result:
        result = self._term(depth)
        while self._takes("&"):
            more = self._term(depth)
            result = Result(result.text + more.text, result.link or more.link)
            if len(result.text) > LONGEST_RESULT:
                raise _OutOfReachError
        return result

    def _term(self, depth: int) -> Result:
        token = self._now
        if token is None or depth > _DEEPEST:
            raise _OutOfReachError
        self._now = next(self._tokens, None)
        if token["text"] is not None:
            return Result(token["text"].replace('""', '"'))
        if token["number"]:
            return Result(token["number"])
        if token["ref"]:
            return Result(self._cell(token["ref"]))
        if token["mark"] not in {"(", None}:
            raise _OutOfReachError
        return self._called((token["call"] or "T").upper(), self._arguments(depth + 1))

    def _arguments(self, depth: int) -> list[Result]:
        found = [self._joined(depth)]
        while self._takes(","):
            found.append(self._joined(depth))
        if not self._takes(")"):
            raise _OutOfReachError
        return found

    def _called(self, name: str, given: list[Result]) -> Result:
        if name == _LINK:
            return Result(given[-1].text or given[0].text, given[0].text)
        if name in _JOINS:
            link = next((one.link for one in given if one.link), "")
            return Result("".join(one.text for one in given), link)
        raise _OutOfReachError

    def _takes(self, mark: str) -> bool:
        if self._now is None or self._now["mark"] != mark:
            return False
        self._now = next(self._tokens, None)
        return True

    def _cell(self, ref: str) -> str:
        found = _REF.fullmatch(ref)
        if found is None:
            raise _OutOfReachError
        row = int(found[4]) - 1 + (0 if found[3] else self._formula.down)
        column = column_index_from_string(found[2].upper()) - 1
        text = self._lookup(row, column + (0 if found[1] else self._formula.right))
        if text is None:
            raise _OutOfReachError
        return text
