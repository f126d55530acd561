"""How days, moments and bodies are stored: the same strict types in SQLite and PostgreSQL."""

from __future__ import annotations

import zlib
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import BigInteger, Integer, LargeBinary, SmallInteger
from sqlalchemy.types import TypeDecorator

Big = BigInteger().with_variant(Integer, "sqlite")
"""Eight bytes. A strict SQLite table knows one type of whole number, and calls it INTEGER."""

Small = SmallInteger().with_variant(Integer, "sqlite")
"""Two bytes, likewise."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class DataDay(TypeDecorator[date]):
    """A China date as the number YYYYMMDD: four bytes, sorts as dates do, legible in any client."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: date | None, dialect: Any) -> int | None:  # noqa: ANN401
        """Return 20251207 for 2025-12-07."""
        return None if value is None else value.year * 10000 + value.month * 100 + value.day

    def process_result_value(self, value: int | None, dialect: Any) -> date | None:  # noqa: ANN401
        """Return the date of such a number."""
        return None if value is None else date(value // 10000, value // 100 % 100, value % 100)


class Moment(TypeDecorator[datetime]):
    """An aware moment as milliseconds since 1970 (UTC)."""

    impl = Big
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Any) -> int | None:  # noqa: ANN401
        """Return the milliseconds of an aware moment."""
        return None if value is None else (value - _EPOCH) // timedelta(milliseconds=1)

    def process_result_value(self, value: int | None, dialect: Any) -> datetime | None:  # noqa: ANN401
        """Return the aware moment, in UTC."""
        return None if value is None else _EPOCH + timedelta(milliseconds=value)


class Compressed(TypeDecorator[bytes]):
    """A body, deflated: a real answer shrinks from 3 KB to 0.4 KB."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Any) -> bytes | None:  # noqa: ANN401
        """Deflate."""
        return None if value is None else zlib.compress(value, 6)

    def process_result_value(self, value: bytes | None, dialect: Any) -> bytes | None:  # noqa: ANN401
        """Inflate."""
        return None if value is None else zlib.decompress(value)
