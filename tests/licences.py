"""Under which licence each deployed package is: `python -m tests.licences check|update`."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, distribution

from tests.browser import ROOT

LIST = ROOT / "docs" / "licences.md"
HEAD = """# Licences

What is installed with the app, and under which licence, by the packages' own word. `make lock`
writes this list; the app itself is under the licence in `LICENSE`.

| package | licence |
| --- | --- |
"""
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


def deployed() -> list[str]:
    """Return the names of all packages in requirements.txt, in their order, each once."""
    names = _PINNED.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    return list(dict.fromkeys(names))


def licence_of(name: str) -> str:
    """Return what an installed package says: an SPDX expression, else its classifiers or words.

    Nothing where it is not installed here, as what only another system needs.
    """
    try:
        told = distribution(name).metadata
    except PackageNotFoundError:
        return ""
    if expression := told.get("License-Expression"):
        return str(expression)
    classified = [one for one in told.get_all("Classifier", []) if one.startswith("License :: ")]
    if classified:
        return " / ".join(one.rpartition(" :: ")[2] for one in classified)
    return str(told.get("License") or "unknown").strip().partition("\n")[0]


def listed() -> dict[str, str]:
    """Return the list as it is kept: names and licences."""
    text = LIST.read_text(encoding="utf-8") if LIST.exists() else ""
    rows = (line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| "))
    return {row[0]: row[1] for row in rows if len(row) == 2 and row[0] not in ("package", "---")}


def wanted() -> dict[str, str]:
    """Return the list as it should be; what is not installed here stays as it is listed."""
    kept = listed()
    return {name: licence_of(name) or kept.get(name, "unknown") for name in deployed()}


def main(command: str) -> int:
    if command == "update":
        rows = "".join(f"| {name} | {licence} |\n" for name, licence in wanted().items())
        LIST.write_text(HEAD + rows, encoding="utf-8")
        return 0
    wrong = wanted() != listed()
    if wrong:
        print("docs/licences.md is not what is deployed: make lock")
    return int(wrong)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1]))
