"""The page of the person who pays: its numbers are those of the ledger."""

from __future__ import annotations

import pytest

from components.environments import recommendation
from services.archive.statistics import Durations
from services.csv_table import to_csv
from services.sandbox.creators import EXAMPLES
from tests.pages import CANARY, compare, failing, open_app, texts, vendor

IDS = [example.creator_id for example in EXAMPLES]
PAGE = "components/pages/calls.py"


def numbers(app):
    """Return today's figures by their labels: the first of the two spans."""
    found = {}
    for metric in app.metric:
        found.setdefault(metric.label, metric.value)
    return found


def test_nothing_was_called_yet(simulated):
    app = open_app().switch_page(PAGE).run()
    assert not app.exception
    assert "No call was made yet." in texts(app)
    assert numbers(app) == {
        "Paid calls": "0",
        "Served from the archive": "0",
        "Not charged": "0",
        "Unknown": "0",
    }
    assert simulated.count == 0


def test_the_numbers_are_those_of_the_ledger(token):
    with vendor(failing({IDS[2]: 400, IDS[3]: 999})) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:4]))
        compare(open_app(), "\n".join(IDS[:2]))
        app.switch_page(PAGE).run()
        assert numbers(app) == {
            "Paid calls": "4",
            "Served from the archive": "4",
            "Not charged": "2",
            "Unknown": "2",
        }
        assert "494 of 500 calls left today" in str(app.main) or any(
            "494 of 500" in str(one.proto) for one in app.get("progress")
        )
        table = app.dataframe[0].value
        assert len(table) == server.count == 8
        assert set(table["Creator"]) == {""}
        assert CANARY not in texts(app) + to_csv(table).decode()
        assert "In use: legacy." in texts(app)


def test_plain_http_is_warned_of(simulated, monkeypatch):
    monkeypatch.setenv("JUSTONEAPI_BASE_URL", "prod-cn")
    monkeypatch.setenv("JUSTONEAPI_ALLOW_HTTP", "1")
    app = open_app().switch_page(PAGE).run()
    assert "plain HTTP" in texts(app)
    assert simulated.count == 0


def test_the_sandbox_has_no_budget():
    app = compare(open_app(), IDS[0])
    app.switch_page(PAGE).run()
    assert "there is no budget" in texts(app)
    assert numbers(app)["Paid calls"] == "2"


def measured(name, calls=50, median=2.0, failures=0.0):
    return Durations(name, calls, median, 3 * median, failures)


@pytest.mark.parametrize(
    ("found", "current", "words"),
    [
        ([], "prod-global", "Too few calls"),
        ([measured("prod-global", calls=19)], "prod-global", "Too few calls"),
        ([measured("prod-global")], "prod-global", "No other environment was measured"),
        ([measured("prod-global"), measured("prod-cn", median=1.0)], "prod-global", "switch to"),
        ([measured("prod-global"), measured("prod-cn", median=1.7)], "prod-global", "stay with"),
        (
            [measured("prod-global"), measured("prod-cn", median=1.0, failures=0.1)],
            "prod-global",
            "stay with",
        ),
        (
            [measured("prod-global"), measured("prod-cn", calls=3, median=0.1)],
            "prod-global",
            "No other environment was measured",
        ),
        ([], "sandbox", "needs no environment"),
    ],
)
def test_the_recommendation_needs_enough_calls_and_a_clear_lead(found, current, words):
    assert words in recommendation(found, current)


def test_calls_show_what_readers_call_a_creator(simulated):
    rows = f"达人昵称\t链接\n小满\thttps://www.xiaohongshu.com/user/profile/{IDS[0]}"
    app = compare(open_app(), rows)
    app.switch_page(PAGE).run()
    assert set(app.dataframe[0].value["Creator"]) == {"小满"}
