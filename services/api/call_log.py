"""What the owner's log says of calls: a line each on stderr, in logfmt, and never the token."""

from __future__ import annotations

import json
import logging
import re
import sys
from contextlib import suppress
from datetime import UTC, datetime

from services.api.answers import Kind
from services.api.book import Answer

_log = logging.getLogger("kol.calls")

_PLAIN = re.compile(r"[\w.:/-]+", re.ASCII)


def log_call(answer: Answer, kind: Kind, attempt: int) -> None:
    """Write down that a call ended as `kind`; `attempt` counts the requests for the same series."""
    ask = answer.ask
    _log.info(
        _line(
            "call",
            outcome=kind.value,
            charged=answer.charged.value,
            seconds=f"{answer.seconds:.3f}",
            creator=ask.creator_id,
            metric=ask.metric.value,
            environment=ask.environment,
            endpoint=ask.endpoint,
            http=answer.http_status,
            code=answer.code,
            request_id=answer.request_id,
            attempt=attempt,
        )
    )


def log_pause(seconds: float) -> None:
    """Write down that nothing is sent for so long, since the vendor is down."""
    _log.warning(_line("pause", reason="vendor_down", seconds=f"{seconds:.0f}"))


def show_on_stderr() -> None:
    """Let the lines be seen, each once, unless the owner has set up this logger otherwise."""
    if not _log.handlers:
        _log.addHandler(_Stderr())
        _log.setLevel(logging.INFO)
        _log.propagate = False


class _Stderr(logging.Handler):
    """Writes to what is stderr at that moment; where that is gone, a paid answer still counts."""

    def emit(self, record: logging.LogRecord) -> None:
        at = datetime.fromtimestamp(record.created, UTC)
        with suppress(OSError, ValueError):
            sys.stderr.write(f"{at:%Y-%m-%dT%H:%M:%SZ} {record.name} {record.getMessage()}\n")


def _line(what: str, **fields: object) -> str:
    """Return one line; a field without a value is left out."""
    known = {name: str(value) for name, value in fields.items() if value is not None}
    told = (f"{name}={_value(value)}" for name, value in known.items())
    return " ".join([what, *told])


def _value(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text)
