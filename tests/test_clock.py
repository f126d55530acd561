"""The clock of the tests itself: without it a run at another moment would show nothing."""

from __future__ import annotations

import os
import subprocess
import time
from datetime import datetime, timedelta

from services.china_time import utc_now
from tests.browser import ROOT
from tests.clock import MOMENT, at_the_moment, in_step


def test_a_test_begins_at_the_moment_whatever_the_day():
    assert timedelta(0) <= utc_now() - datetime.fromisoformat(MOMENT) < timedelta(minutes=1)


def test_a_process_in_step_shows_the_same_time():
    before = time.time()
    told = subprocess.run(
        in_step("timeit", "-n1", "-r1", "import time; print(time.time())"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert before < float(told.stdout.splitlines()[0]) < time.time()


def test_the_zone_of_the_machine_stays(monkeypatch):
    monkeypatch.setenv("TZ", "Asia/Tokyo")
    with at_the_moment():
        assert os.environ["TZ"] == "Asia/Tokyo"
