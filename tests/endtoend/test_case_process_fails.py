"""A case process that dies or hangs, as the chair meets it: one sentence and one button."""

import os
import signal
from pathlib import Path

import pytest

from tests.endtoend import chair
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.program import Program, program
from tests.endtoend.xserver import XServer

pytestmark = [
    pytest.mark.windows,
    pytest.mark.processes,
    pytest.mark.parametrize("eyes", ["practice"], indirect=True),
]


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (signal.SIGKILL, "Översikten för patient 1 avbröts."),
        (signal.SIGSTOP, "Översikten för patient 1 slutade svara."),
    ],
    ids=["died", "hung"],
)
def test_one_sentence_and_one_button(
    x: XServer, eyes: HostEyes, settings: Path, trouble: signal.Signals, sentence: str
) -> None:
    with program(x, "--config", str(settings), token=eyes.token) as console:
        chair.open_the_meeting(console)
        chair.show(console, chair.FIRST)
        for pid in case_processes(console):
            os.kill(pid, trouble)
        console.until_seen(sentence)
        assert chair.FIRST.partition(", ")[2] + ", sida" not in console.texts()
        console.press("Öppna igen")
        console.until_seen("TESTBERG, Karl-Åke, sida 1")
        console.until_gone(sentence)


def case_processes(console: Program) -> list[int]:
    """Return the case processes: what the console has started."""
    return [
        pid
        for pid in console.processes[1:]
        if b"ui.case_main" in Path(f"/proc/{pid}/cmdline").read_bytes()
    ]
