"""What stands before a room: one headline, one figure, three large figures, and no control."""

from __future__ import annotations

import pytest

from components.present.frame import head_height
from components.present.room import Room
from services.sandbox.creators import nickname_of
from tests.components.present.staged import (
    IDS,
    SEEN_AT,
    elements,
    embedded,
    foot,
    head,
    in_colour,
    presented,
    visit,
    written,
)
from tests.components.selecting import select_rows
from tests.pages import compare, curves, figure, open_app

MANY = [*IDS, *(f"{n:024x}" for n in range(1, 49))]


def test_nothing_but_headline_figure_and_remote_is_drawn():
    app = presented(*IDS)
    assert elements(app) == ["bidi_component", "plotly_chart", *["bidi_component"] * 2]
    assert not app.button
    assert not app.info
    assert head(app)["headline"].startswith(tuple(map(nickname_of, IDS)))
    assert head(app)["mark"] == "DEMO"
    assert head(app)["source"].startswith("Data up to ")
    assert foot(app)["at"] == "curves"
    assert figure(app)["layout"]["height"] > 0.7 * 768


def test_nothing_is_drawn_before_the_browser_has_said_how_large_it_is():
    app = presented(*IDS[:3], room=None)
    assert elements(app) == ["bidi_component"]
    assert "size" not in foot(app), "so that it answers in any case"


@pytest.mark.parametrize("count", [2, 12, 60])
def test_at_most_eight_are_named_and_whom_the_figures_name_is_among_them(count):
    app = presented(*MANY[:count])
    drawn = figure(app)
    names = [one for one in drawn["layout"]["annotations"] if one["showarrow"]]
    assert len(names) == len(in_colour(app)) == min(count, 8)
    figures = foot(app)["figures"]
    assert 1 <= len(figures) <= 3
    assert all(one["color"] and one["name"] for one in figures)
    colours = set(in_colour(app).values())
    assert len(colours) == min(count, 8)
    assert {one["color"] for one in figures} <= colours
    assert all(one["font"]["size"] >= 20 for one in drawn["layout"]["annotations"])


def test_whoever_was_chosen_is_in_colour_and_nobody_else():
    assert in_colour(presented(*IDS, mark="2.5")).keys() == {IDS[1], IDS[4]}


def test_every_scene_is_reached_by_its_word_and_is_another_picture():
    app = presented(*IDS[:6])
    steps = foot(app)["steps"]
    assert steps[:3] == ["curves", "new", "ranking"]
    assert sorted(steps[3:]) == sorted(IDS[:6])
    seen = set()
    for scene in steps:
        app.query_params["scene"] = scene
        app.run()
        assert not app.exception
        assert foot(app)["at"] == scene == app.query_params["scene"]
        seen.add((str(figure(app)), head(app)["headline"]))
    assert len(seen) == len(steps)


def test_a_scene_of_new_followers_says_so():
    title, *_others = written(figure(presented(*IDS[:6], scene="new")))
    assert "New followers a day" in title
    title, *_others = written(figure(presented(*IDS[:6], scene="curves", view="new")))
    assert "New followers" not in title


@pytest.mark.parametrize(("count", "named"), [(6, 6), (8, 3), (20, 3), (60, 3)])
def test_of_many_only_whom_the_figures_tell_of_are_in_colour_day_by_day(count, named):
    app = presented(*MANY[:count], scene="new")
    assert len(in_colour(app)) == named
    told_of = {one["color"] for one in foot(app)["figures"]}
    assert told_of <= set(in_colour(app).values())
    others = {one["name"] for one in curves(app)} - in_colour(app).keys()
    assert len(others) >= min(count, 19) - named, "in grey"
    steps = foot(app)["steps"]
    assert len(steps) == 3 + min(count, 8), "all who are in colour elsewhere have their scene"


def test_whoever_was_chosen_is_in_colour_day_by_day():
    chosen = in_colour(presented(*MANY[:20], scene="new", mark="1.2.4.5.7"))
    assert chosen.keys() == {MANY[place - 1] for place in (1, 2, 4, 5, 7)}


