"""Shared memory between console and case process: two frames and two previews, used in turn.

Pixels are RGB32 (4 bytes each, lines without padding). Linux: an anonymous file (memfd), sealed in
its size so that a case process cannot pull the memory away under the console; Windows: a mapping
with a random name. Neither has a place on a disk, and both are gone with their last holder.
"""

import mmap
import os
import secrets
import sys
from dataclasses import dataclass
from typing import Protocol

from app.link.messages import FrameLayout
from app.model.errors import LinkBroken
from app.room.ports import Slot

FRAMES = (0, 1)
PREVIEWS = (2, 3)
_PIXEL = 4


@dataclass(frozen=True, slots=True, kw_only=True, repr=False)
class Frame:
    """A finished picture in shared memory, to be read only until it is replaced or gone.

    `pixels` is RGB32, `width * height * 4` bytes. `serial` differs between any two frames.
    """

    generation: int
    page: int
    serial: int
    width: int
    height: int
    pixels: memoryview


class FrameSink(Protocol):
    """Who shows frames. All methods are called in the console's main thread.

    A sink keeps no more than a reference to a frame, and none after it was replaced or is gone:
    the memory is then given back or unmapped, and reading it would end the console.
    """

    def frame_ready(self, frame: Frame) -> None:
        """Show this frame of the case on stage from now on, in place of the one before."""
        ...

    def preview_ready(self, slot: Slot, frame: Frame) -> None:
        """Show this preview of the slot's case, in place of the slot's one before."""
        ...

    def gone(self, generation: int) -> None:
        """Drop every reference to that generation's frames and previews before returning."""
        ...


class FrameMemory:
    """The four buffers of one case process. `name` tells the other process how to attach."""

    def __init__(self, layout: FrameLayout, memory: mmap.mmap, name: str, descriptor: int) -> None:
        self.layout = layout
        self.name = name
        self.descriptor = descriptor
        self._memory = memory
        whole = memoryview(memory)
        sizes = _sizes(layout)
        starts = [sum(sizes[:at]) for at in range(len(sizes))]
        self._buffers = tuple(
            whole[start : start + size] for start, size in zip(starts, sizes, strict=True)
        )
        whole.release()

    @classmethod
    def create(cls, layout: FrameLayout) -> "FrameMemory":
        """Make the memory, in the console, which can only read it."""
        return cls(layout, *_create(sum(_sizes(layout))))

    @classmethod
    def attach(cls, layout: FrameLayout, name: str) -> "FrameMemory":
        """Map memory that the console has made, in the case process, to write into it."""
        return cls(layout, *_attach(sum(_sizes(layout)), name))

    def buffer(self, index: int) -> memoryview:
        """Return one buffer; it becomes invalid with `close`."""
        return self._buffers[index]

    def close(self) -> None:
        """Unmap. Whoever still holds a slice of a buffer is wrong, and is told (BufferError)."""
        for buffer in self._buffers:
            buffer.release()
        self._memory.close()
        if self.descriptor >= 0:
            os.close(self.descriptor)
            self.descriptor = -1


def _sizes(layout: FrameLayout) -> tuple[int, ...]:
    frame = layout.width * layout.height * _PIXEL
    preview = layout.preview_width * layout.preview_height * _PIXEL
    if not (0 < frame <= 8192 * 8192 * _PIXEL and 0 < preview <= frame):
        raise LinkBroken("no screen has frames of that size")
    return (frame, frame, preview, preview)


# Both return the memory, its name for the other process, and its descriptor (-1 where it has none).

if sys.platform == "win32":

    def _create(size: int) -> tuple[mmap.mmap, str, int]:
        """Make a mapping whose name nobody can guess.

        The console could write it, too: no view may do more than its mapping was made for.
        """
        return _attach(size, f"Local\\samsyn-{secrets.token_hex(16)}")

    def _attach(size: int, name: str) -> tuple[mmap.mmap, str, int]:
        return mmap.mmap(-1, size, tagname=name), name, -1

else:
    import fcntl

    def _create(size: int) -> tuple[mmap.mmap, str, int]:
        """Make an anonymous file whose size nobody can change; the console only reads it."""
        descriptor = os.memfd_create("frames", os.MFD_CLOEXEC | os.MFD_ALLOW_SEALING)
        os.ftruncate(descriptor, size)
        seals = fcntl.F_SEAL_SHRINK | fcntl.F_SEAL_GROW | fcntl.F_SEAL_SEAL
        fcntl.fcntl(descriptor, fcntl.F_ADD_SEALS, seals)
        return mmap.mmap(descriptor, size, prot=mmap.PROT_READ), str(descriptor), descriptor

    def _attach(size: int, name: str) -> tuple[mmap.mmap, str, int]:
        return mmap.mmap(int(name), size), name, int(name)
