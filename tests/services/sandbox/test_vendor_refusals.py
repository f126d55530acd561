"""What the simulated vendor refuses: failures on request, invalid parameters, removed paths."""

from __future__ import annotations

import re

import pytest

from tests.services.sandbox.questions import (
    GROSS,
    LEGACY,
    SUCCESSOR,
    ask,
    legacy,
    points,
    successor,
)


@pytest.mark.parametrize(
    ("code", "status"),
    [
        (100, 401), (303, 429), (301, 200), (503, 503), (500, 500), (404, 404), (600, 403),
        (400, 400), (302, 200), (601, 200), (602, 200), (101, 200), (202, 200), (1, 200),
        (999, 200),
    ],
)  # fmt: skip
def test_an_id_that_asks_for_a_failure_gets_it_from_both_endpoints(code: int, status: int) -> None:
    creator_id = f"5f0000000000000dead00{code:03}".rjust(24, "5")
    answer = ask(LEGACY, legacy(creator_id))
    assert answer == ask(SUCCESSOR, successor(creator_id))
    assert answer[0] == status
    body = answer[1]
    assert list(body) == ["code", "data", "message", "recordTime"]
    assert (body["code"], body["data"]) == (code, None)
    assert re.fullmatch(r"[A-Z, ]+", body["message"])


def test_failing_with_000_is_a_success() -> None:
    assert len(points(LEGACY, legacy("5f0000000000000dead00000"))) == 30


def test_upper_case_ids_are_the_same_creator() -> None:
    lower = "5f0000000000000000abcdef"
    assert points(LEGACY, legacy(lower.upper())) == points(LEGACY, legacy(lower))


INVALID: list[tuple[str, dict[str, str]]] = [
    (LEGACY, {}),
    (LEGACY, {"kolId": GROSS}),
    (LEGACY, {"kolId": GROSS, "dateType": "_1"}),
    (LEGACY, {"kolId": GROSS, "increaseType": "_1"}),
    (LEGACY, {"dateType": "_1", "increaseType": "_1"}),
    (LEGACY, legacy("")),
    (LEGACY, legacy(GROSS[:-1])),
    (LEGACY, legacy(GROSS + "0")),
    (LEGACY, legacy(GROSS + "\n")),
    (LEGACY, legacy("g" * 24)),
    (LEGACY, legacy("５" * 24)),
    (LEGACY, legacy(GROSS, "_3")),
    (LEGACY, legacy(GROSS, "DAY_30")),
    (LEGACY, legacy(GROSS, "_1", "_3")),
    (LEGACY, legacy(GROSS, acceptCache="yes")),
    (LEGACY, successor(GROSS)),
    (SUCCESSOR, legacy(GROSS)),
    (SUCCESSOR, successor(GROSS, "DAY_60")),
    (SUCCESSOR, successor(GROSS, "DAY_30", "_1")),
]


@pytest.mark.parametrize(("path", "query"), INVALID)
def test_invalid_parameters_get_code_400(path: str, query: dict[str, str]) -> None:
    status, body = ask(path, query)
    assert (status, body["code"], body["data"]) == (400, 400, None)


@pytest.mark.parametrize("accepted", ["true", "false"])
def test_accept_cache_changes_nothing(accepted: str) -> None:
    assert points(LEGACY, legacy(GROSS, acceptCache=accepted)) == points(LEGACY, legacy(GROSS))


@pytest.mark.parametrize("path", ["", "/", LEGACY + "/", LEGACY.replace("v1", "v2"), "/etc"])
def test_any_other_path_is_gone_and_has_no_code(path: str) -> None:
    status, body = ask(path, legacy(GROSS))
    assert status == 404
    assert "code" not in body
    assert body["path"] == path
