"""The organisation's own texts: written, screened, kept, taken back; nothing written is lost."""

from typing import Any

import msgspec
import pytest

from app.model.errors import (
    DefinitionError,
    LibraryDamaged,
    LibraryFileMissing,
    LibraryFull,
    SamsynError,
)
from app.model.local_text import LOCAL, FindingKind, LocalText
from app.model.outcome import StandardText
from app.room.local_texts import EMPTY, people
from app.room.state import LocalTexts, NoticeKind, Purpose, TextNews, Undoable, Waiting
from tests.fakes.room import (
    CHAIR,
    NEW_NUMBER,
    NEW_PATIENT,
    TEXT,
    WALK_IN,
    World,
    settle,
)


def local(world: World) -> LocalTexts:
    return world.room.state.local


def news(world: World) -> TextNews | None:
    said = local(world).news
    return said.what if said is not None else None


def writing(world: World) -> StandardText:
    now = local(world).writing
    assert now is not None
    return now.text


def write(world: World, **changes: Any) -> None:
    world.room.write_text(msgspec.structs.replace(writing(world), **changes))


async def kept(world: World, title: str = "Lokal rutin", text: str = "Remiss.") -> LocalText:
    world.room.begin_text()
    write(world, title=title, text=text)
    world.room.keep_text()
    await settle()
    return local(world).texts[-1]


async def test_a_text_is_written_kept_and_chosen_at_once() -> None:
    world = World()
    room = await world.open()
    await world.show("case-1")
    room.open_texts()
    await settle()
    assert local(world).found == tuple(world.library.held)
    one = await kept(world)
    assert (one.text.title, one.text.version, one.text.status) == ("Lokal rutin", "1", LOCAL)
    assert (local(world).writing, news(world)) == (None, TextNews.KEPT)
    assert room.state.outcome is not None
    assert one.text in room.state.outcome.suggestions
    room.choose_text(one.text)
    assert room.state.outcome.draft.source == one.text.reference
    assert not room.state.outcome.unreviewed


async def test_a_local_text_is_used_outside_practice_too() -> None:
    world = World(msgspec.structs.replace(World().meeting, practice=False))
    room = await world.open()
    await world.show("case-1")
    one = await kept(world)
    assert room.state.outcome is not None
    assert room.state.outcome.suggestions == (one.text,)


async def test_a_change_is_a_new_version_and_a_copy_a_new_text() -> None:
    world = World()
    room = await world.open()
    one = await kept(world)
    room.begin_text(one.text)
    assert writing(world) == one.text
    write(world, title="Bättre")
    room.keep_text()
    await settle()
    (changed,) = local(world).texts
    assert (changed.text.title, changed.text.version) == ("Bättre", "2")
    room.begin_text(TEXT)
    assert (writing(world).url, writing(world).status) == ("", LOCAL)
    room.keep_text()
    await settle()
    assert [each.text.title for each in local(world).texts] == ["Bättre", "Resektion"]


async def test_what_is_written_is_screened_and_stays_when_it_is_refused() -> None:
    world = World()
    room = await world.open()
    room.begin_text()
    write(world, title="Rutin", text="Som för Testsson1.")
    now = local(world).writing
    assert now is not None
    assert [(f.field, f.start, f.end, f.kind) for f in now.findings] == [
        ("text", 8, 17, FindingKind.NAME)
    ]
    room.keep_text()
    await settle()
    assert (news(world), local(world).texts) == (TextNews.PERSONAL, ())
    write(world, text="Som för alla.")
    assert (writing(world).text, news(world)) == ("Som för alla.", None)
    room.keep_text()
    await settle()
    assert news(world) is TextNews.KEPT


