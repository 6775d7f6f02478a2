"""One end of the link: a thread that reads, a thread that writes from a bounded queue.

Messages are handled in the main thread, never more than a handful waiting: a flood fills the pipe
and not the memory.
"""

import contextlib
import queue
import threading
from collections.abc import Callable
from typing import IO, Generic, TypeVar

import msgspec

from app.link import framing
from app.link.messages import Message
from app.model.errors import LinkBroken
from app.room.ports import StopReason

In = TypeVar("In")

_OUTGOING = 256  # what a hung reader may leave lying; more than 15 seconds of talk
_UNHANDLED = 64


class Channel(Generic[In]):
    """Sends messages, and has those that come in delivered by `post` (thread-safe, in order).

    `ended` is called once in the reading thread: DIED at the end of the stream, GARBAGE when what
    came was no message.
    """

    def __init__(
        self,
        reader: IO[bytes],
        writer: IO[bytes],
        decoder: msgspec.json.Decoder[In],
        *,
        post: Callable[[Callable[[], None]], object],
        deliver: Callable[[In], None],
        ended: Callable[[StopReason], None],
    ) -> None:
        self._reader, self._writer, self._decoder = reader, writer, decoder
        self._post, self._deliver, self._ended = post, deliver, ended
        self._outgoing: queue.Queue[bytes | None] = queue.Queue(_OUTGOING)
        self._room = threading.Semaphore(_UNHANDLED)
        self._closed = False
        self._threads = (
            threading.Thread(target=self._read, name="link-reader", daemon=True),
            threading.Thread(target=self._write, name="link-writer", daemon=True),
        )

    def start(self) -> None:
        """Begin to read and to write."""
        for thread in self._threads:
            thread.start()

    def send(self, message: Message) -> None:
        """Queue a message. Raises LinkBroken when it is too long or the other end does not read."""
        try:
            self._outgoing.put_nowait(framing.encode(message))
        except queue.Full:
            raise LinkBroken("the other end does not read") from None

    def close(self) -> None:
        """End both threads and close the streams; the other end must be gone. Delivers no more."""
        self._closed = True
        self._room.release()
        with contextlib.suppress(queue.Full):  # then the writer is at a broken pipe and ends
            self._outgoing.put_nowait(None)
        for thread in self._threads:
            thread.join()
        for stream in (self._reader, self._writer):
            with contextlib.suppress(OSError):  # a buffered writer tries to flush once more
                stream.close()

    def _read(self) -> None:
        try:
            while (message := framing.read(self._reader, self._decoder)) is not None:
                self._room.acquire()
                if self._closed:
                    return
                self._post(self._handler(message))
            reason = StopReason.DIED
        except LinkBroken:
            reason = StopReason.GARBAGE
        except OSError:
            reason = StopReason.DIED
        if not self._closed:
            self._ended(reason)

    def _handler(self, message: In) -> Callable[[], None]:
        def handle() -> None:
            self._room.release()
            if not self._closed:
                self._deliver(message)

        return handle

    def _write(self) -> None:
        with contextlib.suppress(OSError):  # the reader sees the end, too, and says so
            while (data := self._outgoing.get()) is not None:
                self._writer.write(data)
                self._writer.flush()
