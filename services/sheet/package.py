"""The archive that a workbook is: a look at its size, its shared texts and its number formats."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from typing import IO, Literal
from zipfile import ZipFile, ZipInfo

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.numbers import BUILTIN_FORMATS
from openpyxl.xml.constants import ARC_STYLE, SHARED_STRINGS, SHEET_MAIN_NS
from openpyxl.xml.functions import fromstring

from services.sheet.bounds import MARK_LIMIT, OTHER_MARK_LIMIT, STRING_LIMIT, UNPACKED_LIMIT
from services.sheet.elements import elements
from services.sheet.refusals import (
    DAMAGED,
    ENCRYPTED,
    NOT_A_SHEET,
    TOO_MUCH_INSIDE,
    UnreadableError,
)

_CHUNK = 1 << 20
_LONG_PARTS = re.compile(r"worksheets/[^/]*$|sharedStrings|calcChain", re.IGNORECASE)
_ENTITY = b"<!ENTITY"  # no spreadsheet writes one; it can stand for any amount of text
_STRICT_HOST = b"http://purl.oclc.org/ooxml/"
_STRICT = (
    (b"http://purl.oclc.org/ooxml/spreadsheetml/main", SHEET_MAIN_NS.encode()),
    (
        b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/officeDocument/2006/",
    ),
)
# Dates of Chinese, Japanese and Korean spreadsheets, which have no format of their own in the file.
_EAST_ASIAN_DATES = dict.fromkeys([*range(27, 32), 36, *range(50, 55), 57, 58], "yyyy-mm-dd")


class Package(ZipFile):
    """An archive whose parts are named as usual where they are Strict Open XML."""

    is_strict = False

    def open(  # type: ignore[override]
        self, name: str | ZipInfo, mode: Literal["r"] = "r", pwd: bytes | None = None
    ) -> IO[bytes]:
        """Return a part to read from."""
        part = super().open(name, mode, pwd)
        if not self.is_strict:
            return part
        with part:
            content = part.read()
        for strict, usual in _STRICT:
            content = content.replace(strict, usual)
        return BytesIO(content)


def opened(data: bytes) -> ExcelReader:
    """Return a reader of a workbook whose contents have been found to be of a fair size.

    Raises UnreadableError with the reason, or whatever else a damaged file leads to.
    """
    package = Package(BytesIO(data))
    _check(package)
    reader = ExcelReader(BytesIO(data), data_only=True, keep_links=False)
    reader.archive.close()
    reader.archive = package
    reader.read_manifest()
    try:
        reader.read_workbook()
    except OSError:  # some other package: a document, or a binary workbook
        raise UnreadableError(NOT_A_SHEET) from None
    reader.shared_strings = list(_strings(reader))
    return reader


def _check(package: Package) -> None:
    """Raise UnreadableError for what is locked, or would unpack to far more than a list."""
    parts = package.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(ENCRYPTED)
    # No part unpacks to more than it declares here.
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise UnreadableError(TOO_MUCH_INSIDE)
    left = {True: MARK_LIMIT, False: OTHER_MARK_LIMIT}
    for part in parts:
        is_long = _LONG_PARTS.search(part.filename) is not None
        with package.open(part) as source:
            left[is_long] -= _marks(source, package)
        if left[is_long] < 0:
            raise UnreadableError(TOO_MUCH_INSIDE)


def _marks(source: IO[bytes], package: Package) -> int:
    marks, before = 0, b""
    while chunk := source.read(_CHUNK):
        content = chunk.replace(b"\0", b"")  # so that UTF-16 looks the same
        if _ENTITY in before + content:
            raise UnreadableError(DAMAGED)
        package.is_strict = package.is_strict or _STRICT_HOST in content
        marks += content.count(b"<") + content.count(b"=")
        marks += 3 * (content.count(b"</") + content.count(b"/>"))  # an element costs the most
        before = content[-len(_ENTITY) :]
    return marks


def _strings(reader: ExcelReader) -> Iterator[str]:
    """Yield the texts that cells share, without the hints for pronunciation."""
    part = reader.package.find(SHARED_STRINGS)
    if part is None:
        return
    phonetic, text = f"{{{SHEET_MAIN_NS}}}rPh", f"{{{SHEET_MAIN_NS}}}t"
    with reader.archive.open(part.PartName[1:]) as source:
        for count, item in enumerate(elements(source, 1)):
            if count == STRING_LIMIT:
                raise UnreadableError(TOO_MUCH_INSIDE)
            spoken = {id(one) for hint in item.iter(phonetic) for one in hint.iter(text)}
            parts = (one.text or "" for one in item.iter(text) if id(one) not in spoken)
            yield "".join(parts).replace("x005F_", "")


def number_formats(reader: ExcelReader) -> list[str]:
    """Return the number format of each style of a cell, in the order in which cells name them."""
    with suppress(SyntaxError, KeyError, ValueError, TypeError):
        root = fromstring(reader.archive.read(ARC_STYLE))
        own = {
            int(one.get("numFmtId")): one.get("formatCode") or "General"
            for one in root.iterfind(f"{{{SHEET_MAIN_NS}}}numFmts/*")
        }
        formats = BUILTIN_FORMATS | _EAST_ASIAN_DATES | own
        styles = root.iterfind(f"{{{SHEET_MAIN_NS}}}cellXfs/*")
        return [formats.get(int(one.get("numFmtId", 0)), "General") for one in styles]
    return []