async def test_everybody_of_the_meeting_is_looked_for() -> None:
    world = World()
    room = await world.open()
    world.host.patients = [NEW_PATIENT]
    room.add_walk_in(msgspec.structs.replace(WALK_IN, responsible="Rita Rum"))
    room.look_up(NEW_NUMBER)
    await settle()
    room.begin_text()
    names = {name for each in world.library.asked_about for name in each.names}
    assert {"Testsson1", "Testsson3", "Tolvan", CHAIR.name, WALK_IN.name, "Rita Rum"} <= names
    assert {"Sven Kirurg", NEW_PATIENT.family} <= names
    numbers = {each.number for each in world.library.asked_about}
    assert {"189002029800", "200001252386"} <= numbers
    assert any(each.birth_date == "2000-01-25" for each in world.library.asked_about)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (LibraryFull(), TextNews.FAILED),
        (DefinitionError("x", where="texts[0].text"), TextNews.FAULTY),
    ],
)
async def test_nothing_written_is_lost_by_an_error(error: SamsynError, said: TextNews) -> None:
    world = World()
    room = await world.open()
    room.begin_text()
    write(world, title="Lång", text="Mycket skrivet.")
    world.library.error = error
    seen: list[LocalTexts] = []
    room.subscribe(lambda state: seen.append(state.local))
    room.keep_text()
    now = local(world).writing
    assert now is not None
    assert now.saving
    write(world, text="Under tiden")
    room.put_text_away()
    room.keep_text()
    await settle()
    assert (news(world), writing(world).text) == (said, "Mycket skrivet.")
    refused = [each.writing for each in seen if each.news is not None]
    assert not any(each.saving for each in refused if each is not None)  # it is pointed at then
    assert list(room.why_not_close) == [Waiting.TEXT]
    room.keep_text()
    await settle()
    assert news(world) is TextNews.KEPT
    assert not list(room.why_not_close)


async def test_what_is_looked_for_stays_when_a_text_is_kept() -> None:
    world = World()
    room = await world.open()
    await world.show("case-1")
    room.search_texts("resektion")
    await kept(world)
    assert room.state.outcome is not None
    assert room.state.outcome.suggestions == (TEXT,)
    await world.show("case-2")
    await kept(world, "Annan rutin")
    assert len(room.state.outcome.suggestions) > 1


async def test_what_is_put_away_is_gone_and_nothing_else_is() -> None:
    world = World()
    room = await world.open()
    one = await kept(world)
    room.begin_text(one.text)
    assert list(room.why_not_close) == []
    write(world, title="Annat")
    assert Waiting.TEXT in room.why_not_close
    room.put_text_away()
    assert (local(world).writing, local(world).texts) == (None, (one,))
    room.write_text(TEXT)
    room.keep_text()
    await settle()
    assert local(world).texts == (one,)


async def test_each_change_is_taken_back_as_one_more_version() -> None:
    world = World()
    room = await world.open()
    one = await kept(world, "Ett")
    room.begin_text(one.text)
    write(world, title="Två")
    room.keep_text()
    await settle()
    room.retire_text(one.text.url, retired=True)
    await settle()
    assert [news(world), room.state.undo] == [TextNews.RETIRED, Undoable.TEXT]
    seen = []
    while room.state.undo is Undoable.TEXT:
        room.undo()
        await settle()
        assert news(world) == "taken-back"
        (now,) = local(world).texts
        seen.append((now.text.title, now.retired, now.text.version))
    assert seen == [("Två", False, "4"), ("Ett", False, "5"), ("Ett", True, "6")]


async def test_what_cannot_be_taken_back_now_can_be_later() -> None:
    world = World()
    room = await world.open()
    await kept(world)
    world.library.error = LibraryFull()
    room.undo()
    await settle()
    assert (news(world), room.state.undo) == (TextNews.FAILED, Undoable.TEXT)
    room.undo()
    await settle()
    assert local(world).texts[0].retired
    assert room.state.undo is not Undoable.TEXT


async def test_a_text_is_taken_into_use_again() -> None:
    world = World()
    room = await world.open()
    one = await kept(world)
    room.retire_text(one.text.url, retired=True)
    await settle()
    assert one.text not in world.library.texts()
    room.retire_text(one.text.url, retired=True)
    room.retire_text("urn:uuid:unknown", retired=True)
    await settle()
    room.retire_text(one.text.url, retired=False)
    await settle()
    assert (news(world), local(world).texts[0].retired) == (TextNews.TAKEN_UP, False)


