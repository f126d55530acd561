from __future__ import annotations

import pytest

from components.wording.failures import OWNER_ADVICE, REASONS, failure_text
from services.api.answers import Charged, Kind
from services.api.errors import (
    ERROR_OF_KIND,
    GatewayError,
    InternalError,
    NoSeries,
    OwnerError,
    ProtocolError,
    Stopped,
    UnknownCode,
    VendorError,
)

MAYBE = "may have been charged"
KINDS = list(ERROR_OF_KIND)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_failure_has_a_sentence(kind):
    text = failure_text(ERROR_OF_KIND[kind]())
    assert text == REASONS[kind]
    assert text.endswith(".")
    assert text[0].isupper()
    assert "{" not in text
    assert "!" not in text


def test_no_sentence_is_for_two_kinds_and_none_for_success():
    assert len(set(REASONS.values())) == len(REASONS)
    assert Kind.OK not in REASONS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("charged", list(Charged))
def test_it_may_have_been_charged_exactly_where_nobody_knows(kind, charged):
    text = failure_text(ERROR_OF_KIND[kind](charged=charged))
    assert (MAYBE in text) == (charged is Charged.UNKNOWN)


@pytest.mark.parametrize(
    ("error", "numbers"),
    [
        (VendorError(code=500), "(code 500)"),
        (VendorError(code=503, http_status=502), "(code 503)"),  # the code outranks the status
        (GatewayError(http_status=504), "(HTTP 504)"),
        (UnknownCode(code=-7), "(code -7)"),
        (ProtocolError(code=0, detail="no data field"), "(code 0, no data field)"),
        (GatewayError(http_status=502, detail="no business code"), "(HTTP 502, no business code)"),
    ],
)
def test_the_vendors_numbers_and_our_own_reason_stand_in_brackets(error, numbers):
    assert failure_text(error) == f"{REASONS[error.kind]} {numbers}"


@pytest.mark.parametrize("error", [NoSeries(code=0, http_status=200), Stopped(detail="shutdown")])
def test_where_they_would_only_confuse_there_are_none(error):
    assert failure_text(error) == REASONS[error.kind]


def test_all_of_it_together():
    error = InternalError(charged=Charged.UNKNOWN)
    assert failure_text(error) == (
        "A fault in this app; its details are in the server's log. "
        "It may have been charged, so it is not asked again by itself."
    )


def test_whatever_only_the_owner_can_mend_says_what_to_do():
    owners = {kind for kind, cls in ERROR_OF_KIND.items() if issubclass(cls, OwnerError)}
    assert owners | {Kind.QUOTA_EXCEEDED} == set(OWNER_ADVICE)
