"""What a creator's page draws, from the name down to the last number."""

from __future__ import annotations

from dataclasses import replace

from components.wording.formats import plain
from services.api.series import Metric
from services.history.batch import Batch
from services.shortlist.creator import Creator
from services.shortlist.prices import NO_PRICES, Prices
from tests.components.creator.drawn import draw, metrics
from tests.components.made import IDS, NASTY, A, B, comparison, held, history, names, settings

RISING = [1000 + 40 * day for day in range(60)]
ALONE = ["Needs a human look", "Looking ahead", "Day by day", "Weekdays", "Days that stand out"]


def portrait(*histories, name="Luna", prices=NO_PRICES, batch=None, **state):
    """Draw the first of these creators, which are the list on screen."""

    def script(shown, creator, names, settings, state) -> None:
        import streamlit as st

        from components.creator.portrait import portrait

        for key, value in state.items():
            st.session_state.setdefault(key, value)
        portrait(shown, creator, names, settings)

    shown = comparison(*histories)
    shown = shown if batch is None else replace(shown, batch=batch)
    (first, *_others) = shown.ids
    known = names(shown.ids) | {first: name}
    given = {"shown": shown, "creator": first, "names": known, "settings": settings()}
    return draw(
        script, **given, state={"creators": {first: Creator(first, prices=prices)}, **state}
    )


def titles(app):
    return [title.value for title in app.subheader]


def test_a_creator_alone_has_all_but_the_list():
    app = portrait(history(A, RISING, [40] * 60))
    assert app.title[0].value == "Luna"
    assert app.caption[0].value == A
    assert titles(app) == ALONE
    assert "Rank" not in metrics(app)
    source = next(block for block in app.markdown if "Data to Dec 7, 2025" in block.value)
    assert source.help.startswith("Pugongying via Just One API, data up to 2025-12-07")


def test_in_a_list_it_has_a_rank_and_stands_before_the_others():
    app = portrait(history(A, RISING), history(B, [5000] * 60))
    assert titles(app) == ["Against the list", *ALONE]
    assert metrics(app)["Rank"] == ("1 of 2", "faster than 100% of the others")


def test_the_window_changes_the_figures_and_not_what_is_said_of_all_that_is_held():
    app = portrait(history(A, RISING))
    assert metrics(app)["Net change"][0] == "+1,160"
    ahead = metrics(app)["Projected followers"]
    app.segmented_control(key="creator_days").set_value(60).run()
    assert not app.exception
    assert metrics(app)["Net change"][0] == "+2,360"
    assert metrics(app)["Projected followers"] == ahead


def test_the_windows_are_those_that_there_are_data_for():
    assert portrait(history(A, RISING)).segmented_control[0].options == ["30", "60", "All"]
    assert portrait(history(A, RISING[:20])).segmented_control[0].options == ["30", "All"]


def test_a_short_history_is_shown_whole_whatever_the_last_creator_was_shown_over():
    app = portrait(history(A, RISING[:20]), creator_days=30)
    assert not app.info
    assert metrics(app)["Net change"][0] == "+760"


def test_without_a_series_its_name_stands_alone():
    app = portrait(history(A, None, None), history(B, RISING))
    assert app.title[0].value == "Luna"
    assert not titles(app)
    assert not app.metric


def test_one_day_and_new_followers_alone_are_no_mistake():
    for one in (history(A, [1000], [5]), history(A, None, [5] * 60)):
        app = portrait(one)
        assert "Rank" not in metrics(app), "nobody to rank against"
        assert "No projection" in "".join(line.value for line in app.markdown)


def test_a_creator_of_the_list_without_growth_counts_nobody_twice():
    app = portrait(history(A, [1000]), history(B, RISING))
    assert metrics(app)["Rank"] == ("—", "")


def test_a_price_is_carried_into_the_future():
    app = portrait(history(A, RISING), prices=Prices(image=3920, video=7840))
    label = "Price per 1 k followers then"
    assert metrics(app)[f"{label} · Picture post"][0] == "¥1,000.00"
    app.segmented_control(key="price_kind").set_value("video").run()
    assert metrics(app)[f"{label} · Video"][0] == "¥2,000.00"


def test_every_section_of_all_that_is_held_says_so():
    said = ":gray[All 60 days held: 2025-10-09 to 2025-12-07.]"
    assert [line.value for line in portrait(history(A, RISING)).markdown].count(said) == 4


def test_a_platform_day_is_not_blamed_on_a_creator_of_the_list():
    steps = [[10 + at + n % 3 for n in range(29)] for at in range(6)]
    listed = []
    for key, own in zip(IDS, steps, strict=False):
        own[20] = 900
        listed.append(history(key, [10_000 + sum(own[:n]) for n in range(30)]))
    words = [line.value for line in portrait(*listed).markdown]
    assert "No day in this window stands out." in words
    alone = "".join(line.value for line in portrait(listed[0]).markdown)
    assert "+900 followers on Nov 29" in alone


def test_who_lacks_days_says_so_and_has_no_rank():
    others = [history(key, RISING) for key in IDS[1:6]]
    app = portrait(history(IDS[0], RISING[-20:]), *others)
    assert any("20 of the 30 days compared" in line.value for line in app.markdown)
    assert metrics(app)["Rank"] == ("—", "")
    assert metrics(app)["Net change"][0] == "+760"


def test_who_has_none_of_the_days_compared_is_shown_by_itself():
    others = [history(key, RISING[-20:]) for key in IDS[1:6]]
    app = portrait(history(IDS[0], [*RISING[:30], *[None] * 30]), *others)
    assert metrics(app)["Net change"][0] == "+1,160"
    assert "Rank" not in metrics(app)
    assert "Against the list" not in titles(app)


def test_derived_new_followers_are_called_so():
    batch = Batch([A], (Metric.TOTAL,))
    batch.settle(A, Metric.TOTAL, held(*RISING))
    app = portrait(history(A, RISING), batch=batch)
    assert any("New followers are derived" in caption.value for caption in app.caption)


def test_a_name_takes_no_effect():
    assert portrait(history(A, RISING), name=NASTY).title[0].value == plain(NASTY)
