"""The practice host as a process: started, found, ended, and never outliving who started it."""

import os
import select
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx2
import pytest

from app.model.errors import HostUnreachable
from app.practice import process
from app.practice.process import PracticeHost, start_practice_host
from app.practice.serving import bind

pytestmark = pytest.mark.processes
posix = pytest.mark.skipif(os.name != "posix", reason="signals and sessions of POSIX")
linux = pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="pidfd and /proc of Linux")


def _count(host: PracticeHost, resource_type: str) -> int:
    headers = {"Authorization": f"Bearer {host.token}"}
    url = f"{host.base_url}/{resource_type}?_summary=count"
    total: int = httpx2.get(url, headers=headers, trust_env=False).json()["total"]
    return total


def test_it_starts_with_the_practice_meeting_and_ends() -> None:
    with start_practice_host() as host:
        assert host.base_url.startswith("http://127.0.0.1:")
        assert _count(host, "Patient") >= 10
    assert host.process.returncode == 0
    with pytest.raises(httpx2.ConnectError):
        _count(host, "Patient")
    host.stop()  # once more is no error


def test_two_hosts_know_nothing_of_each_other() -> None:
    with start_practice_host() as one, start_practice_host(empty=True) as other:
        assert one.token != other.token
        assert (_count(one, "Appointment"), _count(other, "Appointment")) == (1, 0)


@linux
def test_nobody_can_read_the_token_from_outside() -> None:
    with start_practice_host(empty=True) as host:
        for name in ("cmdline", "environ"):
            told = Path(f"/proc/{host.process.pid}/{name}").read_bytes()
            assert told
            assert host.token.encode() not in told


def test_answers_do_not_wait_for_acknowledgements() -> None:
    with bind(0) as listener:  # asyncio sets TCP_NODELAY only where the protocol is named
        assert listener.proto == socket.IPPROTO_TCP


@linux
def test_it_ends_when_its_parent_is_killed() -> None:
    words = (
        "import os, time\n"
        "from app.practice.process import start_practice_host\n"
        "host = start_practice_host(empty=True)\n"
        "print(host.process.pid, flush=True)\n"
        "time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", words], stdout=subprocess.PIPE) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.kill()
        _wait_until_gone(child)


def _wait_until_gone(pid: int) -> None:
    try:
        watched = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        ready, _, _ = select.select([watched], [], [], 20)
        assert ready
    finally:
        os.close(watched)


@posix
def test_ctrl_c_in_the_terminal_is_for_the_console() -> None:
    with start_practice_host(empty=True) as host:
        assert os.getsid(host.process.pid) != os.getsid(0)


@posix
def test_a_child_that_does_not_start_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/bin/true")
    with pytest.raises(HostUnreachable):
        start_practice_host()


@posix
def test_a_child_that_hangs_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process, "_STOP_SECONDS", 0.01)
    host = start_practice_host(empty=True)
    os.kill(host.process.pid, signal.SIGSTOP)
    os.waitid(os.P_PID, host.process.pid, os.WSTOPPED)
    host.stop()
    assert host.process.returncode == -signal.SIGKILL


def test_started_by_hand_it_says_how(capfd: pytest.CaptureFixture[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.practice"], input=b"{}\n", timeout=30, check=False
    )
    assert done.returncode == 2
    assert "samsyn practice-host" in capfd.readouterr().err


def test_who_hangs_up_in_mid_request_leaves_no_word_behind(
    capfd: pytest.CaptureFixture[str],
) -> None:
    with start_practice_host(empty=True) as host:
        port = int(host.base_url.rpartition(":")[2].partition("/")[0])
        head = (
            "POST /fhir/Patient HTTP/1.1\r\nHost: localhost\r\n"
            "Content-Type: application/fhir+json\r\n"
            f"Authorization: Bearer {host.token}\r\nContent-Length: 1000\r\n\r\n"
        )
        with socket.create_connection(("127.0.0.1", port)) as caller:
            caller.sendall(head.encode() + b'{"resourceType"')
        assert _count(host, "Patient") == 0
    assert capfd.readouterr().err == ""
