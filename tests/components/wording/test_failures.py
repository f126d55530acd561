from __future__ import annotations

import pytest

from components.wording.failures import OWNER_ADVICE, failure_text
from services.api.answers import RULES, Charged, Kind, Stops
from services.api.errors import ApiError
from services.api.reasons import REASONS
from tests.faults import FAILURES

MAYBE = "may have been charged"
KINDS = list(FAILURES)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_failure_has_a_sentence(kind):
    text = failure_text(
        ApiError(
            kind,
        )
    )
    assert text == REASONS[kind]
    assert text.endswith(".")
    assert text[0].isupper()
    assert "{" not in text
    assert "!" not in text


@pytest.mark.fault(34)
def test_no_sentence_is_for_two_kinds_and_none_for_success():
    assert len(set(REASONS.values())) == len(REASONS)
    assert Kind.OK not in REASONS


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("charged", list(Charged))
def test_it_may_have_been_charged_exactly_where_nobody_knows(kind, charged):
    text = failure_text(ApiError(kind, charged=charged))
    assert (MAYBE in text) == (charged is Charged.UNKNOWN)


@pytest.mark.parametrize(
    ("error", "numbers"),
    [
        (ApiError(Kind.VENDOR_ERROR, code=500), "(code 500)"),
        (
            ApiError(Kind.VENDOR_ERROR, code=503, http_status=502),
            "(code 503)",
        ),  # the code outranks the status
        (ApiError(Kind.GATEWAY, http_status=504), "(HTTP 504)"),
        (ApiError(Kind.UNKNOWN_CODE, code=-7), "(code -7)"),
        (ApiError(Kind.PROTOCOL, code=0, detail="no data field"), "(code 0, no data field)"),
        (
            ApiError(Kind.GATEWAY, http_status=502, detail="no business code"),
            "(HTTP 502, no business code)",
        ),
    ],
)
def test_the_vendors_numbers_and_our_own_reason_stand_in_brackets(error, numbers):
    assert failure_text(error) == f"{REASONS[error.kind]} {numbers}"


@pytest.mark.parametrize(
    "error",
    [ApiError(Kind.NO_SERIES, code=0, http_status=200), ApiError(Kind.STOPPED, detail="shutdown")],
)
def test_where_they_would_only_confuse_there_are_none(error):
    assert failure_text(error) == REASONS[error.kind]


def test_all_of_it_together():
    error = ApiError(Kind.INTERNAL, charged=Charged.UNKNOWN)
    assert failure_text(error) == (
        "A fault in this app; its details are in the server's log. "
        "It may have been charged, so it is not asked again by itself."
    )


def test_whatever_only_the_owner_can_mend_says_what_to_do():
    stopping = {kind for kind, rule in RULES.items() if rule.stops is not Stops.NOTHING}
    assert stopping == set(OWNER_ADVICE)
