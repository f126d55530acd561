"""What pastes that multiply cost, and that what is not read of them is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from services.shortlist.bounds import MOST_CELLS, MOST_CHARACTERS, MOST_LINES
from services.shortlist.paste import read_shortlist
from services.shortlist.refusals import TOO_LONG, TOO_MUCH
from tests.services.made_sheets import PROFILE, creator_id
from tests.services.sheet.measuring import PASTE, STATUS, too_costly

WHO = creator_id(1)
GATE = "https://www.xiaohongshu.com/login?"
HEAD = f"昵称\tid\nAnn\t{WHO}\n"


def filled(part: str, mark: str = "\n") -> str:
    """Return a text of as many parts as are read of one paste; `{n}` in a part is its number."""
    most = MOST_LINES if "\n" in mark else MOST_CHARACTERS
    length = len(part.format(n=10_000)) + len(mark)
    return mark.join(part.format(n=at) for at in range(min(most, MOST_CHARACTERS // length)))


def wide(header: str, cell: str, count: int) -> str:
    """Return a sheet with creators, and as many columns under the same header."""
    row = "\t".join(["小鱼{n}", PROFILE + "5f{n:022}", *[cell] * count])
    return "\t".join(["昵称", "链接", *[header] * count]) + "\n" + filled(row)


PASTES = {
    "line feeds": lambda: "a" + "\n" * MOST_CHARACTERS + "a",
    "empty columns": lambda: "昵称\t链接" + "\t" * 50_000 + "\n" + filled("小鱼{n}\t5f{n:022}"),
    "cells": lambda: filled("\t".join(["a"] * MOST_CELLS)),
    "headers": lambda: filled("\t".join(f"图文报价{{n}}{at}" for at in range(60))),
    "prices": lambda: wide("图文报价", "x", 400),
    "names": lambda: wide("昵称", "1", 30),
    "creators": lambda: filled("5f{n:022}", ","),
    "a row a creator": lambda: wide("图文报价", "1.2w", 1),
    "notes": lambda: "note_id\tx\n" + filled("5f{n:022}\taa{n:022}"),
    "links of others": lambda: filled("http://a", " "),
    "short links": lambda: filled("xhslink.com/{n}", " "),
    "spreadsheet numbers": lambda: filled("1.23e+23", " "),
    "links without end": lambda: filled("xhttp://a", ""),
    "gates": lambda: filled(GATE + "&".join(["redirect=%2Fa"] * 60), " "),
    "gates behind gates": lambda: filled(GATE + "&".join(["next=/login?next=/a"] * 45), " "),
    "lists": lambda: filled("a：b：c：d：e：f：g：5f{n:022}"),
    "quotes": lambda: HEAD + filled('"小鱼{n},"5f{n:022}" a'),
    "open quotes": lambda: HEAD + filled('"a\t\n'),
    "brackets": lambda: HEAD + filled("[a](b【a", "")[: -len(HEAD)],
    "pipes": lambda: HEAD + "|" * (MOST_CHARACTERS - len(HEAD)),
    "tabs": lambda: HEAD + "\t" * (MOST_CHARACTERS - len(HEAD)),
}


@pytest.mark.skipif(not STATUS.exists(), reason="no /proc to read memory from")
@pytest.mark.alone
@pytest.mark.fault(102)
def test_no_paste_costs_more_than_seconds_and_little_memory(tmp_path: Path) -> None:
    pastes = {f"{name}{PASTE}": made().encode() for name, made in PASTES.items()}
    assert too_costly(pastes, tmp_path) == []


@pytest.mark.fault(102)
@pytest.mark.parametrize(
    ("paste", "reason"),
    [
        ("line feeds", TOO_LONG),
        ("cells", TOO_MUCH),
        ("prices", TOO_MUCH),
        ("links of others", TOO_MUCH),
    ],
)
def test_what_is_not_read_is_said(paste: str, reason: str) -> None:
    found = read_shortlist(PASTES[paste]())
    assert reason in {one.reason.template for one in found.refusals}
