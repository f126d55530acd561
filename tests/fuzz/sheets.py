"""Pastes and workbooks that were damaged, and what must hold of each that is read."""

from __future__ import annotations

import functools
import random
from io import BytesIO
from zipfile import ZipFile

from services.messages import LANGUAGES
from services.sheet.upload import Upload, UploadRefused, read_upload
from services.shortlist.creator import CREATOR_LIMIT
from services.shortlist.paste import Shortlist, read_shortlist
from services.text import CREATOR_ID
from tests.browser import ROOT
from tests.fuzz.mutation import cut_up
from tests.services.made_sheets import CHINESE, PROFILE, planners_rows, repacked, saved, workbook

FOLDER = ROOT / "tests" / "data" / "sheets"
ONE, LAST = "5f0000000000000001000a01", "5f0000000000000000ffffff"
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "utf-16")
TEXT_PIECES = (
    *('"', "'", "\t", "\n", "\r\n", ",", ";", "|", "、", " ", "\u3000", "\x00", "\u202e", "\ud800"),
    *(ONE, ONE[:-1], f"https://www.xiaohongshu.com/user/profile/{ONE}", "https://xhslink.com/a"),
    *(
        "1.2w",
        "1.2万",
        "¥",
        "5.00E+23",
        "昵称",
        "备注",
        "图文报价",
        "id",
        "](",
        "【小鱼】",
        "=1+1",
        "🐟",
    ),
)
PART_PIECES = (
    b"",
    b"<",
    b">",
    b'"',
    b"&",
    b"99999999999",
    b"-1",
    b"\xff",
    b"<v>",
    b"</row>",
    b"A1",
)


@functools.cache
def _texts() -> tuple[str, ...]:
    files = sorted((*FOLDER.glob("*.csv"), *FOLDER.glob("*.txt")))
    return tuple(file.read_text(encoding="utf-8") for file in files)


@functools.cache
def _workbooks() -> tuple[bytes, ...]:
    made = saved(workbook([CHINESE, *planners_rows()]))
    return (made, *(file.read_bytes() for file in sorted(FOLDER.glob("file/*.xlsx"))))


def paste(chance: random.Random) -> str:
    """Make a pasted text, and a creator on a line of its own below it."""
    return f"{cut_up(chance.choice(_texts()), TEXT_PIECES, chance)}\n{PROFILE}{LAST}"


def text_file(chance: random.Random) -> bytes:
    """Make such a text as a file."""
    return paste(chance).encode(chance.choice(ENCODINGS), "replace")


def sheet(chance: random.Random) -> bytes:
    """Make a workbook with one part damaged; one in ten has its bytes damaged as a whole."""
    whole = chance.choice(_workbooks())
    if chance.random() < 0.1:
        return cut_up(whole, PART_PIECES, chance)
    with ZipFile(BytesIO(whole)) as archive:
        name = chance.choice(archive.namelist())
        part = archive.read(name)
    return repacked(whole, {name: cut_up(part, PART_PIECES, chance)})


def check_paste(text: str) -> None:
    """Have it read: whatever stands above it, the creator of the last line is read or refused."""
    found = _checked(text)
    named = LAST in {who.creator_id for who in found.creators}
    assert named or any(LAST in one.text or one.text == "…" for one in found.refusals)


def check_text_file(data: bytes) -> None:
    """Have it read as a file: as a paste would be, or a reason."""
    found = read_upload("a.csv", data)
    if isinstance(found, UploadRefused):
        assert str(found.reason)
    else:
        check_paste(found.text)


def _checked(text: str) -> Shortlist:
    """Have a text read: distinct creators with ids that are some, and refusals that say why."""
    found = read_shortlist(text)
    ids = [who.creator_id for who in found.creators]
    assert len(ids) == len(set(ids)) <= CREATOR_LIMIT
    assert all(CREATOR_ID.fullmatch(one) for one in ids)
    reasons = [one.reason for one in (*found.refusals, *found.unpriced)]
    assert all(one.said_in(language) for one in reasons for language in LANGUAGES)
    return found


def check_sheet(data: bytes) -> None:
    """Have it read: a text that can be read further, or a reason."""
    found = read_upload("sheet.xlsx", data)
    if isinstance(found, UploadRefused):
        assert str(found.reason)
        return
    assert isinstance(found, Upload)
    _checked(found.text)
