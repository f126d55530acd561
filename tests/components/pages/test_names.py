"""Names on the page: looked up by a click that names their price, and by nothing else."""

from __future__ import annotations

import json
import os
from datetime import timedelta

import pytest

from services.china_time import latest_data_day
from services.endpoints import CREATOR_PROFILE
from services.sandbox.profiles import profile_of
from services.sandbox.vendor import respond
from tests.components.pages.test_access_forged import press_forged
from tests.components.pages.unlocking import unlock
from tests.fault_server import FaultServer, answering
from tests.pages import (
    CANARY,
    buttons,
    compare,
    curves,
    figure,
    open_app,
    open_list,
    paste,
    ranking_of,
    standings_of,
    texts,
    vendor,
    what_is_missing,
    with_every_column,
)
from tests.test_journeys import RECORDED, recorded

_ALL = [f"{0x5F3 * 16**21 + number:024x}" for number in range(12)]
IDS = sorted({profile_of(one)["name"]: one for one in _ALL}.values())[:6]  # no two of one name
NAMES = [profile_of(one)["name"] for one in IDS]
CHOICE = "look_up_names"


def asked_for(server):
    return [one.query["userId"] for one in server.requests if one.path == CREATOR_PROFILE.path]


def offers(app, price):
    return any(f"{one},".startswith(f"{price},") for one in buttons(app))


def tick(app):
    return app.checkbox(key=CHOICE).check().run()


def compared_with_names(text):
    app = paste(open_app(), text)
    return tick(app).button(key="compare").click().run()


def test_six_bare_ids_get_six_names_for_six_calls(simulated):
    app = paste(open_app(), "\n".join(IDS))
    assert offers(app, "Compare 6 creators · 12 calls")
    assert app.checkbox(key=CHOICE).label == "Look up names · + 6 calls for names"
    assert app.checkbox(key=CHOICE).value is False
    tick(app)
    assert offers(app, "Compare 6 creators · 18 calls")
    assert simulated.count == 0
    app.button(key="compare").click().run()
    assert not app.exception
    assert simulated.count == 18
    assert sorted(asked_for(simulated)) == IDS
    assert set(ranking_of(app).value["name"]) == set(NAMES)
    assert all(one in json.dumps(figure(app), ensure_ascii=False) for one in NAMES)
    assert all(one in str(app.query_params["kols"]) for one in NAMES), "the link says them too"
    paste(app, "\n".join(IDS))
    assert offers(app, "Compare 6 creators · 0 calls"), "and after it nothing is left to pay"
    assert not [one for one in app.checkbox if one.key == CHOICE]


def test_without_the_choice_no_name_is_asked_for(simulated):
    app = compare(open_app(), "\n".join(IDS[:2]))
    app.run()
    assert asked_for(simulated) == []
    assert len(curves(app)) == 4


def test_the_choice_is_remembered_for_the_visit(simulated):
    app = compared_with_names(IDS[0])
    paste(app, IDS[1])
    assert app.checkbox(key=CHOICE).value is True
    assert offers(app, "Compare 1 creator · 3 calls")


@pytest.mark.parametrize(("setting", "calls"), [("off", 2), ("always", 3)])
def test_the_owner_settles_it(simulated, monkeypatch, setting, calls):
    monkeypatch.setenv("PROFILE_LOOKUP", setting)
    app = paste(open_app(), IDS[0])
    assert not [one for one in app.checkbox if one.key == CHOICE]
    assert offers(app, f"Compare 1 creator · {calls} calls")
    assert ("Names are looked up" in texts(app)) == (setting == "always")
    app.button(key="compare").click().run()
    assert simulated.count == calls


def test_what_the_reader_said_outranks_the_marketplace(simulated):
    sheet = f"nickname\tlink\tpicture price\nMine *1*\t{IDS[0]}\t777\n\t{IDS[1]}\t\n"
    app = compared_with_names(sheet)
    table = ranking_of(app).value.set_index("creator_id")
    assert table.loc[IDS[0], "name"] == "Mine *1*"
    assert table.loc[IDS[0], "price"] == "¥777"
    assert table.loc[IDS[0], "price_from"] == "List"
    assert table.loc[IDS[1], "name"] == NAMES[1]
    assert table.loc[IDS[1], "price"] == f"¥{profile_of(IDS[1])['picturePrice']:,.0f}"
    assert table.loc[IDS[1], "price_from"] == "Marketplace"
    assert "The prices of 2 creators are the marketplace's" in texts(app), "of one, its video's"
    assert table.loc[IDS[1], "tags"] == " · ".join(
        [
            profile_of(IDS[1])["contentTags"][0]["taxonomy1Tag"],
            *profile_of(IDS[1])["contentTags"][0]["taxonomy2Tags"],
        ]
    )


