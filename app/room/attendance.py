"""Check-in, confirmation, leaving: functions from one attendance to the next. Pure.

A change that cannot be (an unknown person, a leave of somebody who is not here) gives the same
attendance back. Times are UTC.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime

import msgspec

from app.model.attendance import Attendance, Attendee, Check, Interval
from app.model.case import Meeting
from app.model.definition import Competence, ConferenceDefinition
from app.model.people import Channel, Person


def listed(attendance: Attendance, meeting: Meeting, chair: Person) -> Attendance:
    """Return the list to check in from: the invited, the chair, then everybody else who came.

    A chair who has not been here yet is ticked: whoever signs in is in the room.
    """
    invited = meeting.invited
    if not any(_is_same(chair, person) for person in invited):
        invited = (*invited, chair)
    people = {person.id: Attendee(person=person) for person in invited}
    people |= {attendee.person.id: attendee for attendee in attendance.attendees}
    return _with(attendance, (_chair_ticked(a, chair) for a in people.values()))


def tick(attendance: Attendance, person_id: str, seen_at: datetime | None = None) -> Attendance:
    """Mark somebody as here. `seen_at`: when a case was on the screen, so that they saw it."""
    found = attendance.find(person_id)
    if found is None or found.ticked:
        return attendance
    seen = (*found.presences, Interval(start=seen_at)) if seen_at else found.presences
    return put(attendance, msgspec.structs.replace(found, ticked=True, presences=seen))


def untick(attendance: Attendance, person_id: str) -> Attendance:
    """Take the tick of somebody back whom the chair has not confirmed."""
    found = attendance.find(person_id)
    if found is None or not found.is_waiting:
        return attendance
    past = tuple(presence for presence in found.presences if presence.end is not None)
    return put(attendance, msgspec.structs.replace(found, ticked=False, presences=past))


def confirm(attendance: Attendance, people: Iterable[str], at: datetime) -> Attendance:
    """Let the chair's attestation stand for these people; they are here from now on."""
    for person_id in people:
        found = attendance.find(person_id)
        if found is not None and not found.is_here:
            attendance = put(attendance, _confirmed(found, at))
    return attendance


def leave(attendance: Attendance, person_id: str, at: datetime) -> Attendance:
    """Let somebody go at that time, or when their presence began if that is later."""
    found = attendance.find(person_id)
    if found is None or not found.is_here:
        return attendance
    *past, last = found.presences
    over = Interval(start=last.start, end=max(at, last.start))
    return put(attendance, msgspec.structs.replace(found, ticked=False, presences=(*past, over)))


def leave_all(attendance: Attendance, at: datetime) -> Attendance:
    """Let everybody go who is here."""
    for attendee in attendance.here:
        attendance = leave(attendance, attendee.person.id, at)
    return attendance


def come_back(attendance: Attendance, person_id: str, at: datetime) -> Attendance:
    """Let somebody be here again whom the chair has confirmed before."""
    found = attendance.find(person_id)
    if found is None or found.confirmed_at is None:
        return attendance
    return confirm(attendance, (person_id,), at)


def add(attendance: Attendance, person: Person) -> Attendance:
    """List somebody who was not invited; whoever is listed already stays as they are."""
    if attendance.find(person.id) is not None:
        return attendance
    return _with(attendance, (*attendance.attendees, Attendee(person=person)))


def move(attendance: Attendance, person_id: str, channel: Channel, responsible: str) -> Attendance:
    """Let somebody take part through that channel; `responsible` answers for a remote room."""
    found = attendance.find(person_id)
    if found is None:
        return attendance
    person = msgspec.structs.replace(found.person, channel=channel, responsible=responsible)
    return put(attendance, msgspec.structs.replace(found, person=person))


def is_nameless_room(person: Person) -> bool:
    """Tell whether this is a remote room for which nobody answers by name."""
    return person.channel is Channel.REMOTE_ROOM and not person.responsible.strip()


def put(attendance: Attendance, attendee: Attendee) -> Attendance:
    """Return the attendance with that attendee in the place of the same person."""
    return _with(
        attendance,
        (attendee if one.person.id == attendee.person.id else one for one in attendance.attendees),
    )


def restore(attendance: Attendance, before: Mapping[str, Attendee | None]) -> Attendance:
    """Put back how these people stood before; None takes a person off the list."""
    kept = ((a, before.get(a.person.id, a)) for a in attendance.attendees)
    return _with(attendance, (then for _, then in kept if then is not None))


