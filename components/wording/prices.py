"""Price and growth in words: what a price is divided by, and who has no point."""

from __future__ import annotations

from collections.abc import Sequence

from components.wording.formats import yuan
from components.wording.i18n import _, n_
from services.growth.ranking import PriceBy
from services.messages import N_
from services.shortlist.creator import Creator

_NAMES = {
    PriceBy.THOUSAND: N_("Price per 1 k followers"),
    PriceBy.GAINED: N_("Price per follower gained"),
}

_RATES = {
    PriceBy.THOUSAND: N_("{price} per 1 k followers"),
    PriceBy.GAINED: N_("{price} per follower gained"),
}

_LEFT_OUT = {
    PriceBy.THOUSAND: N_("Not drawn, since they have no price or no growth rate: {names}."),
    PriceBy.GAINED: N_("Not drawn, since they have no price or gained no followers: {names}."),
}


def price_by_name(by: PriceBy) -> str:
    """Return what a price divided so is called."""
    return _(_NAMES[by])


def price_axis(by: PriceBy, kind: str) -> str:
    """Return the same with the `kind` of post that is paid for, "" where it is not known."""
    if not kind:
        return price_by_name(by)
    return _("{price} ({kind})").format(price=price_by_name(by), kind=kind)


def rate_text(rate: float, by: PriceBy) -> str:
    """Return a price divided so, in yuan with its unit."""
    return _(_RATES[by]).format(price=yuan(rate))


def covered_text(covered: int, days: int) -> str:
    """Return how many of the days compared a creator has."""
    return n_("{covered} of {n} day", "{covered} of {n} days", days).format(covered=covered, n=days)


def priceless_text(names: str, by: PriceBy) -> str:
    """Say who has no point; `names` are theirs, fit for where the sentence stands."""
    return _(_LEFT_OUT[by]).format(names=names)


def market_prices_text(creators: Sequence[Creator]) -> str:
    """Say how many of these creators have a price of the marketplace, "" where none has."""
    count = sum(bool(who.listing and who.listing.priced) for who in creators)
    if not count:
        return ""
    return n_(
        "The price of {n} creator is the marketplace's, where the list gave none.",
        "The prices of {n} creators are the marketplace's, where the list gave none.",
        count,
    ).format(n=count)


def no_prices_text() -> str:
    """Say what it takes to draw prices and growth."""
    return _(
        "No creator here has a price. Paste prices with the list, or upload a sheet that has them, "
        "and price and growth are drawn here."
    )


def prices_summary(creators: int) -> str:
    """Return what the picture of prices and growth shows, for those who cannot see it."""
    text = n_(
        "{n} creator as a point: price across, growth rate upwards.",
        "{n} creators as points: price across, growth rate upwards. The ranking holds the numbers.",
        creators,
    )
    return text.format(n=creators)
