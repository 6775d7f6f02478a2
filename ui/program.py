"""The composition root: windows, host, library, case processes and room, for one meeting.

Leaves out how the meeting is found (`ui.opening`). What the first window does not need is imported
after it has been painted.
"""

import asyncio
import platform
import uuid
from collections.abc import Coroutine
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtGui import QScreen

from app import logs
from app.config import Config, HostConfig
from app.link.messages import CaseSettings, RecordAccess
from app.model.errors import HostError, SamsynError
from app.room.gate import Policy
from app.room.ports import ConsoleMark
from app.room.stage_view import StageView, WaitingView
from app.room.state import Purpose
from app.tasks import TaskOwner
from ui import words
from ui.clock import SystemClock
from ui.console import clipboard
from ui.console.keys import Keys
from ui.console.start_pages import ScreenPage, TroublePage, WaitPage
from ui.console.window import ConsoleWindow
from ui.screens import profile_on
from ui.stage.placement import Placement
from ui.stage.window import StageWindow
from ui.translatable import QT_TRANSLATE_NOOP

if TYPE_CHECKING:
    from app.link.slots import Slots
    from app.practice.process import PracticeHost
    from app.room.ports import Library
    from app.room.room import Room
    from ui.console.room_view import RoomView
    from ui.library import LibraryDesk
    from ui.national import National
    from ui.opening import Found, Opening
    from ui.signing_in import WayIn

_STARTING = QT_TRANSLATE_NOOP("opening", "Samsyn is starting …")
_OPENED = QT_TRANSLATE_NOOP("opening", "The meeting is being opened …")
_PRACTICE_RECORD = QT_TRANSLATE_NOOP("opening", "Practice record")
_CONSOLE = QSize(1366, 820)  # beside a room view on the same screen
_PREVIEW, _LARGE_PREVIEW = 640, 1280  # px wide: beside an outcome, and at a desk
_GAP = 24
_READABLE = 480  # px wide: a room view beside the console
_SMALL = QSize(272, 153)  # a room view over the console, where its agenda is empty
_ATTENDANCE_HEIGHT = 140  # below it


