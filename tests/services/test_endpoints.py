from __future__ import annotations

from datetime import UTC, datetime

import pytest

from services.api.series import Metric
from services.endpoints import LEGACY, SUCCESSOR, EndpointChoice

CREATOR = "5f0000000000000001000a01"
LEGACY_PATH = "/api/xiaohongshu-pgy/get-kol-fans-trend/v1"
SUCCESSOR_PATH = (
    "/api/xiaohongshu-pgy/api/solar/kol/data/userId/fans_overall_new_history/v1"  # literal userId
)
LEGACY_QUERIES = [
    (Metric.TOTAL, 30, False, {"dateType": "_1", "increaseType": "_1", "acceptCache": "false"}),
    (Metric.TOTAL, 60, False, {"dateType": "_2", "increaseType": "_1", "acceptCache": "false"}),
    (Metric.NEW, 30, True, {"dateType": "_1", "increaseType": "_2", "acceptCache": "true"}),
    (Metric.NEW, 60, True, {"dateType": "_2", "increaseType": "_2", "acceptCache": "true"}),
]
SUCCESSOR_QUERIES = [
    (Metric.TOTAL, 30, {"dateType": "DAY_30", "increaseType": "FANS_TOTAL"}),
    (Metric.TOTAL, 90, {"dateType": "DAY_90", "increaseType": "FANS_TOTAL"}),
    (Metric.NEW, 30, {"dateType": "DAY_30", "increaseType": "FANS_INCREASE"}),
    (Metric.NEW, 90, {"dateType": "DAY_90", "increaseType": "FANS_INCREASE"}),
]


@pytest.mark.parametrize(("metric", "days", "cache", "words"), LEGACY_QUERIES)
def test_the_legacy_spelling(metric, days, cache, words):
    query = LEGACY.query(CREATOR, metric, days, accept_cache=cache)
    assert query == {"kolId": CREATOR, **words}
    assert LEGACY.path == LEGACY_PATH


@pytest.mark.parametrize("cache", [False, True])
@pytest.mark.parametrize(("metric", "days", "words"), SUCCESSOR_QUERIES)
def test_the_successor_spelling_knows_no_cache(metric, days, words, cache):
    query = SUCCESSOR.query(CREATOR, metric, days, accept_cache=cache)
    assert query == {"userId": CREATOR, **words}
    assert SUCCESSOR.path == SUCCESSOR_PATH


def test_the_widest_windows():
    assert (LEGACY.widest, SUCCESSOR.widest) == (60, 90)


@pytest.mark.parametrize(("profile", "days"), [(LEGACY, 90), (SUCCESSOR, 60), (LEGACY, 0)])
def test_a_window_that_is_not_offered(profile, days):
    with pytest.raises(KeyError):
        profile.query(CREATOR, Metric.TOTAL, days)


@pytest.mark.parametrize(
    ("setting", "first", "then"),
    [
        ("auto", LEGACY, SUCCESSOR),
        ("legacy", LEGACY, None),
        ("successor", SUCCESSOR, None),
    ],
)
def test_what_a_setting_chooses(setting, first, then):
    choice = EndpointChoice(setting)
    assert choice.current is first
    assert choice.other(first) is then


def test_settling_on_the_successor():
    choice = EndpointChoice("auto")
    choice.settle_on(SUCCESSOR, datetime(2025, 12, 8, tzinfo=UTC))
    assert choice.current is SUCCESSOR
    assert choice.other(SUCCESSOR) is None
    assert choice.other(LEGACY) is SUCCESSOR  # for a call that had begun before
