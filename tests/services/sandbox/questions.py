"""Questions to the simulated vendor, as a client would put them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond

LEGACY = "/api/xiaohongshu-pgy/get-kol-fans-trend/v1"
SUCCESSOR = "/api/xiaohongshu-pgy/api/solar/kol/data/userId/fans_overall_new_history/v1"
GROSS, NET = EXAMPLES[0].creator_id, EXAMPLES[1].creator_id
NOON = datetime(2026, 11, 24, 4, tzinfo=UTC)


def ask(path: str, query: Mapping[str, str], moment: datetime = NOON) -> tuple[int, Any]:
    status, headers, body = respond(path, query, now=lambda: moment)
    assert headers["Content-Type"] == "application/json"
    return status, json.loads(body)


def legacy(creator_id: str, window: str = "_1", series: str = "_1", **more: str) -> dict[str, str]:
    return {"kolId": creator_id, "dateType": window, "increaseType": series, **more}


def successor(
    creator_id: str, window: str = "DAY_30", series: str = "FANS_TOTAL"
) -> dict[str, str]:
    return {"userId": creator_id, "dateType": window, "increaseType": series}


def points(path: str, query: Mapping[str, str], moment: datetime = NOON) -> dict[str, int]:
    status, body = ask(path, query, moment)
    assert (status, body["code"]) == (200, 0)
    return {row["dateKey"]: row["num"] for row in body["data"]["list"]}
