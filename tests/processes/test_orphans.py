"""No case process outlives its console, however that ends; and none leaves a core file."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.link.frames import FrameMemory
from app.link.process import CaseProcess
from tests.fakes.link import settings
from tests.processes.conftest import PATIENCE_S, PROGRAM, is_alive

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]


def until_gone(pid: int) -> None:
    deadline = time.monotonic() + PATIENCE_S
    while is_alive(pid):
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def console() -> Iterator["subprocess.Popen[str]"]:
    """A console of its own with two case processes; its first line says their ids."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.processes.console_program"],
        stdout=subprocess.PIPE,
        text=True,
    )
    yield process
    process.kill()
    process.communicate()


def case_pids(console: "subprocess.Popen[str]") -> list[int]:
    assert console.stdout is not None
    return [int(word) for word in console.stdout.readline().split()]


def test_a_killed_console_takes_its_case_processes_with_it(
    console: "subprocess.Popen[str]",
) -> None:
    pids = case_pids(console)
    assert len(pids) == 2
    console.kill()
    for pid in pids:
        until_gone(pid)


def test_even_a_case_process_that_hangs(console: "subprocess.Popen[str]") -> None:
    pids = case_pids(console)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)  # it cannot see the end of stdin
    console.kill()
    for pid in pids:
        until_gone(pid)


def test_the_end_of_stdin_ends_a_case_process() -> None:
    process = subprocess.Popen(
        [*PROGRAM, str(os.getpid())], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0


def test_a_case_process_whose_console_is_gone_already_does_not_begin() -> None:
    with subprocess.Popen(
        [*PROGRAM, "1"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.wait(PATIENCE_S) == 1


def test_a_case_process_is_started_by_the_main_thread_only() -> None:
    errors: list[BaseException] = []

    def start() -> None:
        try:
            CaseProcess(
                PROGRAM,
                settings(),
                post=lambda _call: None,
                deliver=lambda _message: None,
                ended=lambda _reason: None,
            )
        except RuntimeError as error:
            errors.append(error)

    thread = threading.Thread(target=start)
    thread.start()
    thread.join()
    assert len(errors) == 1


def test_the_token_is_not_handed_down_in_the_environment(
    console: "subprocess.Popen[str]",
) -> None:
    pid = case_pids(console)[0]
    assert b"SAMSYN_" not in Path(f"/proc/{pid}/environ").read_bytes()


def test_a_case_process_leaves_no_core_file(console: "subprocess.Popen[str]") -> None:
    limits = Path(f"/proc/{case_pids(console)[0]}/limits").read_text()
    core = next(line for line in limits.splitlines() if line.startswith("Max core file size"))
    assert core.split()[-3:] == ["0", "0", "bytes"]


def test_a_hardened_process_cannot_be_looked_into() -> None:
    program = (
        "import ctypes; from app.hardening import harden; harden();"
        "print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))"
    )
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)
    assert said.stdout.strip() == b"0"


def test_shared_memory_cannot_be_pulled_away() -> None:
    memory = FrameMemory.create(settings().layout)
    with pytest.raises(PermissionError):
        os.ftruncate(memory.descriptor, 0)
    memory.close()


def test_the_console_can_only_read_its_frames() -> None:
    memory = FrameMemory.create(settings().layout)
    with pytest.raises(TypeError, match="read-only"):
        memory.buffer(0)[0] = 1
    memory.close()


def test_what_is_written_on_one_side_is_read_on_the_other() -> None:
    console = FrameMemory.create(settings().layout)
    case = FrameMemory.attach(console.layout, str(os.dup(console.descriptor)))
    for index in range(4):
        case.buffer(index)[:] = bytes([index + 1]) * len(case.buffer(index))
    assert [set(bytes(console.buffer(index))) for index in range(4)] == [{1}, {2}, {3}, {4}]
    case.close()
    console.close()
