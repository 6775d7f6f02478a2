"""Who is, or was, in the room, and when."""

from datetime import datetime

from app.model.base import Private, Value
from app.model.people import Person


class Interval(Value, frozen=True, kw_only=True):
    """A half-open time interval, UTC; `end` None means that it goes on."""

    start: datetime
    end: datetime | None = None

    def overlaps(self, other: "Interval") -> bool:
        """Tell whether the two intervals share a moment."""
        starts_before = other.end is None or self.start < other.end
        ends_after = self.end is None or self.end > other.start
        return starts_before and ends_after

    def intersect(self, other: "Interval") -> "Interval | None":
        """Return the time that both intervals share, None where they share nothing."""
        if not self.overlaps(other):
            return None
        ends = [end for end in (self.end, other.end) if end is not None]
        return Interval(start=max(self.start, other.start), end=min(ends) if ends else None)


class Attendee(Private, frozen=True, kw_only=True):
    """One person's way through the meeting.

    `ticked`: marked as here, not yet attested. `confirmed_at`: when the chair attested the
    identity and the right to be here. `presences`: when the person was in the room; the last
    interval is open while they are here.
    """

    person: Person
    ticked: bool = False
    confirmed_at: datetime | None = None
    presences: tuple[Interval, ...] = ()

    @property
    def is_here(self) -> bool:
        """Confirmed and not gone."""
        open_presence = bool(self.presences) and self.presences[-1].end is None
        return self.confirmed_at is not None and open_presence

    @property
    def is_waiting(self) -> bool:
        """Ticked, so seen in the room, but not confirmed by the chair."""
        return self.ticked and not self.is_here


class Check(Private, frozen=True, kw_only=True):
    """A line of the meeting's checklists that is ticked: its key, its words then, when, by whom."""

    item: str
    words: str
    at: datetime
    by: str  # Person.id


class Attendance(Private, frozen=True, kw_only=True):
    """Everybody of the meeting, in the order in which they are listed; what they went through."""

    attendees: tuple[Attendee, ...] = ()
    checks: tuple[Check, ...] = ()

    @property
    def here(self) -> tuple[Attendee, ...]:
        """Those whom the chair has confirmed and who have not left."""
        return tuple(a for a in self.attendees if a.is_here)

    @property
    def newcomers(self) -> tuple[Attendee, ...]:
        """Those who are in the room without the chair's confirmation."""
        return tuple(a for a in self.attendees if a.is_waiting)

    def find(self, person_id: str) -> Attendee | None:
        """Return the attendee of that person, or None."""
        return next((a for a in self.attendees if a.person.id == person_id), None)

    def check(self, item: str) -> Check | None:
        """Return how that line of a checklist is ticked, None while it is not."""
        return next((each for each in self.checks if each.item == item), None)

    def during(self, times: tuple[Interval, ...]) -> tuple[tuple[Attendee, Interval], ...]:
        """Return who was here during any of the times, with the interval that they saw."""
        return tuple(
            (attendee, shared)
            for attendee in self.attendees
            if attendee.confirmed_at is not None
            for presence in attendee.presences
            for time in times
            if (shared := presence.intersect(time)) is not None
        )
