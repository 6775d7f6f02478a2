"""Two writers of one attendance, whatever they do: nothing is asked, nobody's presence is lost."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from app.host.merge import merge
from app.model.attendance import Attendance, Attendee, Check, Interval
from app.model.people import Channel, Person

START = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
MINUTES = st.integers(0, 60)


def at(minute: int) -> datetime:
    return START + timedelta(minutes=minute)


@st.composite
def presences(draw: st.DrawFn) -> tuple[Interval, ...]:
    minutes = sorted(draw(st.sets(MINUTES, max_size=6)))
    pairs = [
        Interval(start=at(a), end=at(b)) for a, b in zip(minutes[::2], minutes[1::2], strict=False)
    ]
    if len(minutes) % 2:
        pairs.append(Interval(start=at(minutes[-1])))
    return tuple(pairs)


@st.composite
def attendees(draw: st.DrawFn, name: str) -> Attendee:
    return Attendee(
        person=Person(id=name, name=name, channel=draw(st.sampled_from(Channel))),
        ticked=draw(st.booleans()),
        confirmed_at=draw(st.none() | MINUTES.map(at)),
        presences=draw(presences()),
    )


@st.composite
def checks(draw: st.DrawFn) -> tuple[Check, ...]:
    items = draw(st.permutations(["x", "y", "z"]))[: draw(st.integers(0, 3))]
    return tuple(Check(item=i, words=i, at=draw(MINUTES.map(at)), by="a") for i in items)


@st.composite
def attendances(draw: st.DrawFn) -> Attendance:
    names = draw(st.permutations(["a", "b", "c", "d"]))[: draw(st.integers(0, 4))]
    return Attendance(
        attendees=tuple(draw(attendees(name)) for name in names), checks=draw(checks())
    )


SIDES = (attendances(), attendances(), attendances())


@given(attendances(), attendances())
def test_what_one_side_changed_holds(base: Attendance, changed: Attendance) -> None:
    assert merge(base, base, changed) == changed
    assert merge(base, changed, base) == changed
    assert merge(base, changed, changed) == changed


@given(*SIDES)
def test_merging_again_changes_nothing(
    base: Attendance, theirs: Attendance, ours: Attendance
) -> None:
    merged = merge(base, theirs, ours)
    assert merge(base, merged, merged) == merged
    assert merge(theirs, theirs, merged) == merged


@given(*SIDES)
def test_it_does_not_matter_who_writes_first(
    base: Attendance, theirs: Attendance, ours: Attendance
) -> None:
    one, other = merge(base, theirs, ours), merge(base, ours, theirs)
    for mine in one.attendees:
        yours = other.find(mine.person.id)
        assert yours is not None
        if ours.find(mine.person.id) is None or theirs.find(mine.person.id) is None:
            continue
        assert (mine.confirmed_at, mine.presences) == (yours.confirmed_at, yours.presences)


@given(*SIDES)
def test_nobody_whom_either_side_has_added_is_lost(
    base: Attendance, theirs: Attendance, ours: Attendance
) -> None:
    merged = merge(base, theirs, ours)
    for side in (theirs, ours):
        for each in side.attendees:
            if base.find(each.person.id) is None:
                assert merged.find(each.person.id) is not None


@given(*SIDES)
def test_a_presence_that_either_side_has_added_is_covered(
    base: Attendance, theirs: Attendance, ours: Attendance
) -> None:
    merged = merge(base, theirs, ours)
    for side in (theirs, ours):
        for each in side.attendees:
            before, after = base.find(each.person.id), merged.find(each.person.id)
            known = {p.start for p in before.presences} if before else set()
            for presence in each.presences:
                if presence.start in known or after is None:
                    continue
                assert any(_covers(held, presence) for held in after.presences)


def _covers(held: Interval, presence: Interval) -> bool:
    starts = held.start <= presence.start
    return starts and (held.end is None or (presence.end is not None and held.end >= presence.end))


@given(*SIDES)
def test_nobody_is_in_the_room_twice(
    base: Attendance, theirs: Attendance, ours: Attendance
) -> None:
    for each in merge(base, theirs, ours).attendees:
        for one, following in pairwise(each.presences):
            assert not one.overlaps(following)
