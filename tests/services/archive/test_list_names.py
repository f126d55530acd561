"""Names of saved lists: what they may be, and which are the same."""

from __future__ import annotations

import pytest

from services.shortlist.saved import (
    NAME_LENGTH,
    Conflict,
    ListRefused,
    NameEmpty,
    NameTooLong,
    NoSuchList,
    clean_name,
    name_key,
    numbered,
)
from services.text import visible_line
from tests.services.archive.listed import entries, names_of, opened_list, save

FAMILY = "👨\u200d👩\u200d👧"
EMPTY = ["", "  ", "\u200b", "\u200d", "\n\t", "\x00", "\u3164", "\u2800", "\ufe0f", "\u0301"]
SAME = [
    ("Spring", "sPRING"),
    ("Spring", "Ｓｐｒｉｎｇ"),
    ("straße", "STRASSE"),
    ("Ａ１ 春", "a1 春"),
    ("ｶﾞ", "ガ"),
    ("é", "e\u0301"),
    ("a  b", " a\nb "),
    ("a　b", "a b"),
    ("a\u200db", "ab"),
    ("❤️", "❤"),
    ("ΐ", "\u03b9\u0308\u0301"),
]


@pytest.mark.parametrize("name", EMPTY)
def test_a_name_has_something_to_be_seen(database, name):
    with pytest.raises(NameEmpty):
        save(database, name)
    with pytest.raises(NoSuchList):
        opened_list(database, name)


@pytest.mark.parametrize("name", ["x", "春", "?", "½", "🇨🇳", FAMILY, "长" * NAME_LENGTH, "ﷺ" * 60])
def test_a_name_is_kept_as_it_is_written(database, name):
    assert save(database, name).name == name
    assert opened_list(database, name).name == name


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        (" a \r\n b\t", "a b"),
        ("a\x00b\u202ec\ud800", "abc"),
        (" " * 99 + "x" * NAME_LENGTH, "x" * NAME_LENGTH),
        (f"\u200d{FAMILY}\u200d", FAMILY),
    ],
)
def test_a_name_is_one_line_of_what_can_be_seen(database, written, kept):
    assert save(database, written).name == kept
    assert opened_list(database, written).name == kept
    assert visible_line(kept) == kept


def test_a_name_is_not_too_long(database):
    with pytest.raises(NameTooLong, match="at most 60 characters; this one has 61"):
        save(database, "x" * (NAME_LENGTH + 1))
    assert names_of(database) == []


@pytest.mark.parametrize(("one", "other"), SAME)
def test_case_and_width_make_no_other_name(database, one, other):
    saved = save(database, one)
    assert save(database, other, entries(1)) == Conflict(saved)
    assert opened_list(database, other) == saved
    assert name_key(name_key(one)) == name_key(one)


@pytest.mark.parametrize(("one", "other"), [("a", "b"), ("e", "é"), ("春", "夏"), ("a b", "ab")])
def test_other_letters_make_another_name(database, one, other):
    for name in (one, other):
        save(database, name)
    assert sorted(names_of(database)) == sorted([one, other])


def test_a_number_goes_after_a_name_that_is_cut_between_characters():
    cut = numbered("x" * 55 + FAMILY, 2)
    assert cut == "x" * 55 + "👨 (2)"
    assert clean_name(cut) == cut
    assert numbered("x" * 55 + " yyyyyy", 100) == "x" * 54 + " (100)"


def test_every_refusal_has_a_sentence():
    for refusal in (ListRefused(), NameEmpty(), NameTooLong(61), NoSuchList("x" * 99 + "\n")):
        assert str(refusal) == str(refusal.message)
    assert len(str(NoSuchList("x" * 99))) < 140
    assert clean_name(" x ") == "x"
