"""JSON as the contract means it: one reading for every byte sequence, or none.

The standard loader lets the last of two equal keys win, takes NaN, and turns 1e400 into infinity;
each of those could make a failure look like a success.
"""

from __future__ import annotations

import json
from typing import NoReturn

from services.messages import N_

_MOST_DIGITS = 19


class NotJson(ValueError):
    """The bytes are not one strict JSON value. The text is ours and holds nothing of the bytes."""


def load_json(body: bytes) -> object:
    """Read one JSON value from UTF-8 bytes, with or without a byte order mark.

    Raises `NotJson` for anything else: another encoding, bad bytes, a duplicated key, NaN or an
    infinity, a number of absurd length, nesting without end, trailing text.
    """
    reason = N_("not JSON")
    try:
        return json.loads(
            body.decode("utf-8-sig"),
            object_pairs_hook=_unique_keys,
            parse_constant=_refuse_constant,
            parse_int=_short_int,
            parse_float=_finite_float,
        )
    except NotJson as error:
        reason = str(error)
    except UnicodeDecodeError:
        reason = N_("not UTF-8")
    except RecursionError:
        reason = N_("nested too deeply")
    except ValueError:
        pass
    # Raised out here, so that no decoder error (which quotes the body) stays in the context.
    raise NotJson(reason)


def _unique_keys(pairs: list[tuple[str, object]]) -> dict[str, object]:
    result = dict(pairs)
    if len(result) != len(pairs):
        raise NotJson(N_("a key stands twice"))
    return result


def _refuse_constant(_: str) -> NoReturn:
    raise NotJson(N_("not a number"))


def _short_int(text: str) -> int:
    if len(text) > _MOST_DIGITS:
        raise NotJson(N_("a number is too long"))
    return int(text)


def _finite_float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise NotJson(N_("a number is too large"))
    return value