def changed(before: Attendance, after: Attendance) -> dict[str, Attendee | None]:
    """Return how everybody stood before who stands differently after; None: was not listed."""
    then = {attendee.person.id: attendee for attendee in before.attendees}
    return {
        attendee.person.id: then.get(attendee.person.id)
        for attendee in after.attendees
        if then.get(attendee.person.id) != attendee
    }


def merge(sent: Attendance, mine: Attendance, theirs: Attendance) -> Attendance:
    """Return what stands after `sent` was saved and `theirs` came back.

    Somebody else may have changed it at the host: theirs is right of everybody (and of every line
    of a checklist) whom nothing has been changed about here since it was sent, and of those whom
    only the host knows of.
    """
    before = {attendee.person.id: attendee for attendee in sent.attendees}
    there = {attendee.person.id: attendee for attendee in theirs.attendees}
    kept = (
        there.get(one.person.id, one) if one == before.get(one.person.id) else one
        for one in mine.attendees
    )
    known = before.keys() | {attendee.person.id for attendee in mine.attendees}
    more = (attendee for attendee in theirs.attendees if attendee.person.id not in known)
    return Attendance(attendees=(*kept, *more), checks=_merged_checks(sent, mine, theirs))


def check(attendance: Attendance, ticked: Check) -> Attendance:
    """Tick a line of a checklist; one that is ticked stays as it is."""
    if attendance.check(ticked.item) is not None:
        return attendance
    return msgspec.structs.replace(attendance, checks=(*attendance.checks, ticked))


def uncheck(attendance: Attendance, item: str) -> Attendance:
    """Take the tick of a line of a checklist back."""
    kept = tuple(each for each in attendance.checks if each.item != item)
    return msgspec.structs.replace(attendance, checks=kept)


def _merged_checks(sent: Attendance, mine: Attendance, theirs: Attendance) -> tuple[Check, ...]:
    items = dict.fromkeys(each.item for each in (*mine.checks, *theirs.checks))
    kept = (
        theirs.check(item) if mine.check(item) == sent.check(item) else mine.check(item)
        for item in items
    )
    return tuple(each for each in kept if each is not None)


def started(attendance: Attendance) -> datetime | None:
    """Return when the meeting began: at the first confirmation."""
    times = [a.confirmed_at for a in attendance.attendees if a.confirmed_at is not None]
    return min(times, default=None)


def competences_missing(
    attendance: Attendance, definition: ConferenceDefinition
) -> tuple[str, ...]:
    """Return the names of the competences that nobody who is here has."""
    return competences_not_among((attendee.person for attendee in attendance.here), definition)


def competences_present(
    attendance: Attendance, definition: ConferenceDefinition
) -> tuple[str, ...]:
    """Return the names of the competences that somebody who is here has."""
    missing = competences_missing(attendance, definition)
    return tuple(c.name for c in definition.competences if c.name not in missing)


def competences_missed(attendance: Attendance, definition: ConferenceDefinition) -> tuple[str, ...]:
    """Return the names of the competences that nobody had who was here at any time."""
    came = (a.person for a in attendance.attendees if a.confirmed_at is not None)
    return competences_not_among(came, definition)


def competences_not_among(
    people: Iterable[Person], definition: ConferenceDefinition
) -> tuple[str, ...]:
    """Return the names of the competences that none of these people has."""
    professions = {person.profession.casefold() for person in people}
    return tuple(c.name for c in definition.competences if not professions & _professions(c))


def _professions(competence: Competence) -> set[str]:
    return {name.casefold() for name in competence.professions or (competence.name,)}


def _with(attendance: Attendance, attendees: Iterable[Attendee]) -> Attendance:
    return msgspec.structs.replace(attendance, attendees=tuple(attendees))


def _confirmed(attendee: Attendee, at: datetime) -> Attendee:
    presences = attendee.presences
    if not presences or presences[-1].end is not None:
        presences = (*presences, Interval(start=at))
    first = attendee.confirmed_at or at
    return msgspec.structs.replace(attendee, ticked=True, confirmed_at=first, presences=presences)


def _chair_ticked(attendee: Attendee, chair: Person) -> Attendee:
    if attendee.presences or not _is_same(chair, attendee.person):
        return attendee
    return msgspec.structs.replace(attendee, ticked=True)


def _is_same(one: Person, other: Person) -> bool:
    return one.id == other.id or (bool(one.hsa_id) and one.hsa_id == other.hsa_id)
