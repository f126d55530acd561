"""What a reader can say that a column of a sheet holds."""

from __future__ import annotations

from enum import StrEnum


class Field(StrEnum):
    """What a column holds."""

    CREATOR = "creator"
    NAME = "name"
    IMAGE = "image"
    VIDEO = "video"
    FOLLOWERS = "followers"
    REMARK = "remark"
