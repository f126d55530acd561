"""Thousands of sheets and pastes, changed by chance: each gives a value or a sentence, and soon."""

from __future__ import annotations

import pytest

from tests.services.sheet.measuring import MOST_MB, MOST_SECONDS, STATUS, printed


@pytest.mark.skipif(not STATUS.exists(), reason="no /proc to read memory from")
@pytest.mark.alone
@pytest.mark.fault(90, 102)
def test_thousands_of_changed_inputs_give_a_value_or_a_sentence() -> None:
    count, seconds, megabytes = map(float, printed("tests.services.sheet.mutating").split())
    assert count >= 5_000
    assert seconds <= MOST_SECONDS
    assert megabytes <= MOST_MB
