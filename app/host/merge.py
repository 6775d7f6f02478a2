"""Two writers of one attendance: a three-way merge that never asks and never loses a presence.

What only one side changed since both knew the same is taken from that side. Where both changed the
same thing, the earlier confirmation and the longer presence win. Pure.
"""

from datetime import datetime
from typing import TypeVar

from app.model.attendance import Attendance, Attendee, Check, Interval

T = TypeVar("T")


def merge(base: Attendance, theirs: Attendance, ours: Attendance) -> Attendance:
    """Return what holds. `base`: what both sides knew. The order is ours, then who is new."""
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    sides = [{each.person.id: each for each in side.attendees} for side in (base, theirs, ours)]
    ids = dict.fromkeys((*sides[2], *sides[1]))
    found = (_attendee(*(side.get(each) for side in sides)) for each in ids)
    return Attendance(
        attendees=tuple(each for each in found if each is not None),
        checks=_checks(base.checks, theirs.checks, ours.checks),
    )


def _checks(
    base: tuple[Check, ...], theirs: tuple[Check, ...], ours: tuple[Check, ...]
) -> tuple[Check, ...]:
    """Merge what is ticked, line by line; what both have ticked was ticked by the first."""
    sides = [{each.item: each for each in side} for side in (base, theirs, ours)]
    items = dict.fromkeys((*sides[2], *sides[1]))
    held = (_check(*(side.get(item) for side in sides)) for item in items)
    return tuple(each for each in held if each is not None)


def _check(base: Check | None, theirs: Check | None, ours: Check | None) -> Check | None:
    if base in (theirs, ours):
        return _changed(base, theirs, ours)
    ticked = (each for each in (theirs, ours) if each is not None)
    return min(ticked, key=lambda each: each.at, default=None)


def _attendee(
    base: Attendee | None, theirs: Attendee | None, ours: Attendee | None
) -> Attendee | None:
    if theirs in (base, ours):
        return ours
    if ours == base:
        return theirs
    if theirs is None or ours is None:  # one side took them away, the other changed them
        return theirs or ours
    was = base or Attendee(person=ours.person)
    return Attendee(
        person=_changed(was.person, theirs.person, ours.person),
        ticked=_changed(was.ticked, theirs.ticked, ours.ticked),
        confirmed_at=_confirmed(was.confirmed_at, theirs.confirmed_at, ours.confirmed_at),
        presences=_presences(was.presences, theirs.presences, ours.presences),
    )


def _changed(base: T, theirs: T, ours: T) -> T:
    return theirs if ours == base else ours


def _confirmed(
    base: datetime | None, theirs: datetime | None, ours: datetime | None
) -> datetime | None:
    if base in (theirs, ours):
        return _changed(base, theirs, ours)
    return min((each for each in (theirs, ours) if each is not None), default=None)


def _presences(
    base: tuple[Interval, ...], theirs: tuple[Interval, ...], ours: tuple[Interval, ...]
) -> tuple[Interval, ...]:
    if base in (theirs, ours):
        return _changed(base, theirs, ours)
    sides = [{each.start: each for each in side} for side in (base, theirs, ours)]
    starts = sorted({*sides[1], *sides[2]})
    held = (_presence(*(side.get(start) for side in sides)) for start in starts)
    return _joined([each for each in held if each is not None])


def _presence(
    base: Interval | None, theirs: Interval | None, ours: Interval | None
) -> Interval | None:
    if base in (theirs, ours):
        return _changed(base, theirs, ours)
    if theirs is None or ours is None:  # one side took it away, the other changed it
        return theirs or ours
    return Interval(start=ours.start, end=_latest([theirs.end, ours.end]))


def _latest(ends: list[datetime | None]) -> datetime | None:
    closed = [end for end in ends if end is not None]
    return max(closed) if closed and len(closed) == len(ends) else None


def _joined(intervals: list[Interval]) -> tuple[Interval, ...]:
    """Join what overlaps: nobody is in the room twice."""
    joined: list[Interval] = []
    for each in intervals:
        if joined and joined[-1].overlaps(each):
            start, end = joined[-1].start, _latest([joined[-1].end, each.end])
            joined[-1] = Interval(start=start, end=end)
        else:
            joined.append(each)
    return tuple(joined)
