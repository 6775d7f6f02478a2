"""When to try again, as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.errors import (
    HostConflict,
    HostError,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostSilent,
    HostTrouble,
    HostUnreachable,
    OtherPatient,
    TooMuch,
)
from app.room.retry import CAP_SECONDS, Verdict, judge, pause


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (HostUnreachable(), Verdict.AGAIN),
        (HostSilent(), Verdict.AGAIN),
        (HostRefused(), Verdict.AGAIN),
        (HostNonsense(), Verdict.AGAIN),
        (OtherPatient(), Verdict.AGAIN),
        (TooMuch(), Verdict.AGAIN),
        (HostTrouble(500), Verdict.AGAIN),
        (HostTrouble(503), Verdict.AGAIN),
        (HostTrouble(408), Verdict.AGAIN),
        (HostTrouble(425), Verdict.AGAIN),
        (HostTrouble(429), Verdict.AGAIN),
        (HostTrouble(400), Verdict.NO),
        (HostTrouble(422), Verdict.NO),
        (HostMissing(), Verdict.NO),
        (HostConflict(), Verdict.CONFLICT),
    ],
)
def test_judge(error: HostError, verdict: Verdict) -> None:
    assert judge(error) is verdict


@given(st.integers(1, 10_000), st.floats(0, 1, exclude_max=True))
def test_pauses_are_spread_between_nothing_and_the_cap(failures: int, jitter: float) -> None:
    assert 0 <= pause(failures, jitter, HostSilent()) <= CAP_SECONDS


def test_pauses_grow_to_the_cap() -> None:
    pauses = [pause(failures, 1.0, HostSilent()) for failures in range(1, 9)]
    assert pauses == [1, 2, 4, 8, 16, 30, 30, 30]


def test_what_the_host_asks_for_is_the_least() -> None:
    assert pause(1, 0.0, HostTrouble(429, retry_after=7)) == 7
    assert pause(1, 0.0, HostTrouble(503)) == 0
