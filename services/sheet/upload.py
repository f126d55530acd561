"""A planner's sheet, uploaded as a file: the text that `read_shortlist` takes, or why not.

Excel workbooks (.xlsx, .xlsm) and text (.csv, .tsv, .txt). Nothing in a file is ever run, and no
link in it opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from services.messages import Message
from services.sheet.refusals import (
    DAMAGED,
    EMPTY,
    ENCRYPTED,
    FROM_SHEET,
    NOT_A_SHEET,
    OLD_WORKBOOK,
    ROWS_LEFT_OUT,
    TOO_LARGE,
    UnreadableError,
)
from services.sheet.rows import ROW_LIMIT, Sheet, to_text
from services.sheet.text_file import decoded, table_rows
from services.sheet.workbook import read_workbook
from services.shortlist.paste import read_shortlist

SIZE_LIMIT_MB = 2
"""Most megabytes of one file."""

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".csv", ".tsv", ".txt")
"""How names of files that are looked into end; many programs write text under the name .xls."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # an old workbook, or an encrypted new one
_ENCRYPTED_PART = "EncryptedPackage".encode("utf-16-le")


@dataclass(frozen=True)
class Upload:
    """What a file holds: `text` for `read_shortlist`, a line for each row of the sheet.

    `sheet` is the name of the sheet in a workbook; `notices` say what was left out.
    """

    text: str
    sheet: str = ""
    notices: tuple[Message, ...] = ()


@dataclass(frozen=True)
class UploadRefused:
    """A file that cannot be read, and why."""

    reason: Message


def read_upload(name: str, data: bytes) -> Upload | UploadRefused:
    """Return the text of an uploaded file. Never raises, whatever the bytes are.

    Of a workbook, the first visible sheet that names creators; where none does, the first that is
    not blank, so that its rows can be refused one by one.
    """
    if len(data) > SIZE_LIMIT_MB * 1024 * 1024:
        return UploadRefused(Message(TOO_LARGE, {"limit": SIZE_LIMIT_MB}))
    try:
        return _read(name, data)
    except UnreadableError as unreadable:
        return UploadRefused(unreadable.reason)


def _read(name: str, data: bytes) -> Upload | UploadRefused:
    if not name.casefold().endswith(SUFFIXES):
        raise UnreadableError(NOT_A_SHEET)
    if data.startswith(_OLE):
        raise UnreadableError(ENCRYPTED if _ENCRYPTED_PART in data else OLD_WORKBOOK)
    found = _of_workbook(data) if data.startswith(_ZIP) else _of_text(decoded(data))
    if found is None:
        raise UnreadableError(EMPTY)
    return found


def _of_workbook(data: bytes) -> Upload | None:
    try:
        return _first_with_creators(read_workbook(data))
    except UnreadableError:
        raise
    except Exception:  # the ways in which a file can be broken have no common type
        raise UnreadableError(DAMAGED) from None


def _first_with_creators(sheets: Iterable[Sheet]) -> Upload | None:
    first: Upload | None = None
    for sheet in sheets:
        upload = _of_rows(sheet)
        if upload is not None and read_shortlist(upload.text).creators:
            return upload
        first = first or upload
    return first


def _of_rows(sheet: Sheet) -> Upload | None:
    if not any(cell.strip() for row in sheet.rows for cell in row):
        return None
    notices = []
    if not sheet.is_alone:
        notices.append(Message(FROM_SHEET, {"sheet": sheet.name}))
    if sheet.is_cut:
        notices.append(Message(ROWS_LEFT_OUT, {"count": len(sheet.rows)}))
    return Upload(to_text(sheet), sheet.name, tuple(notices))


def _of_text(text: str) -> Upload | None:
    rows = table_rows(text)
    if rows is not None:
        is_cut = any(any(row) for row in rows[ROW_LIMIT:])
        return _of_rows(Sheet(rows[:ROW_LIMIT], is_cut=is_cut))
    lines = text.rstrip().split("\n")
    if not text.strip():
        return None
    left_out = Message(ROWS_LEFT_OUT, {"count": ROW_LIMIT})
    notices = (left_out,) if len(lines) > ROW_LIMIT else ()
    return Upload("\n".join(lines[:ROW_LIMIT]), notices=notices)
