"""The clock of the tests itself: without it a run at another moment would show nothing."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from datetime import datetime, timedelta

import pytest

from services.china_time import utc_now
from tests.browser import ROOT
from tests.clock import MOMENT, at_the_moment, in_step
from tests.days import MOMENTS


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


@pytest.mark.fault(120)
@pytest.mark.parametrize(
    "moment", ["before-midnight", "after-midnight", "new-years-day", "leap-day"]
)
def test_the_tests_have_the_same_result_on_another_day(moment):
    some = ["tests/services/test_china_time.py", "tests/services/sandbox/test_vendor.py"]
    ran = subprocess.run(
        [sys.executable, "-m", "tests.days", moment, *some, "-p", "no:cacheprovider"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert ran.returncode == 0, ran.stdout
    assert ran.stdout.startswith(f"{moment} ({MOMENTS[moment]})")
    assert " passed" in ran.stdout
    assert " failed" not in ran.stdout
