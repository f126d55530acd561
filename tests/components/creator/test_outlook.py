"""What is said about a creator's future, and what is refused."""

from __future__ import annotations

import re
from datetime import date

import pytest

from components.creator import outlook
from components.creator.outlook import backtest_text, crossing_text, pace_text
from services.growth.backtest import Backtest
from services.growth.crossing import Crossing
from services.growth.projection import NoProjection, Projection, Remark
from services.growth.trend import Pace
from tests.components.creator.drawn import draw, held, metrics

LIMITS = (5_000, 50_000, 500_000)
STRAIGHT = [1000 + 40 * day for day in range(60)]
WOBBLING = [1000 + 10 * day + (0, 35, -20, 15, -40)[day % 5] for day in range(60)]
TRIED = Backtest(33, 14, 5175.4, 0.0073, 7834, 0.0111, 0.8)


def look(*totals, price=None, kind="", **state):
    def script(frame, price, kind, limits, state) -> None:
        import streamlit as st

        from components.creator.outlook import outlook

        for key, value in state.items():
            st.session_state.setdefault(key, value)
        outlook(frame, limits, price, kind)

    given = {"price": price, "kind": kind, "limits": LIMITS, "state": state}
    return draw(script, frame=held(*totals), **given)


def sentences(app):
    """What is said below the sentence that names the days."""
    days, *rest = [line.value for line in app.markdown]
    assert re.fullmatch(r":gray\[All \d+ days held: 2025-..-.. to 2025-12-07\.\]", days)
    return rest


def told(monkeypatch, **given):
    """Let every projection be this one."""
    numbers = {"projected": 2000, "low": 1000, "high": 4000, "daily": -12.4, "remarks": ()}
    made = Projection(
        "a", date(2025, 12, 21), 14, **(numbers | given), pace=Pace(8, False), backtest=TRIED
    )
    monkeypatch.setattr(outlook, "project", lambda *_: made)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        (NoProjection.TOO_SHORT, "it takes at least 45 days of data"),
        (NoProjection.TARGET_NOT_AHEAD, "the data already reach that day"),
        (NoProjection.TOO_FAR, "No projection beyond 90 days after the last data."),
        (NoProjection.LONGER_THAN_HISTORY, "further ahead than this creator's data go back"),
    ],
)
def test_every_refusal_is_one_sentence_and_no_number(monkeypatch, reason, words):
    monkeypatch.setattr(outlook, "project", lambda *_: reason)
    app = look(*STRAIGHT, price=100)
    (sentence,) = sentences(app)
    assert sentence.startswith("No projection")
    assert words in sentence
    assert not app.metric
    assert not app.caption


def test_too_short_a_history_is_refused():
    assert "at least 45 days" in sentences(look(*STRAIGHT[:44]))[0]
    assert "Projected followers" in metrics(look(*STRAIGHT[:50]))


def test_a_creator_that_stands_still_has_a_figure_and_a_remark():
    app = look(*[1000] * 60)
    assert metrics(app)["Projected followers"] == ("1,000", "1,000 to 1,000")
    assert "no better a guess than “no change”" in sentences(app)[0]


def test_every_remark_stands_beside_the_figure(monkeypatch):
    told(monkeypatch, remarks=(Remark.ACCELERATES, Remark.PACE_MUST_STAY))
    first, second = sentences(look(*WOBBLING))
    assert first.startswith("This creator has been speeding up")
    assert second == "Holds if the pace stays; a change of pace is not in the range."


@pytest.mark.parametrize(
    ("compounding", "words"),
    [(False, "in followers, divided by 7"), (True, "in percent of the total")],
)
def test_what_the_pace_is_stands_behind_it(compounding, words):
    text = pace_text(Pace(4, compounding))
    assert text.startswith("The median weekly change of the last 4 weeks")
    assert words in text


