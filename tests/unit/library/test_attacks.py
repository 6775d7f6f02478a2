"""Whoever owns the network, or the server, but no keys: one test an attack, over real HTTP.

After each the last good release is in use, and the room knows why there is no newer one.
"""

import asyncio
from pathlib import Path
from typing import Any

import msgspec
import pytest
from tuf.api.metadata import TargetFile

from app.library.fetching import Patience
from app.library.signed import MAX_FILE_BYTES
from app.library.updates import Standing
from tests.fakes.publishers import Publishers, ended, holding, place_of, text_file
from tests.fakes.raw_http import ok
from tests.unit.library.conftest import GOOD, NEWER, Room
from tests.unit.library.shelves import a_definition, a_text


async def refused(room: Room, trouble: str) -> None:
    """Let the room update: it says that this was the trouble, and has what it had."""
    before = room.store.read().release
    standing = await room.update()
    assert standing.trouble == trouble
    assert standing.checked is not None
    assert standing.changes is None
    assert room.store.read().release == before
    assert room.updates().open().trouble == ""  # and what is kept is sound still


async def test_a_release_comes_and_says_what_it_changes(room: Room) -> None:
    room.files = room.publishers.release(colorectal=NEWER)
    standing = await room.update()
    assert standing.trouble == ""
    assert standing.changes is not None
    assert standing.changes.texts.added == ("Koloncancer, text 2",)
    assert room.titles == ["Koloncancer, text 1", "Koloncancer, text 2"]


async def test_rollback(room: Room) -> None:
    old = room.files
    room.files = room.publishers.release(colorectal=NEWER)
    await room.update()
    room.files = old
    await refused(room, "library-untrusted")
    assert room.titles == ["Koloncancer, text 1", "Koloncancer, text 2"]


@pytest.mark.parametrize("lost", [Path.unlink, lambda path: path.write_bytes(b"")])
async def test_rollback_where_the_power_has_taken_what_is_known(room: Room, lost: Any) -> None:
    old = room.files
    room.files = room.publishers.release(colorectal=NEWER)
    await room.update()
    for name in ("timestamp.json", "snapshot.json", "targets.json"):
        lost(room.folder / "signed" / "metadata" / name)
    room.files = old
    await refused(room, "library-untrusted")


async def test_freeze(room: Room) -> None:
    room.files = room.publishers.forged(room.files, timestamp=ended)
    await refused(room, "library-expired")


async def test_mix_and_match(room: Room) -> None:
    old = room.files["/metadata/1.targets.json"]
    room.files = room.publishers.release(colorectal=NEWER)
    room.files["/metadata/2.targets.json"] = old
    await refused(room, "library-untrusted")


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        writer.write(b" " * 65536)
        await writer.drain()


@pytest.mark.parametrize(
    "path", ["/metadata/timestamp.json", "/metadata/2.root.json", place_of("texts/x.json", b"x")]
)
async def test_endless_data(room: Room, path: str) -> None:
    room.files = room.publishers.forged(room.files, targets=holding("texts/x.json", b"x"))
    room.odd[path] = endless
    await refused(room, "library-untrusted")


