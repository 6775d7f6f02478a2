"""The library's file: what is kept, what is refused, and what is left alone."""

import sqlite3
from pathlib import Path

import msgspec
import pytest

from app.library.release import Changes, Difference
from app.library.store import FILE_NAME, SCHEMA, Store
from app.model.errors import (
    DefinitionError,
    LibraryBusy,
    LibraryConflict,
    LibraryDamaged,
    LibraryError,
    LibraryNewer,
    PersonalText,
)
from app.model.local_text import LOCAL, FindingKind, KnownPerson, LocalText
from tests.unit.library.shelves import PUBLISHED, a_definition, a_local, a_release, a_text


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "samsyn", busy_seconds=0.05)


def changed(local: LocalText, **changes: object) -> LocalText:
    return msgspec.structs.replace(local, text=msgspec.structs.replace(local.text, **changes))


def test_nothing_is_made_by_reading(store: Store) -> None:
    assert store.read() == store.read()
    assert (store.read().release, store.read().local) == (None, ())
    assert store.versions("x") == ()
    assert store.erase("x") == 0
    assert not store.path.parent.exists()


def test_a_release_is_installed_and_the_next_one_tells_what_it_changes(store: Store) -> None:
    first = a_release(1, a_text(1), a_text(2))
    assert store.install(first) == Changes(
        before=None,
        now=1,
        texts=Difference(added=("Koloncancer, text 1", "Koloncancer, text 2")),
        definitions=Difference(added=("general.json",)),
    )
    shelf = store.read()
    assert shelf.release == first
    assert shelf.installed is not None
    second = a_release(
        2,
        a_text(2, title="Ny rubrik"),
        a_text(3),
        definitions=(("breast.json", a_definition("breast")),),
    )
    assert store.install(second) == Changes(
        before=1,
        now=2,
        texts=Difference(
            added=("Koloncancer, text 3",),
            changed=("Ny rubrik",),
            removed=("Koloncancer, text 1",),
        ),
        definitions=Difference(added=("breast.json",), removed=("general.json",)),
    )
    assert store.read().release == second
    assert not store.install(second).texts


def test_a_release_leaves_the_local_texts_alone(store: Store) -> None:
    (mine,) = store.keep([a_local()])
    store.install(a_release())
    assert store.read().local == (mine,)


@pytest.mark.parametrize(
    ("release", "error"),
    [
        (a_release(2, a_text(1), a_text(1)), "two of the same text"),
        (a_release(2, a_text(text="{sida")), "brace"),
        (a_release(2, definitions=(("x.json", b"{}"),)), "x.json"),
        (
            a_release(2, definitions=(("x.json", a_definition()), ("x.json", a_definition()))),
            "two of the same definition",
        ),
        (
            a_release(2, definitions=(("x.json", a_definition()), ("y.json", a_definition()))),
            "two of the same definition",
        ),
    ],
)
def test_a_release_with_a_fault_is_refused_whole(store: Store, release: object, error: str) -> None:
    store.install(a_release(1))
    with pytest.raises(DefinitionError, match=error):
        store.install(release)  # type: ignore[arg-type]
    assert store.read().release == a_release(1)


def test_a_release_that_names_a_person_is_refused_whole(store: Store) -> None:
    store.install(a_release(1))
    with pytest.raises(PersonalText) as refused:
        store.install(a_release(2, a_text(1), a_text(2, text="Se 19121212-1212.")))
    ((number, found),) = refused.value.places
    assert (number, found.field, found.start, found.end) == (1, "text", 3, 16)
    assert found.kind is FindingKind.PERSON_NUMBER
    assert "1212" not in str(refused.value)
    definition = a_definition().replace(b'"title":', b'"title":', 1)
    personal = definition.replace("Allmän".encode(), b"Ring 08-123 45 67", 1)
    assert personal != definition
    with pytest.raises(PersonalText):
        store.install(a_release(2, definitions=(("general.json", personal),)))
    assert store.read().release == a_release(1)


def test_a_local_text_gets_an_address_and_versions(store: Store) -> None:
    (first,) = store.keep([a_local("Lokal rutin")])
    assert first.text.url.startswith("urn:uuid:")
    assert (first.text.version, first.text.status, first.retired) == ("1", LOCAL, False)
    (second,) = store.keep([changed(first, title="Bättre rutin")])
    assert (second.text.url, second.text.version) == (first.text.url, "2")
    assert store.keep([second]) == (second,), "nothing changed: no new version"
    (third,) = store.keep([msgspec.structs.replace(second, retired=True)])
    assert store.read().local == (third,)
    assert store.versions(first.text.url) == (first, second, third)


