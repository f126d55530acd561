"""A planner's sheet, uploaded as a file: the text that `read_shortlist` takes, or why not.

Excel workbooks (.xlsx, .xlsm) and text (.csv, .tsv, .txt). Nothing in a file is ever run, and no
link in it opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from services.messages import Message
from services.sheet.pages import ALL, Upload, chosen, pages_of
from services.sheet.refusals import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    NOT_A_SHEET,
    OLD_WORKBOOK,
    ROWS_LEFT_OUT,
    TOO_LARGE,
    UnreadableError,
)
from services.sheet.text_file import decoded, first_lines, sheet_of

__all__ = ["ALL", "SIZE_LIMIT_MB", "SUFFIXES", "Upload", "UploadRefused", "read_upload"]

SIZE_LIMIT_MB = 2
"""Most megabytes of one file."""

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
"""How names of files that are looked into end; many programs write text under the name .xls."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old workbook, or an encrypted new one
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class UploadRefused:
    """A file that cannot be read, and why."""

    reason: Message


def read_upload(
    name: str, data: bytes, *, sheet: str = "", hidden: bool = False
) -> Upload | UploadRefused:
    """Return the text of an uploaded file. Never raises, whatever the bytes are.

    Of a workbook, the sheet of that name, or `ALL` that name creators below each other; else the
    first visible one that names creators; where none does, the first that is not blank, so that its
    rows can be refused one by one. `hidden` takes hidden rows in.
    """
    if len(data) > SIZE_LIMIT_MB * 1024 * 1024:
        return UploadRefused(Message(TOO_LARGE, {"limit": SIZE_LIMIT_MB}))
    try:
        return _read(name, data, sheet, hidden=hidden)
    except UnreadableError as unreadable:
        return UploadRefused(unreadable.reason)


def _read(name: str, data: bytes, sheet: str, *, hidden: bool) -> Upload:
    if not name.casefold().endswith(SUFFIXES):
        raise UnreadableError(NOT_A_SHEET)
    if data.startswith(_OLE):
        raise UnreadableError(ENCRYPTED if _ENCRYPTED_PART in data else OLD_WORKBOOK)
    found = _of_workbook(data, sheet, hidden=hidden) if data.startswith(_ZIP) else _of_text(data)
    if found is None:
        raise UnreadableError(EMPTY)
    return found


def _of_workbook(data: bytes, sheet: str, *, hidden: bool) -> Upload | None:
    # 175 modules with what it reads by, which no page needs before somebody uploads one.
    from services.sheet.workbook import read_workbook

    try:
        return chosen(pages_of(read_workbook(data), hidden=hidden), sheet)
    except UnreadableError:
        raise
    except Exception:  # the ways in which a file can be broken have no common type
        raise UnreadableError(DAMAGED) from None


def _of_text(data: bytes) -> Upload | None:
    text = decoded(data)
    table = sheet_of(text)
    if table is not None:
        return chosen(pages_of([table], hidden=False), "")
    lines, is_cut = first_lines(text.rstrip())
    told = Message(ROWS_LEFT_OUT, {"count": len(lines)})
    return Upload("\n".join(lines), notices=(told,) if is_cut else ()) if any(lines) else None
