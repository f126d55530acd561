"""Who may send files to the server, and how much: asked before any of a file is read."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.middleware import Middleware
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.runtime import get_instance
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

MOST_OF_A_SESSION = 20_000_000
"""The bytes that one session may have the server hold."""

MOST_OF_ALL = 200_000_000

_MOST_SESSIONS = 10_000
_PATH = re.compile(r"/_stcore/upload_file/(?P<session>[^/]+)/[^/]+")


class Senders:
    """The sessions that may send files, and what is on its way from them; safe between threads.

    A session is let in by its own page, when that has passed the gate: Streamlit itself takes files
    from everybody with a connection, before and without any page.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._let_in: LRUCache[str, bool] = LRUCache(_MOST_SESSIONS)
        self._under_way: dict[str, int] = {}

    def note(self, session: str, *, may: bool) -> None:
        """Take note of whether a session has passed the gate."""
        with self._lock:
            self._let_in[session] = may

    def may(self, session: str) -> bool:
        """Say whether a session may send files."""
        with self._lock:
            return self._let_in.get(session, False)

    @contextmanager
    def room(self, session: str, size: int) -> Iterator[bool]:
        """Keep room for `size` bytes while they come, and say whether there is any."""
        with self._lock:
            held = _held()
            for one, coming in self._under_way.items():
                held[one] = held.get(one, 0) + coming
            fits = held.get(session, 0) + size <= MOST_OF_A_SESSION
            fits = fits and sum(held.values()) + size <= MOST_OF_ALL
            taken = size if fits else 0
            self._under_way[session] = self._under_way.get(session, 0) + taken
        try:
            yield fits
        finally:
            with self._lock:
                self._under_way[session] -= taken
                if not self._under_way[session]:
                    del self._under_way[session]


def _held() -> dict[str, int]:
    """Return how many bytes of files Streamlit holds, by session."""
    manager = get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    kept = list(manager.file_storage.items())
    return {one: sum(len(file.data) for file in files.values()) for one, files in kept}


SENDERS = Senders()
"""Those of this process."""


class UploadGuard:
    """Answers for the app where a file is not to be taken."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass everything on but files of strangers, of unknown size, or beyond the bounds."""
        put = scope["type"] == "http" and scope["method"] == "PUT"
        asked = _PATH.search(scope["path"]) if put else None
        if asked is None:
            await self._app(scope, receive, send)
        elif not SENDERS.may(asked["session"]):
            await Response(status_code=403)(scope, receive, send)
        elif (size := _size(Headers(scope=scope))) is None:
            await Response(status_code=411)(scope, receive, send)
        else:
            with SENDERS.room(asked["session"], size) as fits:
                answer = self._app if fits else Response(status_code=413)
                await answer(scope, receive, send)


def _size(headers: Headers) -> int | None:
    """Return the length of a body, None where the sender says none that binds it."""
    said = headers.get("content-length", "")
    return int(said) if said.isdecimal() and "transfer-encoding" not in headers else None


GUARD = Middleware(UploadGuard)
"""For the server, which asks it about every request."""
