"""An uploaded Excel workbook: its visible sheets, after a look at what the file would unpack to.

Of openpyxl only the parsing of single parts is used. Its full mode builds every cell of a merged
range, however large, and its quick mode leaves links out; both give up on a file for a colour.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from zipfile import ZipFile

from openpyxl.reader.excel import ExcelReader
from openpyxl.styles.stylesheet import Stylesheet
from openpyxl.xml.constants import ARC_STYLE
from openpyxl.xml.functions import fromstring

from services.uploaded_sheet_cells import Cells, NumberStyles
from services.uploaded_sheet_reasons import (
    DAMAGED,
    ENCRYPTED,
    NOT_A_SHEET,
    TOO_MUCH_INSIDE,
    UnreadableError,
)
from services.uploaded_sheet_rows import Sheet

UNPACKED_LIMIT = 30_000_000
"""Most bytes that all parts of a workbook may have together."""

SHEET_LIMIT = 20
"""Most sheets of a workbook that are looked into."""

_MARK_LIMIT = 4_000_000  # elements and attributes: in memory each is many times its size


def read_workbook(data: bytes) -> Iterator[Sheet]:
    """Yield the visible sheets in their order; formulas count as their last result.

    Raises UnreadableError with the reason, or whatever else a damaged file leads to.
    """
    with ZipFile(BytesIO(data)) as archive:
        _check(archive)
    reader = ExcelReader(BytesIO(data), data_only=True, keep_links=False)
    with reader.archive:
        reader.read_manifest()
        try:
            reader.read_workbook()
        except OSError:  # some other package: a document, or a binary workbook
            raise UnreadableError(NOT_A_SHEET) from None
        reader.read_strings()
        styles = _number_styles(reader)
        visible = _visible(reader)
        for part, name in list(visible.items())[:SHEET_LIMIT]:
            yield Cells(reader, part, styles).sheet(name, is_alone=len(visible) == 1)


def _check(archive: ZipFile) -> None:
    """Raise UnreadableError for what is locked, or would unpack to far more than a list."""
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableError(ENCRYPTED)
    # No part unpacks to more than it declares here.
    if sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise UnreadableError(TOO_MUCH_INSIDE)
    marks = 0
    for part in parts:
        content = archive.read(part).replace(b"\0", b"")  # so that UTF-16 looks the same
        if b"<!ENTITY" in content:  # no spreadsheet writes one; it can stand for any amount of text
            raise UnreadableError(DAMAGED)
        marks += content.count(b"<") + content.count(b"=")
    if marks > _MARK_LIMIT:
        raise UnreadableError(TOO_MUCH_INSIDE)


def _visible(reader: ExcelReader) -> dict[str, str]:
    """Return the names of the visible sheets by their parts, so that no part is read twice."""
    rels = ((one, reader.parser.rels.get(one.id)) for one in reader.parser.sheets)
    return {
        rel.target: str(one.name)
        for one, rel in rels
        if one.state == "visible" and rel is not None and rel.target in reader.valid_files
    }


def _number_styles(reader: ExcelReader) -> NumberStyles:
    with suppress(Exception):  # a colour that openpyxl does not take is no reason to refuse a list
        styles = Stylesheet.from_tree(fromstring(reader.archive.read(ARC_STYLE)))
        return NumberStyles(frozenset(styles.date_formats), frozenset(styles.timedelta_formats))
    return NumberStyles()