def test_a_phone_is_told_the_whole_headline_and_has_room_for_it():
    app = presented(*IDS, room=(358, 820))
    assert head(app)["narrow"]
    assert not head(presented(*IDS))["narrow"]
    phone, wide = Room(358, 820), Room()
    assert head_height("word " * 30, phone) > head_height("word " * 15, phone)
    assert head_height("word " * 60, wide) == head_height("word " * 30, wide)


def test_one_creator_stands_before_the_others_with_its_own_figures():
    app = presented(*IDS[:6], scene=IDS[2])
    assert head(app)["headline"].startswith("Momo今天穿什么 · ")
    assert in_colour(app).keys() == {IDS[2]}
    assert len(curves(app)) == 6
    assert len(foot(app)["figures"]) == 3
    (button,) = [one for one in foot(app)["scenes"] if IDS[2] in one["own"]]
    assert button["label"].startswith("Creator ")


def test_a_list_of_one_has_neither_ranking_nor_others():
    app = presented(IDS[0])
    assert foot(app)["steps"] == ["curves", "new"]
    assert [one["color"] for one in foot(app)["figures"]] == ["", "", ""]


@pytest.mark.parametrize("scene", ["", "moon", "<b>", IDS[11]])
def test_a_scene_that_is_none_shows_the_first(scene):
    assert foot(presented(*IDS, scene=scene))["at"] == "curves"


def test_the_address_keeps_the_scene_and_the_screen():
    app = presented(*IDS[:3], scene="ranking", days="60", scale="index")
    params = {name: app.query_params[name] for name in app.query_params}
    flat = {name: one if isinstance(one, str) else one[-1] for name, one in params.items()}
    assert (flat["present"], flat["scene"], flat["days"]) == ("1", "ranking", "60")
    assert flat["kols"] == ",".join(IDS[:3])


def test_a_screen_that_was_left_for_the_stage_is_as_it_was():
    app = compare(open_app(), "\n".join(IDS[:4]))
    app.segmented_control(key="days").set_value(60).run()
    app.segmented_control(key="view").set_value("total").run()
    select_rows(app, 1)
    before, link = figure(app), dict(app.query_params)
    app.session_state["room_size"] = SEEN_AT
    app.button(key="present").click().run()
    assert foot(app)["at"] == "curves"
    app.query_params["scene"] = "ranking"
    app.run()
    for name in ("present", "scene"):
        del app.query_params[name]
    app.run()
    assert figure(app) == before
    assert dict(app.query_params) == link


def test_it_asks_for_nothing_whatever_links_may_spend(simulated, monkeypatch):
    monkeypatch.setenv("AUTO_CALL_LIMIT", "100")
    app = presented(*IDS[:3])
    assert head(app)["headline"].startswith("There is nothing to present")
    assert embedded(*IDS[:3]).get("plotly_chart") == []
    assert simulated.count == 0
    compare(open_app(), "\n".join(IDS[:3]))
    assert simulated.count == 6
    app = presented(*IDS[:3])
    assert figure(app)
    assert head(app)["mark"] == ""
    assert head(app)["source"].endswith("Pugongying via Just One API")
    assert simulated.count == 6


def test_an_address_without_creators_says_so_and_can_be_left(simulated):
    app = visit(SEEN_AT, present="1")
    assert head(app)["headline"].startswith("There is nothing to present")
    assert foot(app)["words"]["exit"] == "Exit"


def test_names_are_text():
    app = presented(*IDS[:2], kols=f"{IDS[0]}~<b>x</b> [y](z),{IDS[1]}", scene=IDS[0])
    assert head(app)["headline"].startswith("<b>x</b> [y](z) · "), "a component is told text"
    app.query_params["scene"] = "ranking"
    app.run()
    assert "&lt;b&gt;x&lt;/b&gt; [y](z)" in written(figure(app))


def test_a_frame_shows_the_picture_with_title_and_source_and_nothing_else():
    app = embedded(*IDS[:6], days="60")
    assert elements(app) == ["plotly_chart", "bidi_component"]
    assert "steps" not in foot(app)
    drawn = figure(app)
    assert drawn["layout"]["height"] == SEEN_AT[1]
    texts = "\n".join(written(drawn))
    assert "60 days to " in texts
    assert "Demo data, made by this program, data up to " in texts
