"""Both hosts with the practice meeting on them, and a desktop to hold it on."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app.practice.seeding import seed
from tests.endtoend.desktop import desktop
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.pictures import NEAR
from tests.endtoend.xserver import XServer
from tests.host.servers import practice_server, sekmet_server

_STARTERS = {"practice": practice_server, "sekmet": sekmet_server}


@pytest.fixture
def x(tmp_path: Path) -> Iterator[XServer]:
    home = tmp_path / "home"
    home.mkdir()
    with desktop(home) as x:
        yield x


@pytest.fixture(params=sorted(_STARTERS))
def eyes(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[HostEyes]:
    folder = tmp_path / "host"
    folder.mkdir()
    with _STARTERS[request.param](folder) as server:
        asyncio.run(seed(server.base_url, server.token, datetime.now(UTC).astimezone().date()))
        eyes = HostEyes(server.base_url, server.token, keeps_figures=server.keeps_figures)
        if not server.keeps_goals_apart:
            for goal in eyes.all("Goal"):
                eyes.delete(goal)
        yield eyes


@pytest.fixture
def settings(eyes: HostEyes, tmp_path: Path) -> Path:
    path = tmp_path / "room.toml"
    path.write_text(f'[host]\nurl = "{eyes.base_url}"\n', encoding="utf-8")
    return path


@pytest.fixture
def near(eyes: HostEyes, tmp_path: Path) -> Path:
    """Return settings of a small room, which takes fewer pages; the figures are sent."""
    path = tmp_path / "near.toml"
    path.write_text(
        f'[host]\nurl = "{eyes.base_url}"\nfigures = {str(eyes.keeps_figures).lower()}\n'
        f"[room.screen]\ndistance_m = {NEAR.distance_m}\n",
        encoding="utf-8",
    )
    return path
