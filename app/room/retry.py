"""When to ask the host again, and when its no is final. Pure.

Full jitter: Marc Brooker, "Exponential Backoff And Jitter" (AWS Architecture Blog, 2015).
"""

from enum import StrEnum

from app.model.errors import HostConflict, HostError, HostMissing, HostTrouble

BASE_SECONDS = 0.5
CAP_SECONDS = 30.0
_TRANSIENT = (408, 425, 429)  # HTTP 4xx that ask for patience
_SERVER_ERROR = 500


class Verdict(StrEnum):
    """What an error of the host's means for what was to be written."""

    AGAIN = "again"
    CONFLICT = "conflict"
    NO = "no"


def judge(error: HostError) -> Verdict:
    """Return whether to try again.

    Whatever leaves it unclear if the host has taken it is tried again, since every write is
    idempotent. A sign-in that is no longer accepted may be again.
    """
    match error:
        case HostConflict():
            return Verdict.CONFLICT
        case HostMissing():
            return Verdict.NO
        case HostTrouble(status=status) if status < _SERVER_ERROR and status not in _TRANSIENT:
            return Verdict.NO
        case _:
            return Verdict.AGAIN


def pause(failures: int, jitter: float, error: HostError) -> float:
    """Return the seconds to wait after so many failures (from 1); `jitter` is in [0, 1).

    What the host asks for (Retry-After) is the least.
    """
    spread = jitter * min(CAP_SECONDS, BASE_SECONDS * 2.0 ** min(failures, 16))
    asked = error.retry_after if isinstance(error, HostTrouble) else None
    return spread + (asked or 0.0)
