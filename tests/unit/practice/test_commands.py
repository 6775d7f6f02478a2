"""`samsyn practice-host` and `samsyn seed-practice` as somebody types them."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

import pytest

from app.config import parse
from app.practice.serving import bind

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is a signal of POSIX here"),
]
SAMSYN = [sys.executable, "-c", "import sys; from app.commands import main; sys.exit(main())"]


class Told(NamedTuple):
    """A practice host: where it is, how to come in, its process, and all that it said."""

    url: str
    token: str
    running: subprocess.Popen[str]
    text: str


@contextmanager
def practice_host(*options: str) -> Iterator[Told]:
    command = [*SAMSYN, "practice-host", *options]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        told = ""
        while "samsyn --config" not in told:
            line = running.stdout.readline()
            assert line, told
            told += line
        address, token = re.search(r'url = "(.+)"', told), re.search(r"TOKEN=(\S+)", told)
        assert address
        assert token
        try:
            yield Told(address[1], token[1], running, told)
        finally:
            running.kill()


def _seed(url: str, token: str) -> subprocess.CompletedProcess[str]:
    command = [*SAMSYN, "seed-practice", "--host", url]
    environment = {**os.environ, "SAMSYN_TOKEN": token}
    return subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=60, check=False
    )


def test_a_practice_host_is_told_and_ends_quietly() -> None:
    with practice_host("--empty") as (url, token, running, _):
        first, second = _seed(url, token), _seed(url, token)
        refused = _seed(url, "wrong")
        running.send_signal(signal.SIGINT)
        _, words = running.communicate(timeout=30)
    assert (first.returncode, second.returncode, refused.returncode) == (0, 0, 1)
    assert "resources written" in first.stdout
    assert "already" in second.stdout
    assert "SAMSYN_TOKEN" in refused.stderr
    assert (running.returncode, words) == (0, "")


def test_it_is_seeded_unless_told_otherwise() -> None:
    with practice_host() as (url, token, *_):
        assert "already" in _seed(url, token).stdout


def test_its_settings_name_rivta_when_it_is_asked_for() -> None:
    with practice_host("--record", "rivta") as told:
        pass
    toml = told.text.partition("# practice.toml")[2].partition("SAMSYN_TOKEN=")[0]
    settings = parse(toml.encode(), "practice.toml")
    assert settings.host.url == told.url
    assert settings.record.kind == "rivta"
    assert settings.record.url == told.url.replace("/fhir", "/rivta")


def test_a_port_that_is_taken_or_none_is_told() -> None:
    with bind(0) as listener:
        port = str(listener.getsockname()[1])
        taken = subprocess.run(
            [*SAMSYN, "practice-host", "--port", port],
            capture_output=True, text=True, timeout=30, check=False,
        )  # fmt: skip
    assert (taken.returncode, taken.stdout) == (1, "")
    assert f"port {port} cannot be used" in taken.stderr
