"""The import contracts of pyproject.toml hold, and each of them would notice being broken."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.browser import ROOT

LINT = Path(sys.executable).parent / "lint-imports"

VIOLATIONS = [
    ("services/api/errors.py", "import streamlit_app", "Nothing imports the app"),
    ("services/growth/daily.py", "import components.app", "Components: pages at the top"),
    ("components/wording/formats.py", "import components.chart", "Components: pages at the top"),
    (
        "components/present/room.py",
        "import components.results.cards",
        "Components: pages at the top",
    ),
    ("components/chart/layout.py", "import components.pages", "Components: pages at the top"),
    # a circle: each way alone is allowed in one direction only
    ("services/archive/store.py", "import services.history.history", "Services: the history"),
    ("services/settings/reader.py", "import services.shortlist.paste", "Services: the history"),
    ("services/growth/daily.py", "import services.screen.screen", "Services: the history"),
    ("services/text.py", "import services.messages", "Services: the history"),
    ("components/wording/formats.py", "import requests", "Only the transport"),
    ("services/api/client.py", "from urllib3 import util", "Only the transport"),
    ("services/settings/settings.py", "import streamlit", "Services draw nothing"),
    ("services/growth/daily.py", "import plotly.graph_objects", "Services draw nothing"),
    ("components/wording/formats.py", "import streamlit", "Wording draws nothing"),
    ("services/screen/link.py", "import sqlalchemy", "Numbers, words, lists and links"),
    ("components/calls/asking.py", "import services.api.client", "Components know no call"),
    ("components/pages/calls.py", "import services.archive.archive", "Components ask the history"),
    ("components/wording/i18n.py", "import sqlalchemy", "Only the archive sees the database"),
    ("components/wording/formats.py", "import pptx", "Only the exports"),
    ("components/wording/formats.py", "import openpyxl", "Only the sheet sees openpyxl"),
]


@pytest.fixture(scope="module")
def copy(tmp_path_factory):
    folder = tmp_path_factory.mktemp("layers")
    for package in ("components", "services"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(ROOT / package, folder / package, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)
    return folder


def lint(folder):
    result = subprocess.run(
        [LINT, "--no-cache", "--no-logo"],
        cwd=folder,
        env=os.environ | {"COLUMNS": "200"},  # a contract and its verdict on one line
        capture_output=True,
        text=True,
        timeout=60,
    )
    return result.returncode, result.stdout


def test_contracts_hold(copy):
    status, report = lint(copy)
    assert status == 0, report


@pytest.mark.parametrize(("module", "statement", "contract"), VIOLATIONS)
def test_a_planted_violation_is_found(copy, module, statement, contract):
    path = copy / module
    sound = path.read_text(encoding="utf-8")
    path.write_text(f"{sound}\n{statement}\n", encoding="utf-8")
    try:
        status, report = lint(copy)
    finally:
        path.write_text(sound, encoding="utf-8")
    broken = [line for line in report.splitlines() if " BROKEN" in line]
    assert status == 1
    assert any(line.startswith(contract) for line in broken), report


def reached_through(source):
    """Return what `source` takes of the parts that only the history and the services handle."""
    names = {node.attr for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Attribute)}
    return names & {"client", "archive", "reveal"}


def test_components_ask_the_history_not_its_parts_and_reveal_no_secret():
    assert reached_through("history.client.latch.reason") == {"client"}
    assert reached_through("settings.database_url.reveal()") == {"reveal"}
    for path in (ROOT / "components").rglob("*.py"):
        assert not reached_through(path.read_text(encoding="utf-8")), path


@pytest.mark.fault(101)
def test_nothing_is_kept_in_streamlits_caches():
    """Row 101: any program may have them emptied, over its websocket."""
    for path in (ROOT / "streamlit_app.py", *(ROOT / "components").rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        assert not re.search(r"\bcache_(data|resource)\b", source), path


def test_the_app_imports_components_services_and_streamlit_only():
    tree = ast.parse((ROOT / "streamlit_app.py").read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    imported = {
        alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names
    }
    imported |= {node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)}
    packages = {name.partition(".")[0] for name in imported}
    assert packages - sys.stdlib_module_names <= {"components", "services", "streamlit"}


def test_a_first_paint_brings_no_code_that_only_files_need(tmp_path):
    """What reads workbooks and writes decks comes with the first file."""
    paint = (
        "import sys; from tests.pages import open_app; assert not open_app().exception; "
        "print(*{name.split('.')[0] for name in sys.modules} & {'openpyxl', 'pptx', 'xlsxwriter'})"
    )
    env = {key: value for key, value in os.environ.items() if key != "JUSTONEAPI_TOKEN"}
    found = subprocess.run(
        [sys.executable, "-c", paint],
        cwd=ROOT,
        env=env | {"DATABASE_URL": f"sqlite:///{tmp_path}/archive.db"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.split() == []