async def test_who_was_second_is_told_and_keeps_what_was_written() -> None:
    world = World()
    room = await world.open()
    one = await kept(world)
    room.begin_text(one.text)
    write(world, title="Mitt")
    theirs = msgspec.structs.replace(one.text, title="Deras")
    await world.library.keep([LocalText(text=theirs)], ())
    room.keep_text()
    await settle()
    said = local(world).news
    assert said is not None
    assert (said.what, said.error) == (TextNews.FAILED, "library-conflict")
    assert writing(world).title == "Mitt"


async def test_texts_go_out_and_come_in_as_a_file() -> None:
    world = World()
    room = await world.open()
    await kept(world)
    room.export_texts("/usb/texts.json")
    await settle()
    said = local(world).news
    assert said is not None
    assert (said.what, said.count) == (TextNews.EXPORTED, 1)
    other = LocalText(text=msgspec.structs.replace(EMPTY, title="Ny", text="Text."))
    world.library.file["in.json"] = (other,)
    room.import_texts("in.json")
    await settle()
    said = local(world).news
    assert said is not None
    assert (said.what, said.count, len(local(world).texts)) == (TextNews.IMPORTED, 1, 2)
    room.undo()
    await settle()
    assert [each.retired for each in local(world).texts] == [False, True]


async def test_a_file_that_names_somebody_or_is_not_there_changes_nothing() -> None:
    world = World()
    room = await world.open()
    personal = LocalText(text=msgspec.structs.replace(EMPTY, title="x", text="Tolvan"))
    world.library.file["in.json"] = (personal,)
    room.import_texts("in.json")
    await settle()
    said = local(world).news
    assert said is not None
    assert said.what is TextNews.PERSONAL
    assert [(number, found.kind) for number, found in said.places] == [(0, FindingKind.NAME)]
    world.library.error = LibraryFileMissing()
    room.import_texts("no.json")
    await settle()
    said = local(world).news
    assert said is not None
    assert (said.what, said.error) == (TextNews.FAILED, "library-file-missing")
    assert local(world).texts == ()


async def test_the_coordinator_writes_at_a_desk_and_takes_back_there() -> None:
    world = World(purpose=Purpose.PREPARATION)
    room = await world.open()
    await kept(world)
    room.undo()
    await settle()
    assert local(world).texts[0].retired


async def test_a_library_that_cannot_be_read_is_told() -> None:
    world = World()
    world.library.trouble = LibraryDamaged.code
    room = await world.open()
    notice = next(n for n in room.state.notices if n.kind is NoticeKind.LIBRARY_UNREAD)
    assert notice.error == "library-damaged"
    room.open_texts()
    await settle()
    assert news(world) is TextNews.FAILED


async def test_what_is_written_survives_a_take_over() -> None:
    world = World()
    first = await world.open()
    first.begin_text()
    write(world, title="Halvt")
    second = world.another_console("other")
    await second.open(world.meeting.id)
    second.take_over()
    await settle()
    second.take_over()
    assert first.state.local.writing is not None


async def test_what_is_looked_for_is_found_to_be_copied() -> None:
    world = World()
    room = await world.open()
    room.find_texts("vårdprogram")
    assert [text.title for text in local(world).found] == ["Uppföljning"]


async def test_a_meeting_without_people_has_nobody_to_look_for() -> None:
    world = World(msgspec.structs.replace(World().meeting, cases=(), invited=()))
    await world.open()
    names = [name for each in people(world.room._desk.memory) for name in each.names]
    assert names == [CHAIR.name]


async def test_what_somebody_changed_since_is_not_taken_back() -> None:
    world = World()
    room = await world.open()
    one = await kept(world)
    theirs = msgspec.structs.replace(one.text, title="Deras")
    await world.library.keep([LocalText(text=theirs)], ())
    room.undo()
    await settle()
    assert news(world) is TextNews.FAILED
    assert world.library.local()[0].text.title == "Deras"
