"""The case process's brain: takes the console's messages, loads the case, hands over its pages.

Whatever goes wrong in a case ends that case: the console hears the kind of error and the place in
the program, never a value, and kills the process. Leaves out pipes, Qt and HTTP.
"""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any, Protocol

from app import logs
from app.casework.loading import Loading
from app.casework.pages import CasePages
from app.casework.ports import Buffers, Composer, Renderer
from app.link.messages import (
    PROTOCOL,
    Banner,
    Booted,
    CaseSettings,
    Failed,
    Hello,
    Message,
    Open,
    Picks,
    Ping,
    Play,
    Pong,
    Preview,
    Release,
    Renewed,
    ToCase,
    Turn,
    Uncover,
)
from app.model.errors import LinkBroken
from app.model.overview import Overview
from app.room.ports import CaseOrder, RecordSource

PATIENCE_S = 2.0  # for the first page's sections; then it stands and says what is still loading

ToPages = Turn | Preview | Banner | Uncover | Play | Release


class Workshop(Protocol):
    """Makes what the brain works with."""

    def buffers(self, hello: Hello) -> Buffers:
        """Attach the shared memory."""
        ...

    def warm_up(self, settings: CaseSettings) -> None:
        """Do what is the same for every case, while there is none yet."""
        ...

    def renderer(
        self, order: CaseOrder, settings: CaseSettings, moved: Callable[[], None]
    ) -> Renderer:
        """Make the pages' renderer, which calls `moved` when its film has a new picture."""
        ...

    def source(self, order: CaseOrder, settings: CaseSettings) -> RecordSource:
        """Make the way to the record, read on the order's terms."""
        ...

    def renew(self, token: str) -> None:
        """Ask for the record with this token from now on."""
        ...

    def composer(self, order: CaseOrder, language: str) -> Composer:
        """Make the way from record to overview, worded in that language."""
        ...


class CaseWork:
    """One case process's work. Everything happens in the main thread's running event loop."""

    def __init__(
        self, workshop: Workshop, send: Callable[[Message], None], leave: Callable[[], None]
    ) -> None:
        """Take what makes things, how a message is sent, and what ends the process."""
        self._workshop = workshop
        self._send = send
        self._leave = leave
        self._loop = asyncio.get_running_loop()
        self._loop.set_exception_handler(self._loop_failed)
        self._buffers: Buffers | None = None
        self._pages: CasePages | None = None
        self._loading: Loading | None = None
        self._task: asyncio.Task[None] | None = None
        self._working = False
        self._failed = False

    def receive(self, message: ToCase) -> None:
        """Take one message."""
        if self._failed:
            return
        try:
            self._take(message)
        except Exception as error:  # noqa: BLE001 -- any error of a case ends that case
            self.fail(error)

    def fail(self, error: BaseException) -> None:
        """Give the case up and say what kind of error it was, and where."""
        if self._failed:
            return
        self._failed = True
        if self._task is not None:
            self._task.cancel()
        try:
            self._send(Failed(code=logs.kind(error), place=logs.place(error)))
        except LinkBroken:  # the console does not read
            self._leave()

    def _take(self, message: ToCase) -> None:
        match message:
            case Ping():
                self._send(Pong(number=message.number))
            case Hello():
                self._greet(message)
            case Open():
                self._open(message)
            case Renewed():
                self._workshop.renew(message.token)
            case Picks():
                self._pick(message)
            case _:
                self._tell_pages(self._case, message)
        self._work_soon()

    def _tell_pages(self, pages: CasePages, message: ToPages) -> None:
        match message:
            case Turn():
                pages.turn(message.page, held=message.held, edition=message.edition)
            case Preview():
                pages.preview(message.page, edition=message.edition)
            case Banner():
                pages.set_banner(message.banner, message.edition)
            case Uncover():
                pages.uncover(message.page)
            case Play():
                pages.play(playing=message.playing)
            case Release():
                pages.release(message.buffer)

    @property
    def _case(self) -> CasePages:
        if self._pages is None:
            raise LinkBroken("there is no case yet")
        return self._pages

    def _greet(self, hello: Hello) -> None:
        if hello.protocol != PROTOCOL:
            raise LinkBroken(f"protocol {hello.protocol}")
        self._buffers = self._workshop.buffers(hello)
        self._send(Booted(protocol=PROTOCOL))
        self._workshop.warm_up(hello.settings)

    def _open(self, message: Open) -> None:
        if self._buffers is None or self._pages is not None:
            raise LinkBroken("a case process has one case in its life")
        order, settings = message.order, message.settings
        renderer = self._workshop.renderer(order, settings, self._work_soon)
        self._pages = pages = CasePages(
            order.generation,
            renderer,
            self._buffers,
            self._send,
            names_blocks=order.reading.names_blocks,
        )
        self._loading = Loading(
            order.case.patient,
            self._workshop.source(order, settings),
            self._workshop.composer(order, settings.language),
            show=self._show,
            blocked=pages.note_blocked,
            now=lambda: datetime.now(UTC),
        )
        self._load(self._loading)
        self._loop.call_later(PATIENCE_S, self._stand)

    def _load(self, loading: Loading) -> None:
        self._task = self._loop.create_task(loading.run(), name="loading")
        self._task.add_done_callback(self._loaded)

    def _pick(self, message: Picks) -> None:
        """Compose anew; ask for what the picks need, if nobody asks any more."""
        self._case.expect_change()
        if self._loading is not None and self._task is not None:
            self._loading.set_picks(message.picks)
            if self._task.done() and self._loading.has_to_ask:
                self._load(self._loading)

    def _show(self, overview: Overview) -> None:
        self._case.set_overview(overview)
        self._work_soon()

    def _stand(self) -> None:
        self._case.stand()
        self._work_soon()

    def _loaded(self, task: "asyncio.Task[None]") -> None:
        if not task.cancelled() and (error := task.exception()) is not None:
            self.fail(error)

    def _work_soon(self) -> None:
        if not self._working and self._pages is not None:
            self._working = True
            self._loop.call_soon(self._work)

    def _work(self) -> None:
        """Do one job, then let messages in before the next."""
        self._working = False
        if self._failed:
            return
        try:
            if self._case.work():
                self._work_soon()
        except Exception as error:  # noqa: BLE001 -- any error of a case ends that case
            self.fail(error)

    def _loop_failed(self, _loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
        self.fail(context.get("exception") or LinkBroken("the event loop complains"))
