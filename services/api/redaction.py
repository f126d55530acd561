"""Blots the token out of what a vendor sends back, however the vendor spells it.

An echo may be escaped as in an address, in JSON or in HTML, one in the other, or encoded. So a text
is searched as it came and with its escapes resolved, layer by layer, and what is found is blotted
out where it came from.
"""

from __future__ import annotations

import base64
import html
import re
from collections.abc import Iterator, Sequence

from services.secret import Secret

BLOT = b"***"
_LAYERS = 4
_LEAST = 4
_ESCAPE = re.compile(
    rb"%[0-9A-Fa-f]{2}|\\u[0-9A-Fa-f]{4}|\\x[0-9A-Fa-f]{2}|\\[\"'\\/]|\\[nr]|[\r\n]"
    rb"|&#[0-9]{1,7};|&#[xX][0-9A-Fa-f]{1,6};|&[A-Za-z]{2,8};"
)
_NO_BASE64 = re.compile(rb"[^A-Za-z0-9+/=_-]")

Span = tuple[int, int]
"""Where something begins and ends."""


def redact(data: bytes, token: Secret | None) -> bytes:
    """Return `data` with `***` for each spelling of the token."""
    plain = token.reveal().encode() if token is not None else b""
    if not plain:
        return data
    kept, end = bytearray(), 0
    for start, stop in sorted(_spans(data, plain)):
        if stop > end:
            kept += data[end : max(start, end)] + (BLOT if start >= end else b"")
            end = stop
    return bytes(kept + data[end:])


def _spans(data: bytes, plain: bytes) -> Iterator[Span]:
    """Yield where in `data` a spelling stands."""
    text: bytes = data
    origin: Sequence[int] = range(len(data) + 1)
    forms, wide = _forms(plain), _in_base64(plain)
    for _ in range(_LAYERS):
        found = [span for form in forms for span in _all(text, form)]
        found += [_word_around(text, span) for form in wide for span in _all(text, form)]
        yield from ((origin[start], origin[stop]) for start, stop in found)
        if not _ESCAPE.search(text):
            return
        text, origin = _resolved(text, origin)
        plain, _ends = _resolved(plain, range(len(plain) + 1))
        forms |= {plain} if len(plain) >= _LEAST else set()  # what looks like an escape in it


def _forms(plain: bytes) -> set[bytes]:
    text, hexadecimal = plain.decode(), plain.hex().encode()
    wide = {text.encode("utf-16-le"), text.encode("utf-16-be")}
    return {plain, hexadecimal, hexadecimal.upper()} | wide


def _in_base64(plain: bytes) -> set[bytes]:
    """Return what is sure to stand in the base64 of any text with `plain` in it."""
    forms = set()
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + plain)
        sure = encoded[-(-8 * before // 6) : 8 * (before + len(plain)) // 6]
        forms |= {sure, sure.translate(bytes.maketrans(b"+/", b"-_"))}
    return forms


def _all(text: bytes, form: bytes) -> Iterator[Span]:
    start = text.find(form)
    while form and start >= 0:
        yield start, start + len(form)
        start = text.find(form, start + 1)


def _word_around(text: bytes, span: Span) -> Span:
    """Return the whole word in base64: its ends hold parts of the token too."""
    after = _NO_BASE64.search(text, span[1])
    before = span[0]
    while before and not _NO_BASE64.match(text, before - 1):
        before -= 1
    return before, after.start() if after else len(text)


def _resolved(text: bytes, origin: Sequence[int]) -> tuple[bytes, Sequence[int]]:
    """Return `text` with its escapes resolved once, and where each byte, and the end, came from."""
    plain, came, done = bytearray(), list[int](), 0
    for escape in _ESCAPE.finditer(text):
        meaning = _meaning(escape[0])
        plain += text[done : escape.start()] + meaning
        came += origin[done : escape.start()]
        came += [origin[escape.start()]] * len(meaning)
        done = escape.end()
    return bytes(plain + text[done:]), [*came, *origin[done:]]


def _meaning(escape: bytes) -> bytes:
    if escape[:1] == b"%":
        return bytes([int(escape[1:], 16)])
    if escape[:1] == b"&":
        return html.unescape(escape.decode()).encode("utf-8", "surrogatepass")
    if escape[:2] in (b"\\u", b"\\x"):
        return chr(int(escape[2:], 16)).encode("utf-8", "surrogatepass")
    return escape[1:] if escape[1:] not in (b"", b"n", b"r") else b""  # base64 may be folded
