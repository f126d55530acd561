from __future__ import annotations

from services.messages import Message
from services.settings.settings import SettingsMistakes, read_settings
from tests.components.running import run_script


def show(mistakes: SettingsMistakes) -> list[str]:
    def script(mistakes) -> None:
        from components.app import settings_mistakes

        settings_mistakes(mistakes)

    app = run_script(script, {"mistakes": mistakes})
    assert "No call was made" in app.error[0].value
    return [block.value for block in app.markdown]


def test_each_mistake_is_a_line_of_its_own():
    mistakes = read_settings(
        {"JUSTONEAPI_TOKEN": "  ", "JUSTONEAPI_SERIES": "all", "AUTO_CALL_LIMIT": "-1"}
    )
    assert isinstance(mistakes, SettingsMistakes)
    lines = show(mistakes)
    assert len(lines) == len(mistakes.sentences) == 3
    assert all(line.startswith("- ") for line in lines)
    assert "JUSTONEAPI_TOKEN is set but blank" in lines[0]


def test_a_quoted_value_is_shown_as_text():
    mistakes = SettingsMistakes((Message("{name} is wrong.", {"name": ":red[x] <b>"}),))
    assert show(mistakes) == ["- \\:\u2060red\\[x\\] \\<b\\> is wrong."]
