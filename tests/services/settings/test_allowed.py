"""Who may sign in: by exact address or exact domain, and only where it is verified."""

from __future__ import annotations

import pytest

from services.settings.allowed import Allowed
from services.settings.settings import Settings, SettingsMistakes, read_settings

pytestmark = pytest.mark.fault(118)

LIST = "Boss@Brand.example, @agency.example"


def read(text: str, sign_in: bool | None = True) -> Settings | SettingsMistakes:
    return read_settings({"APP_ALLOWED_EMAILS": text}, sign_in=sign_in)


def allowed(text: str = LIST) -> Allowed:
    settings = read(text)
    assert isinstance(settings, Settings)
    return settings.allowed


@pytest.mark.parametrize(
    "email",
    ["boss@brand.example", "BOSS@brand.EXAMPLE", "anybody@agency.example", "X@AGENCY.example"],
)
@pytest.mark.parametrize("verified", [True, "true"])
def test_an_address_and_a_domain_are_let_in_whatever_their_case(email, verified):
    """Row 118."""
    assert allowed().admits(email, verified)


@pytest.mark.parametrize(
    "email",
    [
        "other@brand.example",
        "boss@brand.example.evil.example",
        "boss@sub.brand.example",
        "boss@brandexample",
        "x@sub.agency.example",
        "x@notagency.example",
        "x@agency.example.evil.example",
        "x@agency.example.",
        "x@agency.example@evil.example",
        "x@evil.example@agency.example",
        "@agency.example",
        "agency.example",
        "x @agency.example",
        "x@agency.example\n",
        "x@a\u0261ency.example",
        "bo\u017fs@brand.example",
        "",
        None,
        ["boss@brand.example"],
        {"email": "boss@brand.example"},
    ],
)
def test_nothing_that_only_looks_like_one_is(email):
    """Row 118."""
    assert not allowed().admits(email, verified=True)


@pytest.mark.parametrize("verified", [False, None, "", "false", "True ", 1, "yes", [True]])
def test_an_address_that_the_provider_has_not_verified_is_not(verified):
    """Row 118."""
    assert not allowed().admits("boss@brand.example", verified)


@pytest.mark.parametrize(
    "text", ["a@b.example,@c.example", "a@b.example  @c.example", "a@b.example；@C.example\n"]
)
def test_entries_are_separated_by_commas_or_spaces(text):
    """Row 118."""
    assert allowed(text).entries == {"a@b.example", "@c.example"}


@pytest.mark.parametrize(
    "text",
    [
        "agency.example",
        "*@agency.example",
        "@",
        "@example",
        "a@b@c.example",
        "boss@",
        "a@b.example, @",
    ],
)
def test_what_is_neither_is_a_mistake(text):
    """Row 118: `*` stands for nothing here, and whoever writes it means something."""
    found = read(text)
    assert isinstance(found, SettingsMistakes)
    assert "APP_ALLOWED_EMAILS must be addresses" in str(found.sentences[0])


def test_the_list_and_the_set_up_of_sign_in_need_each_other():
    """Row 118: said at the start, where both are known."""
    for text, sign_in, said in [
        (LIST, False, "needs sign-in: add the section [auth]"),
        ("", True, "name in APP_ALLOWED_EMAILS whom it lets make calls"),
    ]:
        found = read(text, sign_in)
        assert isinstance(found, SettingsMistakes)
        assert said in str(found.sentences[0])
    assert all(isinstance(read(text, sign_in=None), Settings) for text in (LIST, ""))


def test_without_a_list_nothing_is_locked_and_with_one_it_is():
    """Row 118."""
    assert isinstance(none := read("", sign_in=False), Settings)
    assert isinstance(some := read(LIST), Settings)
    assert (none.locked, some.locked) == (False, True)
    assert isinstance(read_settings({"APP_PRIVATE": "1", "APP_ALLOWED_EMAILS": LIST}), Settings)
