"""The program put together for real: practice host, case processes, windows, and a clean end."""

import json
import os
import subprocess
import sys

import pytest

ENVIRONMENT = {
    "QT_QPA_PLATFORM": "offscreen",
    "DBUS_SESSION_BUS_ADDRESS": "disabled:",
}


@pytest.mark.processes
def test_the_practice_meeting_opens_shows_a_case_and_closes_clean() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.practice_walk"],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env=os.environ | ENVIRONMENT,
    )
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["meeting"] is True
    assert seen["pages"] > 1
    assert seen["asks"] is True
    assert seen["preview_dropped"] is True
    assert seen["windows"] == 0
    assert seen["children"] == 0
    assert " ERROR " not in ran.stderr  # the console's own log
