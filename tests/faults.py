"""Behaviours for `tests.fault_server` that no vendor should have, and that the wire must survive.

Numbers in the comments are the fault matrix's rows.
"""

from __future__ import annotations

import functools
import gzip
import itertools
import socket
import ssl
import struct
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from services.api.answers import Kind
from tests.exchange import Behaviour, Exchange, answer_bytes
from tests.fault_server import reply

FAILURES = tuple(kind for kind in Kind if kind is not Kind.OK)
"""Every kind that is an error."""


if TYPE_CHECKING:
    import trustme

OK_HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
"""Past by every clock: OpenSSL goes by the machine's, which may be behind that of the tests."""


def closing(exchange: Exchange) -> bool:
    """Close without a word (5)."""
    return False


def resetting(exchange: Exchange) -> bool:
    """Reset the connection (6)."""
    exchange.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    return False


def hanging(exchange: Exchange) -> bool:
    """Never answer (7)."""
    exchange.stopping.wait()
    return False


def raw(data: bytes) -> Behaviour:
    """Send exactly these bytes, and close."""

    def behave(exchange: Exchange) -> bool:
        exchange.send(data)
        return False

    return behave


def dripping(head: bytes, drops: bytes, *, every: float = 0.05) -> Behaviour:
    """Send `head` at once and then one byte of `drops` at a time, over and over (8, 9)."""

    def behave(exchange: Exchange) -> bool:
        exchange.send(head)
        for value in itertools.cycle(drops):
            exchange.send(bytes([value]))
            if not exchange.pause(every):
                break
        return False

    return behave


def stalling(data: bytes) -> Behaviour:
    """Send these bytes, and then nothing more (9)."""

    def behave(exchange: Exchange) -> bool:
        exchange.send(data)
        return hanging(exchange)

    return behave


def streaming(head: bytes, pieces: Iterable[bytes]) -> Behaviour:
    """Send `head` and then `pieces` for as long as the client takes them (16, 17)."""

    def behave(exchange: Exchange) -> bool:
        exchange.send(head)
        for piece in pieces:
            if exchange.stopping.is_set():
                break
            exchange.send(piece)
        return False

    return behave


def echoing(exchange: Exchange) -> bool:
    """Repeat the request line in every header, a malformed one included, and the body (65)."""
    target = exchange.request.target
    headers = {"Retry-After": target, "Set-Cookie": f"seen={target}", "Location": target}
    head = answer_bytes(200, {**headers, "Content-Length": str(len(target))}, b"")
    exchange.send(head.replace(b"\r\n\r\n", f"\r\n{target} no header\r\n\r\n".encode()))
    exchange.send(target.encode())
    return False


def redirecting(status: int, to: str) -> Behaviour:
    """Redirect to `to`, with the whole query repeated (21, 22)."""

    def behave(exchange: Exchange) -> bool:
        exchange.send(answer_bytes(status, {"Location": to + exchange.request.target}, b"moved"))
        return True

    return behave


@functools.cache
def bomb(megabytes: int = 200) -> bytes:
    """Return a gzip stream of so many megabytes of zeros; about 1 KB a megabyte (16)."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 16 + zlib.MAX_WBITS)
    first = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    # After a full flush a block depends on nothing before it, so one may stand for them all.
    again = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (megabytes - 1)


def gzip_bomb(exchange: Exchange) -> bool:
    """Send 200 KB that unpack to 200 MB (16)."""
    return raw(GZIP_HEAD + bomb())(exchange)


GZIP_HEAD = OK_HEAD + b"Connection: close\r\nContent-Encoding: gzip\r\n\r\n"
EMPTY_GZIP = gzip.compress(b"", mtime=0)
ENDLESS = OK_HEAD + b"\r\n"
ENDLESS_CHUNKED = OK_HEAD + b"Transfer-Encoding: chunked\r\n\r\n"

half_header = raw(b"HTTP/1.1 200 OK\r\nContent-Ty")  # 10
short_body = raw(OK_HEAD + b'Content-Length: 500\r\n\r\n{"code": 0')  # 11
broken_chunking = raw(ENDLESS_CHUNKED + b"zz\r\n{}\r\n")  # 12
cut_chunk = raw(ENDLESS_CHUNKED + b'20\r\n{"code": 0')  # 12
missing_last_chunk = raw(ENDLESS_CHUNKED + b"2\r\n{}\r\n")  # 12
cut_json = raw(OK_HEAD + b'\r\n{"code": 0, "da')  # 13
garbage = raw(b"\x00\x01\xfe\xff nothing that speaks HTTP\r\n\r\n")  # 14
huge_header = raw(OK_HEAD + b"X-Huge: " + b"x" * 70_000 + b"\r\n\r\n{}")  # 15
many_headers = raw(OK_HEAD + b"".join(b"X-%d: 1\r\n" % n for n in range(101)) + b"\r\n{}")  # 15
two_lengths = raw(OK_HEAD + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}")
endless = streaming(ENDLESS, itertools.repeat(b"x" * 65_536))  # 17
endless_redirect = streaming(
    b"HTTP/1.1 302 Found\r\nLocation: /elsewhere\r\n\r\n", itertools.repeat(b"x" * 65_536)
)  # 22
endless_chunked = streaming(ENDLESS_CHUNKED, itertools.repeat(b"1000\r\n" + b"x" * 4096 + b"\r\n"))
gzipped = reply(200, gzip.compress(b'{"code": 0}'), {"Content-Encoding": "gzip"})
corrupt_gzip = reply(200, b"\x1f\x8b\x08\x00 not gzip at all", {"Content-Encoding": "gzip"})  # 18
unknown_encoding = reply(200, b"{}", {"Content-Encoding": "wonder"})  # 18


def tls(
    authority: trustme.CA, *, identity: str = "127.0.0.1", expired: bool = False
) -> ssl.SSLContext:
    """Return a server's context with a certificate by `authority` for `identity` (4)."""
    since, until = (LONG_AGO, LONG_AGO + timedelta(days=9)) if expired else (None, None)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(identity, not_before=since, not_after=until).configure_cert(context)
    return context
