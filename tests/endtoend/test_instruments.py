"""The positive controls of the promises: the instruments find what is there."""

import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from app.practice.meeting import practice_meeting
from tests.endtoend import strace
from tests.endtoend.markers import Markers
from tests.endtoend.scanner import Scanner, encoded


def test_the_scanner_finds_every_spelling(tmp_path: Path) -> None:
    markers = Markers.of(practice_meeting, "Patient/testberg")
    everyone = Scanner(markers.people)
    for number, marker in enumerate(sorted(markers.people)):
        for spelling in encoded(marker):
            path = tmp_path / f"{number}.bin"
            path.write_bytes(b"\x00\xff" + spelling + b"\x01")
            assert marker in everyone.markers_in_file(path)


def test_the_scanner_finds_markers_that_overlap() -> None:
    scanner = Scanner({"Karl-Åke T", "Åke Testberg"})
    assert scanner.markers_in("Karl-Åke Testberg".encode()) == {"Karl-Åke T", "Åke Testberg"}


def test_the_scanner_reads_a_process_whole() -> None:
    marker = "en text som bara finns här"
    code = f"import sys; kept = {marker!r} * 3; print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        assert Scanner({marker, "en annan text, som ingen har"}).markers_in_memory(process.pid) == {
            marker
        }
        process.communicate()


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
def test_the_trace_sees_what_is_written_and_called(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        code = (
            "import os, socket;"
            f"open({str(tmp_path / 'är här')!r}, 'w').close();"
            f"os.rename({str(tmp_path / 'är här')!r}, {str(tmp_path / 'borta')!r});"
            f"socket.create_connection(('127.0.0.1', {port})).close()"
        )
        trace = tmp_path / "trace"
        subprocess.run([*strace.COMMAND, "-o", str(trace), sys.executable, "-c", code], check=True)
    done = strace.read_trace(trace, tmp_path)
    assert {tmp_path / "är här", tmp_path / "borta"} <= done.written
    assert done.connected == {("127.0.0.1", port)}
