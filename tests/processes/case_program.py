"""A real case process without Qt: the real brain over colour pages.

Started as the console starts `ui.case_main`. What it does besides is told by the family name of the
patient: CRASH, GARBAGE, RAISE and FLOOD happen when the case is opened; CHATTY prints.
"""

import asyncio
import os
import sys
from collections.abc import Callable
from typing import IO

from app import hardening
from app.casework.brain import CaseWork
from app.link.channel import Channel
from app.link.messages import CaseSettings, Open, ToCase, to_case
from app.room.ports import CaseOrder
from tests.fakes.casework import ColourRenderer, ColourWorkshop, CountingComposer


class Workshop(ColourWorkshop):
    """Pages in the colour of the generation, and trouble by name."""

    def __init__(self, pipe: int) -> None:
        super().__init__()
        self.pipe = pipe
        self.generation = 0

    def renderer(
        self, order: CaseOrder, settings: CaseSettings, moved: Callable[[], None]
    ) -> ColourRenderer:
        return ColourRenderer(self.generation)

    def composer(self, order: CaseOrder, language: str) -> CountingComposer:
        del language
        match order.case.patient.family:
            case "CRASH":
                os.abort()
            case "GARBAGE":
                os.write(self.pipe, b"Traceback (most recent call last):\n")
            case "RAISE":
                raise ValueError(order.case.patient.given)
            case "FLOOD":
                while True:
                    os.write(self.pipe, b'\0\0\0\x1a{"type":"Pong","number":1}' * 1000)
            case "CHATTY":
                os.write(1, b"a library that prints")
                os.write(2, b"a library that complains")
                assert sys.stdin.read() == ""
        return CountingComposer(order)


async def serve(reader: IO[bytes], writer: IO[bytes]) -> None:
    loop = asyncio.get_running_loop()
    workshop = Workshop(writer.fileno())

    def deliver(message: ToCase) -> None:
        if isinstance(message, Open):
            workshop.generation = message.order.generation
        work.receive(message)

    channel: Channel[ToCase] = Channel(
        reader,
        writer,
        to_case,
        post=loop.call_soon_threadsafe,
        deliver=deliver,
        ended=lambda _reason: os._exit(0),
    )
    work = CaseWork(workshop, channel.send, lambda: os._exit(0))
    channel.start()
    await loop.create_future()


def main() -> None:
    hardening.harden()
    hardening.die_with_parent(int(sys.argv[1]))
    asyncio.run(serve(*hardening.take_pipes()))


if __name__ == "__main__":
    main()
