"""A room's program that updates its library from a share, to be killed; says `ready` first.

Arguments: the share's address, the trusted root's file, the room's folder, bytes that a file of it
may have at most (0: any number).
"""

import asyncio
import resource
import signal
import sys
from pathlib import Path

from app.library.store import Store
from app.library.updates import LibraryUpdates, Source


def main(url: str, root: str, folder: str, most: str) -> None:
    """Open, update, and tell how the library stands."""
    if limit := int(most):  # a full disk, as far as this process can tell
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    updates = LibraryUpdates(
        Source(url=url, root=Path(root).read_bytes()), Path(folder), Store(Path(folder))
    )
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    updates.open()
    standing = asyncio.run(updates.update(lambda _: None))
    sys.stdout.write(f"{standing.trouble or 'good'}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
