"""Each visit has its language: the link's, the one chosen, or the browser's."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from services.sandbox.creators import EXAMPLES
from tests.pages import compare, figure, open_app

IDS = [example.creator_id for example in EXAMPLES][:2]


def visit(locale: str, **params: str) -> AppTest:
    app = open_app(locale=locale, **params)
    assert not app.exception
    return app


def asked(app: AppTest, name: str) -> str:
    """Return the last value of a parameter in the address."""
    value = app.query_params[name]
    return value if isinstance(value, str) else str(value[-1])


def speaks(app: AppTest) -> str:
    """Return the language of the picture's title and of the buttons, which are the same."""
    title = str(figure(app)["layout"])
    picture = "zh" if "近 30 天" in title else "en" if "30 days to" in title else "?"
    button = {"粘贴 / 上传": "zh", "Paste / upload": "en"}[app.button(key="edit_list").label]
    assert picture == button
    return picture


@pytest.mark.parametrize(
    ("locale", "language"), [("zh-CN", "zh"), ("zh-TW", "zh"), ("en-GB", "en"), ("fr-FR", "en")]
)
def test_the_browsers_language_is_spoken_and_the_link_stays_without_one(locale, language):
    app = visit(locale)
    assert speaks(app) == language
    assert "lang" not in app.query_params


@pytest.mark.parametrize(("locale", "lang"), [("zh-CN", "en"), ("en-US", "zh")])
def test_a_links_language_outranks_the_browsers_and_stays_in_the_link(locale, lang):
    app = visit(locale, kols=",".join(IDS), lang=lang)
    assert speaks(app) == lang
    app.button(key="edit_list").click().run()
    assert speaks(app) == lang
    assert asked(app, "lang") == lang


@pytest.mark.parametrize("lang", ["xx", "", "zh-CN", "../zh", "<b>"])
def test_a_language_that_there_is_not_is_the_browsers(lang):
    assert speaks(visit("en-US", lang=lang)) == "en"


def test_the_switch_turns_everything_at_once_and_back():
    app = visit("en-US", kols=",".join(IDS))
    app.button(key="speak_zh").click().run()
    assert speaks(app) == "zh"
    assert asked(app, "lang") == "zh"
    assert asked(app, "kols") == ",".join(IDS)
    app.button(key="speak_en").click().run()
    assert speaks(app) == "en"
    assert asked(app, "lang") == "en"


def test_the_switch_keeps_what_was_chosen():
    app = visit("en-US", kols=",".join(IDS), scale="index", mark="2")
    app.button(key="speak_zh").click().run()
    assert asked(app, "scale") == "index"
    assert asked(app, "mark") == "2"


def test_two_visits_in_two_languages_share_what_is_computed_and_no_word():
    chinese, english = visit("zh-CN"), visit("en-US")
    chinese.run()
    english.run()
    assert (speaks(chinese), speaks(english)) == ("zh", "en")


def test_a_list_is_compared_in_the_language_of_the_visit():
    app = open_app(lang="zh")
    compare(app, "\n".join(IDS))
    assert speaks(app) == "zh"
    assert asked(app, "lang") == "zh"
