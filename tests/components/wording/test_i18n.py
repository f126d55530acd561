"""Sentences come in the reader's language, and the catalogues are whole."""

from __future__ import annotations

from gettext import NullTranslations

import pytest

from components.wording import i18n
from services import messages
from services.messages import N_, Message
from tests import catalogue


class Catalogue(NullTranslations):
    """A second language, which turns English round."""

    def gettext(self, message):
        return message[::-1] if "{" not in message else f"«{message}»"

    def ngettext(self, singular, plural, n):
        return f"«{singular if n % 10 == 1 else plural}»"


@pytest.fixture
def second_language(monkeypatch):
    monkeypatch.setattr(i18n, "translations", lambda code: Catalogue())
    monkeypatch.setattr(messages, "translations", lambda code: Catalogue())


def test_english_is_what_stands_in_the_code():
    assert i18n._("A sentence that no catalogue has") == "A sentence that no catalogue has"
    assert i18n.n_("{n} creator", "{n} creators", 1) == "{n} creator"
    assert i18n.n_("{n} creator", "{n} creators", 2) == "{n} creators"


def test_the_readers_language_is_used(second_language):
    assert i18n._("abc") == "cba"
    assert i18n.n_("{n} creator", "{n} creators", 21) == "«{n} creator»"


def test_a_template_is_translated_before_its_values_are_filled_in(second_language):
    assert i18n.say(Message(N_("{n} calls"), {"n": 3})) == "«3 calls»"


def test_a_message_may_hold_a_message(second_language):
    inner = Message(N_("inside"))
    assert i18n.say(Message(N_("why: {reason}"), {"reason": inner})) == "«why: edisni»"


def test_text_from_outside_is_escaped():
    message = Message(N_("left out: {entry}"), {"entry": "*a*{b}"})
    assert i18n.say(message) == r"left out: \*a\*\{b\}"


def test_the_extractor_finds_every_marker(tmp_path):
    source = '_("one")\nn_("{n} two", "{n} twos", 2)\nN_("three")\nother("four")\n'
    (tmp_path / "streamlit_app.py").write_text(source, encoding="utf-8")
    (tmp_path / "components").mkdir()
    (tmp_path / "services").mkdir()
    found = {message.id for message in catalogue.catalogue_of_code(tmp_path) if message.id}
    assert found == {"one", ("{n} two", "{n} twos"), "three"}
