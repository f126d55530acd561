"""The elements of a part of a workbook, one after the other, so that few are in memory at once."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO

from openpyxl.xml.functions import Element, iterparse

from services.sheet.bounds import HELD_LIMIT
from services.sheet.refusals import TOO_MUCH_INSIDE, UnreadableError


def elements(source: IO[bytes], depth: int) -> Iterator[Element]:
    """Yield each element that stands `depth` below the root, whole; it is gone with the next one.

    Raises UnreadableError where one of them holds far more than a row of a list does.
    """
    parents: list[Element] = []
    held = 0
    for event, element in iterparse(source, ["start", "end"]):
        if event == "start":
            parents.append(element)
            held += 1
            if held > HELD_LIMIT:
                raise UnreadableError(TOO_MUCH_INSIDE)
            continue
        parents.pop()
        if len(parents) == depth:
            yield element
        if 0 < len(parents) <= depth:
            parents[-1].clear()
            held = len(parents)
