"""The sheets of a file as texts, how many creators each names, and which of them is taken."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from services.messages import Message
from services.sheet import refusals
from services.sheet.bounds import COLUMN_LIMIT, LENGTH_LIMIT
from services.sheet.rows import Sheet, to_lines
from services.shortlist.links import has_id
from services.shortlist.paste import read_shortlist
from services.shortlist.refusals import TOO_MANY

ALL = "*"
"""Stands for all sheets that name creators; no sheet can be called so."""

_BOOK_LENGTH = 3 * LENGTH_LIMIT
_LEAST_LINES = 20  # a header stands among them


@dataclass(frozen=True)
class Upload:
    """What a file holds: `text` for `read_shortlist`, a line for each row of the sheet.

    `sheet` is the name of the sheet in a workbook, `ALL` for all of them; `sheets` are those that
    name creators, with how many. `hidden` counts the hidden rows that were left out; `notices` say
    what was left out and why.
    """

    text: str
    sheet: str = ""
    notices: tuple[Message, ...] = ()
    hidden: int = 0
    sheets: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class Page:
    """One sheet that is not blank: `creators` is how many it names."""

    name: str
    text: str
    creators: int
    hidden: int
    notices: tuple[Message, ...]


def pages_of(sheets: Iterable[Sheet], *, hidden: bool) -> list[Page]:
    """Return the sheets that name creators, and the others that are not blank; all in order."""
    pages: list[Page] = []
    length = counted = 0
    for sheet in sheets:
        is_blank = not any(cell.strip() for row in sheet.rows for cell in row)
        if is_blank and not sheet.without_result:
            continue
        page, looked_into = _page(sheet, LENGTH_LIMIT - counted, hidden=hidden)
        counted += looked_into
        length += len(page.text)
        pages.append(page)
        if length > _BOOK_LENGTH:
            break
    return pages


def chosen(pages: Sequence[Page], wish: str) -> Upload | None:
    """Return the sheet called `wish`, or `ALL` that name creators, else the first of these."""
    found = [page for page in pages if page.creators]
    offered = tuple((page.name, page.creators) for page in found)
    if wish == ALL and len(found) > 1:
        return _together(found, offered)
    if not pages:
        return None
    first = next((page for page in found if page.name == wish), (found or pages)[0])
    told = (*_left_out(first, pages, offered), *first.notices)
    return Upload(first.text, first.name, told, first.hidden, offered)


def _page(sheet: Sheet, length: int, *, hidden: bool) -> tuple[Page, int]:
    lines = to_lines(sheet, hidden=hidden)
    telling = _telling(lines.text, length)
    said = (
        (lines.hidden, refusals.HIDDEN_LEFT_OUT, lines.hidden),
        (lines.is_cut, refusals.ROWS_LEFT_OUT, lines.text.count("\n") + 1),
        (sheet.is_narrowed, refusals.COLUMNS_LEFT_OUT, COLUMN_LIMIT),
        (sheet.without_result, refusals.WITHOUT_RESULT, sheet.without_result),
    )
    notices = tuple(Message(text, {"count": count}) for holds, text, count in said if holds)
    page = Page(sheet.name, lines.text, _creators(telling), lines.hidden, notices)
    return page, len(telling)


def _telling(text: str, length: int) -> str:
    """Return the lines that can name a creator, and those that can head them."""
    lines = text.split("\n")
    first = next((at for at, line in enumerate(lines) if has_id(line)), len(lines))
    kept = lines[max(0, first - _LEAST_LINES) : first]
    kept += [line for line in lines[first:] if has_id(line)]
    return "\n".join(kept)[: max(0, length)]


def _creators(text: str) -> int:
    found = read_shortlist(text)
    beyond = (one.reason for one in found.refusals if one.reason.template == TOO_MANY)
    return len(found.creators) + sum(int(str(one.values["count"])) for one in beyond)


def _together(pages: Sequence[Page], offered: tuple[tuple[str, int], ...]) -> Upload:
    text = "\n".join(page.text.strip("\n") for page in pages)
    hidden = sum(page.hidden for page in pages)
    told = Message(refusals.FROM_ALL_SHEETS, {"sheets": _listed(offered)})
    return Upload(text, ALL, (told, *_added_up(pages)), hidden, offered)


def _added_up(pages: Sequence[Page]) -> Iterator[Message]:
    """Yield what is said of several sheets, each sentence once."""
    counts: dict[str, int] = {}
    for one in (notice for page in pages for notice in page.notices):
        counts[one.template] = counts.get(one.template, 0) + int(str(one.values["count"]))
    for text, count in counts.items():
        is_limit = text == refusals.COLUMNS_LEFT_OUT
        yield Message(text, {"count": COLUMN_LIMIT if is_limit else count})


def _left_out(
    page: Page, pages: Sequence[Page], offered: Sequence[tuple[str, int]]
) -> tuple[Message, ...]:
    others = [other for other in offered if other[0] != page.name]
    if others:
        values = {"sheet": page.name, "others": _listed(others)}
        return (Message(refusals.OTHER_SHEETS, values),)
    return (Message(refusals.FROM_SHEET, {"sheet": page.name}),) if len(pages) > 1 else ()


def _listed(sheets: Sequence[tuple[str, int]]) -> tuple[Message, ...]:
    return tuple(Message(refusals.A_SHEET, {"sheet": sheet, "n": n}) for sheet, n in sheets)
