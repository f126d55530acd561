"""A value that must not be printed: the API token, the passcode, the archive's address."""

from __future__ import annotations

import hmac
from hashlib import sha256
from typing import NoReturn


class Secret:
    """Holds a text that no repr, str, format, pickle or comparison gives away.

    Only the transport calls `reveal()`, when it writes the request line and blots it out of the
    answer, and the archive, when it connects to its database.
    """

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        """Return the text itself."""
        return self.__value

    def fingerprint(self, key: bytes) -> str:
        """Return a keyed digest: equal for equal secrets, and useless without `key`."""
        return hmac.new(key, self.__value.encode(), sha256).hexdigest()

    def matches(self, text: str) -> bool:
        """Say whether `text` is the secret; the time it takes does not tell where they differ."""
        # A lone surrogate is no UTF-8; it must come out as a difference, not as an error.
        given = text.encode("utf-8", "surrogatepass")
        return hmac.compare_digest(given, self.__value.encode("utf-8", "surrogatepass"))

    def __repr__(self) -> str:
        return "Secret(…)"

    __str__ = __repr__

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not to be pickled")
