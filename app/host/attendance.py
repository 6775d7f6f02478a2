"""The attendance as the meeting's Encounter, and which console drives the meeting. Pure.

One person has several `participant` entries: one that tells their state (listed or ticked), one for
the chair's confirmation, one for each time in the room, one for each line of a checklist that they
ticked. Entries that are not ours stay as they are.
Mapping: docs/host.md, "Attendance".
"""

from collections.abc import Iterator, Mapping

import msgspec

from app.host import codes
from app.host.people import (
    RESPONSIBLE,
    Directory,
    contained,
    individual,
    organisation_reference,
    person_of,
)
from app.host.times import instant, period, read_instant, read_period, to_millisecond
from app.model.attendance import Attendance, Attendee, Check, Interval
from app.model.case import Meeting
from app.model.people import Person
from app.overview.shape import Json, child, children, string
from app.room.ports import ConsoleMark

KIND = "attendance"
CONFERENCE = "conference"
LISTED, TICKED, CONFIRMED, PRESENT = "listed", "ticked", "confirmed", "present"
FINISHED = "finished"


def unique(meeting_id: str) -> tuple[str, str]:
    """Return the identifier by which the meeting's Encounter is found."""
    return codes.RESOURCE_ID, codes.resource_id(meeting_id, "", KIND, 0)


def new_encounter(meeting: Meeting) -> Json:
    """Return the meeting's Encounter before anybody has come."""
    encounter: Json = {
        "resourceType": "Encounter",
        "identifier": codes.identifiers(meeting.id, "", KIND, 0),
        "status": "in-progress",
        "class": codes.coding(codes.ENCOUNTER_CLASS, CONFERENCE),
        "appointment": [{"reference": f"Appointment/{meeting.id}"}],
    }
    provider = organisation_reference(meeting.unit)
    return encounter | {"serviceProvider": provider} if provider else encounter


def driver_of(encounter: Json) -> ConsoleMark | None:
    """Return which console drives the meeting, None before the first."""
    for each in children(encounter, "identifier"):
        start = string(child(each, "period"), "start")
        if each.get("system") == codes.CONSOLE_ID and start:
            name = string(child(each, "assigner"), "display")
            return ConsoleMark(id=string(each, "value"), name=name, since=read_instant(start))
    return None


def with_driver(encounter: Json, mark: ConsoleMark) -> Json:
    """Return the Encounter with the console's mark in place of any other."""
    others = [e for e in children(encounter, "identifier") if e.get("system") != codes.CONSOLE_ID]
    own: Json = {
        "use": "temp",
        "system": codes.CONSOLE_ID,
        "value": mark.id,
        "period": {"start": instant(mark.since)},
    }
    if mark.name:
        own["assigner"] = {"display": mark.name}
    return encounter | {"identifier": [*others, own]}


# --- writing --------------------------------------------------------------------------------------


def with_attendance(encounter: Json, attendance: Attendance, meeting: Meeting) -> Json:
    """Return the Encounter with this attendance; whoever is only invited is not in it."""
    invited = {each.id: Attendee(person=each) for each in meeting.invited}
    patient_of = {case.id: case.patient.reference for case in meeting.cases}
    told = [each for each in attendance.attendees if invited.get(each.person.id) != each]
    foreign = [e for e in children(encounter, "participant") if not (_state(e) or _item(e))]
    present = [entry for each in told for entry in _entries(each)]
    participants = [*foreign, *present, *(_ticked(each, attendance) for each in attendance.checks)]
    holders = [holder for each in told for holder in contained(each.person, patient_of)]
    return _with(encounter, participant=participants, contained=holders)


def _with(resource: Json, **elements: list[Json]) -> Json:
    """Return the resource with these elements; FHIR knows no empty lists."""
    kept = {name: each for name, each in resource.items() if name not in elements}
    return kept | {name: each for name, each in elements.items() if each}


def _entries(attendee: Attendee) -> list[Json]:
    entries = [_entry(attendee, TICKED if attendee.ticked else LISTED)]
    if at := attendee.confirmed_at:
        entries.append(_entry(attendee, CONFIRMED, Interval(start=at, end=at)))
    return entries + [_entry(attendee, PRESENT, each) for each in attendee.presences]


def _entry(attendee: Attendee, state: str, during: Interval | None = None) -> Json:
    person = attendee.person
    types = [
        codes.concept(codes.ROLE, person.role),
        codes.concept(codes.CHANNEL, person.channel),
        codes.concept(codes.ORGANISATION_KIND, person.organisation),
        codes.concept(codes.ATTENDANCE, state),
    ]
    if person.responsible:
        types.append(codes.concept(codes.ANSWERS, RESPONSIBLE, person.responsible))
    entry: Json = {"type": types, "individual": individual(person)}
    return entry | {"period": period(during)} if during else entry