def test_who_was_second_is_told_and_overwrites_nothing(store: Store) -> None:
    (first,) = store.keep([a_local()])
    (theirs,) = store.keep([changed(first, title="Deras")])
    with pytest.raises(LibraryConflict):
        store.keep([a_local("En till"), changed(first, title="Min")])
    with pytest.raises(LibraryConflict):
        store.keep([changed(first, url="urn:uuid:unknown")])
    assert store.read().local == (theirs,), "all or none"


def test_a_text_that_names_somebody_of_the_meeting_is_not_kept(store: Store) -> None:
    people = [KnownPerson(names=("Testberg", "Anna"))]
    with pytest.raises(PersonalText):
        store.keep([a_local("Testbergs rutin")], people)
    with pytest.raises(DefinitionError):
        store.keep([a_local("x" * 201)])
    assert not store.path.exists()
    (kept,) = store.keep([a_local("Testbergs rutin")])
    assert kept.text.title == "Testbergs rutin", "outside the meeting it is a word"


def test_what_is_erased_is_nowhere_in_the_file(store: Store) -> None:
    (first,) = store.keep([a_local("Hemlighetsfullt")])
    store.keep([changed(first, title="Ändrat")])
    assert b"Hemlighetsfullt" in store.path.read_bytes()
    assert store.erase(first.text.url) == 2
    assert b"Hemlighetsfullt" not in store.path.read_bytes()
    assert store.read().local == ()


def test_a_newer_programs_file_is_refused_and_left_as_it_is(store: Store) -> None:
    store.keep([a_local()])
    with sqlite3.connect(store.path) as database:
        database.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    database.close()
    before = store.path.read_bytes()
    for work in (store.read, lambda: store.keep([a_local()]), lambda: store.install(a_release())):
        with pytest.raises(LibraryNewer):
            work()
    assert store.path.read_bytes() == before


@pytest.mark.parametrize(
    "content", [b"not a database" * 100, b"SQLite format 3\0" + b"\xff" * 5000]
)
def test_a_file_that_is_no_library_is_refused_and_left_as_it_is(
    store: Store, content: bytes
) -> None:
    store.path.parent.mkdir()
    store.path.write_bytes(content)
    for work in (store.read, lambda: store.keep([a_local()]), lambda: store.install(a_release())):
        with pytest.raises(LibraryDamaged):
            work()
    assert store.path.read_bytes() == content


def test_another_programs_database_is_left_as_it_is(store: Store) -> None:
    store.path.parent.mkdir()
    with sqlite3.connect(store.path) as database:
        database.execute("CREATE TABLE theirs (one)")
    database.close()
    with pytest.raises(LibraryDamaged):
        store.read()
    with pytest.raises(LibraryDamaged):
        store.keep([a_local()])


def test_a_library_with_broken_pages_is_refused(store: Store) -> None:
    store.install(a_release(1, *(a_text(n, text="lång text " * 100) for n in range(50))))
    content = bytearray(store.path.read_bytes())
    content[8192:20000] = b"\xaa" * (20000 - 8192)
    store.path.write_bytes(content)
    with pytest.raises(LibraryDamaged):
        store.read()


def test_a_text_in_it_that_is_none_is_damage(store: Store) -> None:
    store.keep([a_local()])
    with sqlite3.connect(store.path) as database:
        database.execute("UPDATE local_text SET body = '{'")
    database.close()
    with pytest.raises(LibraryDamaged):
        store.read()


def test_an_empty_file_is_an_empty_library(store: Store) -> None:
    store.path.parent.mkdir()
    store.path.touch()
    assert store.read().local == ()
    assert store.versions("x") == ()
    assert store.keep([a_local()]) == store.read().local


def test_another_program_that_holds_the_file_is_waited_for_and_then_told(store: Store) -> None:
    (mine,) = store.keep([a_local()])
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert store.read().local == (mine,), "whoever only reads is not hindered"
        with pytest.raises(LibraryBusy):
            store.keep([a_local("En till")])
        other.execute("COMMIT")
    other.close()
    assert len(store.keep([a_local("En till")])) == 1


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryError):
        Store(tmp_path / "file" / "samsyn").keep([a_local()])


def test_times_are_kept_as_they_are(store: Store) -> None:
    store.install(a_release())
    release = store.read().release
    assert release is not None
    assert release.published == PUBLISHED
    assert store.path.name == FILE_NAME
