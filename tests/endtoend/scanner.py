"""Looks for people's data where none may be: in files and in the memory of processes.

Every marker is looked for in the four encodings in which Python, Qt and the system keep text.
"""

import contextlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import re2

ENCODINGS = ("utf-8", "latin-1", "utf-16-le", "utf-32-le")
CHUNK = 16 * 1024 * 1024
PAGE = 4096


def encoded(marker: str) -> set[bytes]:
    """Return the marker in every encoding that can hold it."""
    found = set()
    for encoding in ENCODINGS:
        with contextlib.suppress(UnicodeEncodeError):
            found.add(marker.encode(encoding))
    return found


class Scanner:
    """Finds markers in bytes. Linear in time, however many markers there are.

    `raw` are markers that are bytes already, such as rows of pixels; they are named by number.
    """

    def __init__(self, markers: Iterable[str], raw: Iterable[bytes] = ()) -> None:
        self.patterns = {
            pattern: marker for marker in sorted(markers) for pattern in encoded(marker)
        }
        self.patterns |= {pattern: f"raw {number}" for number, pattern in enumerate(raw)}
        if not self.patterns:
            raise ValueError("a scanner without markers finds nothing and proves nothing")
        self.longest = max(map(len, self.patterns))
        options = re2.Options()
        options.encoding = re2.Options.Encoding.LATIN1
        options.max_mem = 1 << 28
        self.regex: Any = re2.compile(b"|".join(map(re2.escape, self.patterns)), options)

    def markers_in(self, data: bytes) -> set[str]:
        """Return which markers stand in the bytes, also those that overlap others."""
        found, at = set(), 0
        while match := self.regex.search(data, at):
            found.add(self.patterns[match.group()])
            at = match.start() + 1
        return found

    def markers_in_file(self, path: Path) -> set[str]:
        """Return which markers stand in the file."""
        return self.markers_in(path.read_bytes())

    def markers_in_memory(self, pid: int) -> set[str]:
        """Return which markers stand in anything that the process can read. Needs root."""
        found: set[str] = set()
        for piece in memory(pid, overlap=self.longest):
            found |= self.markers_in(piece)
        return found


def memory(pid: int, *, overlap: int) -> Iterator[bytes]:
    """Yield the readable memory of a process in pieces that overlap."""
    process = Path(f"/proc/{pid}")
    with (process / "mem").open("rb", buffering=0) as mem:
        for line in (process / "maps").read_text().splitlines():
            span, access, *_ = line.split()
            if not access.startswith("r") or "[vvar" in line or "[vsyscall]" in line:
                continue
            start, end = (int(part, 16) for part in span.split("-"))
            yield from _pieces(mem.fileno(), start, end, overlap)


def _pieces(mem: int, start: int, end: int, overlap: int) -> Iterator[bytes]:
    at = start
    while at < end:
        try:
            piece = os.pread(mem, min(CHUNK + overlap, end - at), at)
        except OSError:
            piece = b""
        if not piece:  # a page that is listed and cannot be read, such as a device's: no text in it
            at += PAGE
            continue
        yield piece
        if at + len(piece) >= end:
            return
        # It may have ended early, where the process gave memory back meanwhile.
        at += max(len(piece) - overlap, PAGE)


def descendants(pid: int) -> list[int]:
    """Return the process and all that it has started, as they are now."""
    children: list[int] = []
    with contextlib.suppress(OSError):
        for task in Path(f"/proc/{pid}/task").iterdir():
            children += [int(child) for child in (task / "children").read_text().split()]
    return [pid, *(one for child in children for one in descendants(child))]