async def drip(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    while True:
        writer.write(b" ")
        await writer.drain()
        await asyncio.sleep(0.01)


LONG = b" " * 2000


@pytest.mark.parametrize("path", ["/metadata/timestamp.json", place_of("texts/x.json", LONG)])
async def test_slow_drip(room: Room, path: str) -> None:
    room.files = room.publishers.forged(room.files, targets=holding("texts/x.json", LONG))
    room.odd[path] = drip
    room.patience = Patience(file=0.3, whole=20.0)
    await refused(room, "library-unreachable")


async def test_many_files_that_each_come_just_in_time(room: Room) -> None:
    room.odd["/metadata/2.root.json"] = room.odd["/metadata/timestamp.json"] = drip
    room.patience = Patience(file=20.0, whole=0.3)
    await refused(room, "library-unreachable")


async def test_wrong_hash(room: Room) -> None:
    room.files = room.publishers.release(colorectal=NEWER)
    path = place_of("texts/colorectal.json", NEWER)
    room.files[path] = NEWER.replace(b"sida", b"dosi")
    await refused(room, "library-untrusted")


@pytest.mark.parametrize("data", [NEWER[:-1], NEWER + b" ", b""])
async def test_wrong_length(room: Room, data: bytes) -> None:
    room.files = room.publishers.release(colorectal=NEWER)
    room.files[place_of("texts/colorectal.json", NEWER)] = data
    await refused(room, "library-untrusted")


async def test_unknown_key(room: Room) -> None:
    room.files = room.publishers.forged(room.files, publisher="stranger")
    await refused(room, "library-untrusted")


async def test_unknown_root(room: Room, tmp_path: Path) -> None:
    (tmp_path / "others").mkdir()
    others = Publishers(tmp_path / "others")
    others.sign("anna", "bo")
    room.files = others.release(colorectal=NEWER)
    room.files["/metadata/2.root.json"] = room.files["/metadata/1.root.json"]
    await refused(room, "library-untrusted")


@pytest.mark.parametrize("editors", [[], ["anna"], ["anna", "stranger"], ["anna", "publisher"]])
async def test_too_few_signatures(room: Room, editors: list[str]) -> None:
    room.files = room.publishers.forged(room.files, editors=editors)
    await refused(room, "library-untrusted")


@pytest.mark.parametrize(
    "name",
    [
        "../evil.json",
        "texts/../../evil.json",
        "/etc/samsyn/evil.json",
        "texts/..\\evil.json",
        "texts/C:evil.json",
        "texts//evil.json",
        "texts/.json",
        "texts/" + "x" * 300 + ".json",
        "texts/evil.json\n",
        "texts/EVIL.json",
        "other/../texts/evil.json",
    ],
)
async def test_names_that_lead_elsewhere(room: Room, name: str) -> None:
    room.files = room.publishers.forged(room.files, targets=holding(name, NEWER))
    before = sorted(room.folder.parent.rglob("*.json"))
    await refused(room, "library-unusable")
    assert sorted(room.folder.parent.rglob("*.json")) == before


async def test_a_target_of_a_gigabyte_is_never_asked_for(room: Room) -> None:
    put = holding("texts/huge.json", b"x", length=1024**3)
    room.files = room.publishers.forged(room.files, targets=put)
    await refused(room, "library-unusable")
    assert not [path for path in room.asked if "huge" in path]


async def test_many_targets_that_are_large_together(room: Room) -> None:
    def put(targets: Any) -> None:
        for number in range(20):
            holding(f"texts/t{number}.json", b"x", length=MAX_FILE_BYTES)(targets)

    room.files = room.publishers.forged(room.files, targets=put)
    await refused(room, "library-unusable")


async def test_more_targets_than_there_may_be(room: Room) -> None:
    def put(targets: Any) -> None:
        for number in range(501):
            holding(f"texts/t{number}.json", b"x")(targets)

    room.files = room.publishers.forged(room.files, targets=put)
    await refused(room, "library-unusable")


def undated(targets: Any) -> None:
    del targets.unrecognized_fields["published"]


def of_another_hash(targets: Any) -> None:
    targets.targets["texts/x.json"] = TargetFile(1, {"sha512": "0" * 128}, "texts/x.json")


@pytest.mark.parametrize("put", [undated, of_another_hash])
async def test_targets_that_lack_what_rooms_need(room: Room, put: Any) -> None:
    room.files = room.publishers.forged(room.files, targets=put)
    await refused(room, "library-unusable")


async def test_a_hundred_thousand_targets(room: Room) -> None:
    def put(targets: Any) -> None:
        for number in range(100_000):
            holding(f"texts/t{number}.json", b"")(targets)

    room.files = room.publishers.forged(room.files, targets=put)
    await refused(room, "library-untrusted")  # the metadata is larger than it may be


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("texts/x.json", b"{"),
        ("texts/x.json", b"[" * 100_000),
        ("texts/x.json", b'{"texts": [{"url": 1}]}'),
        ("texts/x.json", '{"texts": []}'.encode("utf-16")),
        ("texts/x.json", text_file(a_text(3, text="Remiss {till"))),
        ("texts/x.json", text_file(a_text(1))),  # twice the same address
        ("definitions/x.json", b"{}"),
    ],
)
async def test_wrong_json(room: Room, name: str, data: bytes) -> None:
    await contents_refused(room, name, data)


async def contents_refused(room: Room, name: str, data: bytes) -> None:
    """Let editors be tricked into signing a file that no room can use."""
    room.files = room.publishers.forged(room.files, targets=holding(name, data))
    room.files[place_of(name, data)] = data
    await refused(room, "library-unusable")


async def test_a_definition_whose_view_does_not_compile(room: Room) -> None:
    definition = msgspec.json.decode(a_definition())
    definition["sections"][1]["views"][0]["select"][0]["column"][0]["path"] = "code.("
    await contents_refused(room, "definitions/x.json", msgspec.json.encode(definition))


@pytest.mark.parametrize("personal", ["19121212-1212", "tolvan@example.org"])
async def test_a_text_that_tells_who_somebody_is(room: Room, personal: str) -> None:
    data = text_file(a_text(3, text=f"Som för {personal}."))
    await contents_refused(room, "texts/x.json", data)


async def test_a_release_for_a_newer_program(room: Room) -> None:
    def put(targets: Any) -> None:
        holding("texts/x.json", NEWER)(targets)
        targets.targets["texts/x.json"].unrecognized_fields["custom"] = {"format": 2}

    room.files = room.publishers.forged(room.files, targets=put)
    await refused(room, "library-too-new")


async def test_files_of_other_kinds_are_left_alone(room: Room) -> None:
    put = holding("pictures/map.json", b"x" * 100)
    room.files = room.publishers.forged(room.files, targets=put)
    standing = await room.update()
    assert standing.trouble == ""
    assert not [path for path in room.asked if "map" in path]


@pytest.mark.parametrize(
    "answer",
    [
        ok(b"<html>Sign in to the guest network</html>"),
        ok(b"", status="500 Internal Server Error"),
        ok(b"", "Location: https://example.org/", status="302 Found"),
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf",
        b"nonsense\r\n\r\n",
    ],
)
async def test_what_is_no_repository(room: Room, answer: bytes) -> None:
    room.odd["/metadata/timestamp.json"] = answer
    standing = await room.update()
    assert standing.trouble in {"library-untrusted", "library-unreachable"}
    assert room.titles == ["Koloncancer, text 1"]


async def test_nobody_answers(room: Room) -> None:
    updates = room.updates()
    opened = updates.open()
    standing = await updates.update(lambda _: None)
    assert (standing.trouble, standing.checked) == ("library-unreachable", opened.checked)
    assert room.titles == ["Koloncancer, text 1"]


def test_a_first_start_without_a_network_has_no_release(
    tmp_path: Path, publishers: Publishers
) -> None:
    publishers.release(colorectal=GOOD)
    standing = Room(tmp_path / "new", publishers).updates().open()
    assert standing == Standing()
