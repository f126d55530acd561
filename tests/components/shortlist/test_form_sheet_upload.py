from __future__ import annotations

from streamlit.testing.v1 import AppTest

from tests.components.made import A, B
from tests.pages import pasted, type_text

SHEET = f"达人昵称,蒲公英id,图文报价\n小满,{A},1.2w\n,{B},\n".encode("gb18030")


def page():
    from components.shortlist.form import sheet_upload
    from components.shortlist.text_box import text_box

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
