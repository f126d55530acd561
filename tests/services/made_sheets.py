"""Made-up sheets of planners, as files: what tests of uploads read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

PROFILE = "https://www.xiaohongshu.com/user/profile/"
MARKETPLACE = "https://pgy.xiaohongshu.com/solar/pre-trade/blogger-detail/"
FIRST_SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
SHARED_TYPE = (
    f'<Override PartName="/{SHARED}" ContentType="application/vnd.openxmlformats-officedocument'
    '.spreadsheetml.sharedStrings+xml"/>'
)
NOTE = "https://www.xiaohongshu.com/explore/6abcdef0123456789abcdef0"

CHINESE = [
    *("序号", "达人昵称", "小红书主页链接", "蒲公英链接", "粉丝数(万)", "图文报价", "视频报价"),
    "备注",
]
ENGLISH = [
    *("No.", "Nickname", "Profile link", "Pugongying link", "Followers", "Image price"),
    *("Video price", "Remarks"),
]
NOTE_ROW, SHORT_ROW, NAME_ROW, TWICE_ROW, BLANK_ROW = 11, 21, 31, 42, 51
"""Rows of `planners_rows`, below one header row, that name no creator of their own."""


def creator_id(number: int) -> str:
    return f"5f000000000000000100{number:04x}"


def planners_rows() -> list[list[object]]:
    """Return 60 rows: 55 creators, and five that are bad. They are rows 2 to 61 of the sheet."""
    rows: list[list[object]] = []
    for row in range(2, 62):
        who = creator_id(row)
        links = [f"{PROFILE}{who}?xsec_token=AB12=", f"{MARKETPLACE}{who}?track_id=x"]
        prices = [1000.0 * row, "1.5万" if row % 2 else "面议"]
        rows.append([row - 1, f"小鱼{row}🐟", *links, "12.3万", *prices, f"档期\n“{row}”号"])
    at = {row: rows[row - 2] for row in range(2, 62)}
    at[NOTE_ROW][2:4] = [NOTE, None]
    at[SHORT_ROW][2:4] = ["http://xhslink.com/a/b", None]
    at[NAME_ROW][2:4] = [None, None]
    at[TWICE_ROW][2:4] = [f"{PROFILE}{creator_id(2)}", None]
    at[BLANK_ROW][:] = [None] * 8
    return rows


def workbook(*sheets: Iterable[Sequence[object]]) -> Workbook:
    book = Workbook()
    book.remove(book.active)
    for rows in sheets:
        sheet = book.create_sheet()
        for row in rows:
            sheet.append(row)
    return book


def saved(book: Workbook | Worksheet) -> bytes:
    buffer = BytesIO()
    (book.parent if isinstance(book, Worksheet) else book).save(buffer)
    return buffer.getvalue()


def repacked(data: bytes, changes: dict[str, bytes]) -> bytes:
    """Return a workbook with some of its parts replaced or added."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in {*old.namelist(), *changes}:
            new.writestr(name, changes[name] if name in changes else old.read(name))
    return buffer.getvalue()


def with_xml(rows: str, *, after: str = "", strings: Sequence[str] = ()) -> bytes:
    """Return a workbook of one sheet with these rows, and these texts for cells to share."""
    namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'<worksheet xmlns="{namespace}"><sheetData>{rows}</sheetData>{after}</worksheet>'
    items = "".join(f"<si><t>{text}</t></si>" for text in strings)
    shared = f'<sst xmlns="{namespace}">{items}</sst>'
    data = saved(workbook([]))
    with ZipFile(BytesIO(data)) as archive:
        types = archive.read(TYPES).decode().replace("</Types>", f"{SHARED_TYPE}</Types>")
    changes = {FIRST_SHEET: sheet, SHARED: shared, TYPES: types}
    return repacked(data, {name: xml.encode() for name, xml in changes.items()})


def strict(data: bytes) -> bytes:
    """Return a workbook as Strict Open XML, as a spreadsheet program saves it on request."""
    host, usual = "http://purl.oclc.org/ooxml/", "http://schemas.openxmlformats.org/"
    names = (
        (f"{usual}spreadsheetml/2006/main", f"{host}spreadsheetml/main"),
        (f"{usual}officeDocument/2006/", f"{host}officeDocument/"),
    )
    changes = {}
    with ZipFile(BytesIO(data)) as archive:
        for part in archive.namelist():
            content = archive.read(part)
            for name, changed in names:
                content = content.replace(name.encode(), changed.encode())
            changes[part] = content
    return repacked(data, changes)