def test_the_four_recorded_profiles(token, recorded_responses):
    history = recorded(recorded_responses)

    def handle(path, query):
        if path == CREATOR_PROFILE.path:
            body = recorded_responses / "profiles" / f"{query['userId']}.json"
            return 200, {"Content-Type": "application/json"}, body.read_bytes()
        return history(path, query)

    with vendor(handle) as server:
        token(server)
        app = compared_with_names("\n".join(RECORDED[:4]))
        assert not app.exception
        assert sorted(asked_for(server)) == RECORDED[:4]
    table = ranking_of(with_every_column(app)).value.set_index("creator_id")
    assert list(table["name"][RECORDED[:4]]) == ["清晨小集", "半山手作", "阿柚的周末", "一颗青梅"]
    assert list(table["price"][RECORDED[:4]].fillna("")) == ["¥2,900", "¥30,000", "¥249", ""]
    assert list(table["tier"][RECORDED[:4]]) == ["Micro", "Mid-tier", "Micro", "Nano"]
    assert table.loc[RECORDED[3], "listed"] == 200
    assert "一颗青梅" in what_is_missing(app), "who has no history has a name"
    assert CANARY not in texts(app)


@pytest.mark.parametrize("body", [b'{"code": 301, "data": null}', b"garbage", b""])
def test_a_profile_that_fails_leaves_curves_and_ids(token, monkeypatch, body):
    monkeypatch.setattr("services.api.client._JITTER_BASE", 0.0)

    def handle(path, query):
        return (200, {}, body) if path == CREATOR_PROFILE.path else respond(path, query)

    with FaultServer(answering(handle)) as server:
        token(server)
        app = compared_with_names("\n".join(IDS[:2]))
        assert len(curves(app)) == 4
        assert not app.exception
        assert len(standings_of(app).value) == 2
        assert "2 names could not be looked up" in what_is_missing(app)


def test_a_name_is_text_and_never_markdown(token):
    odd = {"code": 0, "data": {"name": "**[x](https://evil.example)** $1$ :a:"}}

    def handle(path, query):
        body = json.dumps(odd).encode()
        return (200, {}, body) if path == CREATOR_PROFILE.path else respond(path, query)

    with vendor(handle) as server:
        token(server)
        app = compared_with_names(IDS[0])
    assert ranking_of(app).value["name"][0] == odd["data"]["name"]
    said = "\n".join(str(one.value) for one in (*app.markdown, *app.caption, *app.info))
    assert "[x](https://evil.example)" not in said


@pytest.mark.parametrize("pinned", [False, True])
def test_a_link_and_a_forged_click_ask_for_no_name(locked, monkeypatch, pinned):
    monkeypatch.setenv("PROFILE_LOOKUP", "always")
    day = latest_data_day() - timedelta(days=2)
    link = {"kols": ",".join(IDS[:2])} | ({"as_of": day.isoformat()} if pinned else {})
    app = open_app(**link)
    app.session_state[CHOICE] = True
    app.run()
    for key in ("compare", "load_link", "retry"):
        press_forged(open_list(app), key)
    assert locked.count == 0


def test_a_link_within_the_owners_limit_asks_for_curves_alone(simulated, monkeypatch):
    monkeypatch.setenv("PROFILE_LOOKUP", "always")
    monkeypatch.setenv("AUTO_CALL_LIMIT", "100")
    app = open_app(kols=",".join(IDS[:2]))
    app.run()
    assert simulated.count == 4
    assert asked_for(simulated) == []


def test_a_stranger_sees_names_that_are_held_and_pays_for_none(locked):
    unlocked = unlock(open_app())
    paste(unlocked, IDS[0])
    tick(unlocked).button(key="compare").click().run()
    assert locked.count == 3
    stranger = open_app(kols=IDS[0])
    assert list(ranking_of(stranger).value["name"]) == [NAMES[0]]
    paste(stranger, IDS[1])
    assert not [one for one in stranger.checkbox if one.key == CHOICE]
    assert locked.count == 3
    assert os.environ["APP_PASSCODE"] not in texts(stranger)


def test_tags_filter_the_list_and_travel_in_the_link(simulated):
    app = compared_with_names("\n".join(IDS))
    tags = {one: profile_of(one)["contentTags"][0]["taxonomy1Tag"] for one in IDS}
    chosen = tags[IDS[0]]
    app.session_state["tags"] = [chosen]
    app.run()
    kept = {one for one in IDS if tags[one] == chosen}
    assert 0 < len(kept) < len(IDS)
    assert set(ranking_of(app).value["creator_id"]) == kept
    assert chosen in app.query_params["tag"]
    again = open_app(kols=",".join(IDS), tag=chosen)
    assert set(ranking_of(again).value["creator_id"]) == kept
    assert simulated.count == 18
