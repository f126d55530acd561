"""Why an uploaded file cannot be read, and what is said of one that can: one sentence each."""

from __future__ import annotations

from services.messages import N_, Message

TOO_LARGE = N_(
    "This file is larger than {limit} MB. Save only the sheet with the creators, or paste its rows."
)
NOT_A_SHEET = N_("This is no sheet that can be read. Save it as .xlsx or CSV, or paste its rows.")
OLD_WORKBOOK = N_("This is a workbook of the old kind (.xls). Save it as .xlsx or CSV.")
ENCRYPTED = N_("This workbook is protected with a password. Save a copy without one.")
DAMAGED = N_("This workbook is damaged. Open it in a spreadsheet program and save it again.")
TOO_MUCH_INSIDE = N_(
    "This workbook holds far more than a list of creators. "
    "Save only the sheet with them, or paste its rows."
)
EMPTY = N_("There is nothing in this file.")

ROWS_LEFT_OUT = N_("Only the first {count} rows were read; what stands below them was left out.")
COLUMNS_LEFT_OUT = N_("Only the first {count} columns were read; the others were left out.")
FROM_SHEET = N_("Read from the sheet “{sheet}”; the other sheets were left out.")
OTHER_SHEETS = N_("Read from the sheet “{sheet}”. Other sheets with creators: {others}.")
A_SHEET = N_("{sheet} ({n})")
FROM_ALL_SHEETS = N_("Read from all sheets with creators: {sheets}.")
HIDDEN_LEFT_OUT = N_("Rows hidden in the sheet, and left out: {count}.")
WITHOUT_RESULT = N_(
    "Cells with a formula whose result is not in the file, and read as blank: {count}. "
    "Open the file in a spreadsheet program, save it, and upload it again."
)


class UnreadableError(Exception):
    """A file is not what can be read; `reason` is the sentence for the reader."""

    def __init__(self, template: str) -> None:
        super().__init__(template)
        self.reason = Message(template)
