"""Makes the README's pictures: the real program in practice mode, offscreen, on its way.

    QT_QPA_PLATFORM=offscreen python packaging/screenshots.py docs/pictures

Every picture is what the program paints; the people and patients are the practice meeting's.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication

from app.model.people import Channel, OrganisationKind
from app.room.ports import FilmState
from app.room.room import Room
from app.room.stage_view import ScreenMode
from app.room.state import SlotView
from ui import i18n, loop
from ui.console import style
from ui.console.room_view import RoomView
from ui.program import Program

SIZE = (1366, 768)
ROOM = (1280, 720)
SMOOTH = Qt.TransformationMode.SmoothTransformation
COORDINATOR = "Anette Grönmark"
TEXT = "Levermetastaser: leverkirurgisk bedömning"
BLANKS = {"segment": "VI och VII", "regim": "FOLFOX"}


class Photographer:
    """Takes pictures of a program that it leads through the practice meeting."""

    def __init__(self, program: Program, folder: Path) -> None:
        self._program, self._folder = program, folder

    @property
    def _room(self) -> Room:
        if self._program.room is None:
            raise LookupError("no meeting is open")
        return self._program.room

    @property
    def _view(self) -> RoomView:
        if self._program.view is None:
            raise LookupError("no meeting is open")
        return self._program.view

    async def open(self, *names: str) -> None:
        """Press what asks before the meeting is open; leave the guide."""
        self._program.window.resize(*SIZE)
        for name in names:
            await _until(lambda name=name: self._press(name))
        await _until(lambda: self._program.view is not None and self._program.view.isVisible())
        self._program.window.resize(*SIZE)
        self._press("Lämna guiden")

    async def lead(self) -> None:
        """Go the chair's way: attendance, a patient, a film, the recommendation."""
        await self.open("Leda mötet")
        room = self._room
        room.attest(shared=False)
        for attendee in room.state.attendance.attendees:
            person = attendee.person
            staff = person.organisation is OrganisationKind.CARE_PROVIDER
            if staff and person.channel is Channel.IN_ROOM:
                room.tick(person.id)
        room.confirm_ticked()
        await self._show("Testberg")
        await self._take_room("room")
        await self._take_page("timeline", "Sjukdomsförlopp")
        await self._agree()
        await self._lead_the_child()
        room.end_meeting()
        self._view.close_confirmed.emit()

    async def prepare(self) -> None:
        """Look through a record at a desk."""
        await self.open("Förbereda", COORDINATOR)
        room = self._room
        await self._select("Provberg")
        room.browse(whole=True)
        await _until(lambda: bool(room.state.wings and room.state.wings.whole))
        await _until(lambda: bool(room.state.wings and room.state.wings.complete))
        room.to_page(_page_of(room.state.wings, "Patologi"))
        await self._take("preparation")
        self._view.close_confirmed.emit()

    async def _agree(self) -> None:
        room = self._room
        if room.state.outcome is not None:
            texts = {text.title: text for text in room.state.outcome.suggestions}
            room.choose_text(texts[TEXT])
        for blank, words in BLANKS.items():
            room.fill_blank(blank, words)
        room.set_wishes("Vill helst kunna vara hemma under våren.")
        room.set_new_conference(True)
        room.show_recommendation(large=True)
        await self._take("console")
        await self._take_room("summary")

    async def _lead_the_child(self) -> None:
        room = self._room
        await self._show("Provinge")
        page = _page_of(room.state.on_stage, "Film och bilder")
        await self._turn(page)
        while _film(room) is FilmState.NONE:  # it may begin with photographs
            page += 1
            await self._turn(page)
        room.play(True)  # noqa: FBT003 -- a toggle
        await _until(lambda: _film(room) is FilmState.PLAYING)
        await asyncio.sleep(2.5)
        await self._take_room("film")

    async def _select(self, family: str) -> None:
        room = self._room
        case = next(line.case for line in room.state.lines if line.case.patient.family == family)
        room.select(case.id)
        await _until(lambda: bool(room.state.wings and room.state.wings.case == case.id))
        await _until(lambda: bool(room.state.wings and room.state.wings.complete))

    async def _show(self, family: str) -> None:
        room = self._room
        await self._select(family)
        room.show()
        await _until(lambda: _is_on_stage(room, room.state.selected))
        await _until(lambda: room.state.stage.mode is ScreenMode.LIVE)

    async def _take_page(self, name: str, section: str) -> None:
        await self._turn(_page_of(self._room.state.on_stage, section))
        await self._take_room(name)

    async def _turn(self, page: int) -> None:
        self._room.to_page(page)
        await _until(lambda: self._room.state.stage.page == page)

    async def _take(self, name: str) -> None:
        await asyncio.sleep(0.6)  # what was asked for is painted
        self._program.window.grab().save(str(self._folder / f"{name}.png"))

    async def _take_room(self, name: str) -> None:
        await asyncio.sleep(0.2)
        picture = self._program.stage._picture()  # noqa: SLF001 -- nobody else may look at it
        if picture is not None:
            picture.scaled(*ROOM, mode=SMOOTH).save(str(self._folder / f"{name}.png"))

    def _press(self, name: str) -> bool:
        """Press what has that name, if it is there."""
        for button in self._program.window.findChildren(QAbstractButton):
            if button.accessibleName() == name and button.isVisible():
                button.click()
                return True
        return False


def _page_of(slot: SlotView | None, section: str) -> int:
    """Return the first page with that section."""
    pages = slot.pages if slot else ()
    found = (p.number for p in pages if any(title.sv == section for title in p.sections))
    return next(found)


def _is_on_stage(room: Room, case: str) -> bool:
    stage = room.state.on_stage
    return stage is not None and stage.case == case and stage.complete


def _film(room: Room) -> FilmState:
    return room.state.on_stage.film if room.state.on_stage else FilmState.NONE


async def _until(true: Callable[[], bool]) -> None:
    while not true():  # noqa: ASYNC110 -- what is waited for has no event of its own
        await asyncio.sleep(0.02)


async def _main(folder: Path) -> None:
    for walk in (Photographer.prepare, Photographer.lead):
        program = Program(None, token="", language="sv")
        running = asyncio.ensure_future(program.run())
        await walk(Photographer(program, folder))
        await running


def main() -> None:
    """Take the pictures into the folder that is named on the command line."""
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication(["samsyn"])
    application.setQuitOnLastWindowClosed(False)
    i18n.install("sv")
    style.install(application)
    loop.run(application, lambda: _main(folder))


if __name__ == "__main__":
    main()
