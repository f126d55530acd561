"""What `.streamlit` ships: safe settings, two complete themes, and an example of the secrets."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from dataclasses import replace
from itertools import pairwise

import pytest
from streamlit.config import get_option

from services.settings.settings import Settings, read_settings
from tests.browser import EXAMPLE, ROOT
from tests.colour_vision import contrast

CONFIG_TEXT = (ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8")
CONFIG = tomllib.loads(CONFIG_TEXT)
THEMES = {base: CONFIG["theme"][base] for base in ("light", "dark")}


def uncommented(example: str) -> str:
    return re.sub(r"^# (?=[A-Z_]+ = )", "", example, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("section", "name", "value"),
    [
        ("client", "showErrorDetails", "none"),
        ("client", "showErrorLinks", False),
        ("client", "toolbarMode", "minimal"),
        ("browser", "gatherUsageStats", False),
        ("server", "showEmailPrompt", False),
        ("server", "enableCORS", True),
        ("server", "enableXsrfProtection", True),
        ("server", "enableAgentApi", False),
        ("server", "fileWatcherType", "none"),
    ],
)
def test_a_setting_that_protects_visitors_or_the_token_is_on(section, name, value):
    assert CONFIG[section][name] == value


def test_sizes_of_what_a_stranger_can_send_are_small():
    assert CONFIG["server"]["maxUploadSize"] <= 2
    assert CONFIG["server"]["maxMessageSize"] <= 20


def test_streamlit_knows_every_setting_and_takes_the_values():
    """A misspelt option is only a log line in Streamlit, and would protect nobody."""
    shown = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        cwd=ROOT, capture_output=True, text=True, timeout=60, check=True,
    )  # fmt: skip
    assert shown.stderr.strip() == ""
    assert "not a valid config option" not in shown.stdout
    for section in ("client", "browser", "server", "runner"):
        for name in CONFIG[section]:
            get_option(f"{section}.{name}")  # raises for one that does not exist


def test_every_setting_outside_the_theme_has_its_reason_above_it():
    lines = CONFIG_TEXT.split("[theme]")[0].splitlines()
    for before, line in pairwise(lines):
        if re.match(r"\w+ = ", line) and not line.startswith("enableXsrfProtection"):
            assert before.startswith("#"), line


def test_both_themes_set_the_same_options():
    assert set(THEMES["light"]) == set(THEMES["dark"])
    required = {"primaryColor", "backgroundColor", "secondaryBackgroundColor", "textColor"}
    assert required | {"borderColor", "chartCategoricalColors"} <= set(THEMES["light"])


def test_both_themes_have_equally_many_colors_and_enough_for_plotly():
    assert [len(theme["chartCategoricalColors"]) for theme in THEMES.values()] == [10, 10]


def test_colors_are_six_digit_hex():
    for theme in THEMES.values():
        for value in theme.values():
            for color in [value] if isinstance(value, str) else value:
                assert re.fullmatch("#[0-9a-f]{6}", color)


@pytest.mark.parametrize("base", THEMES)
def test_text_buttons_and_links_are_readable(base):
    theme = THEMES[base]
    assert contrast("#ffffff", theme["primaryColor"]) >= 4.5
    for behind in (theme["backgroundColor"], theme["secondaryBackgroundColor"]):
        assert contrast(theme["textColor"], behind) >= 7
        assert contrast(theme["linkColor"], behind) >= 4.5
        assert contrast(theme["primaryColor"], behind) >= 3


def test_fonts_come_from_the_readers_system():
    theme = CONFIG["theme"]
    # In Streamlit's font options a colon begins an address to load the font from.
    assert ":" not in theme["font"] + theme["codeFont"]
    assert "fontFaces" not in theme
    assert "PingFang SC" in theme["font"]
    assert "Microsoft YaHei" in theme["font"]
    assert theme["font"].endswith("sans-serif")


def test_the_example_sets_nothing_until_it_is_edited():
    assert tomllib.loads(EXAMPLE) == {}


def test_the_example_shows_the_defaults():
    shown = tomllib.loads(uncommented(EXAMPLE))
    for secret in ("JUSTONEAPI_TOKEN", "APP_PASSCODE"):
        assert shown.pop(secret) == ""
    by_default = read_settings({"JUSTONEAPI_TOKEN": "t" * 32})
    as_shown = read_settings({"JUSTONEAPI_TOKEN": "t" * 32, **shown})
    assert isinstance(by_default, Settings)
    assert isinstance(as_shown, Settings)
    # Secrets stand aside: one equals nothing but itself. The fingerprint compares them.
    aside = {"token": None, "database_url": None}
    assert replace(as_shown, **aside) == replace(by_default, **aside)
    assert as_shown.fingerprint == by_default.fingerprint


class Recorded(dict[str, str]):
    """Settings, and the names under which they were looked up."""

    def __init__(self, **values: str) -> None:
        super().__init__(values)
        self.asked: set[str] = set()

    def get(self, name, default=None):
        self.asked.add(name)
        return super().get(name, default)


def test_the_example_and_the_readme_name_every_setting_that_the_app_reads():
    recorded = Recorded(JUSTONEAPI_TOKEN="t" * 32)
    read_settings(recorded)
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(recorded.asked) > 10
    assert set(tomllib.loads(uncommented(EXAMPLE))) == recorded.asked
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", readme, re.MULTILINE)) == recorded.asked
