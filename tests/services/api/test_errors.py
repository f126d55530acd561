from __future__ import annotations

import copy
import pickle

import pytest

from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from tests.faults import FAILURES


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({}, "collection_failed"),
        ({"code": 301}, "collection_failed, code 301"),
        ({"code": 0}, "collection_failed, code 0"),
        ({"http_status": 503, "code": 301}, "collection_failed, code 301, HTTP 503"),
        ({"detail": "our words", "calls": 3}, "collection_failed, our words"),
    ],
)
def test_the_text_is_our_words_and_numbers(fields: dict[str, object], text: str) -> None:
    error = ApiError(Kind.COLLECTION_FAILED, **fields)
    assert str(error) == text
    assert repr(error) == f"ApiError('{text}')"


def test_an_error_costs_nothing_unless_it_says_so() -> None:
    error = ApiError(Kind.COLLECTION_FAILED)
    assert (error.charged, error.calls, error.code, error.http_status) == (
        Charged.NO,
        0,
        None,
        None,
    )


@pytest.mark.parametrize("kind", FAILURES)
@pytest.mark.parametrize(
    "twin", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
)
def test_copies_and_pickles_keep_everything(kind: Kind, twin) -> None:
    error = ApiError(
        kind, charged=Charged.UNKNOWN, code=7, http_status=418, detail="our words", calls=2
    )
    again = twin(error)
    assert type(again) is ApiError
    assert (str(again), vars(again)) == (str(error), vars(error))


def test_nothing_but_numbers_and_fixed_words_fits_in() -> None:
    with pytest.raises(TypeError):
        ApiError(Kind.GATEWAY, "https://api.example.com/?token=secret")
    with pytest.raises(TypeError):
        ApiError(Kind.GATEWAY, message="from the wire")
