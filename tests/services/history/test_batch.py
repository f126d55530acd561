from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace

import pytest

from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.series import Held, Metric
from services.history.batch import Batch, Launch
from tests.faults import FAILURES
from tests.services.history.test_creator_history import held

IDS = [f"5f0000000000000001000a{n:02d}" for n in range(1, 6)]
BOTH = (Metric.TOTAL, Metric.NEW)
OLD = held(1, 2)
STOPPING = {
    Kind.TOKEN_INVALID,  # 100
    Kind.QUOTA_EXCEEDED,  # 303
    Kind.PERMISSION_DENIED,  # 600
    Kind.BALANCE_INSUFFICIENT,  # 601
    Kind.SPEND_CAP_REACHED,  # 602
}


class Source:
    """Fetches and falls back as told: a value, or an error to raise, for each creator."""

    def __init__(self, told: dict[str, object] | None = None, old: dict[str, Held] | None = None):
        self.told = told or {}
        self.old = old or {}
        self.asked: list[tuple[str, Metric]] = []

    def fetch(self, creator_id: str, metric: Metric) -> Held:
        self.asked.append((creator_id, metric))
        told = self.told.get(creator_id, OLD)
        if isinstance(told, Exception):
            raise told
        assert isinstance(told, Held)
        return told

    def fallback(self, creator_id: str, metric: Metric) -> Held | None:
        return self.old.get(creator_id)


@pytest.fixture
def one_by_one() -> Iterator[ThreadPoolExecutor]:
    """A pool of one worker: asks are answered in their order."""
    with ThreadPoolExecutor(1) as pool:
        yield pool


def launcher(fetch: Callable[[str, Metric], Held], pool: ThreadPoolExecutor) -> Launch:
    """Return what launches `fetch` in `pool`, as the history does."""

    def launch(key: tuple[str, Metric], go_on: Callable[[], None]) -> Future[Held]:
        def work() -> Held:
            go_on()
            return fetch(*key)

        return pool.submit(work)

    return launch


def run(source: Source, pool: ThreadPoolExecutor, metrics: tuple[Metric, ...] = BOTH) -> Batch:
    batch = Batch(IDS, metrics)
    asks = [(creator_id, metric) for creator_id in IDS for metric in metrics]
    batch.start(asks, launcher(source.fetch, pool), source.fallback)
    finish(batch)
    return batch


def finish(batch: Batch) -> None:
    end = time.monotonic() + 3
    while not batch.done:
        assert batch.wait(batch.version, end - time.monotonic()) or batch.done


def test_everything_arrives_in_the_order_asked(one_by_one: ThreadPoolExecutor) -> None:
    news = {creator_id: held(n, n + 1) for n, creator_id in enumerate(IDS)}
    source = Source(dict(news))
    histories = run(source, one_by_one).histories()
    assert list(histories) == IDS
    assert all(histories[i].totals is histories[i].news is news[i] for i in IDS)
    assert source.asked == [(creator_id, metric) for creator_id in IDS for metric in BOTH]


def test_one_series_a_creator_is_derived(one_by_one: ThreadPoolExecutor) -> None:
    source = Source()
    history = run(source, one_by_one, (Metric.TOTAL,)).histories()[IDS[0]]
    assert history.derived
    assert not history.pending
    assert len(source.asked) == len(IDS)


@pytest.mark.parametrize("kind", FAILURES)
def test_which_answers_stop_the_rest(kind: Kind, one_by_one: ThreadPoolExecutor) -> None:
    error = ApiError(kind, code=7, calls=1)
    source = Source({IDS[1]: error})
    batch = run(source, one_by_one, (Metric.TOTAL,))
    outcomes = [batch.histories()[creator_id].totals for creator_id in IDS]
    assert outcomes[:2] == [OLD, error]
    if kind not in STOPPING:
        assert outcomes[2:] == [OLD, OLD, OLD]
        assert batch.stopped_by is None
        return
    assert len(source.asked) == 2
    assert batch.stopped_by is error
    for outcome in outcomes[2:]:
        assert outcome.kind is Kind.STOPPED
        assert (outcome.detail, outcome.charged, outcome.calls) == (kind.value, Charged.NO, 0)


def test_an_older_series_stands_in_for_a_failure(one_by_one: ThreadPoolExecutor) -> None:
    older = held(8, 9)
    failure = ApiError(
        Kind.COLLECTION_FAILED,
    )
    source = Source({IDS[0]: failure, IDS[1]: failure}, old={IDS[1]: older})
    histories = run(source, one_by_one).histories()
    assert histories[IDS[0]].totals is failure
    assert histories[IDS[1]].totals == replace(older, refresh_failed=failure)
    assert histories[IDS[1]].refresh_failures == (
        (Metric.TOTAL, failure),
        (Metric.NEW, failure),
    )


