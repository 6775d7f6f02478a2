"""What a meeting has of the library, in practice and outside, and what becomes of local texts."""

import asyncio
import json
import sqlite3
from datetime import date
from pathlib import Path

import msgspec
import pytest

from app.library.builtin import BuiltinLibrary
from app.library.reading import check_texts
from app.library.room_library import RoomLibrary, open_library
from app.library.store import Store
from app.model.definition import WHOLE_RECORD
from app.model.errors import (
    DefinitionError,
    LibraryConflict,
    LibraryFileExists,
    LibraryFileMissing,
    LibraryNewer,
    PersonalText,
)
from app.model.local_text import LOCAL, KnownPerson, LocalText
from tests.unit.library.shelves import a_definition, a_local, a_release, a_text

TODAY = date(2026, 11, 23)
BUILTIN = BuiltinLibrary()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "samsyn"


def opened(folder: Path, *, practice: bool = False, proven: bool = True) -> RoomLibrary:
    return open_library(folder, practice=practice, proven=proven, today=lambda: TODAY)


def titles(library: RoomLibrary) -> list[str]:
    return [text.title for text in library.texts()]


def test_outside_practice_there_are_no_practice_texts(folder: Path) -> None:
    assert titles(opened(folder)) == []
    assert opened(folder, practice=True).texts() == BUILTIN.texts()
    assert opened(folder).definitions() == BUILTIN.definitions()
    assert not folder.exists()


def test_what_is_installed_takes_the_place_of_what_is_built_in(folder: Path) -> None:
    own = json.loads(a_definition("colorectal"))
    own["title"]["sv"] = "Vår kolorektala"
    built_in = BUILTIN.texts()[0]
    Store(folder).install(
        a_release(
            3,
            a_text(1),
            msgspec.structs.replace(built_in, title="Granskad", status="active"),
            a_text(2, title="Borta", status="retired"),
            definitions=(("colorectal.json", json.dumps(own).encode()),),
        )
    )
    library = opened(folder)
    assert titles(library) == ["Granskad", "Koloncancer, text 1"]
    assert library.definition(own["url"]).title.sv == "Vår kolorektala"
    assert library.definition("").name == library.definition("https://x.example").name == "general"
    assert library.definition(WHOLE_RECORD).name == "whole"
    assert len(library.definitions()) == len(BUILTIN.definitions())
    assert len(opened(folder, practice=True).texts()) == len(BUILTIN.texts()) + 1


def test_a_release_that_nothing_proves_is_not_used(folder: Path) -> None:
    Store(folder).install(a_release(1, a_text(1)))
    Store(folder).keep([a_local("Egen")])
    assert titles(opened(folder)) == ["Egen", "Koloncancer, text 1"]
    assert titles(opened(folder, proven=False)) == ["Egen"]


async def test_local_texts_are_found_by_other_consoles_too(folder: Path) -> None:
    library, other = opened(folder), opened(folder)
    (mine,) = await library.keep([a_local("Lokal rutin")], ())
    assert library.search("lokal") == library.texts() == (mine.text,)
    assert other.search("lokal") == ()
    await other.look_again()
    assert other.search("lokal") == (mine.text,)
    await library.keep([msgspec.structs.replace(mine, retired=True)], ())
    assert library.texts() == ()
    assert library.local()[0].retired
    with pytest.raises(LibraryConflict):
        await other.keep([mine], ())
    with pytest.raises(PersonalText):
        await library.keep([a_local("Testberg")], [KnownPerson(names=("Testberg",))])


async def test_two_consoles_that_write_at_once_lose_nothing(folder: Path) -> None:
    libraries = [opened(folder) for _ in range(4)]
    await asyncio.gather(
        *(
            each.keep([a_local(f"{n} {i}")], ())
            for i, each in enumerate(libraries)
            for n in range(5)
        )
    )
    assert len(Store(folder).read().local) == 20


async def test_of_a_practice_meeting_nothing_stays(folder: Path) -> None:
    (real,) = await opened(folder).keep([a_local("Riktig")], ())
    before = Store(folder).path.read_bytes()
    practice = opened(folder, practice=True)
    assert practice.local() == (real,), "what the hospital has is practised with"
    (made,) = await practice.keep([a_local("Övad")], ())
    await practice.keep([msgspec.structs.replace(real, retired=True)], ())
    assert made.text in practice.texts()
    assert real.text not in practice.texts()
    with pytest.raises(LibraryConflict):
        await practice.keep([real, a_local("Halv")], ())
    assert "Halv" not in titles(practice)
    assert Store(folder).path.read_bytes() == before


