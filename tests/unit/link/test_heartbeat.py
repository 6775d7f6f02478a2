"""Silence is counted from the last answer, and not over a gap of our own."""

from app.link.heartbeat import BOOT_S, GAP_S, Heartbeat, Pulse


def beating(seconds: int, heart: Heartbeat, start: float) -> list[Pulse]:
    pulses = []
    for second in range(1, seconds + 1):
        heart.beat(start + second)
        pulses.append(heart.pulse(start + second))
    return pulses


def booted() -> Heartbeat:
    heart = Heartbeat(0.0)
    heart.start(0.0)
    return heart


def test_silence_is_slow_after_five_seconds_and_hung_after_fifteen() -> None:
    pulses = beating(16, booted(), 0.0)
    assert pulses == [Pulse.WELL] * 5 + [Pulse.SLOW] * 10 + [Pulse.HUNG]


def test_an_answer_begins_the_count_anew() -> None:
    heart = booted()
    beating(14, heart, 0.0)
    assert heart.pong(14, 14.0)
    assert beating(5, heart, 14.0) == [Pulse.WELL] * 5


def test_a_gap_in_our_own_clock_resets_the_count() -> None:
    heart = booted()
    beating(4, heart, 0.0)
    heart.beat(4 + 3600.0)
    assert heart.pulse(4 + 3600.0) is Pulse.WELL
    assert beating(15, heart, 3604.0)[-1] is Pulse.SLOW


def test_a_late_beat_is_no_gap() -> None:
    heart = booted()
    for beat in range(1, 8):
        heart.beat(beat * GAP_S)
    assert heart.pulse(7 * GAP_S) is Pulse.HUNG


def test_an_answer_that_nobody_asked_for_is_told() -> None:
    heart = booted()
    assert heart.beat(1.0) == 1
    assert not heart.pong(2, 1.0)
    assert not heart.pong(0, 1.0)


def test_a_booting_process_is_not_asked_and_has_more_time() -> None:
    heart = Heartbeat(0.0)
    assert heart.beat(1.0) == 0
    assert set(beating(int(BOOT_S), heart, 0.0)) == {Pulse.WELL, Pulse.SLOW}
    heart.beat(BOOT_S + 1)
    assert heart.pulse(BOOT_S + 1) is Pulse.HUNG
