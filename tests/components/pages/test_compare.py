"""The journeys of the compare page, from paste to picture."""

from __future__ import annotations

import pytest

from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests.components.selecting import tick
from tests.fault_server import answering
from tests.pages import (
    coloured,
    compare,
    curves,
    curves_of,
    drawn,
    failing,
    figure,
    is_list_open,
    open_app,
    open_list,
    paste,
    ranking_of,
    texts,
    vendor,
    what_is_missing,
)

IDS = [example.creator_id for example in EXAMPLES]
NO_HISTORY = IDS[11]


def test_nothing_asked_says_what_to_do_and_calls_nothing(simulated):
    app = open_app()
    assert not app.exception
    assert "Paste creators and press Compare" in texts(app)
    app.button(key="compare").click().run()
    assert "Paste at least one creator first" in texts(app)
    assert simulated.count == 0


def test_the_button_names_the_cost_before_the_click(simulated):
    app = paste(open_app(), "\n".join(IDS[:6]))
    assert app.button(key="compare").label == "Compare 6 creators · 12 calls"
    assert simulated.count == 0


def test_one_creator_has_a_line_and_bars_under_it(simulated):
    app = compare(open_app(), IDS[0])
    shown = figure(app)
    assert [trace["type"] for trace in curves_of(shown)] == ["scatter", "bar"]
    assert {trace["yaxis"] for trace in curves_of(shown)} == {"y", "y2"}
    assert simulated.count == 2


def test_three_creators_are_two_panels_on_one_date_axis(simulated):
    app = compare(open_app(), f"{IDS[0]}, {IDS[1]}\n{IDS[2]}")
    shown = figure(app)
    assert len(curves_of(shown)) == 6
    assert {trace["yaxis"] for trace in curves_of(shown)} == {"y", "y2"}
    assert shown["layout"]["yaxis"]["domain"][0] > shown["layout"]["yaxis2"]["domain"][1]
    assert [axis for axis in shown["layout"] if axis.startswith("xaxis")] == ["xaxis"]
    assert simulated.count == 6


def test_three_with_one_failing_keep_the_other_two_and_retry_only_the_failed(token):
    with vendor(failing({IDS[1]: 500})) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:3]))
        assert drawn(app) == {IDS[0], IDS[2]}
        app.button(key="missing").click().run()
        assert "1 creator could not be loaded" in texts(app)
        assert "The vendor had an internal error" in texts(app)
        assert app.button(key="retry").label == "Retry the failed ones · 2 calls, up to 6 requests"
        before = server.count
        server.behaviour = answering(respond)
        app.button(key="retry").click().run()
        assert server.count - before == 2
        assert drawn(app) == set(IDS[:3])
        assert "Nothing is missing" in texts(app)


def test_all_failing_says_so_and_draws_no_chart(token):
    with vendor(failing(dict.fromkeys(IDS, 400))) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:3]))
        assert "None of the 3 creators could be loaded" in texts(app)
        assert not app.get("plotly_chart")
        assert not app.exception
        assert server.count == 6


@pytest.mark.fault(23)
def test_an_invalid_token_stops_the_batch_and_every_later_call(token):
    with vendor(failing(dict.fromkeys(IDS, 100)), delay=0.05) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS))
        assert "The vendor refuses the token" in texts(app)
        asked = server.count
        assert asked <= 8, "no more than were under way when the first answer came"
        compare(app, IDS[0])
        app.run()
        other = compare(open_app(), IDS[1])
        assert server.count == asked
        assert "The vendor refuses the token" in texts(other)


def test_a_creator_without_history_reads_so_and_never_zero(simulated):
    app = compare(open_app(), f"{IDS[0]}\n{NO_HISTORY}")
    assert drawn(app) == {IDS[0]}
    table = ranking_of(app).value
    row = table[table["creator_id"] == NO_HISTORY].iloc[0]
    assert row[["latest_total", "net_change", "growth_rate"]].isna().all()
    said = what_is_missing(app)
    assert "publishes no history" in said
    assert "None of these can be asked again now." in said


def test_changing_days_view_scale_and_highlight_calls_nothing(simulated):
    app = compare(open_app(), "\n".join(IDS[:3]))
    assert simulated.count == 6
    points = len(curves(app)[0]["x"])
    app.segmented_control(key="days").set_value(60).run()
    assert (points, len(curves(app)[0]["x"])) == (30, 60)
    app.segmented_control(key="view").set_value("new").run()
    assert len(curves(app)) == 3
    assert "log" not in [str(option) for option in app.segmented_control(key="scale").options]
    app.segmented_control(key="view").set_value("total").run()
    app.segmented_control(key="scale").set_value("log").run()
    assert figure(app)["layout"]["yaxis"]["type"] == "log"
    tick(app, IDS[1])
    assert coloured(app) == {IDS[1]}
    assert not app.exception
    assert simulated.count == 6


def test_asking_again_costs_nothing_and_a_larger_list_only_what_is_new(simulated):
    app = compare(open_app(), "\n".join(IDS[:3]))
    paste(app, "\n".join(IDS[:4]))
    assert app.button(key="compare").label == "Compare 4 creators · 2 calls"
    app.button(key="compare").click().run()
    assert simulated.count == 8
    compare(open_app(), "\n".join(IDS[:4]))
    assert simulated.count == 8, "another session shares what is held"


