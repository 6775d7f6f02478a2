"""HTTP with deadlines, caps and retries."""

from app.model.base import Value


class Limits(Value, frozen=True, kw_only=True):
    """How long, how much and how often. Times in seconds.

    `deadline`: one whole try, from the first byte out to the last one in. `tries`: of what may be
    sent again. `backoff`: the first pause is random between 0 and this, then twice, and so on.
    """

    deadline: float = 20.0
    max_bytes: int = 128 * 1024 * 1024
    tries: int = 4
    backoff: float = 0.5
    max_pause: float = 20.0
    concurrency: int = 6
