"""The signed library below the start's pages: what it says, and that it holds nothing up."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton

from app.config import Config, HostConfig, LibraryConfig
from app.library.release import Changes, Difference
from app.library.updates import Progress, Standing
from app.model import errors
from app.tasks import TaskOwner
from tests.fakes.publishers import Publishers
from tests.fakes.raw_http import RawServer
from tests.unit.library.conftest import GOOD, NEWER, Room, silence
from ui import i18n, library_words
from ui import library as library_module
from ui.console.foot_strip import FootStrip, StripView
from ui.console.sign_in_pages import TokenPage
from ui.console.window import ConsoleWindow
from ui.library import LibraryDesk

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
LONG_AGO = NOW - timedelta(days=28)
CODES = sorted(
    each.code
    for each in vars(errors).values()
    if isinstance(each, type) and issubclass(each, errors.LibraryError)
)


def changed(**parts: Difference) -> Standing:
    return Standing(checked=NOW, changes=Changes(before=1, now=2, **parts))


@pytest.fixture
def swedish(styled: None) -> Iterator[None]:
    i18n.install("sv")
    yield
    i18n.install("en")


# --- in words -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("swedish")
def test_what_changed_is_told_in_words_and_by_title() -> None:
    texts = Difference(added=("Mastektomi", "Direkt kirurgi"), changed=("Plan",))
    said = library_words.standing(changed(texts=texts), NOW)
    assert said.sentence == "Standardtexterna är uppdaterade: 2 nya, 1 ändrad."
    assert said.more == "Nya: Mastektomi, Direkt kirurgi. Ändrade: Plan."
    definitions = Difference(removed=("a", "b"))
    said = library_words.standing(changed(definitions=definitions), NOW)
    assert said.sentence == "Konferensmallarna är uppdaterade: 2 borttagna."
    many = Difference(added=tuple(f"Text {number}" for number in range(9)))
    assert library_words.standing(changed(texts=many), NOW).more == "Nya: Text 0, 8 till."


@pytest.mark.usefixtures("swedish")
def test_how_old_the_texts_are_is_told() -> None:
    said = library_words.failed("library-unreachable", LONG_AGO, NOW)
    assert said.sentence == (
        "Ingen kontakt med biblioteket: texterna är från 2026-11-02 (28 dagar)."
    )
    yesterday = library_words.failed("library-unreachable", NOW - timedelta(days=1), NOW)
    assert yesterday.sentence.endswith("2026-11-29 (1 dag).")
    for at in (NOW, NOW + timedelta(days=700)):  # today; a clock that was ahead once
        said = library_words.failed("library-unreachable", at, NOW)
        assert said.sentence.endswith(f"{at.date()}.")
    said = library_words.failed("library-unreachable", None, NOW)
    assert said.sentence.endswith("de texter som följde med programmet används.")


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("code", ["library-keys", "config"])
def test_a_file_of_keys_that_cannot_be_read_is_named_as_the_cause(code: str) -> None:
    said = library_words.failed(code, None, NOW)
    assert said.sentence.startswith("Filen med utgivarnas nycklar går inte att läsa:")
    assert said.more == "Säg till den som sköter biblioteket."


@pytest.mark.usefixtures("english")
def test_signatures_that_ended_meanwhile_are_told() -> None:
    old = Standing(checked=LONG_AGO, stale=("timestamp",), trouble="library-unreachable")
    assert library_words.standing(old, NOW).more == "Its signatures have ended since then."
    lying = Standing(checked=LONG_AGO, stale=("timestamp",), trouble="library-untrusted")
    assert library_words.standing(lying, NOW).more == (
        "Its signatures have ended since then. Tell whoever looks after the library."
    )
    expired = Standing(checked=LONG_AGO, stale=("timestamp",), trouble="library-expired")
    assert library_words.standing(expired, NOW).more.startswith("Is this computer's clock right?")


@pytest.mark.usefixtures("language")
@pytest.mark.parametrize("code", [*CODES, "error", "of a newer program"])
def test_every_trouble_has_words(code: str) -> None:
    said = library_words.failed(code, LONG_AGO, NOW)
    assert said.sentence.endswith(").")
    assert "library-" not in said.sentence
    assert said.action


@pytest.mark.usefixtures("english")
def test_nothing_new_is_said_without_a_fuss() -> None:
    said = library_words.standing(Standing(checked=NOW), NOW)
    assert said.sentence == "The standard texts are the newest."
    same = changed(texts=Difference())
    assert library_words.standing(same, NOW) == said


# --- the strip ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("swedish")
@pytest.mark.parametrize("size", [(1366, 820), (1080, 608)])
def test_everything_that_is_said_fits(size: tuple[int, int]) -> None:
    window, strip = ConsoleWindow(lambda: None), FootStrip(lambda: None)
    window.resize(*size)
    window.show_page(TokenPage("Region Exempel"))
    window.set_foot(strip)
    window.show()
    titles = tuple(f"Koloncancer stadium III: adjuvant cytostatika {n}" for n in range(9))
    whole = Difference(added=titles, changed=titles, removed=titles)
    views = [library_words.failed(code, LONG_AGO, NOW) for code in CODES]
    views.append(library_words.standing(changed(texts=whole, definitions=whole), NOW))
    views.append(library_words.fetching(Progress(done=2048, total=99_999_999)))
    for view in views:
        strip.present(view)
        for _ in range(3):  # it is laid out now: label, card and window ask one after the other
            QCoreApplication.sendPostedEvents()
        for label in strip.findChildren(QLabel):
            if label.isVisible():
                assert label.height() >= label.heightForWidth(label.width()), label.text()
        assert window.rect().contains(strip.geometry())
    window.set_foot(None)
    assert not strip.isVisible()
    window.finish()


@pytest.mark.usefixtures("english")
def test_a_bar_is_shown_while_something_is_fetched() -> None:
    strip = FootStrip(lambda: None)
    strip.present(library_words.fetching(Progress(done=41_789, total=89_681)))
    (bar,) = strip.findChildren(QProgressBar)
    assert (bar.value(), bar.isHidden()) == (466, False)
    assert bar.accessibleName()
    assert "41 of 88 kB" in [label.text() for label in strip.findChildren(QLabel)]
    strip.present(StripView(sentence="Done."))
    assert bar.isHidden()
    (button,) = strip.findChildren(QPushButton)
    assert button.isHidden()


# --- beside the start -----------------------------------------------------------------------------


class Start:
    """A desk beside the start of a room whose library a server has."""

    def __init__(self, room: Room, server: RawServer, tmp_path: Path) -> None:
        root = tmp_path / "root.json"
        root.write_bytes(room.publishers.root)
        library = LibraryConfig(folder=str(room.folder), url=server.base_url, root=str(root))
        self.room, self.tasks = room, TaskOwner()
        config = Config(host=HostConfig(url="https://fhir.example.org"), library=library)
        self.desk = LibraryDesk(config, self.tasks)

    @property
    def said(self) -> list[str]:
        labels = self.desk.strip.findChildren(QLabel)
        return [label.text() for label in labels if label.text()]

    @property
    def button(self) -> QPushButton:
        (found,) = self.desk.strip.findChildren(QPushButton)
        return found

    async def until_it_says(self, words: str) -> None:
        async with asyncio.timeout(30):
            while not any(words in line for line in self.said):  # noqa: ASYNC110
                await asyncio.sleep(0.005)


@pytest.fixture
async def start(tmp_path: Path, english: None) -> AsyncIterator[Start]:
    """A room that has the first release, while there is a second one."""
    publishers = Publishers(tmp_path)
    publishers.sign("anna", "bo")
    room = Room(tmp_path / "room", publishers)
    room.files = publishers.release(colorectal=GOOD)
    await room.update()
    room.files = publishers.release(colorectal=NEWER)
    async with RawServer(room.answer) as server:
        made = Start(room, server, tmp_path)
        yield made
        await made.tasks.close()


async def test_new_texts_are_there_when_the_meeting_opens(start: Start) -> None:
    start.desk.begin()
    await start.until_it_says("The standard texts are updated: 1 new.")
    assert "New: Koloncancer, text 2." in start.said
    assert await start.desk.settle()
    assert len(start.room.titles) == 2


async def test_a_meeting_waits_a_moment_for_an_update(start: Start) -> None:
    start.desk.begin()
    assert await start.desk.settle()
    assert len(start.room.titles) == 2


async def test_a_server_that_never_answers_holds_no_meeting_up(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_module, "PATIENCE", 0.05)
    start.room.odd["/metadata/timestamp.json"] = silence
    start.desk.begin()
    assert await start.desk.settle()
    assert start.tasks.names == ()
    assert start.room.titles == ["Koloncancer, text 1"]


async def test_one_press_skips_and_one_looks_again(start: Start) -> None:
    start.room.odd["/metadata/timestamp.json"] = silence
    start.room.asked.clear()
    start.desk.begin()
    await start.until_it_says("Looking for new standard texts")
    while "/metadata/timestamp.json" not in start.room.asked:  # noqa: ASYNC110
        await asyncio.sleep(0.005)
    assert start.button.text() == "Skip"
    start.button.click()
    await start.until_it_says("The search for new texts was stopped: the texts are from ")
    assert start.button.text() == "Look again"
    start.room.odd.clear()
    start.button.click()
    await start.until_it_says("The standard texts are updated: 1 new.")


async def test_a_press_skips_before_anything_is_asked(start: Start) -> None:
    start.desk.begin()
    await start.until_it_says("Looking for new standard texts")
    start.button.click()
    await start.until_it_says("The search for new texts was stopped")
    assert await start.desk.settle()
    assert start.room.titles == ["Koloncancer, text 1"]


async def test_no_contact_is_said_and_the_last_good_release_is_used(start: Start) -> None:
    start.room.files = {}
    start.desk.begin()
    await start.until_it_says("No contact with the library: the texts are from ")
    assert await start.desk.settle()
    assert start.room.titles == ["Koloncancer, text 1"]


async def test_a_store_that_cannot_be_brought_to_it_is_not_used(start: Start) -> None:
    (start.room.folder / "signed" / "release.json").unlink()
    start.room.store.path.write_bytes(b"no database" * 100)
    start.desk.begin()
    await start.until_it_says("The standard texts could not be updated")
    assert not await start.desk.settle()
    start.room.store.path.unlink()
    start.button.click()
    await start.until_it_says("The standard texts are updated: 2 new.")
    assert await start.desk.settle()


async def test_a_root_that_is_not_there_is_trouble_and_no_more(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "root.json").unlink()
    start.desk.begin()
    await start.until_it_says("The file of the publishers' keys cannot be read")
    assert not await start.desk.settle()


async def test_a_root_that_is_none_is_trouble_until_it_is_mended(
    start: Start, tmp_path: Path
) -> None:
    (tmp_path / "root.json").write_bytes(b"junk")
    start.desk.begin()
    await start.until_it_says("The file of the publishers' keys cannot be read")
    assert not await start.desk.settle()
    (tmp_path / "root.json").write_bytes(start.room.publishers.root)
    start.button.click()
    await start.until_it_says("The standard texts are updated: 1 new.")
    assert await start.desk.settle()
