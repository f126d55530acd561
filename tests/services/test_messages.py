"""Sentences are said in the language that is asked for, and the catalogues are whole."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from services import messages
from services.messages import (
    N_,
    SOURCE,
    Message,
    best_language,
    in_shell,
    translations,
)
from tests import catalogue


@pytest.fixture
def chinese(monkeypatch):
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")


def test_a_message_is_said_in_a_language_with_the_messages_in_it():
    inner = Message(N_("The archive is busy with another process."))
    message = Message(N_("Older numbers are shown, since a newer answer failed: {reason}"))
    message = Message(message.template, {"reason": inner})
    assert message.said_in("en") == str(message)
    assert message.said_in("zh").endswith(inner.said_in("zh"))
    assert "archive" not in message.said_in("zh")


def test_a_list_among_the_values_is_joined_as_the_language_does():
    message = Message(N_("{name} must be one of: {options}."), {"name": "X", "options": ("a", "b")})
    assert message.said_in("en") == "X must be one of: a, b."
    assert message.said_in("zh") == "X 只能是：a、b。"


def test_text_from_outside_is_written_as_told():
    message = Message(N_("Saved as “{name}”."), {"name": "*a*"})
    assert message.said_in("en", lambda text: text.replace("*", "")) == "Saved as “a”."


@pytest.mark.parametrize(
    ("tags", "language"),
    [
        (["zh-CN"], "zh"),
        (["zh"], "zh"),
        (["zh-Hant-TW"], "zh"),
        (["zh_CN.UTF-8"], "zh"),
        (["en-GB"], "en"),
        (["fr-FR"], SOURCE),
        (["fr-FR", "zh-CN"], "zh"),
        (["C.UTF-8"], SOURCE),
        ([""], SOURCE),
        ([], SOURCE),
        (["../../x"], SOURCE),
    ],
)
def test_the_best_language_for_what_is_asked(tags, language):
    assert best_language(*tags) == language


def test_a_command_speaks_the_language_of_its_shell(chinese, monkeypatch):
    assert in_shell(N_("The list names no creator.")) == "名单里没有博主。"
    monkeypatch.setenv("LC_ALL", "C")
    assert in_shell(N_("The list names no creator.")) == "The list names no creator."


def test_a_translation_in_a_catalogue_is_read(tmp_path, monkeypatch):
    folder = tmp_path / "xx" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    text = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "a"\nmsgstr "粉"\n'
    )
    (folder / "messages.po").write_text(text, encoding="utf-8")
    monkeypatch.setattr(messages, "LOCALES", tmp_path)
    translations.cache_clear()
    try:
        assert translations("xx").gettext("a") == "粉"
        assert translations("yy").gettext("a") == "a"
    finally:
        translations.cache_clear()


@pytest.mark.parametrize("code", catalogue.TRANSLATED)
def test_the_catalogue_lacks_nothing_is_sure_and_keeps_every_field(code):
    assert catalogue.faults(code) == []


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ('msgid "a"\nmsgstr ""', "zh: missing 'a'"),
        ('#, fuzzy\nmsgid "a"\nmsgstr "粉"', "zh: unsure 'a'"),
        ('msgid "{n} a"\nmsgstr "粉"', "zh: other fields in '粉'"),
        ('msgid "{n} a"\nmsgstr "{m} 粉"', "zh: other fields in '{m} 粉'"),
    ],
)
def test_a_fault_in_a_catalogue_would_be_found(entry, fault, tmp_path, monkeypatch):
    path = tmp_path / "messages.po"
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
    path.write_text(f"{head}{entry}\n", encoding="utf-8")
    monkeypatch.setattr(catalogue, "catalogue_of", lambda code: path)
    assert catalogue.faults("zh") == [fault]


# What the field's glossary forbids, and an ASCII mark between two Chinese letters.
NEVER = re.compile(
    "创作者|短名单|动量|尖峰|刷粉|买粉|水号|已预订|共同日|归还|档案|电话|外卖|钉住|图片帖子|通行码"
    "|[\u4e00-\u9fff][,;:!?()][\u4e00-\u9fff]|您"
)


def test_chinese_is_the_fields_and_not_a_literal_translation():
    with catalogue.catalogue_of("zh").open("rb") as text:
        said = [str(message.string) for message in read_po(text, locale="zh")]
    assert len(said) > 600
    assert [text for text in said if NEVER.search(text)] == []
