"""The page of the person who pays: its numbers are those of the ledger."""

from __future__ import annotations

from services.api.answers import Kind
from services.api.reasons import REASONS
from services.exports.csv_table import to_csv
from services.sandbox.creators import EXAMPLES
from tests.fault_server import FaultServer, reply
from tests.pages import CANARY, compare, failing, open_app, texts, vendor

IDS = [example.creator_id for example in EXAMPLES]
PAGE = "components/pages/calls.py"


def numbers(app):
    """Return today's figures by their labels: the first of the two spans, the money left out."""
    found = {}
    for metric in app.metric:
        if metric.label in ("Balance", "Price of a call"):
            continue
        found.setdefault(metric.label, metric.value)
    return found


def test_nothing_was_called_yet(simulated):
    app = open_app().switch_page(PAGE).run()
    assert not app.exception
    assert "No call was made yet." in texts(app)
    assert numbers(app) == {
        "Paid calls": "0",
        "Served from the archive": "0",
        "Not charged": "0",
        "Unknown": "0",
    }
    assert simulated.count == 0


def test_the_numbers_are_those_of_the_ledger(token):
    with vendor(failing({IDS[2]: 400, IDS[3]: 999})) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:4]))
        compare(open_app(), "\n".join(IDS[:2]))
        app.switch_page(PAGE).run()
        assert numbers(app) == {
            "Paid calls": "4",
            "Served from the archive": "4",
            "Not charged": "2",
            "Unknown": "2",
        }
        assert app.get("progress")[0].proto.text == "494 of 500 calls left today"
        table = app.dataframe[0].value
        assert len(table) == server.count == 8
        assert set(table["Creator"]) == {""}
        assert CANARY not in texts(app) + to_csv(table).decode()
        assert "In use: legacy." in texts(app)


def test_an_answer_that_echoes_the_token_brings_it_neither_to_the_page_nor_to_its_file(
    token, monkeypatch
):
    files = []
    monkeypatch.setattr("components.calls.bill.to_csv", lambda table: files.append(to_csv(table)))
    monkeypatch.setattr(
        "components.calls.bill.st.download_button", lambda *_, data, **__: data() or False
    )
    echo = reply(200, f'{{"code": 999, "data": null, "message": "token={CANARY}"}}'.encode())
    with FaultServer(echo) as server:
        token(server)
        app = compare(open_app(), IDS[0])
        app.switch_page(PAGE).run()
        assert server.count == 2
    assert len(files) == 1
    assert REASONS[Kind.UNKNOWN_CODE].encode() in files[0]
    assert CANARY not in texts(app) + str(app.main) + app.dataframe[0].value.to_csv()
    assert CANARY.encode() not in files[0]


def test_a_used_up_budget_is_said(token, monkeypatch):
    monkeypatch.setenv("DAILY_CALL_LIMIT", "2")
    with vendor() as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS[:2]))
        app.switch_page(PAGE).run()
        assert server.count == 2
    assert numbers(app)["Paid calls"] == "2"
    assert app.get("progress")[0].proto.text == "0 of 2 calls left today"
    assert "Today's budget is used up" in texts(app)


def test_a_damaged_archive_is_named(simulated, tmp_path, monkeypatch):
    (tmp_path / "broken.db").write_bytes(b"no database" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path}/broken.db")
    app = open_app().switch_page(PAGE).run()
    assert not app.exception
    assert "file is damaged" in texts(app)
    assert "Paid calls" not in texts(app)


def test_plain_http_is_warned_of(simulated, monkeypatch):
    monkeypatch.setenv("JUSTONEAPI_BASE_URL", "prod-cn")
    monkeypatch.setenv("JUSTONEAPI_ALLOW_HTTP", "1")
    app = open_app()
    assert texts(app).count("The token travels unencrypted") == 1
    assert texts(app.switch_page(PAGE).run()).count("The token travels unencrypted") == 1
    assert simulated.count == 0


def test_the_sandbox_has_no_budget():
    app = open_app(kols=IDS[0])
    app.switch_page(PAGE).run()
    assert "there is no budget" in texts(app)
    assert numbers(app) == {"Simulated calls": "2", "Served from the archive": "0"}
    assert "Charged" not in app.dataframe[0].value
    assert "paid" not in texts(app).lower()


def test_calls_show_what_readers_call_a_creator(simulated):
    rows = f"达人昵称\t链接\n小满\thttps://www.xiaohongshu.com/user/profile/{IDS[0]}"
    app = compare(open_app(), rows)
    app.switch_page(PAGE).run()
    assert set(app.dataframe[0].value["Creator"]) == {"小满"}
