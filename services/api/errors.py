"""The error of a call, which says what happened in our own words.

It carries no URL, no response, no other exception and none of the vendor's text: each of those can
hold the token. It carries numbers, and a `Kind`, from which a component makes the sentence.
"""

from __future__ import annotations

from services.api.answers import Charged, Kind


class ApiError(Exception):
    """A call that brought no series. Its text is fixed words of ours plus numbers.

    `kind` says what happened, `code` and `http_status` are the vendor's numbers where there were
    any, `charged` whether it cost a call, `calls` how many requests were sent for it, and `detail`
    names our own reason (fixed words, never text from the wire).
    """

    def __init__(
        self,
        kind: Kind,
        *,
        charged: Charged = Charged.NO,
        code: int | None = None,
        http_status: int | None = None,
        detail: str = "",
        calls: int = 0,
    ) -> None:
        self.kind = kind
        self.charged = charged
        self.code = code
        self.http_status = http_status
        self.detail = detail
        self.calls = calls
        parts = [kind.value]
        parts += [f"code {code}"] if code is not None else []
        parts += [f"HTTP {http_status}"] if http_status is not None else []
        parts += [detail] if detail else []
        super().__init__(", ".join(parts))

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (dict(self.__dict__),))


def _rebuild(fields: dict[str, object]) -> ApiError:
    return ApiError(**fields)  # type: ignore[arg-type]
