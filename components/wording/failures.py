"""One sentence for each way in which a creator's history can fail to arrive."""

from __future__ import annotations

from components.wording.formats import listed, sentences
from components.wording.i18n import _
from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.reasons import REASONS
from services.api.series import Metric
from services.history.creator_history import CreatorHistory
from services.messages import N_

OWNER_ADVICE: dict[Kind, str] = {
    Kind.TOKEN_INVALID: N_(
        "The vendor refuses the token. The owner of this app has to set a valid one; until then no "
        "further call is made."
    ),
    Kind.PERMISSION_DENIED: N_(
        "The token has no permission for this data. The owner of this app has to arrange it with "
        "the vendor, then restart the app; until then no further call is made."
    ),
    Kind.BALANCE_INSUFFICIENT: N_(
        "The account's balance is used up. The owner of this app has to top it up, then restart "
        "the app; until then no further call is made."
    ),
    Kind.SPEND_CAP_REACHED: N_(
        "This token has reached its spending cap. The owner of this app has to raise it or set "
        "another token, then restart the app; until then no further call is made."
    ),
    Kind.QUOTA_EXCEEDED: N_(
        "The vendor's daily quota is used up. Calls are possible again after midnight in China."
    ),
}
"""What to do about an answer that stops every call."""


def failure_text(error: ApiError) -> str:
    """Return why a series is missing, the vendor's numbers, and whether it may be charged."""
    said = [_(REASONS[error.kind])]
    numbers = []
    if error.code is not None and error.kind is not Kind.NO_SERIES:
        numbers.append(_("code {code}").format(code=error.code))
    if error.http_status is not None and error.code is None:
        numbers.append(f"HTTP {error.http_status}")
    if error.detail and error.kind is not Kind.STOPPED:
        numbers.append(_(error.detail))
    if numbers:
        said.append(_("({numbers})").format(numbers=listed(numbers)))
    if error.charged is Charged.UNKNOWN:
        said.append(_("It may have been charged, so it is not asked again by itself."))
    return sentences(said)


def reasons_text(found: CreatorHistory) -> str:
    """Return why a creator is not complete: once where both series failed alike, else for each."""
    texts = {metric: failure_text(error) for metric, error in found.failures}
    for metric, error in found.refresh_failures:
        older = _("Older numbers are shown, since a newer answer failed: {reason}")
        texts[metric] = older.format(reason=failure_text(error))
    if len(texts) == len(list(found.outcomes)) and len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    labels = {Metric.TOTAL: _("Total followers"), Metric.NEW: _("New followers")}
    named = _("{label}: {value}")
    return sentences(named.format(label=labels[it], value=text) for it, text in texts.items())
