"""What a driver's error means, and our own for it."""

from __future__ import annotations

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree

from services.archive.errors import (
    ArchiveCorrupt,
    ArchiveError,
    ArchiveLocked,
    ArchiveReadOnly,
    ArchiveUnavailable,
)

FAULTS = (DBAPIError, NoneFree, OSError)
"""What a database in trouble can raise."""

_SERIALIZATION = {"40001", "40P01"}  # PostgreSQL: serialization failure, deadlock
_LOCKED = "55P03"  # PostgreSQL: a lock was not to be had within lock_timeout


def is_worth_another_try(error: Exception) -> bool:
    """Say whether the same transaction may go through now: it met another's, or lost its line."""
    if not isinstance(error, DBAPIError):
        return False
    state = getattr(error.orig, "sqlstate", None)
    return state in _SERIALIZATION or error.connection_invalidated


def told(error: Exception) -> ArchiveError:
    """Choose our error for one of the driver's, from what it means."""
    if isinstance(error, OSError):
        return ArchiveReadOnly()
    text = str(getattr(error, "orig", "")).lower()
    state = getattr(getattr(error, "orig", None), "sqlstate", None)
    if state == _LOCKED or "locked" in text or "busy" in text:
        return ArchiveLocked()
    if "malformed" in text or "not a database" in text:  # before "disk": "disk image is malformed"
        return ArchiveCorrupt()
    if "readonly" in text or "read-only" in text or "disk" in text or "full" in text:
        return ArchiveReadOnly()
    if isinstance(error, OperationalError | InterfaceError | NoneFree):
        return ArchiveUnavailable()
    return ArchiveError()
