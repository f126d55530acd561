"""Puts the parts together that the settings ask for: transport, client, archive, history."""

from __future__ import annotations

from services.api.call_log import show_on_stderr
from services.api.client import Client
from services.api.governor import Breaker, Latch, Slots
from services.api.series import Metric
from services.api.transport import Transport
from services.archive.archive import Archive, open_archive
from services.archive.balances import Balances
from services.archive.errors import ArchiveError
from services.archive.statistics import endpoint_news
from services.china_time import Clocks
from services.endpoints import SUCCESSOR, EndpointChoice
from services.history.history import History
from services.history.memory import Memory
from services.history.pool import FairPool
from services.history.purse import Purse
from services.sandbox.vendor import respond
from services.settings.settings import Settings


def build_history(settings: Settings, memory: Memory, clocks: Clocks) -> History:
    """Return a `History` under these settings, over an archive that is open and up to date."""
    if not settings.sandbox:  # whose calls are none
        show_on_stderr()
    archive = build_archive(settings, clocks)
    client = Client(
        Transport(
            settings.base_url, settings.token, responder=respond if settings.sandbox else None
        ),
        EndpointChoice(settings.endpoint),
        Slots(settings.concurrency),
        Latch(sticky=not settings.sandbox, now=clocks.now),
        Breaker(sticky=not settings.sandbox, monotonic=clocks.monotonic),
        clocks,
        accept_cache=settings.accept_cache,
        environment=settings.environment,
    )
    _remember_switch(client.endpoint, archive)
    metrics = (Metric.TOTAL, Metric.NEW) if settings.series == "both" else (Metric.TOTAL,)
    # Twice as many workers as calls at once: while some wait for the vendor, others read and write
    # the archive. `Slots` bounds the calls.
    pool = FairPool(2 * settings.concurrency)
    # Half the calls at once at most are for names: curves come first.
    names_pool = FairPool(max(1, settings.concurrency // 2))
    purse = Purse(client, Balances(archive, _account(settings)), settings.call_price)
    return History(client, archive, memory, metrics, pool, names_pool, purse)


def _account(settings: Settings) -> str:
    """Return what stands for the token in the archive: equal for equal ones, and no use else."""
    return "" if settings.token is None else settings.token.fingerprint(b"account")[:16]


def _remember_switch(endpoint: EndpointChoice, archive: Archive) -> None:
    """Start at the endpoint that answered last, where the legacy one was found gone before."""
    if not endpoint.automatic or archive.trouble is not None:
        return
    try:
        news = archive.ask(endpoint_news)
    except ArchiveError:
        return
    if news.gone_at is not None and news.last_answered == SUCCESSOR.name:
        endpoint.settle_on(SUCCESSOR, news.gone_at)


def build_archive(settings: Settings, clocks: Clocks) -> Archive:
    """Open the archive that the settings name; the sandbox's calls are free, so not limited."""
    limit = None if settings.sandbox else settings.daily_call_limit
    return open_archive(settings.database_url.reveal(), limit, clocks.now)
