"""Python's cyclic garbage is collected in Qt's own thread, and in no other.

Python collects in whichever thread happens to make an object: a link's reader, a pool's worker.
Whatever of Qt's hangs in a cycle would be destroyed there, under the main thread's hands.

And what Qt is still to delete must not be garbage before it has: when the collector takes a part of
it from what it belongs to (a screen from its window), PySide6 makes the part Python's own and
deletes it, and Qt does so again. So `kept_until_deleted` keeps it whole.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

PAUSE_MS = 1_000

_going: dict[int, QObject] = {}


@contextmanager
def collected_here(parent: QObject) -> Iterator[None]:
    """Collect by a timer of this thread as long as this lasts; `parent` owns the timer."""
    was_on = gc.isenabled()
    gc.disable()
    timer = QTimer(parent)
    timer.setInterval(PAUSE_MS)
    timer.timeout.connect(collect_what_is_due)
    timer.start()
    try:
        yield
    finally:
        timer.stop()
        timer.deleteLater()
        if was_on:
            gc.enable()


def collect_what_is_due() -> None:
    """Collect the oldest generation that Python itself would collect by now."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return


def kept_until_deleted(gone: QObject) -> None:
    """Have Qt delete the object, soon; until then Python keeps it and all of its parts."""
    key = id(gone)
    _going[key] = gone
    gone.destroyed.connect(lambda: _going.pop(key, None))
    gone.deleteLater()
