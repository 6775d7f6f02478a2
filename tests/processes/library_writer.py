"""Writes to a library without end, and says what has been kept: a program to be killed.

`python -m tests.processes.library_writer FOLDER NAME`: changes one local text again and again, and
installs a release in between. Each line of its output is what was acknowledged just before.
"""

import sys
from itertools import count
from pathlib import Path

import msgspec

from app.library.store import Store
from tests.unit.library.shelves import a_local, a_release, a_text


def say(line: str) -> None:
    """Say it at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    """Write until killed."""
    store, name = Store(Path(sys.argv[1])), sys.argv[2]
    (mine,) = store.keep([a_local(f"{name} 0", text="x" * 3000)])
    say(f"text {mine.text.title}")
    for number in count(1):
        text = msgspec.structs.replace(mine.text, title=f"{name} {number}")
        (mine,) = store.keep([msgspec.structs.replace(mine, text=text)])
        say(f"text {mine.text.title}")
        store.install(a_release(number, *(a_text(n, title=f"{number}") for n in range(40))))
        say(f"release {number}")


if __name__ == "__main__":
    main()
