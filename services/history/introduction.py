"""Who a creator is: what a visit knows, and the marketplace's word where it knows nothing."""

from __future__ import annotations

from dataclasses import asdict, replace

from services.api.errors import ApiError
from services.api.profiles import CreatorProfile
from services.api.series import PRICES_LAST, Held
from services.china_time import Now, utc_now
from services.shortlist.creator import Creator, Listing
from services.shortlist.prices import NO_PRICES, Prices


def introduced(who: Creator, profile: Held | ApiError | None, now: Now = utc_now) -> Creator:
    """Return a creator with what its profile says.

    A name or a price that a reader gave stays. The prices of a profile count for `PRICES_LAST`, and
    not beside one of which the sheet does not say what it is for.
    """
    if not isinstance(profile, Held) or profile.profile is None:
        return who
    said = profile.profile
    prices = _prices(said) if now() - profile.fetched_at < PRICES_LAST else NO_PRICES
    if who.prices.other is not None:  # it may be of any kind
        prices = NO_PRICES
    theirs = asdict(prices), asdict(who.prices)
    priced = tuple(kind for kind in theirs[0] if theirs[0][kind] and not theirs[1][kind])
    return replace(
        who,
        alias=who.alias or said.name,
        prices=who.prices.or_else(prices),
        listing=Listing(said.followers, said.tags, said.agency, priced),
    )


def _prices(said: CreatorProfile) -> Prices:
    """Return prices by kind of post; the lowest one says something only where those are missing."""
    known = said.picture_price or said.video_price
    return Prices(said.picture_price, said.video_price, None if known else said.lowest_price)
