"""A creator's two charts: its own totals and new followers, and its place in the list."""

from __future__ import annotations

import pytest

from components.chart.palette import context_color
from components.chart.picture import PHONE
from tests.components.creator.drawn import draw, figures, found
from tests.components.made import IDS, A, B, C, D, history, names, sandbox, settings, styles
from tests.pages import curves_of

RISING = list(range(1000, 1080, 10))
DAYS = [f"2025-12-0{day}" for day in range(1, 8)]


def own(totals, news=None, *, others=(), days=30, given=None):
    """Draw the first creator's own chart."""

    def script(found, style, settings) -> None:
        from components.creator.curves import creator_curves

        creator_curves(found, "Luna", style, settings)

    insight = found(history(A, totals, news), *others, days=days).of(A)
    app = draw(script, found=insight, style=styles([A])[A], settings=given or settings())
    (figure,) = figures(app)
    return app, figure


def listed(*histories, key=A):
    def script(found, key, names, styles, settings) -> None:
        from components.creator.curves import against_list

        against_list(found, key, names, styles, settings)

    ids = [one.creator_id for one in histories]
    given = {"found": found(*histories), "key": key, "names": names(ids), "styles": styles(ids)}
    return draw(script, **given, settings=settings())


def traces(figure):
    return {trace.get("name"): trace for trace in figure["data"]}


def test_totals_are_a_line_and_new_followers_bars_on_their_own_axis():
    _, figure = own(RISING, [10] * 8)
    line, bars = curves_of(figure)
    assert (line["type"], line["yaxis"], line["y"]) == ("scatter", "y", RISING)
    assert (bars["type"], bars["yaxis"], bars["y"]) == ("bar", "y2", [10] * 8)


def test_on_a_phone_the_last_day_and_the_source_stay_within_the_picture(monkeypatch):
    monkeypatch.setattr("components.creator.curves.on_a_phone", lambda: True)
    _, figure = own(RISING, [10] * 8)
    assert figure["layout"]["height"] == PHONE.height
    app = listed(history(A, RISING), history(B, RISING), history(C, RISING))
    (beside,) = figures(app)
    assert beside["layout"]["height"] == PHONE.height


def test_those_who_left_stand_below_zero_where_the_series_is_gross():
    app, figure = own(RISING, [12, 12, 15, 10, 10, 10, 10, 410])
    left = traces(figure)["Unfollows (implied)"]
    assert left["yaxis"] == "y2"
    assert left["x"] == ["2025-11-30", *DAYS]
    assert left["y"] == [None, -2, -5, 0, 0, 0, 0, -400]
    assert left["marker"]["color"] == context_color("light")
    assert "downward" in app.caption[0].value


def test_up_and_down_share_a_zero_line_and_the_axis_holds_both():
    _, figure = own(RISING, [12, 12, 15, 10, 10, 10, 10, 410])
    low, high = figure["layout"]["yaxis2"]["range"]
    assert low < -400
    assert high > 410
    assert figure["layout"]["barmode"] == "relative"


@pytest.mark.parametrize(
    "news", [[10] * 8, [10] * 7 + [3], None], ids=["net", "conflict", "no series"]
)
def test_without_a_gross_series_nobody_is_said_to_have_left(news):
    app, figure = own(RISING, news)
    assert "Unfollows (implied)" not in traces(figure)
    assert not app.caption


def test_a_gap_in_a_gross_series_is_a_gap_among_those_who_left():
    _, figure = own([*RISING[:4], None, *RISING[5:], 1080, 1090], [12] * 10)
    gap = figure["data"][0]["y"].index(None)
    left = traces(figure)["Unfollows (implied)"]["y"]
    assert left[gap] is None
    assert left[gap + 1] is None
    assert left[gap + 2] == -2


def test_only_the_days_of_the_window_are_drawn():
    _, figure = own(RISING * 6, days=30)
    assert len(figure["data"][0]["x"]) == 30


def common_days(figure):
    lines = [one for one in figure["layout"].get("shapes", []) if "xsizemode" not in one]
    return [one["x0"] for one in lines]


def test_the_common_days_of_the_list_are_marked():
    steps = [1, 2, 1, 3, 1, 2, 1, 2, -40, 1, 2, 1]
    fell, *others = [[1000 + sum(steps[:n]) + 5 * n * at for n in range(12)] for at in range(6)]
    listed = [history(key, one) for key, one in zip(IDS[1:], others, strict=False)]
    _, figure = own(fell, others=listed)
    assert common_days(figure) == ["2025-12-05"]
    assert common_days(own(fell)[1]) == []


def test_a_picture_says_what_it_shows_and_from_where():
    _, figure = own(RISING)
    words = [note["text"] for note in figure["layout"]["annotations"]]
    assert any("Followers and new followers" in word and "Dec 7, 2025" in word for word in words)
    assert any("data up to 2025-12-07" in word for word in words)
    assert "DEMO DATA" not in words
    _, demo = own(RISING, given=sandbox())
    assert "DEMO DATA" in [note["text"] for note in demo["layout"]["annotations"]]


def test_against_the_list_one_curve_is_in_colour_and_in_percent():
    others = [history(key, [500, 550, 600]) for key in (B, C, D)]
    app = listed(history(A, [1000, 1100, 1200]), *others)
    assert app.subheader[0].value == "Against the list"
    (figure,) = figures(app)
    curves = curves_of(figure)
    (coloured,) = [trace for trace in curves if trace["line"]["width"] > 1]
    assert coloured["name"] == A
    assert coloured["y"] == [0, 10, 20]
    assert len(curves) == 4
    assert {c["line"]["color"] for c in curves if c is not coloured} == {context_color("light")}


def test_the_median_of_the_others_leaves_the_creator_out():
    others = [history(key, [1000, 1000 + 100 * n]) for n, key in enumerate(IDS[1:6], 1)]
    (figure,) = figures(listed(history(A, [1000, 9000]), *others))
    assert traces(figure)["median"]["y"] == [0, 30]


def test_a_creator_alone_has_no_list_to_stand_against():
    for app in (listed(history(A, RISING)), listed(history(B, RISING), history(C, RISING))):
        assert not app.subheader
        assert not figures(app)
