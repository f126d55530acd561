"""The lowest layer: connections that add the token to the request line and know what was sent.

Only this module writes the token. It is added in `putrequest`, below everything
that logs or keeps a URL: urllib3's DEBUG lines and each library exception show the URL without it.
"""

from __future__ import annotations

import io
import logging
import socket
import ssl
from collections.abc import Callable, Mapping
from http.cookiejar import DefaultCookiePolicy
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from requests import PreparedRequest, Response, Session
from requests.adapters import BaseAdapter, HTTPAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPConnectionPool, HTTPResponse, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util.connection import allowed_gai_family, create_connection

from services.api.call import (
    CALL,
    CONNECT_TIMEOUT,
    NO_ADDRESS,
    NO_CONNECTION,
    NOT_TRUSTED,
    REFUSED,
    Trouble,
)

Responder = Callable[[str, Mapping[str, str]], tuple[int, Mapping[str, str], bytes]]
"""(path, query) -> (status, headers, body): a vendor inside this process."""

HEADERS = {
    "User-Agent": "kol-growth-benchmark",
    "Accept": "application/json",
    # An answer is 3 KB: compressing it saves no round trip and adds a way to fail.
    "Accept-Encoding": "identity",
}


def _not_during_a_call(record: logging.LogRecord) -> bool:
    """Pass a record unless it is about a call of ours."""
    return CALL.get(None) is None


# Malformed headers are logged at WARNING with the vendor's bytes, which may repeat the request.
# A filter works only on the very logger; what went wrong is told by the call's result anyway.
logging.getLogger("urllib3.connection").addFilter(_not_during_a_call)


class TokenConnection(HTTPConnection):
    """A connection that adds the token, and tells its call how far things went."""

    resting_since: float | None = None

    @property
    def is_connected(self) -> bool:
        """False also after a long rest: a request into a stale connection may cost, unanswered."""
        call = CALL.get()
        rested = 0.0 if self.resting_since is None else call.clock() - self.resting_since
        return rested <= call.idle and super().is_connected

    def _new_conn(self) -> socket.socket:
        # The library grants the whole timeout to each address of a name; this shares it out.
        call = CALL.get()
        until = call.clock() + min(float(self.timeout or 0.0), call.left())
        try:
            family = allowed_gai_family()
            found = socket.getaddrinfo(self._dns_host, self.port, family, socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            call.unsent = NO_ADDRESS
            raise OSError(NO_ADDRESS[1]) from None
        for index, (*_, address) in enumerate(found):
            share = (until - call.clock()) / (len(found) - index)
            if share <= 0:
                call.unsent = CONNECT_TIMEOUT
                break
            try:
                sock = create_connection(
                    (str(address[0]), self.port), share, socket_options=self.socket_options
                )
            except OSError as error:
                call.unsent = _unsent(error)
            else:
                sock.settimeout(max(until - call.clock(), 0.001))
                return sock
        raise OSError(call.unsent[1])

    def putrequest(
        self, method: str, url: str, skip_host: bool = False, skip_accept_encoding: bool = False
    ) -> None:
        """Write the request line, with the token as its last parameter."""
        token = CALL.get().token
        if token is not None:
            url += f"{'&' if '?' in url else '?'}token={quote(token.reveal(), safe='')}"
        super().putrequest(method, url, skip_host, skip_accept_encoding)

    def send(self, data: Any) -> None:  # noqa: ANN401 - the library's own type
        """Send bytes; from here on the call counts as sent."""
        if self.sock is None:
            self.connect()
        CALL.get().about_to_send(self)
        super().send(data)


class TokenTlsConnection(TokenConnection, HTTPSConnection):
    """The same over TLS; a refused handshake is told apart, since trying again can't mend it."""

    def connect(self) -> None:
        """Connect and shake hands."""
        try:
            super().connect()
        except TimeoutError:
            CALL.get().unsent = CONNECT_TIMEOUT
            raise
        except (ssl.SSLError, HTTPError, ValueError):
            CALL.get().unsent = NOT_TRUSTED
            raise


def _unsent(error: OSError) -> Trouble:
    if isinstance(error, TimeoutError):
        return CONNECT_TIMEOUT
    return REFUSED if isinstance(error, ConnectionRefusedError) else NO_CONNECTION


class _Pool(HTTPConnectionPool):
    ConnectionCls = TokenConnection


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = TokenTlsConnection


class TokenAdapter(HTTPAdapter):
    """The network, over connections of ours; the library's retries stay off, as they are."""

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - passed on
        """Have the pools make our connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


class ResponderAdapter(BaseAdapter):
    """No network at all: a function of this process answers."""

    def __init__(self, responder: Responder) -> None:
        super().__init__()
        self._responder = responder

    def send(self, request: PreparedRequest, *_: object, **__: object) -> Response:
        """Return the responder's answer as if it had come over a wire."""
        target = urlsplit(request.url or "")
        query = dict(parse_qsl(target.query, keep_blank_values=True))
        status, headers, body = self._responder(target.path, query)
        response = Response()
        response.status_code = status
        response.headers = CaseInsensitiveDict(headers)
        response.raw = HTTPResponse(
            io.BytesIO(body), headers=dict(headers), status=status, preload_content=False
        )
        response.request = request
        return response

    def close(self) -> None:
        """Nothing is open."""


class DirectSession(Session):
    """Takes nothing from the environment, keeps no cookie, and speaks to one server only."""

    def __init__(self, base_url: str, responder: Responder | None) -> None:
        super().__init__()
        self.trust_env = False
        self.headers.clear()
        self.headers.update(HEADERS)
        self.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
        self.adapters.clear()
        # With its slash: without it, a longer host name that begins alike would match.
        self.mount(base_url + "/", ResponderAdapter(responder) if responder else TokenAdapter())

    def get_redirect_target(self, resp: Response) -> str | None:
        """Return no target at all: even unfollowed, a redirect's body would be read unbounded."""
        return None
