"""Watches the room's screen: every picture that differs from the one before is kept.

Runs as a process of its own (`python -m tests.endtoend.grabber DIRECTORY`), because it needs Qt on
the X server while the tests are offscreen. Prints a line when it watches; ends at the end of stdin.
"""

import hashlib
import sys
import threading
import time
from pathlib import Path

from PySide6.QtGui import QGuiApplication, QImage


def watch(directory: Path, ended: threading.Event) -> int:
    """Grab the room's part of the root window until told to stop; return how many pictures."""
    application = QGuiApplication([])
    screen = next(s for s in application.screens() if s.name() == "ROOM")
    last, count, grabs = b"", 0, 0
    while not ended.is_set():
        image = screen.grabWindow(0).toImage().convertToFormat(QImage.Format.Format_RGB32)
        grabs += 1
        digest = hashlib.blake2b(image.constBits()).digest()
        if digest != last:
            # Uncompressed: what takes long to write would let pictures pass unseen.
            name = f"{count:05d}-{time.time():.3f}.bmp"
            image.save(str(directory / name))
            last, count = digest, count + 1
        if grabs == 1:
            sys.stdout.write("watching\n")
            sys.stdout.flush()
    return count


def wait_for_the_end(ended: threading.Event) -> None:
    """Say that it is over when whoever started this closes the pipe."""
    sys.stdin.read()
    ended.set()


def main() -> int:
    """Watch until stdin ends."""
    ended = threading.Event()
    threading.Thread(target=wait_for_the_end, args=(ended,), daemon=True).start()
    sys.stdout.write(f"{watch(Path(sys.argv[1]), ended)}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
