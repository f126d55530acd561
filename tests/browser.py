"""A real browser and a real server for the tests that look at the page as a person does."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import URLError
from urllib.request import ProxyHandler, build_opener

from tests.clock import in_step

if TYPE_CHECKING:  # processes that tests start come by here, and open no browser
    from playwright.sync_api import Browser, Playwright

ROOT = Path(__file__).resolve().parent.parent

_NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
_APPLICATIONS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
EXAMPLE = (ROOT / ".streamlit" / "secrets.toml.example").read_text(encoding="utf-8")
"""The owner's file of settings, in which each is commented out."""

SETTINGS = (*re.findall(r"^# ([A-Z_]+) = ", EXAMPLE, re.MULTILINE), "STREAMLIT_")
"""How the names of the app's and Streamlit's settings begin."""


def find_browser() -> str | None:
    """Return the path of a Chromium, Chrome or Edge on this machine; None leaves it to Playwright.

    The environment variable `CHROMIUM` outranks everything that is found.
    """
    if chosen := os.environ.get("CHROMIUM"):
        return chosen
    on_path = (shutil.which(name) for name in _NAMES)
    applications = (path for path in _APPLICATIONS if Path(path).exists())
    return next(filter(None, on_path), None) or next(applications, None)


def launch_browser(playwright: Playwright, *, headless: bool = True) -> Browser:
    """Start the browser of this machine, or Playwright's own where none is installed.

    Raises `playwright.sync_api.Error` where neither starts; `python -m tests.setup_browser` helps.
    """
    # Chromium refuses its sandbox to root, and containers run as root.
    as_root = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    return playwright.chromium.launch(
        executable_path=find_browser(), headless=headless, args=[*_QUIET, *as_root]
    )


class AppProcess:
    """The app on a port of 127.0.0.1, which may be killed and started again at the same place.

    `env` is added to an environment without any of the app's own settings, so that a developer's
    token never reaches a test. It runs in `folder`, where the demo data are kept, too. `script` is
    relative to the repository; `log` is what it printed, over all its lives.
    """

    def __init__(self, env: Mapping[str, str], folder: str, script: str = "streamlit_app.py"):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.log = Path(folder, "app.log")
        self._start = {"args": _command(script, self.port), "cwd": folder, "env": clean(env)}
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> subprocess.Popen[bytes]:
        """Start it; `RuntimeError` has its output when it ends, or answers not within a minute."""
        with self.log.open("ab") as out:
            self.process = subprocess.Popen(**self._start, stdout=out, stderr=out)
        if not healthy(self.process, self.url):
            said = self.log.read_text(encoding="utf-8", errors="replace")
            raise RuntimeError(f"no server at {self.url}:\n{said}")
        return self.process

    def kill(self) -> None:
        """End it as a crash does, without a word to it."""
        if self.process:
            self.process.kill()
            self.process.wait()

    def stop(self) -> None:
        """Ask it to end, and wait until it has."""
        if self.process:
            _stop(self.process)


@contextmanager
def running(env: Mapping[str, str], *, script: str = "streamlit_app.py") -> Iterator[AppProcess]:
    """Run the app as `AppProcess` does, in a folder that goes with it."""
    with tempfile.TemporaryDirectory() as folder:
        app = AppProcess(env, folder, script)
        try:
            app.start()
            yield app
        finally:
            app.stop()


@contextmanager
def serve_app(env: Mapping[str, str], *, script: str = "streamlit_app.py") -> Iterator[str]:
    """Run the app as `running` does, and yield its URL."""
    with running(env, script=script) as app:
        yield app.url


def _command(script: str, port: int) -> list[str]:
    flags = {
        "headless": "true",
        "address": "127.0.0.1",
        "port": str(port),
        "fileWatcherType": "none",
    }
    options = [part for name, value in flags.items() for part in (f"--server.{name}", value)]
    return in_step("streamlit", "run", ROOT / script, *options)


def clean(env: Mapping[str, str]) -> dict[str, str]:
    """Return an environment with `env` and without any other setting of the app or of Streamlit."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(SETTINGS)}
    return kept | {"PYTHONPATH": str(ROOT)} | dict(env)


def free_port() -> int:
    """Return a port of 127.0.0.1 that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def healthy(server: subprocess.Popen[bytes], url: str, seconds: float = 60) -> bool:
    """Wait until the app answers at `url`, itself or through a proxy; False if `server` ends."""
    opener = build_opener(ProxyHandler({}))
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and server.poll() is None:
        try:
            with opener.open(f"{url}/_stcore/health", timeout=2) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            time.sleep(0.1)
    return False


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(timeout=10)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()
