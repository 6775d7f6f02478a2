"""Who sees the room screen: whoever is in the room, and others only while it is shared. Pure.

Somebody on a remote channel whom the screen is not shared with takes part by voice: that is told
in the note, and is no reading of the record.
"""

from datetime import UTC, datetime

from app.model.attendance import Attendance, Attendee, Interval
from app.model.people import Channel, Person

REMOTE = (Channel.REMOTE_PERSON, Channel.REMOTE_ROOM)

Sharing = tuple[Interval, ...]

# Until the chair has said that the screen is not shared, it may be, whenever that began.
NOT_SAID: Sharing = (Interval(start=datetime.min.replace(tzinfo=UTC)),)


def is_shared(sharing: Sharing) -> bool:
    """Tell whether remote viewers see the screen now, as far as anybody has said."""
    return bool(sharing) and sharing[-1].end is None


def shared_from_now(sharing: Sharing, at: datetime, *, shared: bool) -> Sharing:
    """Return the times of sharing when the chair says, at `at`, whether the screen is shared."""
    if shared is is_shared(sharing):
        return sharing
    if shared:
        return (*sharing, Interval(start=at))
    *past, last = sharing
    return (*past, Interval(start=last.start, end=max(at, last.start)))


def sees(person: Person, *, shared: bool) -> bool:
    """Tell whether somebody who is here sees the room screen."""
    return shared or person.channel not in REMOTE


def seen(
    attendance: Attendance, sharing: Sharing, times: tuple[Interval, ...]
) -> tuple[tuple[Attendee, Interval], ...]:
    """Return who saw what was on the screen at those times, with the interval they saw it."""
    return tuple(
        (attendee, seen)
        for attendee, interval in attendance.during(times)
        for sight in (sharing if attendee.person.channel in REMOTE else (interval,))
        if (seen := interval.intersect(sight)) is not None
    )
