"""Without a screen the program says so in one line, where Qt would abort."""

import os
import subprocess
import sys

import pytest


@pytest.mark.skipif(sys.platform != "linux", reason="Windows always has a desktop")
def test_no_screen_is_said_in_words() -> None:
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    environment = {name: value for name, value in os.environ.items() if name not in names}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from app.commands import main; raise SystemExit(main(['practice']))",
        ],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        "samsyn: DISPLAY: there is no screen: start Samsyn on the PC's own desktop"
    ]
