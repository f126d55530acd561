from __future__ import annotations

import pytest

from components import app as module
from components.app import page_title
from components.wording.names import list_title, window_title


@pytest.mark.parametrize(
    ("names", "title"),
    [
        ([], ""),
        (["Momo"], "Momo"),
        (["Momo", "Luna"], "Momo and Luna"),
        (["Momo", "Luna", "Kai"], "Momo, Luna and 1 other"),
        (["Momo", "Luna", *"abcd"], "Momo, Luna and 4 others"),
        (["*a* {n} <b>", "$x$"], "*a* {n} <b> and $x$"),
        (["x" * 40], "x" * 23 + "…"),
    ],
)
def test_a_list_is_called_after_its_first_two(names, title):
    assert list_title(names) == title


@pytest.mark.parametrize(("days", "title"), [(0, "all days"), (30, "30 days")])
def test_a_window_is_named(days, title):
    assert window_title(days) == title


def test_the_app_comes_last_and_what_is_empty_is_left_out(monkeypatch):
    titles = []
    monkeypatch.setattr(module.st, "set_page_config", lambda page_title: titles.append(page_title))
    page_title("", "Momo", "30 days")
    page_title()
    assert titles == ["Momo · 30 days · KOL Growth Benchmark", "KOL Growth Benchmark"]
