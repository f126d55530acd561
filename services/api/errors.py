"""What a call can end in, and the errors that say so in our own words.

No error here carries a URL, a response, another exception or the vendor's text: each of those can
hold the token. They carry numbers, and `Kind`, from which a component makes the sentence.
"""

from __future__ import annotations

from typing import ClassVar

from services.api.answers import Charged, Kind


class ApiError(Exception):
    """A call that brought no series. Its text is fixed words of ours plus numbers.

    `kind` says what happened, `code` and `http_status` are the vendor's numbers where there were
    any, `charged` whether it cost a call, `calls` how many requests were sent for it, and `detail`
    names our own reason (fixed words, never text from the wire).
    """

    kind: ClassVar[Kind]

    def __init__(
        self,
        *,
        charged: Charged = Charged.NO,
        code: int | None = None,
        http_status: int | None = None,
        detail: str = "",
        calls: int = 0,
    ) -> None:
        self.charged = charged
        self.code = code
        self.http_status = http_status
        self.detail = detail
        self.calls = calls
        parts = [self.kind.value]
        parts += [f"code {code}"] if code is not None else []
        parts += [f"HTTP {http_status}"] if http_status is not None else []
        parts += [detail] if detail else []
        super().__init__(", ".join(parts))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), dict(self.__dict__)))


def _rebuild(cls: type[ApiError], fields: dict[str, object]) -> ApiError:
    return cls(**fields)  # type: ignore[arg-type]


class NoSeries(ApiError):
    """Charged and answered: the marketplace publishes no history for this creator. Never zero."""

    kind = Kind.NO_SERIES


class OwnerError(ApiError):
    """Only the owner of the token can mend it: the batch stops, and so does every later call."""


class TokenInvalid(OwnerError):
    """Code 100."""

    kind = Kind.TOKEN_INVALID


class PermissionDenied(OwnerError):
    """Code 600."""

    kind = Kind.PERMISSION_DENIED


class BalanceInsufficient(OwnerError):
    """Code 601."""

    kind = Kind.BALANCE_INSUFFICIENT


class SpendCapReached(OwnerError):
    """Code 602."""

    kind = Kind.SPEND_CAP_REACHED


class QuotaExceeded(ApiError):
    """Code 303: no further call before midnight in China."""

    kind = Kind.QUOTA_EXCEEDED


class CollectionFailed(ApiError):
    """Code 301, after our retries: the vendor could not collect this creator now."""

    kind = Kind.COLLECTION_FAILED


class RateLimited(ApiError):
    """Code 302, or HTTP 429 without a code, after one wait."""

    kind = Kind.RATE_LIMITED


class InvalidParameters(ApiError):
    """Code 400."""

    kind = Kind.INVALID_PARAMETERS


class EndpointGone(ApiError):
    """Code 404, or HTTP 404/410: the vendor removed the path."""

    kind = Kind.ENDPOINT_GONE


class VendorError(ApiError):
    """Code 500 or 503, after our retries."""

    kind = Kind.VENDOR_ERROR


class UnknownCode(ApiError):
    """A code that the vendor's table does not explain; whether it was charged is unknown."""

    kind = Kind.UNKNOWN_CODE


class NotSent(ApiError):
    """The request never left: no address, refused, or no connection in time."""

    kind = Kind.NOT_SENT


class TlsFailed(ApiError):
    """The certificate or the handshake was refused; trying again would not help."""

    kind = Kind.TLS


class UncertainError(ApiError):
    """Sent, and then no usable answer: it may have been charged: we never send it again."""

    kind = Kind.UNCERTAIN


class GatewayError(UncertainError):
    """An HTTP error without a business code, usually from something between us and the vendor."""

    kind = Kind.GATEWAY


class ProtocolError(UncertainError):
    """An answer of the wrong shape."""

    kind = Kind.PROTOCOL


class TooLarge(UncertainError):
    """An answer beyond the size that a real one can have."""

    kind = Kind.TOO_LARGE


class NotAsked(ApiError):
    """We decided not to send: no call was made, and the next click may make one."""


class Stopped(NotAsked):
    """Not sent, because an earlier answer stopped the batch."""

    kind = Kind.STOPPED


class BudgetSpent(NotAsked):
    """Not sent, because the day's limit of paid calls is reached."""

    kind = Kind.BUDGET_SPENT


class NotRecorded(NotAsked):
    """Not sent, because the archive could not book it; `detail` is the archive's sentence."""

    kind = Kind.NOT_RECORDED


class InternalError(ApiError):
    """A fault in this program."""

    kind = Kind.INTERNAL


def _leaves(cls: type[ApiError]) -> list[type[ApiError]]:
    below = [leaf for child in cls.__subclasses__() for leaf in _leaves(child)]
    return ([cls] if "kind" in cls.__dict__ else []) + below


ERROR_OF_KIND: dict[Kind, type[ApiError]] = {cls.kind: cls for cls in _leaves(ApiError)}
"""The error class of every kind but `OK`."""
