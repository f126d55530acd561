"""What is taken of a workbook and what is left out: hidden rows, other sheets, lost results."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from services.sheet import refusals
from services.sheet.bounds import COLUMN_LIMIT
from services.sheet.upload import ALL, Upload, read_upload
from services.shortlist.paste import read_shortlist
from tests.services.made_sheets import (
    PROFILE,
    creator_id,
    saved,
    strict,
    with_xml,
    workbook,
)

ONE, TWO, THREE = map(creator_id, range(1, 4))
HEAD = ["昵称", "链接"]


def uploaded(data: bytes, *, sheet: str = "", hidden: bool = False) -> Upload:
    upload = read_upload("a.xlsx", data, sheet=sheet, hidden=hidden)
    assert isinstance(upload, Upload), upload
    return upload


def ids(upload: Upload) -> list[str]:
    return [one.creator_id for one in read_shortlist(upload.text).creators]


def tiers() -> bytes:
    book = workbook(
        [["说明"], ["报价有效期"]],
        [HEAD, ["小鱼", PROFILE + ONE], ["小蓝", PROFILE + TWO]],
        [],
        [["头图"], HEAD, ["小红", PROFILE + THREE]],
    )
    for sheet, name in zip(book.worksheets, ["说明", "头部", "空", "腰部"], strict=True):
        sheet.title = name
    return saved(book)


def test_all_sheets_with_creators_are_offered_with_their_counts() -> None:
    upload = uploaded(tiers())
    assert upload.sheet == "头部"
    assert upload.sheets == (("头部", 2), ("腰部", 1))
    assert ids(upload) == [ONE, TWO]
    (notice,) = upload.notices
    assert notice.template == refusals.OTHER_SHEETS
    assert str(notice) == "Read from the sheet “头部”. Other sheets with creators: 腰部 (1)."


def test_a_sheet_is_picked_by_its_name_and_all_of_them_together() -> None:
    assert ids(uploaded(tiers(), sheet="腰部")) == [THREE]
    assert ids(uploaded(tiers(), sheet="没有")) == [ONE, TWO]
    together = uploaded(tiers(), sheet=ALL)
    assert ids(together) == [ONE, TWO, THREE]
    assert [one.alias for one in read_shortlist(together.text).creators] == ["小鱼", "小蓝", "小红"]
    assert together.sheet == ALL
    assert str(together.notices[0]) == "Read from all sheets with creators: 头部 (2), 腰部 (1)."
    assert "头部（2）、腰部（1）" in together.notices[0].said_in("zh")


def test_blank_sheets_are_not_mentioned() -> None:
    assert uploaded(saved(workbook([], [HEAD, ["小鱼", ONE]], []))).notices == ()


def test_more_creators_than_are_compared_are_counted_all() -> None:
    rows = [[f"小鱼{at}", creator_id(at)] for at in range(400)]
    assert uploaded(saved(workbook([HEAD, *rows]))).sheets == (("Sheet", 400),)


def test_hidden_rows_are_left_out_counted_and_taken_in_on_request() -> None:
    book = workbook([HEAD, ["小鱼", ONE], ["小蓝", TWO], [], ["小红", THREE], ["bad", ONE[:-1]]])
    for row in (3, 4, 5):
        book.worksheets[0].row_dimensions[row].hidden = True
    upload = uploaded(saved(book))
    assert (ids(upload), upload.hidden) == ([ONE], 2)
    assert [one.row for one in read_shortlist(upload.text).refusals] == [6]
    (notice,) = upload.notices
    assert (notice.template, notice.values) == (refusals.HIDDEN_LEFT_OUT, {"count": 2})
    whole = uploaded(saved(book), hidden=True)
    assert (ids(whole), whole.hidden, whole.notices) == ([ONE, TWO, THREE], 0, ())


def test_formulas_without_results_are_counted() -> None:
    book = workbook([[*HEAD, "图文报价"], ["小鱼", ONE, "=SUM(1,2)"], ["小红", TWO, "=1/3"]])
    (notice,) = uploaded(saved(book)).notices
    assert (notice.template, notice.values) == (refusals.WITHOUT_RESULT, {"count": 2})


def test_a_sheet_of_nothing_but_lost_results_says_so() -> None:
    (notice,) = uploaded(saved(workbook([["=SUM(1,2)"]]))).notices
    assert notice.template == refusals.WITHOUT_RESULT


def test_a_link_formula_that_was_filled_down_leads_where_each_row_says() -> None:
    rows = "".join(
        f'<row><c t="inlineStr"><is><t>{PROFILE}{who}</t></is></c>'
        f'<c t="str"><f t="shared" si="0">{formula}</f><v>小鱼</v></c></row>'
        for who, formula in [(ONE, 'HYPERLINK(A1,"小鱼")'), (TWO, "")]
    )
    assert ids(uploaded(with_xml(rows))) == [ONE, TWO]


def test_a_result_that_is_an_empty_text_is_a_result() -> None:
    rows = f'<row><c t="inlineStr"><is><t>{ONE}</t></is></c><c t="str"><f>A9</f><v></v></c></row>'
    assert uploaded(with_xml(rows)).notices == ()


def test_columns_beyond_the_limit_are_left_out_and_that_is_said() -> None:
    row = ",".join([*[""] * (COLUMN_LIMIT - 2), "x", "y"])
    for more, notices in ((",", ()), (",z", (refusals.COLUMNS_LEFT_OUT,))):
        upload = read_upload("a.csv", f"昵称,链接\n小鱼,{ONE}\n{row}{more}".encode())
        assert isinstance(upload, Upload)
        assert tuple(one.template for one in upload.notices) == notices


people = st.lists(st.integers(1, 200), min_size=1, max_size=8, unique=True)


@settings(max_examples=30, deadline=None)
@given(people, st.randoms(use_true_random=False), st.booleans())
def test_however_a_sheet_is_arranged_each_row_names_its_creator(
    numbers: list[int], chance: random.Random, is_strict: bool
) -> None:
    columns = ["昵称", "链接", "图文报价", "粉丝数", "返点"]
    chance.shuffle(columns)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(columns)
    shown = []
    for number in numbers:
        first = sheet.max_row + 1
        facts = {"昵称": f"小鱼{number}", "链接": PROFILE + creator_id(number), "图文报价": number}
        sheet.append([facts.get(name) for name in columns])
        if is_merged := chance.random() < 0.3:
            sheet.append(["x" if name == "返点" else None for name in columns])
            for name in ("昵称", "链接", "图文报价"):
                at = columns.index(name) + 1
                sheet.merge_cells(None, first, at, first + 1, at)
        if chance.random() < 0.3:
            sheet.row_dimensions[first].hidden = True
        if is_merged or not sheet.row_dimensions[first].hidden:
            shown.append((creator_id(number), f"小鱼{number}", number))
    data = strict(saved(book)) if is_strict else saved(book)
    found = read_shortlist(uploaded(data, sheet="Sheet").text).creators
    assert [(one.creator_id, one.alias, one.prices.image) for one in found] == shown
