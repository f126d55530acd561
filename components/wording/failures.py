"""One sentence for each way in which a creator's history can fail to arrive."""

from __future__ import annotations

from components.wording.i18n import _
from services.api.answers import Charged, Kind
from services.api.errors import ApiError
from services.api.series import Metric
from services.history.creator_history import CreatorHistory
from services.messages import N_

REASONS: dict[Kind, str] = {
    Kind.NO_SERIES: N_(
        "The marketplace publishes no history for this creator. If a profile link was pasted, try "
        "the Pugongying link."
    ),
    Kind.TOKEN_INVALID: N_("The token is invalid or inactive."),
    Kind.COLLECTION_FAILED: N_(
        "The marketplace could not collect this creator just now. A new attempt makes sense in a "
        "few minutes."
    ),
    Kind.RATE_LIMITED: N_("Too many calls at once. Try again in a minute."),
    Kind.QUOTA_EXCEEDED: N_("The daily quota is used up; it starts anew at midnight in China."),
    Kind.INVALID_PARAMETERS: N_("The vendor does not accept this creator id."),
    Kind.ENDPOINT_GONE: N_("The vendor has removed this endpoint."),
    Kind.VENDOR_ERROR: N_("The vendor had an internal error. Try again in a few minutes."),
    Kind.PERMISSION_DENIED: N_("The token has no permission for this data."),
    Kind.BALANCE_INSUFFICIENT: N_("The account's balance is used up."),
    Kind.SPEND_CAP_REACHED: N_("This token has reached its spending cap."),
    Kind.UNKNOWN_CODE: N_("The vendor answered with a code that its documentation leaves open."),
    Kind.NOT_SENT: N_("The vendor could not be reached; nothing was sent."),
    Kind.TLS: N_("The vendor's certificate was refused; nothing was sent."),
    Kind.UNCERTAIN: N_("The connection broke before the answer was complete."),
    Kind.GATEWAY: N_("Something between this app and the vendor answered with an error."),
    Kind.PROTOCOL: N_("The answer has a shape that the contract does not know."),
    Kind.TOO_LARGE: N_("The answer is larger than a real one can be."),
    Kind.STOPPED: N_("Not asked: an earlier answer stopped the rest."),
    Kind.BUDGET_SPENT: N_(
        "Not asked: the day's limit of paid calls is reached. It starts anew at midnight in China."
    ),
    Kind.NOT_RECORDED: N_("Not asked: the archive could not take note of the call."),
    Kind.INTERNAL: N_("A fault in this app; its details are in the server's log."),
}

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
        "This token has reached its spending cap. The owner of this app has to raise it, then "
        "restart the app; until then no further call is made."
    ),
    Kind.QUOTA_EXCEEDED: N_(
        "The vendor's daily quota is used up. Calls are possible again after midnight in China."
    ),
}
"""What to do about an answer that stops every call."""


def failure_text(error: ApiError) -> str:
    """Return why a series is missing, the vendor's numbers, and whether it may be charged."""
    sentences = [_(REASONS[error.kind])]
    numbers = []
    if error.code is not None and error.kind is not Kind.NO_SERIES:
        numbers.append(_("code {code}").format(code=error.code))
    if error.http_status is not None and error.code is None:
        numbers.append(f"HTTP {error.http_status}")
    if error.detail and error.kind is not Kind.STOPPED:
        numbers.append(_(error.detail))
    if numbers:
        sentences.append(f"({', '.join(numbers)})")
    if error.charged is Charged.UNKNOWN:
        sentences.append(_("It may have been charged, so it is not asked again by itself."))
    return " ".join(sentences)


def reasons_text(found: CreatorHistory) -> str:
    """Return why a creator is not complete: once where both series failed alike, else for each."""
    texts = {metric: failure_text(error) for metric, error in found.failures}
    for metric, error in found.refresh_failures:
        older = _("Older numbers are shown, since a newer answer failed: {reason}")
        texts[metric] = older.format(reason=failure_text(error))
    if len(texts) == len(list(found.outcomes)) and len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    labels = {Metric.TOTAL: _("Total followers"), Metric.NEW: _("New followers")}
    return " ".join(f"{labels[metric]}: {text}" for metric, text in texts.items())
