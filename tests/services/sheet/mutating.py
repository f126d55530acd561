"""Small sheets and pastes, changed by chance and read: `python -m` with this module and counts.

A process of its own, so that its memory is that of the reading. Prints what came of it as JSON.
"""

from __future__ import annotations

import json
import random
import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from time import process_time
from zipfile import ZipFile

from services.messages import LANGUAGES
from services.sheet.upload import Upload, UploadRefused, read_upload
from services.shortlist.paste import Shortlist, read_shortlist
from tests.services.made_sheets import PROFILE, repacked
from tests.services.sheet.measuring import peak_mb

SHEETS = Path(__file__).parents[2] / "data" / "sheets"
TEXTS = [path.read_text(encoding="utf-8") for path in sorted(SHEETS.rglob("k*.[ct][sx][vt]"))]
BOOKS = [path.read_bytes() for path in sorted(SHEETS.rglob("*.xlsx"))]
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")

LAST = "5f0000000000000000ffffff"

PUT = ['"', "\t", "\n", ",", ";", "|", "\0", "](", "例：", "=", "【", "\r", "\u200b", "\ud83d", "%"]
PUT += ["note_id", "报价", "$", "1e+23", "https://", "/user/profile/", "&amp;", "万", "-" * 30]
PUT_INTO_XML = [b"", b"<", b'"', b"99999999999", b"-1", b"&#0;", b"\xff", b"</c>", b"<row/>"]


def changed_text(chance: random.Random) -> str:
    """Return one of the texts, changed in up to five places, or mixed with another one."""
    text = chance.choice(TEXTS)
    for _ in range(chance.randint(1, 5)):
        at, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        piece = text[at : min(end, at + 40)]
        other = chance.choice(TEXTS)[: chance.randint(1, 80)]
        put = chance.choice([*PUT, piece * 2, other, ""])
        text = text[:at] + put + text[at + len(piece) * chance.randrange(2) :]
    return f"{text}\n{PROFILE}{LAST}"


@cache
def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a workbook."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed_book(chance: random.Random) -> bytes:
    """Return one of the workbooks with bytes of one of its parts changed, cut or said twice."""
    data = chance.choice(BOOKS)
    name = chance.choice(sorted(parts(data)))
    content = bytearray(parts(data)[name])
    for _ in range(chance.randint(1, 4)):
        at, end = sorted(chance.randrange(len(content) + 1) for _ in range(2))
        piece = content[at : min(end, at + 60)]
        put = chance.choice([*PUT_INTO_XML, bytes(piece * 2), chance.randbytes(1)])
        content[at : at + len(piece)] = put
    return repacked(data, {name: bytes(content)})


def inputs(chance: random.Random, texts: int, books: int) -> Iterator[tuple[str, str | bytes]]:
    """Yield pastes, text files and workbooks: what each is called, "" for a paste, and is."""
    for at in range(texts):
        text = changed_text(chance)
        encoded = text.encode(ENCODINGS[at // 2 % len(ENCODINGS)], "replace")
        yield ("a.csv", encoded) if at % 2 else ("", text)
    for _ in range(books):
        yield "a.xlsx", changed_book(chance)


def read(name: str, given: str | bytes) -> Shortlist | UploadRefused:
    """Return what an input names, or why it cannot be read."""
    if isinstance(given, str):
        return read_shortlist(given)
    found = read_upload(name, given)
    return read_shortlist(found.text) if isinstance(found, Upload) else found


def outcome(found: Shortlist | UploadRefused, *, is_book: bool) -> str:
    """Return in a word what came of an input: "nothing" where the last line of a text is lost.

    Every sentence about it must be sayable.
    """
    reasons = [found.reason] if isinstance(found, UploadRefused) else []
    if isinstance(found, Shortlist):
        reasons = [one.reason for one in (*found.refusals, *found.unpriced)]
    assert all(one.said_in(language) for one in reasons for language in LANGUAGES)
    is_value = isinstance(found, Shortlist) and (
        is_book or LAST in {who.creator_id for who in found.creators}
    )
    return "value" if is_value else "sentence" if reasons else "nothing"


def main(texts: int, books: int) -> None:
    """Read that many and print how often each came out, the longest in seconds, and megabytes."""
    outcomes: Counter[str] = Counter()
    seconds = 0.0
    read("a.xlsx", BOOKS[0])
    before = peak_mb()
    for name, given in inputs(random.Random(12), texts, books):
        start = process_time()
        found = read(name, given)
        seconds = max(seconds, process_time() - start)
        outcomes[outcome(found, is_book=name.endswith("x"))] += 1
    told = {**outcomes, "seconds": seconds, "megabytes": peak_mb() - before}
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
