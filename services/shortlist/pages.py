"""Where a creator can be looked at: their page on the marketplace, and the one for readers."""

from __future__ import annotations


def marketplace_page(creator_id: str) -> str:
    """Return the address of a creator's page on Pugongying, which wants a login."""
    return f"https://pgy.xiaohongshu.com/solar/pre-trade/blogger-detail/{creator_id}"


def profile_page(creator_id: str) -> str:
    """Return the address of a creator's own page on Xiaohongshu."""
    return f"https://www.xiaohongshu.com/user/profile/{creator_id}"
