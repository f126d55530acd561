"""Thousands of sheets and pastes, changed by chance: each gives a value or a sentence, and soon."""

from __future__ import annotations

import json

import pytest

from tests.services.sheet.measuring import MOST_MB, MOST_SECONDS, STATUS, printed

TEXTS, BOOKS = 4_000, 1_200


@pytest.mark.skipif(not STATUS.exists(), reason="no /proc to read memory from")
@pytest.mark.fault(90, 102)
def test_thousands_of_changed_inputs_give_a_value_or_a_sentence() -> None:
    told = json.loads(printed("tests.services.sheet.mutating", TEXTS, BOOKS))
    assert told["value"] + told["sentence"] == TEXTS + BOOKS
    assert min(told["value"], told["sentence"]) > 200
    assert told["seconds"] <= MOST_SECONDS
    assert told["megabytes"] <= MOST_MB
