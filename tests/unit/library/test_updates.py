"""What is kept of signed releases: verified anew, whole or not at all, and never during a stop."""

import asyncio
import errno
import os
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from tuf.ngclient._internal import trusted_metadata_set

from app.library import updates as updates_module
from app.library import updating
from app.library.fetching import Patience
from app.library.files import alone
from app.library.updates import LibraryUpdates, Progress, Source, Standing
from app.model.errors import LibraryError, LibraryKeysUnreadable, LibraryUntrusted
from app.publishing import steps
from app.publishing.releasing import release
from app.publishing.roles import Group
from tests.fakes.publishers import Publishers, place_of, text_file
from tests.fakes.raw_http import RawServer
from tests.unit.library.conftest import GOOD, NEWER, Room, silence
from tests.unit.library.shelves import a_definition, a_text

FIRST = ["Koloncancer, text 1"]


def kept(room: Room, name: str) -> Path:
    return room.folder / "signed" / name


def contents(room: Room) -> list[Path]:
    return sorted(kept(room, "contents").iterdir())


# --- without a network ----------------------------------------------------------------------------


def test_the_last_good_release_is_there_without_a_network(room: Room) -> None:
    standing = room.updates().open()
    assert standing.trouble == ""
    assert standing.checked is not None
    assert datetime.now(UTC) - standing.checked < timedelta(minutes=10)
    assert room.titles == FIRST


def altered(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-1])


