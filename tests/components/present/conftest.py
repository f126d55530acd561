"""The stage is drawn by the real app, with an archive of its own."""

from __future__ import annotations

from tests.components.pages.conftest import nothing_kept_and_nobody_slow, simulated, token

__all__ = ["nothing_kept_and_nobody_slow", "simulated", "token"]
