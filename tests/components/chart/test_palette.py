from __future__ import annotations

import tomllib
from pathlib import Path

import numpy as np
import pytest
import streamlit as st

from components.chart.palette import (
    DASHES,
    context_color,
    diverging_colors,
    grid_color,
    line_style,
    muted_color,
    text_color,
)
from tests.colour_vision import VISIONS, ciede2000, closest, contrast, hue
from tests.components.running import run_script

CONFIG = Path(__file__).parents[3] / ".streamlit" / "config.toml"
THEME = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
BASES = ("light", "dark")

# What the search for the palette reached, less a little: the smallest CIEDE2000 between any two of
# the first 3, 6 and 10 colours, whatever the vision.
FLOORS = {"light": {3: 18.5, 6: 15.5, 10: 13.4}, "dark": {3: 21.0, 6: 17.0, 10: 15.2}}


def colors(base: str) -> list[str]:
    return [line_style(slot, base).color for slot in range(10)]


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # from the test data of Sharma, Wu, Dalal (2005)
        ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425),
        ((50, 2.5, 0), (73, 25, -18), 27.1492),
        ((50, 2.49, -0.001), (50, -2.49, 0.0011), 7.2195),
        ((2.0776, 0.0795, -1.1350), (0.9033, -0.0636, -0.5514), 0.9082),
    ],
)
def test_ciede2000_agrees_with_its_published_test_data(one, other, expected):
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(expected, abs=5e-5)


def test_contrast_is_that_of_wcag():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_dichromats_see_grey_as_grey():
    for matrix in VISIONS.values():
        assert matrix.sum(axis=1) == pytest.approx(1, abs=1e-5)


@pytest.mark.parametrize("base", BASES)
def test_ten_colors_are_different_and_come_from_the_theme(base):
    assert colors(base) == THEME[base]["chartCategoricalColors"]
    assert len(set(colors(base))) == 10


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("surface", ["backgroundColor", "secondaryBackgroundColor"])
def test_every_line_stands_out_from_page_and_card(base, surface):
    behind = THEME[base][surface]
    assert {c: contrast(c, behind) for c in colors(base) if contrast(c, behind) < 3} == {}


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("vision", VISIONS)
@pytest.mark.parametrize("first", [3, 6, 10])
def test_any_two_colors_are_told_apart_by_every_eye(base, vision, first):
    assert closest(colors(base)[:first], vision) >= FLOORS[base][first]


@pytest.mark.parametrize("base", BASES)
def test_no_creator_is_as_grey_as_the_background_lines(base):
    for color in colors(base):
        for vision in VISIONS:
            assert closest([color, context_color(base)], vision) > 7, (color, vision)


def test_a_slot_keeps_its_colour_name_when_the_theme_changes():
    turns = [
        (hue(dark) - hue(light) + 180) % 360 - 180
        for light, dark in zip(colors("light"), colors("dark"), strict=True)
    ]
    assert max(map(abs, turns)) < 30


@pytest.mark.parametrize("base", BASES)
def test_sixty_creators_have_sixty_styles(base):
    assert len({line_style(slot, base) for slot in range(60)}) == 60


def test_dashes_begin_only_after_every_color_was_used():
    assert {line_style(slot, "light").dash for slot in range(10)} == {"solid"}
    assert line_style(10, "light").color == line_style(0, "light").color
    assert [line_style(10 * lap, "light").dash for lap in range(7)] == [*DASHES, "solid"]


@pytest.mark.parametrize("base", [None, "", "sepia"])
def test_an_unknown_theme_counts_as_light(base):
    assert line_style(3, base) == line_style(3, "light")
    assert line_style(3, base) != line_style(3, "dark")


@pytest.mark.parametrize("base", BASES)
def test_neutrals_are_readable_or_recede(base):
    page, card = (THEME[base][key] for key in ("backgroundColor", "secondaryBackgroundColor"))
    assert min(contrast(text_color(base), behind) for behind in (page, card)) >= 7
    assert min(contrast(muted_color(base), behind) for behind in (page, card)) >= 4.5
    assert contrast(grid_color(base), page) < contrast(context_color(base), page) < 3.2


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize("vision", VISIONS)
def test_a_loss_nothing_and_a_gain_are_told_apart_by_every_eye(base, vision):
    loss, middle, gain = diverging_colors(base)
    assert closest([loss, gain], vision) > 45
    assert closest([loss, middle, gain], vision) > 35


@pytest.mark.parametrize("base", BASES)
def test_nothing_recedes_behind_a_loss_and_a_gain(base):
    loss, middle, gain = diverging_colors(base)
    assert contrast(loss, middle) >= 3
    assert contrast(gain, middle) >= 3
    assert contrast(middle, THEME[base]["backgroundColor"]) < 1.5


@pytest.mark.parametrize("base", BASES)
def test_a_gain_is_blue_and_a_loss_orange(base):
    loss, _, gain = diverging_colors(base)
    assert 240 < hue(gain) < 310
    assert 50 < hue(loss) < 90


def test_a_deployment_can_change_the_colors(monkeypatch):
    chosen = {"theme.dark.chartCategoricalColors": ["#111111", "#222222"]}
    monkeypatch.setattr(st, "get_option", chosen.get)
    assert [line_style(slot, "dark").color for slot in range(3)] == [
        "#111111",
        "#222222",
        "#111111",
    ]
    assert line_style(2, "dark").dash == "dash"


def test_colors_are_found_where_streamlit_read_no_config(monkeypatch):
    monkeypatch.setattr(st, "get_option", lambda key: None)
    assert colors("light") == THEME["light"]["chartCategoricalColors"]
    assert text_color("dark") == THEME["dark"]["textColor"]


def test_colors_are_found_in_a_running_script():
    def script() -> None:
        import streamlit as st

        from components.chart.palette import line_style

        st.text(line_style(0, st.context.theme.type).color)

    app = run_script(script)
    assert app.text[0].value == THEME["light"]["chartCategoricalColors"][0]
