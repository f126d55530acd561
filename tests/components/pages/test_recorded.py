"""The recorded responses, through the real client, read on the page exactly as recorded."""

from __future__ import annotations

import json

import pytest

from tests.fault_server import FaultServer, answering
from tests.pages import (
    compare,
    curves,
    drawn,
    open_app,
    ranking_of,
    texts,
    what_is_missing,
    with_every_column,
)
from tests.test_journeys import RECORDED, recorded

NO_HISTORY = RECORDED[3]


def test_the_seven_recorded_creators(token, recorded_responses):
    with FaultServer(answering(recorded(recorded_responses))) as server:
        token(server)
        app = compare(open_app(), "\n".join(RECORDED))
    assert not app.exception
    table = ranking_of(with_every_column(app)).value.set_index("creator_id")
    for creator_id in RECORDED:
        body = json.loads((recorded_responses / f"{creator_id}.json").read_text())
        row = table.loc[creator_id]
        if body["data"]["list"] is None:
            assert creator_id == NO_HISTORY
            assert row[["net_change", "growth_rate"]].isna().all()
            continue
        days = {point["dateKey"]: point["num"] for point in body["data"]["list"]}
        first, last = (days[f"{row[key]:%Y-%m-%d}"] for key in ("first_day", "last_day"))
        assert row["net_change"] == last - first, "over the days that they have in common"
        assert row["growth_rate"] == pytest.approx((last - first) / first * 100, abs=0.051)
        assert row["points"] == row["days_covered"]
    assert len(drawn(app)) == 6
    assert len(curves(app)) == 12, "beside the band of the whole list"
    said = what_is_missing(app)
    assert "publishes no history" in said
    assert "does not match its daily list" not in said


@pytest.mark.fault(51, 66)
def test_their_data_are_old_and_the_page_says_so(token, recorded_responses):
    with FaultServer(answering(recorded(recorded_responses))) as server:
        token(server)
        app = compare(open_app(), "\n".join(RECORDED))
    assert "Data to Dec 10, 2025" in texts(app)
    assert "before the newest possible day" in texts(app)
