"""Why there is no projection, in words."""

from __future__ import annotations

from components.i18n import _
from services.growth.backtest import LEAST_DAYS
from services.growth.projection import FARTHEST, NoProjection
from services.messages import N_

_REFUSALS = {
    NoProjection.TOO_SHORT: N_(
        "No projection: it takes at least {least} days of data, with few gaps, to try a trend on "
        "the past."
    ),
    NoProjection.NO_BETTER_THAN_NO_CHANGE: N_(
        "No projection: on this creator's own past, a trend was no better than “no change”."
    ),
    NoProjection.TARGET_NOT_AHEAD: N_("No projection: the data already reach that day."),
    NoProjection.TOO_FAR: N_("No projection beyond {farthest} days after the last data."),
}


def refusal_text(refused: NoProjection) -> str:
    """Return the reason as a sentence."""
    return _(_REFUSALS[refused]).format(least=LEAST_DAYS, farthest=FARTHEST)
