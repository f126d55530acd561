from __future__ import annotations

import copy
import pickle

import pytest

from services.api import errors
from services.api.answers import Charged, Kind
from services.api.errors import (
    ERROR_OF_KIND,
    ApiError,
    CollectionFailed,
    GatewayError,
    OwnerError,
    UncertainError,
)


def test_every_kind_but_success_has_one_class() -> None:
    assert set(ERROR_OF_KIND) == set(Kind) - {Kind.OK}
    for kind, cls in ERROR_OF_KIND.items():
        assert cls.kind is kind
        assert issubclass(cls, ApiError)
        assert getattr(errors, cls.__name__) is cls


def test_the_families() -> None:
    """What handlers catch together: what the owner must mend, and what may have been charged."""
    of = {base: {k for k, c in ERROR_OF_KIND.items() if issubclass(c, base)} for base in FAMILIES}
    assert of == FAMILIES


FAMILIES = {
    OwnerError: {
        Kind.TOKEN_INVALID,
        Kind.PERMISSION_DENIED,
        Kind.BALANCE_INSUFFICIENT,
        Kind.SPEND_CAP_REACHED,
    },
    UncertainError: {Kind.UNCERTAIN, Kind.GATEWAY, Kind.PROTOCOL, Kind.TOO_LARGE},
}


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
    error = CollectionFailed(**fields)
    assert str(error) == text
    assert repr(error) == f"CollectionFailed('{text}')"


def test_an_error_costs_nothing_unless_it_says_so() -> None:
    error = CollectionFailed()
    assert (error.charged, error.calls, error.code, error.http_status) == (
        Charged.NO,
        0,
        None,
        None,
    )


@pytest.mark.parametrize("cls", ERROR_OF_KIND.values())
@pytest.mark.parametrize(
    "twin", [copy.copy, copy.deepcopy, lambda e: pickle.loads(pickle.dumps(e))]
)
def test_copies_and_pickles_keep_everything(cls: type[ApiError], twin) -> None:
    error = cls(charged=Charged.UNKNOWN, code=7, http_status=418, detail="our words", calls=2)
    again = twin(error)
    assert type(again) is cls
    assert (str(again), vars(again)) == (str(error), vars(error))


def test_nothing_but_numbers_and_fixed_words_fits_in() -> None:
    with pytest.raises(TypeError):
        GatewayError("https://api.example.com/?token=secret")
    with pytest.raises(TypeError):
        GatewayError(message="from the wire")
