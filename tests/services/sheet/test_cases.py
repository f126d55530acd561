"""Small sheets and pastes, each for a kind: which creators they name, with which prices."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from services.sheet.upload import Upload, read_upload
from services.shortlist.paste import Shortlist, read_shortlist
from tests.services.sheet.make_cases import FOLDER

SHARED = os.environ.get("SHEET_CASES", "")


def cases(folder: Path) -> list[Any]:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    return [pytest.param(folder / name, case, id=name) for name, case in expected.items()]


BETTER = {"k09_creator_over_two_rows.xlsx": {"image": 5000.0, "video": 8000.0, "other": None}}
"""What a case's note calls the best outcome, where what it expects is the least."""


def check(path: Path, case: dict[str, Any]) -> None:
    found = read(path, case["way"])
    assert [
        {
            "id": one.creator_id,
            "alias": one.alias,
            "image": one.prices.image,
            "video": one.prices.video,
            "other": one.prices.other,
        }
        for one in found.creators
    ] == [one | BETTER.get(path.name, {}) for one in case["creators"]]
    assert len(found.refusals) == case["refused"], found.refusals


def read(path: Path, way: str) -> Shortlist:
    if way == "paste":
        return read_shortlist(path.read_text(encoding="utf-8"))
    upload = read_upload(path.name, path.read_bytes())
    assert isinstance(upload, Upload), upload
    return read_shortlist(upload.text)


@pytest.mark.parametrize(("path", "case"), cases(FOLDER))
def test_an_odd_sheet_is_read_rightly(path: Path, case: dict[str, Any]) -> None:
    check(path, case)


@pytest.mark.skipif(not SHARED, reason="SHEET_CASES names no folder of sheets")
@pytest.mark.parametrize(("path", "case"), cases(Path(SHARED)) if SHARED else [])
def test_a_shared_case_is_read_rightly(path: Path, case: dict[str, Any]) -> None:
    check(path, case)
