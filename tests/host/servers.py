"""Two FHIR R4 servers as real processes: our practice host, and sekmet-fhir, which others made.

Known deviations of sekmet-fhir 0.1.1: it turns 1.10 into 1.1 (`keeps_precision`), knows no
MeasureReport (`keeps_figures`), answers a search for one patient's Goals with everybody's, which we
rightly call a failure (`keeps_goals_apart`), and `List?item` finds nothing, which we never ask.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from app.practice.process import start_practice_host

_START_SECONDS = 60.0
_SETTINGS = """
base_url: {url}
host: 127.0.0.1
port: {port}
data_dir: {folder}
log_inbound: false
simulator: {{enabled: false}}
server_auth: {{types: [bearer], tokens: [{token}]}}
"""


@dataclass(frozen=True)
class Server:
    """A FHIR server that runs; `base_url` has no trailing slash."""

    name: str
    base_url: str
    token: str
    keeps_precision: bool = True
    keeps_figures: bool = True
    keeps_goals_apart: bool = True

    @property
    def port(self) -> int:
        return int(self.base_url.rpartition(":")[2].partition("/")[0])


@contextmanager
def practice_server(_: Path) -> Iterator[Server]:
    with start_practice_host(empty=True) as host:
        yield Server("practice", host.base_url, host.token)


@contextmanager
def sekmet_server(folder: Path) -> Iterator[Server]:
    port, token = _free_port(), "sekmet-test-token"
    url = f"http://127.0.0.1:{port}/fhir"
    settings = folder / "settings.yaml"
    settings.write_text(_SETTINGS.format(url=url, port=port, folder=folder, token=token))
    program = Path(sys.executable).with_name("sekmet")
    with (folder / "log.txt").open("wb") as log:
        command: list[str | Path] = [program, "serve", "--host", "127.0.0.1", "--config", settings]
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log)
        try:
            _wait_for(f"{url}/metadata", process)
            yield Server(
                "sekmet",
                url,
                token,
                keeps_precision=False,
                keeps_figures=False,
                keeps_goals_apart=False,
            )
        finally:
            process.kill()
            process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
        return port


def _wait_for(url: str, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + _START_SECONDS
    while time.monotonic() < until:
        assert process.poll() is None, "sekmet ended before it answered"
        try:
            with urlopen(url, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.1)
    raise AssertionError("sekmet does not answer")
