"""The list as a file that this app, or a spreadsheet, can take back."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from components.i18n import _
from components.list_editor import table_of
from services.csv_table import to_csv
from services.shortlist import Creator


def list_file(creators: Sequence[Creator]) -> Callable[[], bytes]:
    """Return what makes the list a CSV, under headers that `read_shortlist` knows.

    The words are chosen now: a download is built in a thread that knows no reader.
    """
    table = table_of(creators)[
        ["creator_id", "name", "image", "video", "other", "decision", "remark"]
    ]
    headers = {
        "creator_id": "creator_id",
        "name": _("nickname"),
        "image": _("image price"),
        "video": _("video price"),
        "other": _("price"),
        "decision": _("decision"),
        "remark": _("remark"),
    }
    worded = table.rename(columns=headers)
    return lambda: to_csv(worded)
