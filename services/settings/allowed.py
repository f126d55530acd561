"""Who may sign in to spend: addresses and domains, compared exactly."""

from __future__ import annotations

import re
from dataclasses import dataclass

from services.messages import N_
from services.settings.reader import Reader

_ADDRESS = re.compile(r"[!-?A-~]+@[a-z0-9.-]*[a-z0-9]", re.ASCII | re.IGNORECASE)
_DOMAIN = re.compile(r"@[a-z0-9-]+(\.[a-z0-9-]+)+", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True)
class Allowed:
    """The addresses and, each with its "@", the domains that APP_ALLOWED_EMAILS names."""

    entries: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Say whether anybody may spend by signing in."""
        return bool(self.entries)

    def admits(self, email: object, verified: object) -> bool:
        """Say whether somebody who signed in as `email` may spend.

        Only where the provider says that it has verified the address: some let a person type any.
        A domain is that domain alone, not what ends like it and not what is below it.
        """
        if not isinstance(email, str) or not (verified is True or verified == "true"):
            return False
        address = email.lower()
        if not _ADDRESS.fullmatch(address):
            return False
        return address in self.entries or "@" + address.rpartition("@")[2] in self.entries


def read_allowed(reader: Reader, *, sign_in: bool | None) -> Allowed:
    """Return APP_ALLOWED_EMAILS; `sign_in` is whether the host's secrets set up signing in.

    None where that is not known, as to a command: then nothing is said of it.
    """
    written = re.split(r"[\s,;，；、]+", reader.text("APP_ALLOWED_EMAILS", ""))
    entries = [one.lower() for one in written if one]
    known = (_ADDRESS.fullmatch(one) or _DOMAIN.fullmatch(one) for one in entries)
    if not all(known) or "*" in "".join(entries):
        reader.refuse(
            N_(
                "APP_ALLOWED_EMAILS must be addresses such as name@example.com, or domains such "
                "as @example.com, separated by commas."
            )
        )
    elif entries and sign_in is False:
        reader.refuse(
            N_(
                "APP_ALLOWED_EMAILS needs sign-in: add the section [auth] with its client_id to "
                "the secrets."
            )
        )
    elif not entries and sign_in:
        reader.refuse(
            N_("The secrets set up sign-in: name in APP_ALLOWED_EMAILS whom it lets make calls.")
        )
    return Allowed(frozenset(entries))
