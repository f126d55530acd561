"""Why something pasted is no creator: one sentence a reason, with what to do instead."""

from __future__ import annotations

from dataclasses import dataclass

from services.messages import N_, Message

MOST_ROWS = 100
"""Most rows that are named one by one: a page of thousands would never be read."""


@dataclass(frozen=True)
class Refusal:
    """What was not taken: the line of the paste (from 1), its visible text, cut, and the reason."""

    row: int
    text: str
    reason: Message


NO_ID = N_(
    "There is no creator id in this. A nickname or a Xiaohongshu number does not carry one; "
    "paste the link of the creator’s profile or Pugongying page."
)

NOTE = N_("That is a note, not a creator. Paste the link of the creator’s profile instead.")

SHORT_LINK = N_(
    "A short link carries no creator id. Open it in the app or a browser, "
    "and paste the link of the profile that opens."
)

OTHER_LINK = N_("That is not the link of a creator on Xiaohongshu or Pugongying.")

OTHER_PAGE = N_("This page is not a creator’s. Paste the link of the creator’s profile instead.")

WRONG_LENGTH = N_("A creator id has {expected} characters; this one has {count}.")

WRONG_CHARACTERS = N_(
    "A creator id is made of the plain digits 0–9 and letters a–f; this one has others in it."
)

ATTACHED = N_("Something is attached to the id. Paste the id alone, or the whole link.")

SPREADSHEET_NUMBER = N_(
    "A spreadsheet has turned this id into a number. Format the column as text, or paste the link."
)

ONE_A_ROW = N_("A table row stands for one creator; this further id in it was left out.")

TWO_IDS = N_("Two ids stand in this row: which is the creator’s? None was taken.")

NOT_CREATORS = N_(
    "By its header this id is of a note, a comment or a record, not of a creator. "
    "Paste the link of the creator’s profile."
)

NO_PRICE = N_("This cannot be read as one price in yuan; the creator stays without it.")

TOO_LONG = N_("A paste takes at most {limit} characters and {lines} lines. The rest was left out.")

TOO_MUCH = N_(
    "More stands in this paste than is read of one. From here on it was left out; "
    "paste the rest as a list of its own."
)

TOO_WIDE = N_("A row takes at most {limit} cells. The rest of it was left out.")

TOO_MANY = N_("One comparison takes at most {limit} creators. Left out from here on: {count}.")
