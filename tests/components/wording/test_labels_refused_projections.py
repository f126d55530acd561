from __future__ import annotations

import pytest

from components.wording.labels import refusal_text
from services.growth.projection import NoProjection


@pytest.mark.parametrize("refused", list(NoProjection))
def test_every_refusal_has_a_sentence_of_its_own(refused):
    others = {refusal_text(other) for other in NoProjection if other is not refused}
    assert refusal_text(refused).startswith("No projection")
    assert refusal_text(refused) not in others
    assert "{" not in refusal_text(refused)
