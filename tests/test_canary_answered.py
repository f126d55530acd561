"""A vendor repeats the token in all it can say well; files, frames and disk lack it."""

from __future__ import annotations

import base64
import io
import json
import time
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from components.exports import menu
from services.sandbox.creators import EXAMPLES
from services.sandbox.vendor import respond
from tests.browser import AppProcess
from tests.components.pages.conftest import nothing_kept_and_nobody_slow, token  # noqa: F401
from tests.pages import CANARY, Answer, compare, open_app, vendor
from tests.websocket import visiting

IDS = [example.creator_id for example in EXAMPLES[:2]]
FORMS = (CANARY.encode(), base64.b64encode(CANARY.encode()).rstrip(b"="))


def echoing_well(path: str, query: Mapping[str, str]) -> Answer:
    """Answer as the sandbox does, with the token wherever a text may stand."""
    status, headers, body = respond(path, query)
    told, said = json.loads(body), query["token"]
    told |= {"message": said, "requestId": said, "recordTime": said, said: [said]}
    told["data"] |= {"fansNumIncRate": said, "note": f"token={said}"}
    told["data"]["list"][0]["note"] = said
    return (
        status,
        {**headers, "X-Asked": said, "Set-Cookie": f"a={said}"},
        json.dumps(told).encode(),
    )


def inside(content: bytes) -> Iterator[bytes]:
    """Return the bytes of a file, and of all that is packed in it."""
    yield content
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for name in archive.namelist():
                yield from inside(archive.read(name))


def shows_token(content: bytes) -> bool:
    return any(form in part for part in inside(content) for form in FORMS)


def test_it_would_be_found_inside_a_file_in_a_file():
    packed = f"a {CANARY} b".encode()
    for _ in range(2):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("part.xml", packed)
        packed = buffer.getvalue()
    assert CANARY.encode() not in packed
    assert shows_token(packed)


@pytest.mark.fault(65)
@pytest.mark.usefixtures("nothing_kept_and_nobody_slow")
def test_no_file_that_is_taken_away_has_it(token, monkeypatch):  # noqa: F811
    files = {}
    monkeypatch.setattr(menu, "_button", lambda key, _, build, *__: files.update({key: build}))
    with vendor(echoing_well) as server:
        token(server)
        app = compare(open_app(), "\n".join(IDS))
        assert not app.exception
        assert server.count == 4
    built = {key: build() for key, build in files.items()}
    assert set(built) == {"pptx", "xlsx", "html", "csv", "daily"}
    assert all(len(content) > 200 for content in built.values())
    assert [key for key, content in built.items() if shows_token(content)] == []


@pytest.mark.fault(65, 88)
def test_no_frame_no_log_and_no_byte_on_disk_has_it(tmp_path):
    with vendor(echoing_well) as server:
        env = {
            "JUSTONEAPI_TOKEN": CANARY,
            "JUSTONEAPI_BASE_URL": server.url,
            "AUTO_CALL_LIMIT": "9",
            "STREAMLIT_LOGGER_LEVEL": "debug",
        }
        app = AppProcess(env, str(tmp_path))
        app.start()
        try:
            link = f"kols={','.join(IDS)}"
            with visiting(app.url, query=link) as visitor:
                until = time.monotonic() + 60
                while IDS[0] not in visitor.run(query=link) or server.count < 4:
                    assert time.monotonic() < until
                visitor.run(query=f"kol={IDS[0]}&{link}")
                frames = b"".join(visitor.frames)
        finally:
            app.stop()
    kept = {file: file.read_bytes() for file in Path(tmp_path).rglob("*") if file.is_file()}
    assert {"app.log", "archive.db"} <= {file.name for file in kept}
    assert len(frames) > 10_000
    assert not shows_token(frames)
    assert [file.name for file, content in kept.items() if shows_token(content)] == []
