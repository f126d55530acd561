"""Does the vendor still say what we read? `make drift`, for an owner with access to the internet.

Asks the vendor's public example of an answer, and its public specification, for the endpoints of a
history: without a token, and free of charge. Where both are was read in public programs and never
tried from here, so "could not be asked" may as well mean that the places have changed.

Ends with 0 when all is as the parser and `services/endpoints.py` expect it, 1 when something is
not, 2 when nothing could be asked.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from services.api.answers import Kind
from services.api.parsing import read_answer
from services.api.series import Metric
from services.api.strict_json import NotJson, load_json
from services.api.transport import Limits, RawAnswer, Transport
from services.china_time import china_today
from services.endpoints import PROFILES, Profile

EXAMPLES, EXAMPLE_PATH = "https://api.justoneapi.com", "/status/api-example/detail"
SPECIFICATIONS, SPECIFICATION_PATH = "https://docs.justoneapi.com", "/openapi.json"
LIMITS = Limits(connect=10, read=60, total=120, body=50_000_000)
KNOWN = {"data": {"fansNumInc", "fansNumIncRate", "list"}, "list": {"num", "dateKey"}}
AS_EXPECTED, DRIFTED, NOT_ASKED = range(3)


@dataclass(frozen=True)
class Finding:
    """What was found of one endpoint; `state` is one of the exit codes."""

    state: int
    text: str


def findings(examples: str = EXAMPLES, specifications: str = SPECIFICATIONS) -> Iterator[Finding]:
    """Ask the two servers about each endpoint, and say what was found."""
    specification = _asked(specifications, SPECIFICATION_PATH, {})
    for profile in PROFILES.values():
        example = _asked(examples, EXAMPLE_PATH, {"api": profile.path})
        for source, found in (
            ("example", _example(example)),
            ("specification", _specified(specification, profile)),
        ):
            for finding in found:
                yield Finding(finding.state, f"{profile.name}, {source}: {finding.text}")


def _asked(base: str, path: str, params: dict[str, str]) -> Any:
    """Return the JSON that a server answers, or why there is none as a `Finding`."""
    outcome = Transport(base, None, limits=LIMITS).get(path, params)
    if not isinstance(outcome, RawAnswer):
        return Finding(NOT_ASKED, f"could not be asked: {outcome.detail}")
    if outcome.http_status != 200:
        return Finding(NOT_ASKED, f"could not be asked: HTTP {outcome.http_status}")
    try:
        return load_json(outcome.body)
    except NotJson as error:
        return Finding(NOT_ASKED, f"could not be asked: {error}")


def _example(answer: Any) -> Iterator[Finding]:
    """Have our parser read the example, as if a paid call had brought it."""
    if isinstance(answer, Finding):
        yield answer
        return
    told = answer.get("data") if isinstance(answer, dict) else None
    example = told.get("example") if isinstance(told, dict) else None
    if not isinstance(told, dict) or not isinstance(example, dict):
        yield Finding(NOT_ASKED, "there is none")
        return
    made = "made up by the vendor" if told.get("synthetic") else "of a real call"
    reading = read_answer(200, json.dumps(example).encode(), Metric.TOTAL, china_today())
    days = len(reading.series.points) if reading.series else 0
    state = AS_EXPECTED if reading.kind in (Kind.OK, Kind.NO_SERIES) else DRIFTED
    detail = f", {reading.detail}" if reading.detail else ""
    yield Finding(state, f"{made}, read as {reading.kind}, {days} days{detail}")
    if reading.series and reading.series.dropped:
        yield Finding(DRIFTED, f"{reading.series.dropped} of its rows cannot be read")
    yield from _new_keys(example)


def _new_keys(example: dict[str, Any]) -> Iterator[Finding]:
    """Name what the example holds beyond what we know: nothing is wrong with that."""
    data = example.get("data") if isinstance(example.get("data"), dict) else {}
    rows = [row for row in data.get("list") or () if isinstance(row, dict)]
    for place, found in (("data", set(data)), ("list", {key for row in rows for key in row})):
        if further := sorted(found - KNOWN[place]):
            yield Finding(AS_EXPECTED, f"new in {place}: {', '.join(further)}")


def _specified(specification: Any, profile: Profile) -> Iterator[Finding]:
    """Look for the endpoint's path, its parameters and their words."""
    if isinstance(specification, Finding):
        yield specification
        return
    paths = specification.get("paths", {}) if isinstance(specification, dict) else {}
    asked = paths.get(profile.path, {}).get("get")
    if asked is None:
        state = AS_EXPECTED if profile.name == "legacy" else DRIFTED
        yield Finding(state, "not listed" + (", as since June 2026" * (state == AS_EXPECTED)))
        return
    said = {one.get("name"): json.dumps(one) for one in asked.get("parameters", ())}
    wanted = {
        profile.id_parameter: (),
        "dateType": profile.windows.values(),
        "increaseType": profile.metrics.values(),
    }
    lacking = [
        " ".join((name, *words))
        for name, words in wanted.items()
        if not all(word in said.get(name, "") for word in (name, *words))
    ]
    yield Finding(
        DRIFTED if lacking else AS_EXPECTED,
        f"no longer offers {'; '.join(lacking)}" if lacking else "offers what we ask for",
    )
    if asked.get("deprecated"):
        yield Finding(AS_EXPECTED, "marked as deprecated")


def main() -> int:
    """Print what was found, and return the exit code."""
    found = list(findings())
    for finding in found:
        print(f"{('as expected', 'CHANGED', 'unknown')[finding.state]}: {finding.text}")
    states = {finding.state for finding in found}
    return DRIFTED if DRIFTED in states else NOT_ASKED if states == {NOT_ASKED} else AS_EXPECTED


if __name__ == "__main__":
    sys.exit(main())