async def test_practice_begins_empty_where_nothing_is_kept(folder: Path) -> None:
    practice = opened(folder, practice=True)
    await practice.keep([a_local("Övad")], ())
    assert titles(practice)[0] == "Övad"
    assert Store(folder).versions(practice.local()[0].text.url) == ()


async def test_a_file_that_cannot_be_read_is_told_and_what_is_built_in_serves(folder: Path) -> None:
    Store(folder).install(a_release())
    with sqlite3.connect(Store(folder).path) as database:
        database.execute("PRAGMA user_version = 99")
    database.close()
    library = opened(folder)
    assert library.trouble == LibraryNewer.code
    assert library.definitions() == BUILTIN.definitions()
    with pytest.raises(LibraryNewer):
        await library.keep([a_local()], ())
    practice = opened(folder, practice=True)
    assert practice.trouble == ""
    await practice.keep([a_local("Övad")], ())


async def test_a_file_that_breaks_under_a_meeting_leaves_what_was_read(folder: Path) -> None:
    library = opened(folder)
    (mine,) = await library.keep([a_local("Lokal rutin")], ())
    Store(folder).path.write_bytes(b"broken" * 1000)
    await library.look_again()
    assert library.trouble == "library-damaged"
    assert library.texts() == (mine.text,)


def test_an_installed_definition_that_is_no_longer_known_is_told(folder: Path) -> None:
    Store(folder).install(a_release())
    Store(folder).keep([a_local("Egen")])
    with sqlite3.connect(Store(folder).path) as database:
        database.execute("UPDATE release_definition SET body = '{}'")
    database.close()
    library = opened(folder)
    assert library.trouble == "library-damaged"
    assert titles(library) == ["Egen"]


async def test_texts_go_to_a_file_and_come_back(folder: Path, tmp_path: Path) -> None:
    library = opened(folder)
    one, two = await library.keep([a_local("Ett"), a_local("Två", intention="curative")], ())
    await library.keep([msgspec.structs.replace(two, retired=True)], ())
    file = tmp_path / "texts.json"
    assert await library.export_texts(file) == 1
    assert check_texts(file.read_bytes()) == ()
    with pytest.raises(LibraryFileExists):
        await library.export_texts(file)
    assert await library.import_texts(file, ()) == (), "nothing is new"
    elsewhere = opened(tmp_path / "elsewhere")
    ((before, now),) = await elsewhere.import_texts(file, ())
    assert (before, now.text) == (None, one.text)
    changed = msgspec.structs.replace(one.text, title="Ändrad")
    await library.keep([LocalText(text=changed)], ())
    newer = tmp_path / "newer.json"
    await library.export_texts(newer)
    ((before, now),) = await elsewhere.import_texts(newer, ())
    assert before is not None
    assert (before.text.title, now.text.title, now.text.version) == ("Ett", "Ändrad", "2")


async def test_a_published_text_becomes_a_local_one_the_same_each_time(
    folder: Path, tmp_path: Path
) -> None:
    file = tmp_path / "texts.json"
    file.write_bytes(msgspec.json.encode({"texts": [a_text(1)]}))
    library = opened(folder)
    ((_, now),) = await library.import_texts(file, ())
    assert now.text.url.startswith("urn:uuid:")
    assert now.text.status == LOCAL
    assert await library.import_texts(file, ()) == ()


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"{", DefinitionError),
        (b"\xff\xfe", DefinitionError),
        (b"[]", DefinitionError),
        (b'{"texts": [{"url": "x"}]}', DefinitionError),
        (msgspec.json.encode({"texts": [a_text(1), a_text(1)]}), DefinitionError),
        (msgspec.json.encode({"texts": [a_text(1, status="practice")]}), DefinitionError),
        (
            msgspec.json.encode({"texts": [a_text(1), a_text(2, text="19121212-1212")]}),
            PersonalText,
        ),
        (msgspec.json.encode({"texts": [a_text(1), a_text(2, title="Testberg")]}), PersonalText),
        (b'{"texts": [' + b"1," * 3_000_000 + b"1]}", DefinitionError),
        (None, LibraryFileMissing),
    ],
)
async def test_a_wrong_file_is_refused_whole(
    folder: Path, tmp_path: Path, content: bytes | None, error: type[Exception]
) -> None:
    file = tmp_path / "texts.json"
    if content is not None:
        file.write_bytes(content)
    library = opened(folder)
    with pytest.raises(error):
        await library.import_texts(file, [KnownPerson(names=("Testberg",))])
    assert library.local() == ()


async def test_a_folder_is_no_file(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(LibraryFileMissing):
        await opened(folder).import_texts(tmp_path, ())
    with pytest.raises(LibraryFileExists):
        await opened(folder).export_texts(tmp_path)
