from __future__ import annotations

import pytest

from components.wording.labels import refusal_text, remark_text
from services.growth.projection import NoProjection, Remark


@pytest.mark.parametrize("refused", list(NoProjection))
def test_every_refusal_has_a_sentence_of_its_own(refused):
    others = {refusal_text(other) for other in NoProjection if other is not refused}
    assert refusal_text(refused).startswith("No projection")
    assert refusal_text(refused) not in others
    assert "{" not in refusal_text(refused)


def test_every_remark_has_a_sentence_of_its_own():
    texts = [remark_text(remark) for remark in Remark]
    assert len(set(texts)) == len(texts)
    assert all(text.endswith(".") for text in texts)
