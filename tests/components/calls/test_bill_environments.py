from __future__ import annotations

import math
from datetime import UTC, datetime

import pytest
from streamlit.testing.v1 import AppTest

from components.calls.bill import recommendation
from services.archive.statistics import Durations
from services.endpoints import SUCCESSOR, EndpointChoice
from tests.components.made import sandbox, settings
from tests.components.running import run_script


def measured(name="prod-global", calls=50, median=2.0, failures=0.0):
    return Durations(name, calls, median, 3 * median, failures)


BROKEN = measured(median=math.nan, failures=1.0)
STAY = "Recommendation: stay with prod-global."
ALONE = f"{STAY} No other environment was measured; to compare, run with it for a day."
FASTER = "Recommendation: switch to prod-cn, which is clearly faster."
TOO_FEW = "Too few calls were measured here for a recommendation: 20 are needed."


@pytest.mark.parametrize(
    ("found", "told"),
    [
        ([], TOO_FEW),
        ([measured(calls=19)], TOO_FEW),
        ([measured("prod-cn")], TOO_FEW),
        ([measured(calls=20)], ALONE),
        ([measured(), measured("prod-cn", calls=19, median=0.1)], ALONE),
        ([measured(), measured("prod-cn", calls=20, median=1.59)], FASTER),
        ([measured(), measured("prod-cn", median=1.6)], STAY),
        ([measured(), measured("prod-cn", median=1.7)], STAY),
        ([measured(), measured("prod-cn", median=1.0, failures=0.1)], STAY),
        ([measured(failures=0.1), measured("prod-cn", median=1.0, failures=0.1)], FASTER),
        ([measured(), measured("prod-cn", median=1.0), measured("custom", median=1.5)], FASTER),
        ([measured(), measured("prod-cn", median=math.nan, failures=1.0)], STAY),
        (
            [BROKEN, measured("prod-cn", median=9.0)],
            "Recommendation: switch to prod-cn; here every call broke.",
        ),
        ([BROKEN, measured("prod-cn", median=math.nan, failures=1.0)], STAY),
        ([BROKEN], ALONE),
    ],
)
def test_the_recommendation_needs_enough_calls_and_a_clear_lead(found, told):
    assert recommendation(found, "prod-global") == told


def test_demo_data_need_no_environment():
    assert recommendation([measured("sandbox")], "sandbox") == "Demo data needs no environment."


def draw(found, given) -> AppTest:
    def script(found, given) -> None:
        from components.calls.bill import environments

        environments(found, given)

    return run_script(script, {"found": found, "given": given})


def test_an_environment_shows_its_durations_and_how_often_it_broke():
    app = draw([Durations("prod-global", 41, 2.34, 11.16, 0.025)], settings())
    told = [block.value for block in app.markdown]
    assert told[:2] == [
        "**prod-global**",
        "41 calls · median 2.3 s · 95 % within 11.2 s · broken 2.5%",
    ]
    assert told[2].startswith("Recommendation: stay with prod-global.")
    assert not app.warning


def test_where_every_call_broke_there_is_no_duration():
    app = draw([BROKEN], settings())
    assert app.markdown[1].value == "50 calls · median — · 95 % within — · broken 100.0%"


def test_nothing_measured():
    app = draw([], settings())
    assert app.caption[0].value == "No call was made yet, so nothing is measured."


CN = {"JUSTONEAPI_BASE_URL": "prod-cn", "JUSTONEAPI_ALLOW_HTTP": "1"}
HTTP = {"JUSTONEAPI_BASE_URL": "http://proxy.example:81", "JUSTONEAPI_ALLOW_HTTP": "1"}


@pytest.mark.parametrize(
    ("found", "given", "warned"),
    [
        ([], settings(**CN), True),
        ([measured(), measured("prod-cn", median=1.0)], settings(), True),
        ([measured()], settings(), False),
        ([], settings(**HTTP), False),
        ([measured("sandbox")], sandbox(), False),
    ],
    ids=["in use", "recommended", "neither", "another plain one", "demo data"],
)
def test_prod_cn_is_never_shown_without_its_warning(found, given, warned):
    told = [block.value for block in draw(found, given).warning]
    assert len(told) == warned
    assert all(text.startswith("prod-cn is plain HTTP") for text in told)


def endpoint(choice: EndpointChoice) -> str:
    def script(choice) -> None:
        from components.calls.bill import endpoint_line

        endpoint_line(choice)

    (line,) = (
        AppTest.from_function(script, kwargs={"choice": choice}, default_timeout=60).run().markdown
    )
    return line.value


def test_the_endpoint_in_use_and_why_it_was_switched():
    choice = EndpointChoice("auto")
    assert endpoint(choice) == "In use: legacy."
    choice.settle_on(SUCCESSOR, datetime(2025, 12, 7, 12, tzinfo=UTC))
    assert endpoint(choice) == (
        "In use: successor, since 2025-12-07, because the vendor removed the legacy endpoint."
    )
    assert endpoint(EndpointChoice("successor")) == "In use: successor."
