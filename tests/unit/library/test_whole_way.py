"""From a chair's words to the file on disk and back, in a real meeting and in practice."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.library.room_library import open_library
from app.library.store import Store
from app.model.errors import LibraryFileMissing, LibraryFull
from app.room.room import Room
from app.room.state import TextNews
from tests.fakes.room import World

PERSONAL = ("Testsson", "Tolvan", "19610118", "610118-2803", "Sköterska", "Kirurg")


async def until(what: Callable[[], bool]) -> None:
    """Wait for a thread, for as long as it takes."""
    while not what():  # noqa: ASYNC110 -- the room tells its listeners, not what this waits for
        await asyncio.sleep(0.005)


async def a_room(folder: Path, *, practice: bool) -> Room:
    world = World(msgspec.structs.replace(World().meeting, practice=practice))
    library = open_library(
        folder, practice=practice, proven=True, today=lambda: world.clock.now().date()
    )
    world.library = library  # type: ignore[assignment]
    room = world.new_room()
    await world.open()
    await world.show("case-1")
    return room


def write(room: Room, **changes: object) -> None:
    now = room.state.local.writing
    assert now is not None
    room.write_text(msgspec.structs.replace(now.text, **changes))


def said(room: Room) -> TextNews | None:
    news = room.state.local.news
    return news.what if news is not None else None


@pytest.mark.parametrize("practice", [False, True])
async def test_a_text_is_written_and_only_a_real_meeting_keeps_it(
    tmp_path: Path,
    practice: bool,  # noqa: FBT001 -- pytest's
) -> None:
    room = await a_room(tmp_path, practice=practice)
    room.begin_text()
    for text in PERSONAL[:4]:
        write(room, title="Vår rutin", text=f"Som för {text}, remiss.")
        room.keep_text()
        assert said(room) is TextNews.PERSONAL
    write(room, text="Remiss inom {veckor!} veckor.", diagnoses=("C18",))
    room.keep_text()
    await until(lambda: said(room) is TextNews.KEPT)
    assert room.state.outcome is not None
    assert "Vår rutin" in {text.title for text in room.state.outcome.suggestions}
    room.search_texts("rutn remis")
    assert not room.state.texts
    room.search_texts("vår rem")
    assert room.state.texts[0].title == "Vår rutin", "all words in the title, and one's own"
    room.begin_text(room.state.texts[0])
    write(room, title="Vår nya rutin")
    room.keep_text()
    await until(lambda: said(room) is TextNews.KEPT)
    room.undo()
    await until(lambda: said(room) is TextNews.TAKEN_BACK)
    await room.close()
    if practice:
        assert not Store(tmp_path).path.exists()
        return
    (kept,) = Store(tmp_path).read().local
    assert (kept.text.title, kept.text.version) == ("Vår rutin", "3")
    content = Store(tmp_path).path.read_bytes()
    assert b"Remiss inom" in content
    assert not [word for word in PERSONAL if word.encode() in content]


async def test_a_text_goes_into_the_outcome_with_its_version(tmp_path: Path) -> None:
    room = await a_room(tmp_path, practice=False)
    room.begin_text()
    write(room, title="Vår rutin", text="Remiss.")
    room.keep_text()
    await until(lambda: said(room) is TextNews.KEPT)
    (one,) = room.state.local.texts
    room.choose_text(one.text)
    assert room.state.outcome is not None
    assert room.state.outcome.draft.source == one.text.reference
    assert one.text.reference.canonical.endswith("|1")
    await room.close()


async def test_a_file_that_cannot_be_finished_is_not_left_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library = open_library(
        tmp_path / "samsyn", practice=False, proven=True, today=lambda: World().clock.now().date()
    )

    def full(_file: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    file = tmp_path / "texts.json"
    with pytest.raises(LibraryFull):
        await library.export_texts(file)
    with pytest.raises(LibraryFileMissing):
        await library.import_texts(file, ())
