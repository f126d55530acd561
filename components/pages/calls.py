"""What the calls cost, what they brought, and how the vendor answers."""

from __future__ import annotations

import streamlit as st

from components.app import app_settings, title_line
from components.calls.bill import call_log, endpoint_line, environments, spending
from components.calls.gate import access_of, may_spend, signed_in, unlock_form
from components.calls.money import balance, by_day, by_list
from components.notes import demo_badge, plain_http_warning, waiting_note
from components.wording.i18n import _, say
from services.history.bill import Bill
from services.history.cache import history_of
from services.history.purse import NOTHING_KNOWN
from services.settings.settings import Settings, SettingsMistakes


def calls_page(settings: Settings) -> None:
    """Compose the page. It reads the archive and calls nothing; the bill is the owner's."""
    title_line(_("Calls"))
    demo_badge(settings)
    plain_http_warning(settings)
    if not may_spend(settings):
        unlock_form(settings, access_of(settings))
        return
    signed_in()
    history = history_of(settings)
    waiting_note(history)
    bill = history.bill()
    funds = NOTHING_KNOWN if settings.sandbox else history.purse.funds()
    if not settings.sandbox and balance(funds):
        with st.spinner(_("Asking for the balance")):
            history.purse.ask()
        st.rerun()
    if isinstance(bill, Bill):
        spending(bill.today, bill.month, bill.limit, funds)
        by_day(bill.days, free=settings.sandbox)
        by_list(bill.lists, len(history.metrics), funds)
        environments(bill.environments, settings)
        call_log(bill.calls, free=settings.sandbox)
    else:
        st.error(say(bill.message))
    endpoint_line(history.endpoint)


checked = app_settings()
if not isinstance(checked, SettingsMistakes):
    calls_page(checked)
