from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from services.api.answers import RULES, Kind, Stops
from services.api.errors import ApiError
from services.api.governor import Latch
from tests.services.api.fakes import NOON, FakeTime


@pytest.mark.parametrize("kind", [kind for kind in RULES if kind is not Kind.OK])
def test_which_answers_close_the_latch(kind: Kind) -> None:
    latch = Latch(now=lambda: NOON)
    error = ApiError(
        kind,
    )
    latch.close(error)
    assert (latch.reason is error) is (RULES[kind].stops is not Stops.NOTHING)


@pytest.mark.parametrize(
    ("closed", "opens"),
    [  # row 28: midnight in China is 16:00 UTC
        (datetime(2025, 12, 8, 15, 59, 59, tzinfo=UTC), datetime(2025, 12, 8, 16, tzinfo=UTC)),
        (datetime(2025, 12, 8, 16, 0, 0, tzinfo=UTC), datetime(2025, 12, 9, 16, tzinfo=UTC)),
        (datetime(2025, 12, 8, 16, 1, 0, tzinfo=UTC), datetime(2025, 12, 9, 16, tzinfo=UTC)),
        (datetime(2025, 12, 31, 0, 0, 0, tzinfo=UTC), datetime(2025, 12, 31, 16, tzinfo=UTC)),
    ],
)
@pytest.mark.fault(28)
def test_a_quota_opens_again_at_midnight_in_china(closed: datetime, opens: datetime) -> None:
    time = FakeTime(closed)
    latch = Latch(now=time.now)
    error = ApiError(Kind.QUOTA_EXCEEDED, code=303)
    latch.close(error)
    assert latch.reason is error
    time.moment = opens - timedelta(microseconds=1)
    assert latch.reason is error
    time.moment = opens
    assert latch.reason is None
    latch.close(error)
    assert latch.reason is error


@pytest.mark.fault(23, 24, 34)
def test_the_owners_answers_stay() -> None:
    time = FakeTime()
    latch = Latch(now=time.now)
    error = ApiError(Kind.TOKEN_INVALID, code=100)
    latch.close(error)
    time.pass_by(400 * 24 * 3600)
    assert latch.reason is error


@pytest.mark.parametrize("quota_first", [False, True])
def test_a_quota_does_not_soften_an_answer_that_stays(quota_first: bool) -> None:
    time = FakeTime()
    latch = Latch(now=time.now)
    both: list[ApiError] = [
        ApiError(Kind.QUOTA_EXCEEDED, code=303),
        ApiError(Kind.BALANCE_INSUFFICIENT, code=601),
    ]
    for error in both if quota_first else reversed(both):
        latch.close(error)
    time.pass_by(24 * 3600)
    assert latch.reason.kind is Kind.BALANCE_INSUFFICIENT


def test_a_latch_that_is_not_sticky_never_closes() -> None:
    latch = Latch(sticky=False, now=lambda: NOON)
    for kind in RULES.keys() - {Kind.OK}:
        latch.close(
            ApiError(
                kind,
            )
        )
    assert latch.reason is None


def test_the_latch_under_many_threads() -> None:
    """Closing for good while others look, at the moment in which a quota ends."""
    midnight = datetime(2025, 12, 8, 16, tzinfo=UTC)
    moment = [midnight - timedelta(seconds=1)]
    for _ in range(50):
        latch = Latch(now=lambda: moment[0])
        moment[0] = midnight - timedelta(seconds=1)
        latch.close(ApiError(Kind.QUOTA_EXCEEDED))
        with ThreadPoolExecutor(4) as pool:
            moment[0] = midnight
            looks = [pool.submit(getattr, latch, "reason") for _ in range(8)]
            pool.submit(latch.close, ApiError(Kind.TOKEN_INVALID)).result()
            for look in looks:
                look.result()
        assert latch.reason.kind is Kind.TOKEN_INVALID
