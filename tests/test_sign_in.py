"""Signing in, in a real browser, at a provider on this machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from services.sandbox.creators import EXAMPLES
from tests.browser import AppProcess
from tests.oidc import CLIENT_SECRET, provider
from tests.pages import CANARY
from tests.visits import keep, still, visit

pytestmark = pytest.mark.browser

PEOPLE = {
    "listed": {"email": "Boss@Brand.Example", "email_verified": True},
    "of a listed domain": {"email": "x@agency.example", "email_verified": True},
    "unlisted": {"email": "x@agency.example.evil.example", "email_verified": True},
    "unverified": {"email": "boss@brand.example", "email_verified": False},
}
ONE = EXAMPLES[0].creator_id


@pytest.fixture(scope="module")
def private(tmp_path_factory):
    """A private app without a passcode, into which one address and one domain may sign in."""
    folder = tmp_path_factory.mktemp("signing-in")
    env = {
        "JUSTONEAPI_TOKEN": CANARY,
        "APP_ALLOWED_EMAILS": "boss@brand.example, @agency.example",
        "APP_PRIVATE": "1",
    }
    app = AppProcess(env, str(folder))
    secrets = Path(folder, ".streamlit", "secrets.toml")
    secrets.parent.mkdir()
    with provider(PEOPLE) as server:
        secrets.write_text(server.secrets(app.url), encoding="utf-8")
        app.start()
        try:
            yield app
        finally:
            app.stop()
    log = app.log.read_text(encoding="utf-8")
    assert CANARY not in log
    assert CLIENT_SECRET not in log


def shown(name: str) -> str:
    """Return an address as a page shows it, with a sign that keeps it from becoming a link."""
    return str(PEOPLE[name]["email"]).replace("@", "@\u2060")


def rests(page: Page) -> None:
    """Wait until a page may be left: what it still loads then would fail."""
    still(page)
    page.wait_for_load_state("networkidle")


def sign_in(page: Page, app: AppProcess, name: str) -> None:
    page.goto(f"{app.url}/?lang=en")
    expect(page.get_by_text("This app is private. Sign in to open it.")).to_be_visible()
    rests(page)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name=name, exact=True).click()
    page.wait_for_url(f"{app.url}/**")
    rests(page)


@pytest.mark.fault(118)
@pytest.mark.parametrize("name", ["listed", "of a listed domain"])
def test_who_is_on_the_list_spends_until_they_sign_out(browser, private, name):
    """Row 118."""
    with visit(browser, locale="en") as page:
        sign_in(page, private, name)
        page.goto(f"{private.url}/?kols={ONE}&lang=en")
        expect(page.get_by_role("button", name="2 calls")).to_be_visible()
        page.get_by_role("link", name="Calls").click()
        expect(page.get_by_text(f"Signed in as {shown(name)}.")).to_be_visible()
        keep(page, "signed-in")
        rests(page)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_text("This app is private. Sign in to open it.")).to_be_visible()
        rests(page)


@pytest.mark.fault(118)
@pytest.mark.parametrize("name", ["unlisted", "unverified"])
def test_who_is_not_sees_nothing_and_signs_in_as_somebody_else(browser, private, name):
    """Row 118."""
    with visit(browser, locale="en") as page:
        sign_in(page, private, name)
        page.goto(f"{private.url}/?kols={ONE}&lang=en")
        expect(page.get_by_text(f"You are signed in as {shown(name)}.")).to_be_visible()
        expect(page.get_by_role("button", name="2 calls")).to_have_count(0)
        expect(page.get_by_role("link", name="Calls")).to_have_count(0)
        rests(page)
        page.get_by_role("button", name="Sign out").click()
        expect(page.get_by_role("button", name="Sign in")).to_be_visible()
        rests(page)
