from __future__ import annotations

from io import BytesIO
from unittest.mock import Mock

import pytest
from openpyxl import Workbook
from streamlit.testing.v1 import AppTest

from services.sheet.upload import read_upload
from services.shortlist.field import Field
from tests.components.made import A, B
from tests.pages import pasted, type_text

SHEET = f"达人昵称,蒲公英id,图文报价\n小满,{A},1.2w\n,{B},\n".encode("gb18030")


def page():
    from components.shortlist.text_box import text_box
    from components.shortlist.upload import sheet_upload

    text_box()
    sheet_upload()


def upload(name, data):
    app = type_text(AppTest.from_function(page, default_timeout=60).run(), "what was there")
    app.file_uploader[0].set_value((name, data, "text/csv"))
    app.run()
    assert not app.exception
    return app


def test_a_sheet_takes_the_place_of_the_paste():
    app = upload("list.csv", SHEET)
    text = pasted(app)
    assert A in text
    assert "小满" in text
    assert "what was there" not in text
    assert not app.warning


@pytest.mark.fault(102)
def test_a_sheet_is_read_once_however_often_the_page_is_drawn(monkeypatch):
    read = Mock(wraps=read_upload)
    monkeypatch.setattr("components.shortlist.upload.read_upload", read)
    upload("list.csv", SHEET).run().run()
    assert read.call_count == 1


def test_a_file_that_is_no_sheet_leaves_the_paste_and_says_why():
    app = upload("list.csv", b"\x00\xff\x00\xfe" * 50)
    assert pasted(app) == "what was there"
    assert len(app.warning) == 1


def test_a_new_sheet_forgets_what_was_edited_and_which_list_was_open():
    app = AppTest.from_function(page, default_timeout=60)
    app.session_state["list_edited"] = frozenset("x")
    app.session_state["list_saved"] = "z"
    app.run()
    app.file_uploader[0].set_value(("list.csv", SHEET, "text/csv"))
    app.run()
    assert app.session_state["list_edited"] == frozenset()
    assert app.session_state["list_saved"] is None


def workbook(**sheets):
    """A workbook whose sheets have rows of a name and an id; a row of three is hidden."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.append(["达人昵称", "达人ID"])
        for at, (called, creator_id, *hidden) in enumerate(rows, 2):
            sheet.append([called, creator_id])
            sheet.row_dimensions[at].hidden = bool(hidden)
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def test_hidden_rows_are_left_out_counted_and_taken_in_by_one_click():
    app = upload("list.xlsx", workbook(头部=[("小满", A), ("Luna", B, "hidden")]))
    assert A in pasted(app)
    assert B not in pasted(app)
    assert app.button(key="take_hidden_rows").label == "Take in the 1 hidden row"
    assert "Rows hidden in the sheet, and left out: 1." in [one.value for one in app.caption]
    app.button(key="take_hidden_rows").click().run()
    assert A in pasted(app)
    assert B in pasted(app)
    assert not app.button, "nothing is left to take in"


def test_what_the_columns_hold_goes_for_the_file_and_not_for_the_next():
    app = upload("list.xlsx", workbook(头部=[("小满", A), ("Luna", B, "hidden")]))
    app.session_state["list_columns"] = {"平台": (Field.REMARK, "")}
    app.button(key="take_hidden_rows").click().run()
    assert "list_columns" in app.session_state
    app.file_uploader[0].set_value(("list.csv", SHEET, "text/csv")).run()
    assert "list_columns" not in app.session_state


def test_each_sheet_with_creators_is_offered_with_its_count_and_all_together():
    app = upload("list.xlsx", workbook(头部=[("小满", A)], 空=[], 腰部=[("Luna", B)]))
    (choice,) = app.button_group
    assert choice.options == ["头部 · 1", "腰部 · 1", "All sheets"]
    assert B not in pasted(app)
    choice.set_value("腰部").run()
    assert B in pasted(app)
    assert A not in pasted(app)
