"""Is the case process's main thread alive? Counts seconds without an answer; knows no process."""

from enum import Enum, auto

EVERY_S = 1.0
SLOW_S = 5.0
HUNG_S = 15.0
BOOT_S = 60.0  # until the first sign of life: a cold disk, a virus scanner
GAP_S = 3.0  # between two of our own beats: the machine slept, or we did


class Pulse(Enum):
    """How the other end does."""

    WELL = auto()
    SLOW = auto()
    HUNG = auto()


class Heartbeat:
    """Call `beat` every second and send the number it returns; hand back what comes in.

    Times are monotonic seconds. A gap in our own beats resets the count: whoever wakes up from
    suspension must not kill what slept as well.
    """

    def __init__(self, now: float) -> None:
        self.booted = False
        self._sent = 0
        self._heard_at = now
        self._beat_at = now

    def start(self, now: float) -> None:
        """Expect answers from now on: the process has booted."""
        self.booted = True
        self._heard_at = now

    def beat(self, now: float) -> int:
        """Return the next ping's number, 0 before the process has booted."""
        if now - self._beat_at > GAP_S:
            self._heard_at = now
        self._beat_at = now
        if not self.booted:
            return 0
        self._sent += 1
        return self._sent

    def pong(self, number: int, now: float) -> bool:
        """Take a sign of life; False if nobody asked for it."""
        self._heard_at = now
        return 0 < number <= self._sent

    def pulse(self, now: float) -> Pulse:
        """Tell how long silence has lasted by now, in words."""
        silence = now - self._heard_at
        if silence > (HUNG_S if self.booted else BOOT_S):
            return Pulse.HUNG
        return Pulse.SLOW if silence > SLOW_S else Pulse.WELL