def test_the_link_opens_the_same_screen_for_nothing_and_names_the_cost(simulated):
    link = {"kols": f"{IDS[0]}~Luna,{IDS[1]}", "days": "60", "view": "total", "scale": "index"}
    app = open_app(**link)
    assert simulated.count == 0
    assert app.button(key="load_link").label == "Load 2 creators · 4 calls"
    app.button(key="load_link").click().run()
    assert simulated.count == 4
    shown = figure(app)
    assert len(curves_of(shown)) == 2
    names = str(shown["layout"]["annotations"])
    assert "Luna" in names
    assert f"{IDS[1][:4]}…{IDS[1][-5:]}" in names
    assert curves_of(shown)[0]["y"][0] == 100
    assert len(curves_of(shown)[0]["x"]) == 60
    again = open_app(**link)
    assert curves(again) == curves_of(shown)
    assert simulated.count == 4


def test_auto_call_limit_lets_a_small_link_load_by_itself(simulated, monkeypatch):
    monkeypatch.setenv("AUTO_CALL_LIMIT", "4")
    app = open_app(kols=",".join(IDS[:3]))
    assert simulated.count == 0
    assert app.button(key="load_link").label == "Load 3 creators · 6 calls"
    assert len(curves(open_app(kols=",".join(IDS[:2])))) == 4
    assert simulated.count == 4


def test_the_screen_is_written_into_the_address(simulated):
    app = compare(open_app(), f"{IDS[0]}\n{IDS[1]}")
    assert app.query_params["kols"] == f"{IDS[0]},{IDS[1]}"
    assert app.query_params["view"] == "both"
    assert "canary" not in str(app.query_params)


def test_the_sandbox_loads_a_link_at_once_and_says_that_it_is_demo_data():
    app = open_app(kols=",".join(IDS[:3]))
    assert not app.exception
    assert len(curves(app)) == 6
    assert "Demo data" in texts(app)
    assert open_list(app).button(key="compare").label == "Compare 3 creators · free"


def test_a_first_visit_to_the_sandbox_opens_on_six_examples_and_all_of_them_are_offered():
    app = open_app()
    assert drawn(app) == set(IDS[:6])
    assert not is_list_open(app)
    open_list(app).button(key="examples_all").click().run()
    app.button(key="compare").click().run()
    assert drawn(app) == set(IDS) - {NO_HISTORY}
    assert app.button(key="missing").label == "1 not complete"


def test_a_link_is_not_replaced_by_the_examples_when_the_page_is_drawn_again():
    app = open_app(kols=",".join(IDS[7:9]))
    assert drawn(app.run()) == set(IDS[7:9])


def test_whoever_empties_the_list_is_asked_for_another():
    app = open_app(kols=IDS[0])
    app.multiselect[0].set_value([]).run()
    assert not app.exception
    assert "Paste creators and press Compare" in texts(app)
    compare(app, IDS[1])
    assert drawn(app) == {IDS[1]}


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("100", "refuses the token"),
        ("303", "daily quota is used up"),
        ("400", "does not accept this creator id"),
        ("404", "removed this endpoint"),
        ("600", "no permission"),
        ("601", "balance is used up"),
        ("602", "spending cap"),
        ("999", "code 999"),
    ],
)
def test_every_failure_can_be_seen_in_the_sandbox(code, words):
    app = compare(open_app(), f"{IDS[0]}\n5f0000000000000dead00{code}")
    assert words in what_is_missing(app)
    assert drawn(compare(app, IDS[0])) == {IDS[0]}, "a demonstrated failure ends nothing"


def test_refused_entries_are_listed_with_row_and_reason_and_the_rest_goes_on(simulated):
    note = f"https://www.xiaohongshu.com/explore/{IDS[5]}"
    app = paste(open_app(), f"{IDS[0]}\n{note}\nhttps://xhslink.com/a/xyz\n{IDS[0]}")
    shown = texts(app)
    assert "2 entries cannot be used" in shown
    assert "**Row 2**" in shown
    assert "**Row 3**" in shown
    assert "1 entry stands twice" in shown
    assert app.button(key="compare").label == "Compare 1 creator · 2 calls"
    assert simulated.count == 0


@pytest.mark.parametrize(
    "params",
    [
        {"kols": "nonsense,%%%,~~~", "days": "0"},
        {"kols": f"{IDS[0]}", "days": "inf", "view": "<b>", "scale": "1e400"},
        {"kols": f"{IDS[0]}", "view": "new", "scale": "log"},
        {"kols": f"{IDS[0]}~[x](javascript:1) :red[a] `b`"},
    ],
)
def test_a_bad_link_gives_a_notice_and_a_working_page(params):
    app = open_app(**params)
    assert not app.exception
    compare(app, IDS[1])
    assert not app.exception
    assert drawn(app) == {IDS[1]}


@pytest.mark.fault(84, 85)
def test_wrong_settings_are_named_and_nothing_is_called(monkeypatch):
    monkeypatch.setenv("JUSTONEAPI_TOKEN", '"quoted"')
    monkeypatch.setenv("JUSTONEAPI_BASE_URL", "ftp://example.com")
    app = open_app(kols=IDS[0])
    assert not app.exception
    shown = texts(app)
    assert "cannot start" in shown
    assert "JUSTONEAPI_TOKEN contains a quotation mark" in shown
    assert "JUSTONEAPI_BASE_URL must be" in shown
    assert "quoted" not in shown.replace("quotation", "")


@pytest.mark.fault(30)
def test_a_cool_down_says_for_how_long(token):
    with vendor(failing({IDS[1]: 301})) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:2]))
        assert "They can be asked again from " in what_is_missing(app)
        before = server.count
        compare(app, "\n".join(IDS[:2]))
        assert server.count == before
