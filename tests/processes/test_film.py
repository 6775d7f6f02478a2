"""The practice meeting's film, in a real case process: it moves, obeys, and leaves no trace."""

import asyncio
import shutil
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest

from app.model.banner import BannerPolicy
from app.practice.process import PracticeHost
from app.room.ports import FilmState, Slot
from tests.endtoend import strace
from tests.processes.conftest import PATIENCE_S, Theatre, colours, frame_maps, is_alive, maps_of
from tests.processes.real import case_of, now, on_stage, order_of, real_theatre, turned

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.usefixtures("no_frames_before"),
]
PERMITTED = ("/dev/null", "/proc/self/", "/memfd:", "pipe:", "socket:")
PLAYERS = ("QtMultimedia", "libavcodec", "libQt6Pdf")


@pytest.fixture
async def theatre(practice_host: PracticeHost) -> AsyncIterator[Theatre]:
    made = real_theatre(practice_host.base_url, practice_host.token)
    yield made
    made.slots.close()


async def to_the_film(theatre: Theatre, host: PracticeHost) -> int:
    """Let the room see the page with the film; return its number."""
    pages = await on_stage(theatre, order_of(await case_of(host, "Provinge"), "rare"))
    for page in range(1, pages + 1):
        if (await turned(theatre, page)).film is FilmState.STILL:
            return page
    raise AssertionError("no page has a film")


async def test_a_film_moves_pauses_and_goes_on(
    theatre: Theatre, practice_host: PracticeHost
) -> None:
    page = await to_the_film(theatre, practice_host)
    assert theatre.frame is not None
    poster = colours(theatre.frame)
    theatre.slots.play(playing=True)
    seen = len(theatre.seen)
    await theatre.until(lambda: len(theatre.seen) >= seen + 5)
    assert now(theatre).film is FilmState.PLAYING
    assert any(picture != poster for picture in theatre.seen[seen:])
    theatre.slots.play(playing=False)
    await theatre.until(lambda: now(theatre).film is FilmState.STILL)
    told = len(theatre.told)
    theatre.slots.play(playing=True)
    await theatre.until(lambda: len(theatre.seen) >= seen + 10)
    theatre.slots.turn(Slot.ON_STAGE, page - 1)
    await theatre.until(lambda: theatre.frame is not None and theatre.frame.page == page - 1)
    assert (await turned(theatre, page)).film is FilmState.STILL
    assert len(theatre.told) - told == 3  # it plays again, the page before, the film's page


async def test_another_banner_ends_the_film_and_shows_its_page_again(
    theatre: Theatre, practice_host: PracticeHost
) -> None:
    page = await to_the_film(theatre, practice_host)
    theatre.slots.play(playing=True)
    seen = len(theatre.seen)
    await theatre.until(lambda: len(theatre.seen) >= seen + 3)
    theatre.slots.set_banner(BannerPolicy.SHARED)
    assert colour_count(theatre) == 0
    await theatre.until(lambda: colour_count(theatre) > 10)
    assert (now(theatre).page, now(theatre).film) == (page, FilmState.STILL)


async def test_a_case_that_is_left_while_its_film_plays_is_gone(
    theatre: Theatre, practice_host: PracticeHost
) -> None:
    await to_the_film(theatre, practice_host)
    theatre.slots.play(playing=True)
    seen = len(theatre.seen)
    await theatre.until(lambda: len(theatre.seen) >= seen + 3)
    pid = theatre.pid(Slot.ON_STAGE)
    theatre.slots.leave(Slot.ON_STAGE)
    assert not is_alive(pid)
    assert frame_maps() == []


async def test_a_case_without_film_or_document_loads_no_player(
    theatre: Theatre, practice_host: PracticeHost
) -> None:
    await on_stage(theatre, order_of(await case_of(practice_host, "Provell"), "colorectal"))
    maps = maps_of(theatre.pid(Slot.ON_STAGE))
    assert "libQt6Gui" in maps
    assert not [player for player in PLAYERS if player in maps]


@pytest.mark.skipif(shutil.which("strace") is None, reason="looks with strace")
async def test_a_film_opens_nothing_for_writing(
    practice_host: PracticeHost, tmp_path: Path
) -> None:
    case = msgspec.json.encode(await case_of(practice_host, "Provinge")).decode()
    trace = tmp_path / "trace"
    async with asyncio.timeout(3 * PATIENCE_S):
        console = await asyncio.create_subprocess_exec(
            *(*strace.COMMAND, "-o", str(trace)),
            *(sys.executable, "-B", "-m", "tests.processes.film_program"),
            *(practice_host.base_url, practice_host.token, case),
            stdout=asyncio.subprocess.PIPE,
        )
        told, _ = await console.communicate()
    assert int(told) > 5  # pictures
    done = strace.read_trace(trace, Path.cwd())
    assert not [path for path in sorted(done.written) if not str(path).startswith(PERMITTED)]
    port = int(practice_host.base_url.rpartition(":")[2].partition("/")[0])
    assert set(done.connected) == {("127.0.0.1", port)}


def colour_count(theatre: Theatre) -> int:
    """Return how many colours the room sees, 0 when it sees no page."""
    return len(colours(theatre.frame)) if theatre.frame is not None else 0