def test_the_campaign_is_two_weeks_ahead_until_somebody_chooses():
    app = look(*STRAIGHT)
    assert app.date_input[0].value == date(2025, 12, 21)
    assert metrics(app)["Projected followers"] == ("3,920", "3,920 to 3,920")
    app.date_input[0].set_value(date(2025, 12, 8)).run()
    assert metrics(app)["Projected followers"][0] == "3,400"


def test_only_days_that_can_be_told_can_be_chosen():
    field = look(*STRAIGHT).date_input[0]
    assert (field.min, field.max) == (date(2025, 12, 8), date(2026, 3, 7))


@pytest.mark.parametrize("kept", [date(2025, 12, 7), date(2026, 3, 8), "tomorrow", None], ids=str)
def test_a_day_chosen_for_another_creator_is_kept_only_where_it_fits(kept):
    assert look(*STRAIGHT, campaign_date=kept).date_input[0].value == date(2025, 12, 21)
    fitting = date(2026, 1, 5)
    assert look(*STRAIGHT, campaign_date=fitting).date_input[0].value == fitting


def test_the_range_stands_below_and_says_how_much_it_is_meant_to_hold(monkeypatch):
    told(monkeypatch)
    app = look(*WOBBLING)
    shown = metrics(app)
    assert shown["Projected followers"] == ("2,000", "1,000 to 4,000")
    assert shown["Pace"] == ("−12 a day", "")
    assert "hold 80% of the outcomes" in app.metric[0].proto.help
    assert len(shown) == 2, "no price without one"


def test_a_wobbling_past_makes_a_wide_range():
    value, between = metrics(look(*WOBBLING))["Projected followers"]
    low, high = (int(end.replace(",", "")) for end in between.split(" to "))
    assert low < int(value.replace(",", "")) < high


def test_the_price_is_lowest_at_the_most_followers(monkeypatch):
    told(monkeypatch)
    shown = metrics(look(*WOBBLING, price=5000))
    assert shown["Price per 1 k followers then"] == ("¥2,500.00", "¥1,250.00 to ¥5,000.00")


def test_a_price_says_for_what_it_is(monkeypatch):
    told(monkeypatch)
    shown = metrics(look(*WOBBLING, price=5000, kind="Video"))
    assert shown["Price per 1 k followers then · Video"][0] == "¥2,500.00"


def test_without_followers_there_is_no_price(monkeypatch):
    told(monkeypatch, low=0)
    shown = metrics(look(*WOBBLING, price=5000))
    assert shown["Price per 1 k followers then"] == ("¥2,500.00", "¥1,250.00 to —")
    told(monkeypatch, low=0, projected=0)
    assert metrics(look(*WOBBLING, price=5000))["Price per 1 k followers then"][0] == "—"


def test_the_next_tier_is_told_where_the_trend_reaches_it():
    (sentence,) = sentences(look(*STRAIGHT))
    assert sentence == "5,000 followers: between 2026-01-17 and 2026-01-17."
    assert sentences(look(*WOBBLING)) == [], "a tier out of reach is no sentence"


def test_a_crossing_is_a_range_of_days():
    ahead = Crossing(50_000, date(2026, 1, 3), date(2026, 2, 1), date(2026, 3, 9), 90)
    assert crossing_text(ahead) == "50,000 followers: between 2026-01-03 and 2026-03-09."


def test_a_crossing_that_may_not_come_says_so():
    ahead = Crossing(50_000, date(2026, 1, 3), None, None, 70)
    expected = "50,000 followers: 2026-01-03 at the earliest, perhaps not within 70 days."
    assert crossing_text(ahead) == expected


def test_how_far_off_it_was_in_the_past_stands_beside_no_change():
    assert backtest_text(TRIED) == (
        "Tried on the past: of 33 projections 14 days ahead, half were off by less than 5,175 "
        "followers (0.73%); “no change” by 7,834 (1.11%)."
    )
    assert "projections 1 day ahead" in backtest_text(Backtest(12, 1, 1, 0.1, 2, 0.2, 0.8))
    (caption,) = look(*STRAIGHT).caption
    assert caption.value.startswith("Tried on the past: of ")
