"""The journeys of the compare page, from paste to picture."""

from __future__ import annotations

import pytest

from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests.fault_server import answering
from tests.pages import (
    coloured,
    compare,
    curves,
    curves_of,
    failing,
    figure,
    open_app,
    paste,
    ranking_of,
    texts,
    vendor,
)

IDS = [example.creator_id for example in EXAMPLES]
NO_HISTORY = IDS[11]


def test_nothing_asked_says_what_to_do_and_calls_nothing(simulated):
    app = open_app()
    assert not app.exception
    assert "Paste creators above" in texts(app)
    assert app.button(key="compare_nothing").disabled
    assert simulated.count == 0


def test_the_button_names_the_cost_before_the_click(simulated):
    app = paste(open_app(), "\n".join(IDS[:6]))
    assert app.button(key="compare").label == "Compare 6 creators · 12 calls"
    assert simulated.count == 0


def test_one_creator_has_a_line_and_bars_under_it(simulated):
    app = compare(open_app(), IDS[0])
    drawn = figure(app)
    assert [trace["type"] for trace in curves_of(drawn)] == ["scatter", "bar"]
    assert {trace["yaxis"] for trace in curves_of(drawn)} == {"y", "y2"}
    assert simulated.count == 2


def test_three_creators_are_two_panels_on_one_date_axis(simulated):
    app = compare(open_app(), f"{IDS[0]}, {IDS[1]}\n{IDS[2]}")
    drawn = figure(app)
    assert len(curves_of(drawn)) == 6
    assert {trace["yaxis"] for trace in curves_of(drawn)} == {"y", "y2"}
    assert drawn["layout"]["yaxis"]["domain"][0] > drawn["layout"]["yaxis2"]["domain"][1]
    assert [axis for axis in drawn["layout"] if axis.startswith("xaxis")] == ["xaxis"]
    assert simulated.count == 6
    assert len(app.metric) == 3


def test_three_with_one_failing_keep_the_other_two_and_retry_only_the_failed(token):
    with vendor(failing({IDS[1]: 500})) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:3]))
        assert len(app.metric) == 2
        assert "1 creator could not be loaded" in texts(app)
        assert "The vendor had an internal error" in texts(app)
        assert app.button(key="retry").label == "Retry the failed ones · 2 calls"
        before = server.count
        server.behaviour = answering(respond)
        app.button(key="retry").click().run()
        assert server.count - before == 2
        assert len(app.metric) == 3
        assert "could not be loaded" not in texts(app)


def test_all_failing_says_so_and_draws_no_chart(token):
    with vendor(failing(dict.fromkeys(IDS, 400))) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:3]))
        assert "None of the 3 creators could be loaded" in texts(app)
        assert not app.get("plotly_chart")
        assert not app.exception
        assert server.count == 6


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
    assert "publishes no history" in texts(app)
    assert len(app.metric) == 1
    table = ranking_of(app).value
    row = table[table["creator_id"] == NO_HISTORY].iloc[0]
    assert row[["latest_total", "net_change", "growth_rate"]].isna().all()
    assert "None of these can be asked again now." in texts(app)


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
    app.multiselect(key="highlight").set_value([IDS[1]]).run()
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
    drawn = figure(app)
    assert len(curves_of(drawn)) == 2
    names = str(drawn["layout"]["annotations"])
    assert "Luna" in names
    assert f"{IDS[1][:4]}…{IDS[1][-5:]}" in names
    assert curves_of(drawn)[0]["y"][0] == 100
    assert len(curves_of(drawn)[0]["x"]) == 60
    again = open_app(**link)
    assert curves(again) == curves_of(drawn)
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
    assert app.button(key="compare").label == "Compare 3 creators · free"


def test_the_empty_sandbox_offers_examples():
    app = open_app()
    app.button(key="examples_all").click().run()
    app.button(key="compare").click().run()
    assert len(app.metric) == 11
    assert "1 of 12 creators is not complete" in texts(app)


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
    assert words in texts(app)
    again = compare(app, IDS[0])
    assert len(again.metric) == 1, "a demonstrated failure ends nothing"


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
    assert app.text_area(key="paste") is not None


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


def test_a_cool_down_says_for_how_long(token):
    with vendor(failing({IDS[1]: 301})) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:2]))
        assert "They can be asked again in 2 minutes." in texts(app)
        before = server.count
        compare(app, "\n".join(IDS[:2]))
        assert server.count == before
