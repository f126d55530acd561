"""What the calls cost, what they brought, and how the vendor answers."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from components.app import app_settings
from components.calls.bill import call_log, endpoint_line, environments, spending
from components.calls.gate import access_of, may_spend, unlock_form
from components.notes import demo_banner
from components.wording.i18n import _, say
from services.archive.archive import Archive
from services.archive.errors import ArchiveError
from services.archive.statistics import durations, recent_calls, spent
from services.china_time import china_today
from services.history.cache import history_of
from services.settings.settings import Settings, SettingsMistakes

_MEASURED_DAYS = 30


def calls_page(settings: Settings) -> None:
    """Compose the page. It reads the archive and calls nothing; the bill is the owner's."""
    st.title(_("Calls"))
    demo_banner(settings)
    if not may_spend(settings):
        unlock_form(settings, access_of(settings))
        return
    history = history_of(settings)
    try:
        _bill(history.archive, settings)
    except ArchiveError as error:
        st.error(say(error.message))
    endpoint_line(history.client.endpoint)


def _bill(archive: Archive, settings: Settings) -> None:
    day = china_today(archive.now)
    today = archive.ask(lambda c: spent(c, day, day))
    month = archive.ask(lambda c: spent(c, day.replace(day=1), day))
    spending(today, month, archive.limit)
    since = archive.now() - timedelta(days=_MEASURED_DAYS)
    environments(archive.ask(lambda c: durations(c, since)), settings)
    call_log(archive.ask(recent_calls))


checked = app_settings()
if not isinstance(checked, SettingsMistakes):
    calls_page(checked)