class Program:
    """One window for the chair, one for the room, one meeting.

    `room` and `view` are None until a meeting has been found.
    """

    def __init__(
        self,
        config: Config | None,
        *,
        token: str,
        language: str,
        passphrase: str = "",
        rivta: bool = False,
    ) -> None:
        """Take the settings (None: practice), the secrets ("" asks for them) and the language.

        `passphrase`: of the certificate by which records are asked for, where there is one.
        `rivta`: the records of a practice meeting are read by service contracts.
        """
        self._practising, self._rivta = config is None, rivta
        self._config = config or Config(host=HostConfig(url=""))
        self._token, self._passphrase, self._language = token, passphrase, language
        self._national: National | None = None
        self._source = ""  # what the host calls itself
        self._clock = SystemClock()
        self._tasks = TaskOwner(logs.failure)
        self._stop = asyncio.Event()
        self._practice: PracticeHost | None = None
        self._opening: Opening | None = None
        self._way_in: WayIn | None = None
        self._slots: Slots | None = None
        self._library: LibraryDesk | None = None
        self.room: Room | None = None
        self.view: RoomView | None = None
        self._purpose = Purpose.MEETING
        self._keys = Keys(self._config.remapped)
        self.window = ConsoleWindow(self._close_asked, self._keys)
        self.stage = StageWindow(self.settings)
        self._placement = Placement(self.stage, self.window.screen)

    async def run(self) -> None:
        """Run until the chair has closed the program."""
        self.window.show_page(WaitPage(_tr(_STARTING)))
        self.stage.paint(StageView(waiting=WaitingView(practice=self._practising)))
        self.window.showMaximized()
        self._begin(self._open())
        try:
            await self._stop.wait()
        finally:
            await self._close()

    def settings(self) -> CaseSettings:
        """Return how cases are read and drawn from now on: the screen may be another one."""
        room, host = self._config.room, self._config.host
        profile, screen = room.screen.profile, self._placement.screen
        return CaseSettings(
            access=RecordAccess(
                base_url=self._config.record_url,
                token=self._token,
                source=self._config.record.name or host.name or self._source,
                contracts=self._national.access if self._national is not None else None,
            ),
            profile=profile_on(profile, screen) if screen else profile,
            language=self._language,
            theme=room.theme,
            preview_width=_LARGE_PREVIEW if self._at_a_desk else _PREVIEW,
        )

    @property
    def _at_a_desk(self) -> bool:
        return self._purpose is Purpose.PREPARATION

    # --- opening ----------------------------------------------------------------------------------

    async def _open(self) -> None:
        await asyncio.sleep(0)  # the first window is painted before anything more is imported
        from ui import opening  # noqa: PLC0415
        from ui.national import national_services  # noqa: PLC0415

        if self._practising and self._practice is None:
            practice = await opening.practice_host(self.window, rivta=self._rivta)
            self._practice = practice
            self._token = practice.token
            name = _tr(_PRACTICE_RECORD)
            self._config = opening.practice_config(practice, name, rivta=self._rivta)
        self._look_for_texts()
        if self._way_in is None:
            self._way_in = self._find_way_in()
        self._opening = opening.Opening(self.window, self._config.host, self._way_in)
        found = await self._opening.find()
        self._token, self._source = found.token, found.source
        self._purpose = found.purpose
        if self._national is None:
            self._national = await national_services(
                self.window, self._config.record, self._token, self._passphrase
            )
        if not self._at_a_desk:
            await self._open_the_room()
        await self._enter(found)

    def _find_way_in(self) -> "WayIn":
        from ui.signing_in import ByBrowser, ByToken  # noqa: PLC0415

        host, provider = self._config.host, self._config.sign_in
        if not provider.issuer:
            return ByToken(self.window, host.name, self._token)
        return ByBrowser(
            self.window,
            provider,
            host_name=host.name,
            host_url=host.url,
            clock=self._clock,
            language=self._language,
        )

    def _renewed(self, found: "Found", token: str) -> None:
        """Ask everything with this token from now on."""
        self._token = token
        found.client.authorize(token)
        if self._slots is not None:
            self._slots.renew()

    def _look_for_texts(self) -> None:
        """Update the library while the chair signs in, where the settings say whence."""
        if not self._config.library.url:
            return
        from ui.library import LibraryDesk  # noqa: PLC0415

        if self._library is None:
            self._library = LibraryDesk(self._config, self._tasks)
            self.window.set_foot(self._library.strip)
        self._library.begin()

    async def _open_the_room(self) -> None:
        """Show the room screen: only now is it known that there is a room."""
        if self._placement.is_shown:
            return
        if self._placement.must_ask:
            await self._ask_for_screen()
        else:
            self._placement.begin()
        self._show_windows()

    async def _ask_for_screen(self) -> None:
        candidates = self._placement.candidates
        page = ScreenPage([_screen_name(screen) for screen in candidates])
        self.window.show_page(page)
        page.setFocus()
        self._placement.choose_screen(candidates[int(await page.answer())])

    async def _enter(self, found: "Found") -> None:
        self.window.show_page(WaitPage(_tr(_OPENED)))
        proven = await self._library.settle() if self._library else False
        self._library = None
        self.window.set_foot(None)  # no update runs from here on
        if self._way_in is not None:
            self._way_in.keep(partial(self._renewed, found))
            found.client.unauthorized = self._way_in.refused
        from app.library.room_library import open_library  # noqa: PLC0415

        library = await asyncio.to_thread(
            open_library,
            self._config.library_folder,
            practice=found.meeting.practice,
            proven=proven,
            today=lambda: self._clock.now().date(),
        )
        room = self._make_room(found, library)
        while True:
            self.window.show_page(WaitPage(_tr(_OPENED)))
            try:
                await room.open(found.meeting.id)
            except HostError as error:
                logs.failure("opening", error)
                page = TroublePage(words.error(error.code))
                self.window.show_page(page)
                await page.answer()
            else:
                return

    def _make_room(self, found: "Found", library: "Library") -> "Room":
        from app.host.access_log import FhirAccessLog  # noqa: PLC0415
        from app.link.slots import Slots  # noqa: PLC0415
        from app.room.room import Room  # noqa: PLC0415
        from ui.console.room_view import RoomView  # noqa: PLC0415

        self._slots = slots = Slots(self.settings, self._clock)
        log, national = FhirAccessLog(found.client), self._national
        self.room = room = Room(
            found.host,
            log if national is None else national.log_beside(log),
            library,
            slots,
            self.stage,
            self._clock,
            TaskOwner(logs.failure),
            chair=found.chair,
            console=self._mark(),
            policy=Policy(banner=self._config.room.banner),
            purpose=self._purpose,
            figures_wanted=self._config.host.figures,
            language=self._language,
            shared=national.care if national is not None else None,
        )
        self.view = view = RoomView(
            room, self._clock.now, self._keys, figures_wanted=self._config.host.figures
        )
        view.windowed_asked.connect(self._toggle_windowed)
        view.screen_asked.connect(self._placement.choose_next)
        view.pointed.connect(self.stage.point)
        view.zoomed.connect(self.stage.zoom)
        self._placement.lost.connect(self._screen_lost)
        self._placement.changed.connect(self._offer_screens)
        self._offer_screens()
        view.close_asked.connect(self._close_asked)
        view.close_confirmed.connect(self._stop.set)
        slots.watch(self.stage)
        slots.watch(view.preview)
        slots.boot()
        room.subscribe(view.present)
        return room

    def _opened(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled():
            return
        if task.exception() is not None:  # told in the log already
            self._begin(self._open_again())
        elif self.view is not None:
            self.window.show_page(self.view)

    def _begin(self, opening: Coroutine[Any, Any, None]) -> None:
        self._tasks.start("opening", opening).add_done_callback(self._opened)

    async def _open_again(self) -> None:
        page = TroublePage(words.error(SamsynError.code))
        self.window.show_page(page)
        await page.answer()
        await self._open()

    def _mark(self) -> ConsoleMark:
        """Name this console: the same after a restart of the same computer in the same room."""
        name = self._config.room.name or platform.node()
        same = uuid.uuid5(uuid.NAMESPACE_DNS, f"{platform.node()}/{self._config.room.name}")
        return ConsoleMark(id=str(same), name=name, since=self._clock.now())

    # --- windows ----------------------------------------------------------------------------------

    def _show_windows(self) -> None:
        if not self._placement.is_windowed:
            self.window.showMaximized()
            return
        space = self.window.screen().availableGeometry()
        beside = space.width() - _CONSOLE.width() - _GAP
        if beside < _READABLE:
            self.window.showMaximized()
            self.stage.resize(_SMALL)
            down = space.bottom() - _ATTENDANCE_HEIGHT - _SMALL.height()
            self.stage.setPosition(space.left() + _GAP // 2, down)
            return
        self.window.resize(_CONSOLE.boundedTo(space.size()))
        self.window.move(space.topLeft())
        self.window.show()
        size = QSize(beside, beside * 9 // 16)
        self.stage.resize(size)
        self.stage.setPosition(space.right() - size.width(), space.bottom() - size.height())

    def _offer_screens(self) -> None:
        if self.view is not None:
            self.view.offer_screens(offered=len(self._placement.candidates) > 1)
            if self._placement.is_windowed:
                self.view.screen_is(there=None)
            elif self._placement.is_shown:
                self.view.screen_is(there=True)

    def _screen_lost(self) -> None:
        if self.view is not None:
            self.view.screen_is(there=False)

    def _toggle_windowed(self) -> None:
        if self._at_a_desk:
            return
        self._placement.set_windowed(windowed=not self._placement.is_windowed)

    # --- closing ----------------------------------------------------------------------------------

    def _close_asked(self) -> None:
        room, view = self.room, self.view
        if room is None or view is None or not view.isVisible() or self._may_close(room):
            self._stop.set()
        else:
            view.ask_to_close()

    def _may_close(self, room: "Room") -> bool:
        """Tell whether closing loses nothing and ends nothing."""
        return room.ready_to_close and (self._at_a_desk or room.state.ended)

    async def _close(self) -> None:
        """Let go of everything, whatever of it goes wrong, windows last."""
        steps = [self._tasks.close]
        if self.room is not None:
            steps.insert(0, self.room.close)
        if self._opening is not None:
            steps.append(self._opening.close)
        if self._national is not None:
            steps.append(self._national.aclose)
        if self._way_in is not None:
            steps.append(self._way_in.aclose)
        for step in steps:
            try:
                await step()
            except Exception as error:  # noqa: BLE001 -- the other steps must still be taken
                logs.failure("closing", error)
        if self._practice is not None:
            await asyncio.to_thread(self._practice.stop)
        clipboard.clear()  # a patient's text may have been copied from a field
        self.stage.withdraw()
        self.window.finish()


def _screen_name(screen: QScreen) -> str:
    maker = " ".join(filter(None, (screen.manufacturer(), screen.model()))) or screen.name()
    size = screen.size() * screen.devicePixelRatio()
    return f"{maker} · {size.width()} × {size.height()}"


def _tr(source: str) -> str:
    return QCoreApplication.translate("opening", source)