def test_an_older_series_stands_in_for_what_was_stopped(one_by_one: ThreadPoolExecutor) -> None:
    older = held(8, 9)
    source = Source({IDS[0]: ApiError(Kind.QUOTA_EXCEEDED)}, old={IDS[0]: older, IDS[2]: older})
    batch = run(source, one_by_one, (Metric.TOTAL,))
    outcomes = [batch.histories()[creator_id].totals for creator_id in IDS]
    for outcome in (outcomes[0], outcomes[2]):
        assert isinstance(outcome, Held)
        assert replace(outcome, refresh_failed=None) == older
    assert outcomes[1].kind is Kind.STOPPED
    assert batch.stopped_by.kind is Kind.QUOTA_EXCEEDED
    assert len(source.asked) == 1


def test_a_fault_of_ours_is_logged_and_not_shown(
    one_by_one: ThreadPoolExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    source = Source({IDS[0]: ZeroDivisionError("private detail")})
    with caplog.at_level(logging.ERROR):
        outcome = run(source, one_by_one).histories()[IDS[0]].totals
    assert outcome.kind is Kind.INTERNAL
    assert "private detail" in caplog.text
    assert "private" not in f"{outcome} {outcome!r} {vars(outcome)} {outcome.__context__!r}"
    assert outcome.__cause__ is outcome.__context__ is outcome.__traceback__ is None
    assert outcome.charged is Charged.UNKNOWN  # nobody knows how far it got


def test_a_fault_in_the_fallback_does_not_leave_the_page_waiting(
    one_by_one: ThreadPoolExecutor, caplog: pytest.LogCaptureFixture
) -> None:
    source = Source(
        {
            IDS[0]: ApiError(
                Kind.NOT_SENT,
            )
        }
    )

    def broken(creator_id: str, metric: Metric) -> Held | None:
        raise KeyError(creator_id)

    batch = Batch(IDS[:1], (Metric.TOTAL,))
    batch.start([(IDS[0], Metric.TOTAL)], launcher(source.fetch, one_by_one), broken)
    finish(batch)
    assert batch.histories()[IDS[0]].totals.kind is Kind.INTERNAL
    assert "KeyError" in caplog.text


def test_what_is_asked_for_twice_is_fetched_once() -> None:
    source, batch = Source(), Batch([IDS[0], IDS[0]], (Metric.TOTAL,))
    with ThreadPoolExecutor(1) as pool:
        batch.start([(IDS[0], Metric.TOTAL)] * 2, launcher(source.fetch, pool), source.fallback)
        finish(batch)
    assert batch.done
    assert len(source.asked) == 1
    assert list(batch.histories()) == [IDS[0]]


def test_nothing_to_ask_is_done_at_once(one_by_one: ThreadPoolExecutor) -> None:
    batch = Batch(IDS[:1], (Metric.TOTAL,))
    batch.settle(IDS[0], Metric.TOTAL, OLD)
    batch.start([], launcher(Source().fetch, one_by_one), Source().fallback)
    assert batch.done
    assert batch.histories()[IDS[0]].totals is OLD


def test_each_arrival_is_visible_at_once() -> None:
    arrive = {creator_id: threading.Event() for creator_id in IDS[:2]}

    def fetch(creator_id: str, metric: Metric) -> Held:
        assert arrive[creator_id].wait(2)
        return OLD

    batch = Batch(IDS[:2], (Metric.TOTAL,))
    with ThreadPoolExecutor(2) as pool:
        asks = [(creator_id, Metric.TOTAL) for creator_id in IDS[:2]]
        batch.start(asks, launcher(fetch, pool), Source().fallback)
        assert not batch.done
        assert all(history.pending for history in batch.histories().values())
        seen = batch.version
        arrive[IDS[1]].set()
        assert batch.wait(seen, 2)
        assert [history.pending for history in batch.histories().values()] == [True, False]
        assert not batch.done
        seen = batch.version
        arrive[IDS[0]].set()
        assert batch.wait(seen, 2)
        assert batch.done


def test_waiting_ends_when_the_time_is_up() -> None:
    batch = Batch(IDS[:1], (Metric.TOTAL,))
    started = time.monotonic()
    assert not batch.wait(batch.version, 0.05)
    assert 0.05 <= time.monotonic() - started < 0.5
    assert not batch.wait(batch.version, -1)
    batch.settle(IDS[0], Metric.TOTAL, OLD)
    assert batch.wait(batch.version - 1, 0)
    assert not batch.wait(batch.version, 0)
