"""What `deploy/` names is there, and its files agree; `make scale` runs what can be run of it."""

from __future__ import annotations

import re

from tests.browser import ROOT
from tests.scale.parts import configuration

DEPLOY = ROOT / "deploy"


def text(name: str) -> str:
    return (DEPLOY / name).read_text(encoding="utf-8")


def test_the_image_copies_what_is_there_and_what_may_be_sent_to_the_builder():
    copied = re.findall(r"^COPY (\S+) ", text("Dockerfile"), re.MULTILINE)
    sent = {line[1:] for line in text("Dockerfile.dockerignore").splitlines() if line[:1] == "!"}
    assert {one for one in copied if not one.startswith("--from")} == sent
    assert all((ROOT / one).exists() for one in sent)


def test_nginx_knows_the_replicas_that_are_composed():
    composed = re.findall(r"^  (app\d+): \*app$", text("compose.yaml"), re.MULTILINE)
    assert len(composed) > 1
    assert re.findall(r"server (app\d+):8501 ", text("nginx.conf")) == composed


def test_the_settings_that_must_be_filled_in_are_in_the_example():
    needed = set(re.findall(r"\$\{(\w+):\?", text("compose.yaml")))
    assert needed
    assert needed <= set(re.findall(r"^(\w+)=", text(".env.example"), re.MULTILINE))


def test_what_is_tried_is_the_configuration_that_is_deployed():
    """All lines but those of the addresses."""
    deployed, tried = text("nginx.conf").splitlines(), configuration([1, 2, 3], 4).splitlines()
    assert [line for line in tried if "127.0.0.1" not in line] == [
        line for line in deployed if not re.search(r"server app\d|listen ", line)
    ]
    assert sum("server 127.0.0.1" in line for line in tried) == 3