def emptied(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("fault", [altered, cut, emptied, Path.unlink])
async def test_a_file_that_was_altered_is_refused_and_fetched_anew(room: Room, fault: Any) -> None:
    fault(contents(room)[0])
    standing = room.updates().open()
    assert (standing.trouble, standing.checked) == ("library-untrusted", None)
    assert room.titles == []
    assert (await room.update()).trouble == ""
    assert room.titles == FIRST


@pytest.mark.parametrize("fault", [cut, emptied])
async def test_a_proof_that_cannot_be_read_is_refused(room: Room, fault: Any) -> None:
    fault(kept(room, "release.json"))
    assert room.updates().open().trouble == "library-untrusted"
    assert room.titles == []
    assert (await room.update()).trouble == ""
    assert room.titles == FIRST


@pytest.mark.parametrize("part", ["timestamp", "snapshot", "targets"])
def test_a_proof_that_was_altered_is_refused(room: Room, part: str) -> None:
    path = kept(room, "release.json")
    proof = msgspec.json.decode(path.read_bytes())
    data = msgspec.json.decode(f'"{proof["evidence"][part]}"'.encode(), type=bytes)
    forged = data.replace(b'"version":1', b'"version":2', 1)
    assert forged != data
    proof["evidence"][part] = msgspec.to_builtins(forged)
    path.write_bytes(msgspec.json.encode(proof))
    assert room.updates().open().trouble == "library-untrusted"
    assert room.titles == []


async def test_a_proof_of_parts_that_do_not_belong_together_is_refused(room: Room) -> None:
    old = msgspec.json.decode(kept(room, "release.json").read_bytes())["evidence"]
    room.files = room.publishers.release(colorectal=NEWER)
    await room.update()
    path = kept(room, "release.json")
    sound = path.read_bytes()
    for part, other in [
        *((part, old[part]) for part in ("timestamp", "snapshot", "targets")),
        ("snapshot", old["timestamp"]),
        ("targets", old["snapshot"]),
    ]:
        proof = msgspec.json.decode(sound)
        proof["evidence"][part] = other
        path.write_bytes(msgspec.json.encode(proof))
        assert room.updates().open().trouble == "library-untrusted", part
    path.write_bytes(sound)
    assert room.updates().open().trouble == ""
    assert len(room.titles) == 2


def test_another_publishers_proof_is_refused(room: Room, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    others = Publishers(tmp_path / "others")
    others.sign("anna", "bo")
    others.release(colorectal=GOOD)
    room.publishers = others
    assert room.updates().open().trouble == "library-untrusted"
    assert room.titles == []


def test_a_release_that_nothing_proves_is_taken_out_of_the_store(room: Room) -> None:
    kept(room, "release.json").unlink()
    assert room.updates().open() == Standing()
    assert room.titles == []


def test_a_store_that_was_altered_is_mended(room: Room) -> None:
    with closing(sqlite3.connect(room.store.path)) as database:
        (body,) = database.execute("SELECT body FROM release_text").fetchone()
        other = body.replace(b"Kirurgi", b"Annat!!")
        database.execute("UPDATE release_text SET body = ?", (other,))
        database.commit()
    standing = room.updates().open()
    assert standing.changes is not None
    assert standing.changes.texts.changed == tuple(FIRST)
    shelf = room.store.read()
    assert shelf.release is not None
    assert shelf.release.texts == (a_text(1),)


async def test_an_update_that_was_cut_off_before_the_store_is_made_whole(room: Room) -> None:
    room.store.withdraw()
    async with RawServer(room.answer) as server:
        updates = room.updates(server.base_url)
        assert updates.open().changes is not None
        assert room.titles == FIRST
        told = await updates.update(lambda _: None)
        assert told.changes is not None
        assert told.changes.texts.added == tuple(FIRST)  # nobody has heard of it before
        assert (await updates.update(lambda _: None)).changes is None


def test_another_program_that_updates_meanwhile_is_no_attack(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    good, calls = updating.read_kept, []

    def once(*arguments: Any) -> Any:
        calls.append(arguments)
        if len(calls) == 1:
            raise LibraryUntrusted("a file is gone")
        return good(*arguments)

    monkeypatch.setattr(updates_module, "read_kept", once)
    assert room.updates().open().trouble == ""
    assert room.titles == FIRST


# --- the clock ------------------------------------------------------------------------------------


def at(days: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """Set the computer's clock forward."""

    class Later(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> "Later":
            return super().now(tz) + timedelta(days=days)

    for module in (updates_module, updating):
        monkeypatch.setattr(module, "datetime", Later)
    theirs = SimpleNamespace(datetime=Later, timezone=timezone)
    monkeypatch.setattr(trusted_metadata_set, "datetime", theirs)


@pytest.mark.parametrize(
    ("days", "stale"),
    [
        (40, ("timestamp", "snapshot")),
        (400, ("timestamp", "snapshot", "targets")),
        (2 * 365 + 2, ("root", "timestamp", "snapshot", "targets")),
    ],
)
async def test_a_clock_that_is_years_ahead_leaves_the_last_good_release(
    room: Room, monkeypatch: pytest.MonkeyPatch, days: int, stale: tuple[str, ...]
) -> None:
    room.files = room.publishers.release(colorectal=NEWER)
    with monkeypatch.context() as patch:
        at(days, patch)
        opened = room.updates().open()
        assert (opened.trouble, sorted(opened.stale)) == ("", sorted(stale))
        standing = await room.update()
        assert (standing.trouble, sorted(standing.stale)) == ("library-expired", sorted(stale))
        assert room.titles == FIRST
    assert (await room.update()).trouble == ""  # and it goes on when the clock is right again
    assert len(room.titles) == 2


# --- on the way -----------------------------------------------------------------------------------


async def test_what_came_before_a_failure_is_not_fetched_again(room: Room) -> None:
    files = {f"t{n}": text_file(a_text(n)) for n in range(2, 6)}
    room.files = room.publishers.release(**files)
    last = place_of("texts/t5.json", files["t5"])
    withheld = room.files.pop(last)
    assert (await room.update()).trouble == "library-unreachable"
    assert room.titles == FIRST
    room.asked.clear()
    room.files[last] = withheld
    assert (await room.update()).trouble == ""
    assert [path for path in room.asked if path.startswith("/targets")] == [last]
    assert len(room.titles) == 5


async def test_the_files_of_releases_before_are_thrown_away(room: Room) -> None:
    room.files = room.publishers.release(colorectal=NEWER)
    await room.update()
    assert len(contents(room)) == 1


async def test_progress_is_told_in_bytes_of_bytes(room: Room) -> None:
    texts = (a_text(number, text="Remiss. " * 400) for number in range(2, 40))
    room.files = room.publishers.release(long=text_file(*texts))
    told: list[Progress] = []
    async with RawServer(room.answer) as server:
        await room.updates(server.base_url).update(told.append)
    assert len(told) > 1
    assert [each.done for each in told] == sorted(each.done for each in told)
    assert {each.total for each in told} == {told[-1].done}


@pytest.mark.parametrize(
    "path", ["/metadata/2.root.json", place_of("texts/colorectal.json", NEWER)]
)
async def test_an_update_that_is_stopped_ends_at_once_and_changes_nothing(
    room: Room, path: str
) -> None:
    room.files = room.publishers.release(colorectal=NEWER)
    room.odd[path] = silence
    room.patience = Patience(file=3600.0, whole=3600.0)
    async with RawServer(room.answer) as server:
        updates = room.updates(server.base_url)
        updates.open()
        task = asyncio.create_task(updates.update(lambda _: None))
        while path not in room.asked:  # noqa: ASYNC110 -- the server sets no events
            await asyncio.sleep(0.002)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task
        with alone(kept(room, "lock")):  # the thread has let go
            pass
    assert room.updates().open().trouble == ""
    assert room.titles == FIRST


async def test_an_update_that_is_stopped_before_it_began(room: Room) -> None:
    task = asyncio.create_task(room.updates().update(lambda _: None))
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


async def test_two_programs_do_not_update_at_once(room: Room) -> None:
    with alone(kept(room, "lock")):
        assert (await room.update()).trouble == "library-busy"
    assert (await room.update()).trouble == ""


async def test_what_goes_wrong_unforeseen_is_trouble_and_no_more(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(updates_module, "fetch", lambda *_: 1 / 0)
    assert (await room.update()).trouble == "error"
    assert room.titles == FIRST


# --- the disk -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "trouble"),
    [
        (errno.ENOSPC, "library-full"),
        (errno.EDQUOT, "library-full"),
        (errno.EROFS, "library-read-only"),
    ],
)
async def test_a_disk_that_takes_nothing_more(
    room: Room, monkeypatch: pytest.MonkeyPatch, number: int, trouble: str
) -> None:
    room.files = room.publishers.release(colorectal=NEWER)
    good = os.fsync

    def full(handle: int) -> None:
        raise OSError(number, "no")

    monkeypatch.setattr(os, "fsync", full)
    assert (await room.update()).trouble == trouble
    monkeypatch.setattr(os, "fsync", good)
    assert room.updates().open().trouble == ""
    assert room.titles == FIRST


async def test_a_folder_that_cannot_be_made(tmp_path: Path, publishers: Publishers) -> None:
    files = publishers.release(colorectal=GOOD)
    (tmp_path / "file").write_bytes(b"")
    room = Room(tmp_path / "file" / "room", publishers)
    room.files = files
    async with RawServer(room.answer) as server:
        standing = await room.updates(server.base_url).update(lambda _: None)
    assert standing.trouble == "library-read-only"


def test_a_store_that_cannot_be_brought_to_it_says_so(room: Room) -> None:
    kept(room, "release.json").unlink()
    room.store.path.write_bytes(b"this is no database, it is a text" * 100)
    with pytest.raises(LibraryError):
        room.updates().open()


# --- keys that change, and shares -----------------------------------------------------------------


async def test_a_room_follows_the_root_however_often_it_has_changed(room: Room) -> None:
    publishers = room.publishers
    for name in ("bo", "cia", "anna"):
        change = {Group.EDITORS: publishers.members(name, "stranger", needed=1)}
        steps.change_members(publishers.workshop, change)
        publishers.sign("anna", "cia")
        release(publishers.workshop, publishers.keys["publisher"], 30)
    room.files = publishers.served()
    assert "/metadata/4.root.json" in room.files
    assert (await room.update()).trouble == ""
    assert room.updates().open().trouble == ""
    path = kept(room, "release.json")
    sound = path.read_bytes()
    proof = msgspec.json.decode(sound)
    del proof["evidence"]["roots"][1]
    path.write_bytes(msgspec.json.encode(proof))
    assert room.updates().open().trouble == "library-untrusted"
    path.write_bytes(sound)
    newest = Source(url="", root=room.files["/metadata/4.root.json"])  # a program that brings it
    assert LibraryUpdates(newest, room.folder, room.store).open().trouble == ""
    assert room.titles == FIRST


async def test_a_root_that_the_old_keys_have_not_signed_is_not_followed(room: Room) -> None:
    publishers = room.publishers
    before = room.files
    steps.change_members(
        publishers.workshop, {Group.ROOT: publishers.members("stranger", needed=1)}
    )
    draft = publishers.workshop.root_draft()
    assert draft is not None
    draft.sign(publishers.keys["stranger"], append=True)
    room.files = before | {"/metadata/2.root.json": draft.to_bytes()}
    assert (await room.update()).trouble == "library-untrusted"
    assert room.titles == FIRST


@pytest.mark.parametrize("junk", [b"", b"junk", b"{}", GOOD])
def test_a_root_that_is_none_is_told_apart(room: Room, junk: bytes) -> None:
    with pytest.raises(LibraryKeysUnreadable):
        LibraryUpdates(Source(url="http://127.0.0.1:1", root=junk), room.folder, room.store)
    other = (room.publishers.workshop.public / "metadata" / "timestamp.json").read_bytes()
    with pytest.raises(LibraryKeysUnreadable):
        LibraryUpdates(Source(url="http://127.0.0.1:1", root=other), room.folder, room.store)
    assert room.titles == FIRST


async def test_a_share_is_as_good_as_a_server(room: Room, tmp_path: Path) -> None:
    publishers = room.publishers
    publishers.release(general=a_definition())
    other = Room(tmp_path / "other room", publishers)
    url = publishers.workshop.public.as_uri()
    assert (await other.updates(url).update(lambda _: None)).trouble == ""
    assert other.titles == FIRST
    for path in publishers.workshop.public.rglob("timestamp.json"):
        path.unlink()
    assert (await other.updates(url).update(lambda _: None)).trouble == "library-unreachable"


async def test_a_share_with_a_file_that_never_ends(room: Room) -> None:
    path = room.publishers.workshop.public / "metadata" / "timestamp.json"
    path.unlink()
    path.symlink_to("/dev/zero")
    updates = room.updates(room.publishers.workshop.public.as_uri())
    assert (await updates.update(lambda _: None)).trouble == "library-untrusted"
