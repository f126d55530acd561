"""Keeps the text catalogues in step with the code: `python -m tests.catalogue check|update`."""

from __future__ import annotations

import ast
import string
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from services.messages import LANGUAGES, LOCALES, SOURCE
from tests.browser import ROOT

TRANSLATED = [language for language in LANGUAGES if language != SOURCE]
TEMPLATE = LOCALES / "messages.pot"
KEYWORDS = ("_", "n_", "N_")
NOTE = "# KOL Growth Benchmark: every sentence of the app. `make fix` keeps this file in step.\n#"
# A real date would change the file each time, whether or not a sentence changed.
CREATED = datetime(2026, 1, 1, tzinfo=UTC)


def catalogue_of_code(root: Path = ROOT) -> Catalog:
    """Return a catalogue of all that the sources under `root` mark for translation."""
    catalogue = Catalog(
        project="KOL Growth Benchmark", version="1", header_comment=NOTE, creation_date=CREATED
    )
    for source in _sources(root):
        where = [(source.relative_to(root).as_posix(), 0)]
        for call in filter(_marks, ast.walk(_tree(source))):
            texts = [one.value for one in call.args if isinstance(one, ast.Constant)]
            catalogue.add(tuple(texts[:2]) if len(texts) > 1 else texts[0], None, where)
    return catalogue


def catalogue_of(language: str) -> Path:
    """Return where a language's catalogue stands."""
    return LOCALES / language / "LC_MESSAGES" / "messages.po"


def differences(code: Catalog) -> list[str]:
    """Return one line for each sentence that a catalogue lacks, or holds without a use."""
    found = []
    for path in [TEMPLATE, *map(catalogue_of, TRANSLATED)]:
        stored = _read(path) if path.exists() else Catalog()
        name = path.relative_to(LOCALES).as_posix()
        found += [f"{name} lacks {text!r}" for text in sorted(_ids(code) - _ids(stored), key=str)]
        found += [f"{name}: unused {text!r}" for text in sorted(_ids(stored) - _ids(code), key=str)]
    return found


def faults(language: str) -> list[str]:
    """Return one line for each entry of a catalogue that is missing, unsure, or has other fields
    than its sentence.
    """
    found = []
    for message in filter(lambda one: one.id, _read(catalogue_of(language), language)):
        sentence = message.id if isinstance(message.id, str) else message.id[-1]
        said = [message.string] if isinstance(message.string, str) else list(message.string)
        if message.fuzzy:
            found.append(f"{language}: unsure {sentence!r}")
        if not all(said):
            found.append(f"{language}: missing {sentence!r}")
        found += [
            f"{language}: other fields in {text!r}"
            for text in filter(None, said)
            if _fields(text) != _fields(sentence)
        ]
    return found


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


def _tree(source: Path) -> ast.AST:
    return ast.parse(source.read_text(encoding="utf-8"))


def _marks(node: ast.AST) -> TypeGuard[ast.Call]:
    """Say whether a call marks literal texts; one of a variable marks nothing."""
    if not isinstance(node, ast.Call) or getattr(node.func, "id", "") not in KEYWORDS:
        return False
    return bool(node.args) and isinstance(node.args[0], ast.Constant)


def update(code: Catalog) -> None:
    """Write the template, and bring every language up to it; translations are kept."""
    _write(TEMPLATE, code)
    for language in TRANSLATED:
        path = catalogue_of(language)
        catalogue = _read(path, language) if path.exists() else Catalog(locale=language)
        catalogue.header_comment, catalogue.creation_date = NOTE, CREATED
        catalogue.project, catalogue.version, catalogue.revision_date = "", "", CREATED
        catalogue.update(code, no_fuzzy_matching=True)
        catalogue.fuzzy = False
        _write(path, catalogue)


def main(arguments: list[str]) -> int:
    """Run `check` or `update`; return the exit status."""
    code = catalogue_of_code()
    if arguments == ["update"]:
        update(code)
    found = differences(code)
    if arguments != ["update"]:
        found += [line for language in TRANSLATED for line in faults(language)]
    if found:
        print(*found, "The catalogues are behind: run `make fix`, and translate.", sep="\n")
        return 1
    print(f"Text catalogue: {len(_ids(code))} sentences, in step with the code.")
    return 0


def _sources(root: Path) -> Iterable[Path]:
    folders = ("components", "services")
    yield from (path for path in [root / "streamlit_app.py"] if path.exists())
    for folder in folders:
        yield from sorted((root / folder).rglob("*.py"))


def _ids(catalogue: Catalog) -> set[str | tuple[str, ...]]:
    return {tuple(m.id) if isinstance(m.id, (list, tuple)) else m.id for m in catalogue if m.id}


def _read(path: Path, language: str | None = None) -> Catalog:
    with path.open("rb") as text:
        return read_po(text, locale=language)


def _write(path: Path, catalogue: Catalog) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as text:
        write_po(text, catalogue, sort_output=True, include_lineno=False, ignore_obsolete=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
