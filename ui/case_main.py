"""The case process: one patient, one purpose, no window. Paints pages into shared memory.

Started by `app.link.process` with the starter's process id as its only argument. It ends with the
console: by a kill, by the end of stdin, or by the system when the console is no more.
"""

import asyncio
import gc
import os
import sys

# Before Qt: no window system, and no session bus that a daemon would be started for.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ["DBUS_SESSION_BUS_ADDRESS"] = "disabled:"

from collections.abc import Callable
from typing import IO

import anyio.lowlevel
from PySide6.QtGui import QGuiApplication

from app import hardening, logs
from app.casework.brain import CaseWork
from app.casework.composing import CaseComposer
from app.casework.warming import nobodys_overview
from app.library.builtin import BuiltinLibrary
from app.link.channel import Channel
from app.link.frames import FrameMemory
from app.link.messages import CaseSettings, Hello, ToCase, to_case
from app.model.banner import BannerPolicy
from app.model.record import Reach
from app.record.fhir import FhirRecordSource
from app.record.rivta.source import RivtaRecordSource
from app.room.ports import CaseOrder, RecordSource, StopReason
from app.wire.fhir import FhirClient
from app.wire.soap import SoapClient, client_for
from ui.case_renderer import BufferRenderer
from ui.loop import run
from ui.pages import wording
from ui.pages.render import PageRenderer

# A record is half a million objects without a cycle: the usual search for cycles walks them again
# and again, which takes a quarter of the time until the first page stands.
OBJECTS_BETWEEN_COLLECTIONS = 200_000

# A case with all the contents that it may have takes a quarter of it.
MOST_MEMORY = 4 << 30


class QtWorkshop:
    """Makes the real things: `app.casework.brain.Workshop`."""

    def __init__(self) -> None:
        self._client: FhirClient | None = None

    def buffers(self, hello: Hello) -> FrameMemory:
        """Attach the shared memory."""
        return FrameMemory.attach(hello.settings.layout, hello.frames)

    def warm_up(self, settings: CaseSettings) -> None:
        """Do what every case costs once: load glyphs and libraries, compile the views.

        Pages are painted of nobody, in the room's sizes.
        """
        renderer = PageRenderer(
            settings.profile,
            language=settings.language,
            theme=settings.theme,
            banner=BannerPolicy.FULL,
        )
        renderer.set_overview(nobodys_overview(), keep=None)
        renderer.paint(1)
        (FhirClient if settings.access.contracts is None else SoapClient)("http://127.0.0.1")
        BuiltinLibrary()  # prepares its definitions: an order mostly comes with one of them
        gc.collect()
        gc.freeze()  # what is there now stays: it is never walked again

    def renderer(
        self, order: CaseOrder, settings: CaseSettings, moved: Callable[[], None]
    ) -> BufferRenderer:
        """Make the pages' renderer."""
        return BufferRenderer(settings, order.banner, moved)

    def source(self, order: CaseOrder, settings: CaseSettings) -> RecordSource:
        """Make the way to the record; its client lives as long as the process."""
        access = settings.access
        if access.contracts is None:
            self._client = FhirClient(access.base_url, access.token)
            return FhirRecordSource(self._client, access.source)
        client, reading = client_for(access.contracts), order.reading
        own = reading.reach is Reach.OWN  # no page claims more than what was asked for
        name = wording.own_only(access.source) if own else access.source
        patient = order.case.patient
        return RivtaRecordSource(client, access.contracts, name, patient, reading)

    def renew(self, token: str) -> None:
        """Ask with this token from now on; service contracts are told by certificate who asks."""
        if self._client is not None:
            self._client.authorize(token)

    def composer(self, order: CaseOrder, language: str) -> CaseComposer:
        """Make the way from record to overview."""
        return CaseComposer(order, language)


def _exit(*_reason: StopReason) -> None:
    os._exit(0)  # at once: nothing of a case is tidied up, it is gone


async def _serve(reader: IO[bytes], writer: IO[bytes]) -> None:
    loop = asyncio.get_running_loop()
    channel: Channel[ToCase] = Channel(
        reader,
        writer,
        to_case,
        post=loop.call_soon_threadsafe,
        deliver=lambda message: work.receive(message),  # noqa: PLW0108 -- it speaks through us
        ended=_exit,
    )
    work = CaseWork(QtWorkshop(), channel.send, _exit)
    await anyio.lowlevel.checkpoint()  # loads what httpx2 else loads with its first request
    channel.start()
    await loop.create_future()


def main() -> None:
    """Serve the console until it ends this process."""
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS)
    hardening.harden()
    hardening.limit_memory(MOST_MEMORY)
    hardening.die_with_parent(int(sys.argv[1]))
    logs.configure()
    pipes = hardening.take_pipes()
    application = QGuiApplication(sys.argv[:1])
    run(application, lambda: _serve(*pipes))


if __name__ == "__main__":
    main()