def _ticked(check: Check, attendance: Attendance) -> Json:
    """Return the entry of a line of a checklist: who took part in it, and when."""
    entry: Json = {
        "type": [codes.concept(codes.CHECKLIST, check.item, check.words)],
        "period": period(Interval(start=check.at, end=check.at)),
    }
    found = attendance.find(check.by)
    return entry | {"individual": individual(found.person)} if found else entry


# --- reading --------------------------------------------------------------------------------------


def attendance_of(encounter: Json, meeting: Meeting, directory: Directory) -> Attendance:
    """Return who is and was here: the invited in their order, then everybody else."""
    within = {f"#{string(each, 'id')}": each for each in children(encounter, "contained")}
    case_of = cases_by_patient(meeting)
    found = {each.id: Attendee(person=each) for each in meeting.invited}
    for entry in children(encounter, "participant"):
        if state := _state(entry):
            person = person_of(entry, "individual", {**directory, **within}, case_of)
            so_far = found.get(person.id, Attendee(person=person))
            found[person.id] = _told(so_far, entry, state, _as_invited(so_far, person))
    return Attendance(
        attendees=tuple(found.values()),
        checks=tuple(_checks(encounter, {**directory, **within}, case_of)),
    )


def _checks(encounter: Json, directory: Directory, case_of: Mapping[str, str]) -> Iterator[Check]:
    """Yield what is ticked, each line once: what was ticked first."""
    seen: set[str] = set()
    for entry in children(encounter, "participant"):
        item, during = _item(entry), read_period(child(entry, "period"))
        if item and during and item not in seen:
            seen.add(item)
            by = person_of(entry, "individual", directory, case_of).id
            yield Check(item=item, words=_words(entry), at=during.start, by=by)


def _words(entry: Json) -> str:
    named = (e for e in children(entry, "type") if codes.code_of([e], codes.CHECKLIST))
    return string(next(named, {}), "text")


def _told(so_far: Attendee, entry: Json, state: str, person: Person) -> Attendee:
    """Return the attendee with what one more entry tells; the person is as told last."""
    during = read_period(child(entry, "period"))
    confirmed, presences = so_far.confirmed_at, so_far.presences
    if state == CONFIRMED and during:
        confirmed = during.start
    elif state == PRESENT and during:
        presences = (*presences, during)
    return Attendee(
        person=person,
        ticked=so_far.ticked or state == TICKED,
        confirmed_at=confirmed,
        presences=presences,
    )


def _as_invited(so_far: Attendee, person: Person) -> Person:
    """Return the person with what the directory knows, and the types of this entry."""
    known = so_far.person
    if known.id != person.id or known.id.startswith("urn:"):
        return person
    return msgspec.structs.replace(
        known,
        role=person.role,
        channel=person.channel,
        organisation=person.organisation,
        responsible=person.responsible,
    )


def people_in(encounter: Json) -> list[str]:
    """Return the references to everybody in the Encounter."""
    entries = children(encounter, "participant")
    return [string(child(entry, "individual"), "reference") for entry in entries]


def cases_by_patient(meeting: Meeting) -> Mapping[str, str]:
    """Return the case of each patient's reference, the first one where there are several."""
    return {case.patient.reference: case.id for case in reversed(meeting.cases)}


def _state(entry: Json) -> str:
    return codes.code_of(children(entry, "type"), codes.ATTENDANCE)


def _item(entry: Json) -> str:
    return codes.code_of(children(entry, "type"), codes.CHECKLIST)


def rounded(attendance: Attendance) -> Attendance:
    """Return the attendance with the times that a host gives back."""
    return Attendance(
        attendees=tuple(
            Attendee(
                person=each.person,
                ticked=each.ticked,
                confirmed_at=to_millisecond(each.confirmed_at) if each.confirmed_at else None,
                presences=tuple(round_interval(presence) for presence in each.presences),
            )
            for each in attendance.attendees
        ),
        checks=tuple(
            msgspec.structs.replace(each, at=to_millisecond(each.at)) for each in attendance.checks
        ),
    )


def round_interval(interval: Interval) -> Interval:
    """Return the interval with the times that a host gives back."""
    end = to_millisecond(interval.end) if interval.end else None
    return Interval(start=to_millisecond(interval.start), end=end)
