"""Why a series is missing: one sentence for each kind of answer."""

from __future__ import annotations

from services.api.answers import Kind
from services.messages import N_

REASONS: dict[Kind, str] = {
    Kind.NO_SERIES: N_(
        "The marketplace publishes no history for this creator. If a profile link was pasted, try "
        "the Pugongying link."
    ),
    Kind.NO_PROFILE: N_("The marketplace has no profile of this creator."),
    Kind.TOKEN_INVALID: N_("The token is invalid or inactive."),
    Kind.COLLECTION_FAILED: N_(
        "The marketplace could not collect this creator just now. A new attempt makes sense in a "
        "few minutes."
    ),
    Kind.RATE_LIMITED: N_("Too many calls at once. Try again in a minute."),
    Kind.QUOTA_EXCEEDED: N_("The daily quota is used up; it starts anew at midnight in China."),
    Kind.INVALID_PARAMETERS: N_("The vendor does not accept this creator id."),
    Kind.ENDPOINT_GONE: N_("The vendor has removed this endpoint."),
    Kind.ENDPOINT_INVALID: N_(
        "The vendor calls this endpoint invalid. The owner of this app can set the other one "
        "(JUSTONEAPI_ENDPOINT)."
    ),
    Kind.VENDOR_ERROR: N_("The vendor had an internal error. Try again in a few minutes."),
    Kind.PERMISSION_DENIED: N_("The token has no permission for this data."),
    Kind.PROFILE_DENIED: N_("The token has no permission to look up names."),
    Kind.BALANCE_INSUFFICIENT: N_("The account's balance is used up."),
    Kind.SPEND_CAP_REACHED: N_("This token has reached its spending cap."),
    Kind.UNKNOWN_CODE: N_("The vendor answered with a code that its documentation leaves open."),
    Kind.NOT_SENT: N_("The vendor could not be reached; nothing was sent."),
    Kind.TLS: N_("The vendor's certificate was refused; nothing was sent."),
    Kind.UNCERTAIN: N_("The connection broke before the answer was complete."),
    Kind.GATEWAY: N_("Something between this app and the vendor answered with an error."),
    Kind.PROTOCOL: N_("The answer has a shape that the contract does not know."),
    Kind.TOO_LARGE: N_("The answer is larger than a real one can be."),
    Kind.FOREIGN: N_(
        "The numbers contradict all that is archived of this creator, so they were set aside. If "
        "the answer of another day agrees with them, they take its place."
    ),
    Kind.STOPPED: N_("Not asked: an earlier answer stopped the rest."),
    Kind.BUDGET_SPENT: N_(
        "Not asked: the day's limit of paid calls is reached. It starts anew at midnight in China."
    ),
    Kind.NOT_RECORDED: N_("Not asked: the archive could not take note of the call."),
    Kind.VENDOR_DOWN: N_("Not asked: the vendor answers nothing of use just now."),
    Kind.INTERNAL: N_("A fault in this app; its details are in the server's log."),
}
