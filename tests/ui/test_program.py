"""The program put together for real: practice host, case processes, windows, and a clean end."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.practice.process import start_practice_host
from tests.fakes.publishers import Publishers, text_file
from tests.unit.library.shelves import a_text

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


@pytest.mark.processes
def test_a_rooms_library_is_updated_before_its_meeting_and_never_during_it(tmp_path: Path) -> None:
    publishers = Publishers(tmp_path)
    publishers.sign("anna", "bo")
    publishers.release(colorectal=text_file(a_text(1)))
    public = publishers.workshop.public
    host = start_practice_host()
    try:
        arguments = (host.base_url, host.token, public.as_uri())
        paths = (str(public / "metadata" / "1.root.json"), str(tmp_path / "room"))
        ran = subprocess.run(
            [sys.executable, "-m", "tests.ui.library_walk", *arguments, *paths],
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
            env=os.environ | ENVIRONMENT,
        )
    finally:
        host.stop()
    assert ran.returncode == 0, ran.stderr
    seen = json.loads(ran.stdout)
    assert seen["said"] == [
        "Standardtexterna är uppdaterade: 1 ny.",
        "Nya: Koloncancer, text 1.",
    ]
    assert seen["strips"] == 0
    assert "library-update" not in seen["threads"]
    assert "Koloncancer, text 1" in seen["offered"]
    assert " ERROR " not in ran.stderr
