"""A real case process without Qt: the real brain over colour pages.

Started as the console starts `ui.case_main`. What it does besides is told by the family name of the
patient: CRASH, GARBAGE, RAISE, BOMB and FLOOD happen when the case is opened; CHATTY prints; HANG
hangs in a decoder when a page is painted.
"""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from typing import IO

from app import hardening
from app.casework.brain import CaseWork
from app.link.channel import Channel
from app.link.messages import CaseSettings, Open, ToCase, to_case
from app.room.ports import CaseOrder
from tests.fakes.casework import ColourRenderer, ColourWorkshop, CountingComposer

LAST_PICTURE = 60


class Renderer(ColourRenderer):
    """Page 1 has a film that is much faster than anybody can look, and an intimate picture."""

    film_on = intimate = 1

    def __init__(self, generation: int, order: CaseOrder, moved: Callable[[], None]) -> None:
        super().__init__(generation)
        self.banner = order.banner
        self.hangs = order.case.patient.family == "HANG"
        self.told = moved

    def paint(self, page: int, into: memoryview) -> None:
        while self.hangs:
            time.sleep(1)
        super().paint(page, into)

    def play(self, page: int, *, playing: bool) -> None:
        super().play(page, playing=playing)
        if playing:
            self.roll()

    def roll(self) -> None:
        """Go on by a picture, and again."""
        if self.is_playing:
            self.next_picture(last=self.picture == LAST_PICTURE - 1)
            self.told()
            asyncio.get_running_loop().call_later(0.001, self.roll)


class Workshop(ColourWorkshop):
    """Pages in the colour of the generation, and trouble by name."""

    def __init__(self, pipe: int) -> None:
        super().__init__()
        self.pipe = pipe
        self.generation = 0

    def renderer(
        self, order: CaseOrder, settings: CaseSettings, moved: Callable[[], None]
    ) -> ColourRenderer:
        return Renderer(self.generation, order, moved)

    def composer(self, order: CaseOrder, language: str) -> CountingComposer:
        del language
        match order.case.patient.family:
            case "CRASH":
                os.abort()
            case "GARBAGE":
                os.write(self.pipe, b"Traceback (most recent call last):\n")
            case "RAISE":
                raise ValueError(order.case.patient.given)
            case "BOMB":
                bytearray(2 << 30)
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
    hardening.limit_memory(1 << 30)
    hardening.die_with_parent(int(sys.argv[1]))
    asyncio.run(serve(*hardening.take_pipes()))


if __name__ == "__main__":
    main()
