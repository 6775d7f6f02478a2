"""Files of the library's repository, fetched for python-tuf: over our HTTP client, or from a share.

python-tuf is synchronous and runs in a worker thread; the HTTP client lives on a loop of that
thread. So a console that is busy slows nothing down, and the thread always ends: each file has a
deadline, all of them have one together, and `stop` may be called from any thread. Nothing is
written to temporary files. Leaves out what the bytes mean.
"""

import asyncio
import io
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any, Self, TypeVar
from urllib.parse import urlsplit
from urllib.request import url2pathname

from tuf.api.exceptions import (
    DownloadError,
    DownloadHTTPError,
    DownloadLengthMismatchError,
    SlowRetrievalError,
)
from tuf.ngclient import FetcherInterface

from app.library.signed import MAX_FILE_BYTES
from app.model.base import Value
from app.model.errors import HostError, HostSilent, TooMuch
from app.wire.http import HttpClient, Limits

_CHUNK = 64 * 1024
_OK, _MISSING = 200, 404
_T = TypeVar("_T")


class Patience(Value, frozen=True, kw_only=True):
    """How long an update may take, in seconds: all of it; one file, and more for a large one.

    `rate`: the fewest bytes a second at which a file is waited for.
    """

    file: float = 5.0
    rate: float = 65536.0
    whole: float = 60.0


class Fetcher(FetcherInterface):
    """Fetches files one after another, in one thread, which closes it with its `with`.

    `heard` is told the size of every piece that comes.
    """

    def __init__(self, base_url: str, patience: Patience, heard: Callable[[int], None]) -> None:
        """Take the address that all files lie below: https, http to this machine, or file."""
        self._base_url, self._patience, self._heard = base_url, patience, heard
        self._until = time.monotonic() + patience.whole
        self._runner = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._loop = self._runner.get_loop()
        self._task: asyncio.Task[Any] | None = None
        self._stopped = False
        self._client: HttpClient | None = None

    def __enter__(self) -> Self:
        """Make the connection ready, in the thread that fetches."""
        if urlsplit(self._base_url).scheme != "file":
            limits = Limits(deadline=self._patience.whole, concurrency=1)
            # What is signed is the file as it lies there: nobody on the way compresses it.
            plain = {"Accept-Encoding": "identity"}
            self._client = HttpClient(self._base_url, headers=plain, limits=limits)
        return self

    def __exit__(self, *_: object) -> None:
        """Close the connection and the loop."""
        if self._client is not None:
            self._runner.run(self._client.aclose())
        self._runner.close()

    def stop(self) -> None:
        """End what is being fetched, and whatever would come after; from any thread.

        Whoever is fetching gets asyncio.CancelledError.
        """
        self._stopped = True
        with suppress(RuntimeError):  # all is done and the loop is closed
            self._loop.call_soon_threadsafe(self._cancel)

    def go_on(self) -> None:
        """Raise CancelledError when it is to stop: from here on something would be changed."""
        if self._stopped:
            raise asyncio.CancelledError

    def _cancel(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @contextmanager
    def download_file(self, url: str, max_length: int) -> Iterator[IO[bytes]]:
        """Have a file in memory, which signed metadata cannot make larger than the cap.

        Raises DownloadError.
        """
        yield io.BytesIO(self._load(url, min(max_length, MAX_FILE_BYTES)))

    def _fetch(self, url: str) -> Iterator[bytes]:
        yield self._load(url, MAX_FILE_BYTES)

    def _load(self, url: str, most: int) -> bytes:
        if self._client is None:
            return self._read(_path_of(url), most)
        try:
            seconds = self._patience.file + most / self._patience.rate
            work = self._client.fetch(url, most=most, heard=self._heard)
            reply = self._runner.run(self._bounded(work, seconds))
        except TooMuch:
            raise DownloadLengthMismatchError("more bytes than there may be") from None
        except HostSilent:
            raise SlowRetrievalError("no whole answer in time") from None
        except HostError as error:
            raise DownloadError(error.code) from None
        if reply.status != _OK:
            raise DownloadHTTPError("no file", reply.status)
        return reply.body

    async def _bounded(self, work: Coroutine[Any, Any, _T], seconds: float) -> _T:
        self._task = asyncio.current_task()
        try:
            async with asyncio.timeout(min(seconds, self._until - time.monotonic())):
                self.go_on()
                return await work
        except TimeoutError:
            raise HostSilent("no whole answer in time") from None
        finally:
            self._task = None
            work.close()

    def _read(self, path: Path, most: int) -> bytes:
        """Read a file of a share in pieces: a share can be slow, too."""
        pieces, size = [], 0
        try:
            with path.open("rb") as file:
                while piece := file.read(_CHUNK):
                    self.go_on()
                    if time.monotonic() > self._until:
                        raise SlowRetrievalError("the whole update takes too long")
                    size += len(piece)
                    if size > most:
                        raise DownloadLengthMismatchError("more bytes than there may be")
                    pieces.append(piece)
                    self._heard(len(piece))
        except FileNotFoundError:
            raise DownloadHTTPError("no file", _MISSING) from None
        except OSError as error:
            raise DownloadError(type(error).__name__) from None
        return b"".join(pieces)


def _path_of(url: str) -> Path:
    """Return the path of a file's address: `file:///srv/library/…`, `file://server/share/…`."""
    parts = urlsplit(url)
    return Path(url2pathname(f"//{parts.netloc}{parts.path}" if parts.netloc else parts.path))
