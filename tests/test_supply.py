"""What we deploy is known to the byte, its licences are listed, and our history keeps no secret."""

from __future__ import annotations

import re
import subprocess

import pytest

from tests import licences
from tests.browser import ROOT

PIN = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?P<rest>.*)$")
SECRETS = {
    "a private key": r"-----BEGIN [A-Z ]*PRIVATE KEY-----",
    "a key of a cloud": r"\b(?:AKIA|ASIA)[0-9A-Z]{16}\b|\bAIza[0-9A-Za-z_-]{35}",
    "a token of a code host": r"\bgh[pousr]_[0-9A-Za-z]{30,}|\b(?:github_pat_|glpat-)[\w-]{20,}",
    "a token of a chat or a model": r"\bxox[abprs]-[0-9A-Za-z-]{10,}|\bsk-[0-9A-Za-z_-]{20,}",
    "a signed token": r"\beyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",
    "a token of the vendor": r"(?i)token[\"']?\s*[:=]\s*[\"']?(?=[^\s\"']*\d)(?=[^\s\"']*[a-z])"
    r"[0-9a-z]{20,}",
}


def pins(name: str) -> dict[str, list[tuple[str, int]]]:
    """Return a file's pinned versions by package, each with how many hashes it may have."""
    found: dict[str, list[tuple[str, int]]] = {}
    joined = (ROOT / name).read_text(encoding="utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        if pinned := PIN.match(line):
            key = re.sub(r"[-_.]+", "-", pinned["name"].partition("[")[0]).lower()
            found.setdefault(key, []).append((pinned["version"], pinned["rest"].count("--hash=")))
    return found


def asked(name: str) -> dict[str, str]:
    """Return the versions that a file asks for by hand."""
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pinned = (line.partition("==") for line in lines if "==" in line and line[0] != "#")
    return {re.sub(r"\[.*", "", who).lower(): version.strip() for who, _, version in pinned}


@pytest.mark.parametrize(
    ("name", "least"),
    [("requirements.txt", 30), ("requirements-dev.txt", 30), ("tests/bench/requirements.txt", 10)],
)
def test_every_package_is_pinned_with_hashes_and_comes_from_no_named_place(name, least):
    found = pins(name)
    assert len(found) > least
    assert all(hashes > 0 for versions in found.values() for _, hashes in versions)
    plain = re.sub(r"(?m)#.*$", "", (ROOT / name).read_text(encoding="utf-8"))
    for place in ("://", "--index", "--find-links", "-i ", "-e ", " @ "):
        assert place not in plain


@pytest.mark.parametrize("name", ["requirements", "requirements-dev", "tests/bench/requirements"])
def test_what_is_pinned_is_what_was_asked_for(name):
    found = pins(f"{name}.txt")
    for package, version in asked(f"{name}.in").items():
        assert [one for one, _ in found[package]] == [version], f"{package}: make lock"


def test_the_tests_run_on_what_is_deployed():
    deployed, tested = pins("requirements.txt"), pins("requirements-dev.txt")
    assert {name: tested[name] for name in deployed} == deployed


def test_the_list_of_licences_is_that_of_what_is_deployed(capsys):
    assert licences.main("check") == 0, capsys.readouterr().out
    known = licences.listed()
    assert list(known) == licences.deployed()
    assert "unknown" not in known.values()


def test_no_secret_was_ever_committed():
    shown = subprocess.run(
        ["git", "log", "-p", "--all", "--no-color", "--no-ext-diff"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if shown.returncode:
        pytest.skip("this copy of the code has no history of git")
    history = shown.stdout.decode(errors="replace")
    for kind, pattern in SECRETS.items():
        assert [one[0][:12] + "…" for one in re.finditer(pattern, history)] == [], kind


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_would_be_found(kind):
    half = "7f3a9c0d1e" * 4
    planted = {
        "a private key": "-----BEGIN RSA " + "PRIVATE KEY-----",
        "a key of a cloud": "AKIA" + half.upper()[:16],
        "a token of a code host": "ghp_" + half,
        "a token of a chat or a model": "sk-" + half,
        "a signed token": f"eyJ{half}.eyJ{half}.{half}",
        "a token of the vendor": f'JUSTONEAPI_TOKEN = "{half}"',
    }
    assert re.search(SECRETS[kind], planted[kind])
