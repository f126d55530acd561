"""The parts: nginx with the configuration that we ship, and the replicas."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from tests.browser import ROOT, AppProcess, free_port, healthy
from tests.setup_browser import install_packages

_CONFIGURATION = ROOT / "deploy/nginx.conf"
_HERE = "pid {folder}/nginx.pid; daemon off;"


@contextmanager
def replicas(count: int, env: dict[str, str], folder: str) -> Iterator[list[AppProcess]]:
    """Start `count` of them at once, as a deployment does, and stop those that are left."""
    apps = [AppProcess(env, mkdtemp(dir=folder)) for _ in range(count)]
    try:
        with ThreadPoolExecutor(count) as pool:
            list(pool.map(AppProcess.start, apps))
        yield apps
    finally:
        for app in apps:
            app.stop()


@contextmanager
def nginx(apps: Sequence[AppProcess], folder: Path) -> Iterator[str]:
    """Run nginx as deployed, before these replicas on this machine, and yield its URL."""
    port = free_port()
    file = folder / "nginx.conf"
    file.write_text(configuration([app.port for app in apps], port), encoding="utf-8")
    command = [program(), "-p", folder, "-c", file, "-g", _HERE.format(folder=folder)]
    log, url = folder / "nginx.log", f"http://127.0.0.1:{port}"
    server = subprocess.Popen(command, stderr=log.open("wb"))
    try:
        if not healthy(server, url):
            raise RuntimeError(f"nginx does not serve:\n{log.read_text()}")
        yield url
    finally:
        server.terminate()
        server.wait(timeout=10)


def configuration(ports: Sequence[int], port: int) -> str:
    """Return the configuration that we ship, for replicas at `ports` of this machine."""
    text = _CONFIGURATION.read_text(encoding="utf-8")
    options = re.findall(r"server app1:8501 (.*);", text)[0]
    servers = "\n".join(f"server 127.0.0.1:{one} {options};" for one in ports)
    text = re.sub(r"( *server app\d:8501 .*;\n)+", f"{servers}\n", text)
    return text.replace("listen 8080;", f"listen 127.0.0.1:{port};")


def program() -> str:
    """Return where nginx is, from the system's packages where it was not there."""
    found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if found is None:
        install_packages("nginx")
        found = shutil.which("nginx") or shutil.which("/usr/sbin/nginx")
    if found is None:
        raise SystemExit("No nginx on this machine: install it, then run the command again.")
    return found
