"""Makes sure that the browser tests have a browser: `python -m tests.setup_browser`.

Takes the first that starts: one that is installed, Playwright's own download, the distribution's
package (as root on Debian or Ubuntu). Otherwise says what to install and ends with status 1.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial

from playwright.sync_api import Error, sync_playwright

from tests.browser import launch_browser

DOWNLOAD_SECONDS = 240
PACKAGES_SECONDS = 600
# A bare server has no Chinese font, and nicknames would be drawn as boxes; this one is small.
PACKAGES = ("chromium", "fonts-wqy-zenhei")
HELP = """No browser for the tests. Install one of these, then run the command again:
  Chromium, Chrome or Edge, from your system's packages or its website
  or Playwright's own: .venv/bin/playwright install --with-deps chromium
A browser in an unusual place is named with CHROMIUM=/path/to/it."""


def browser_version() -> str | None:
    """Return the version of the browser that the tests would use, None if none starts."""
    try:
        with sync_playwright() as playwright:
            browser = launch_browser(playwright)
            version = browser.version
            browser.close()
            return version
    except Error:
        return None


def download() -> None:
    """Let Playwright fetch its own Chromium; gives up after some minutes."""
    _run([sys.executable, "-m", "playwright", "install", "chromium"], DOWNLOAD_SECONDS)


def install_packages(*packages: str) -> None:
    """Install the distribution's packages, where that is allowed without asking for a password."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *packages]
    if _run(["apt-get", "update"], PACKAGES_SECONDS):
        _run(install, PACKAGES_SECONDS)


def main() -> int:
    """Try each way in turn until a browser starts; return the exit status."""
    ways: list[tuple[str, Callable[[], None]]] = [
        ("", lambda: None),
        ("No browser found; downloading Playwright's Chromium.", download),
        (
            "That did not bring one; trying the system's packages.",
            partial(install_packages, *PACKAGES),
        ),
    ]
    for announcement, attempt in ways:
        if announcement:
            print(announcement, flush=True)
        attempt()
        if version := browser_version():
            print(f"Browser for the tests: Chromium {version}", flush=True)
            return 0
    print(HELP, file=sys.stderr)
    return 1


def _run(command: Sequence[str], seconds: float) -> bool:
    """Run `command` quietly; on failure print the end of its output and return False."""
    environment = os.environ | {
        "DEBIAN_FRONTEND": "noninteractive",
        "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": "15000",
    }
    process = subprocess.Popen(
        command,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        output, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        # Playwright downloads in a child of its own, which outlives it unless the group ends.
        os.killpg(process.pid, signal.SIGKILL)
        output, _ = process.communicate()
        output += f"\ngave up after {seconds:.0f} s"
    if process.returncode != 0:
        print(f"{' '.join(command)} failed:", *output.splitlines()[-3:], sep="\n  ", flush=True)
    return process.returncode == 0


if __name__ == "__main__":
    raise SystemExit(main())
