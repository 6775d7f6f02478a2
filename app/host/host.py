"""The meeting's host as a FHIR R4 server: implements `MeetingHost`. Mapping: docs/host.md.

Of each meeting it remembers the versions that it has seen, so that `If-Match` tells whether
somebody else has changed something since. Everything else is the host's.
"""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from msgspec.structs import replace

from app.host import attendance as room
from app.host import cases, codes, outcomes, requests
from app.host.consents import access_facts, organisations_in
from app.host.directory import fetch_people, organisation_names
from app.host.figures import measure_report
from app.host.figures import unique as unique_figures
from app.host.merge import merge
from app.host.outcome_store import OutcomeStore
from app.host.patients import find_patient
from app.host.planned import (
    ENDED,
    Home,
    Planned,
    ends_after,
    header_of,
    local_today,
    read_planned,
)
from app.host.writes import change, ensure, find
from app.model.attendance import Attendance
from app.model.case import AccessFacts, Case, Meeting, Patient, PersonNumber
from app.model.errors import HostConflict, HostNonsense
from app.model.figures import MeetingFigures
from app.model.outcome import Outcome
from app.model.people import Organisation, Person, Role
from app.overview.shape import Json, child, string
from app.room.ports import ConsoleMark, HostState, MeetingHeader, OutcomeContext, StoredOutcome
from app.wire.fhir import FhirClient, Versioned
from app.wire.together import together

NOBODY = Organisation()


def utc_now() -> datetime:
    """Return the time of day, UTC, aware."""
    return datetime.now(UTC)


def chair_of(meeting: Meeting) -> Person:
    """Return who chairs the meeting: the reader in the access log where nobody signs in.

    Raises HostNonsense when the invitation names no chair.
    """
    for each in meeting.invited:
        if each.role is Role.CHAIR:
            return each
    raise HostNonsense("a meeting without a chair")


@dataclass
class _Known:
    """A meeting as this console last saw it; `attendance` and `driver` as in `encounter`."""

    planned: Planned
    encounter: Versioned | None = None
    attendance: Attendance = Attendance()  # noqa: RUF009 -- a frozen value
    driver: ConsoleMark | None = None

    @property
    def encounter_reference(self) -> str:
        """Return the reference of the meeting's Encounter, "" before it is there."""
        return f"Encounter/{self.encounter.resource['id']}" if self.encounter else ""


class FhirHost:
    """The meeting at a FHIR R4 server. `unit` and `provider` stand in where the host names none."""

    def __init__(
        self,
        client: FhirClient,
        *,
        unit: Organisation = NOBODY,
        provider: Organisation = NOBODY,
        now: Callable[[], datetime] = utc_now,
    ) -> None:
        """Take the client, which the caller closes."""
        self._client, self._now = client, now
        self._outcomes = OutcomeStore(client)
        self._home = Home(unit=unit, provider=provider)
        self._seen: dict[str, _Known] = {}
        self._one_at_the_agenda = asyncio.Lock()  # else many cases at once are each other's rivals

    async def meetings(self) -> tuple[MeetingHeader, ...]:
        """Return today's meetings and those that are not over, in order of start."""
        now = self._now()
        since = (now - timedelta(days=1)).date().isoformat()
        conferences = f"{codes.DEFINITION}|"
        found = await self._client.search(
            "Appointment", [("date", f"ge{since}"), ("service-type", conferences)]
        )
        today = now.astimezone().date()
        headers = [
            header
            for each in found
            if (header := header_of(each))
            if header.start.astimezone().date() == today or ends_after(each, now)
        ]
        return tuple(sorted(headers, key=lambda each: (each.start, each.id)))

    async def read(self, meeting_id: str) -> HostState:
        """Return the meeting as the host has it now."""
        known = await self._look(meeting_id)
        meeting = known.planned.meeting
        ids = [case.id for case in meeting.cases]
        kinds = ("Encounter", "CarePlan")
        encounters, plans = await together(
            [self._outcomes.of_cases(kind, meeting.id, ids) for kind in kinds]
        )
        person_of = outcomes.person_finder(known.attendance)
        shown = tuple(_with_shown(case, meeting.id, encounters) for case in meeting.cases)
        stored = tuple(
            each
            for case in meeting.cases
            for each in outcomes.stored_outcomes(plans, meeting.id, case.id, person_of)
        )
        return _state(known, shown, stored)

    async def invited_as(
        self, meeting_id: str, *, hsa_id: str, fhir_user: str
    ) -> tuple[Person, ...]:
        """Return as whom somebody is invited, whom the identity provider names so or so.

        `fhir_user` may be the reference of a Practitioner, a PractitionerRole or whoever it is.
        """
        planned = (await self._known(meeting_id)).planned
        reference = fhir_user.removeprefix(f"{self._client.base_url}/")
        return tuple(
            each
            for each in planned.meeting.invited
            if (hsa_id and each.hsa_id == hsa_id)
            or (reference and reference in _names_of(each, planned.directory))
        )

    async def claim(self, meeting_id: str, mark: ConsoleMark) -> None:
        """Say that this console drives the meeting from now on."""
        known = await self._known(meeting_id)
        held = known.encounter or await self._create_encounter(known)
        known.encounter = await change(self._client, held, lambda now: room.with_driver(now, mark))
        known.driver = room.driver_of(
            known.encounter.resource
        )  # the attendance stays what the room knows: the next save merges

    async def save_attendance(self, meeting_id: str, attendance: Attendance) -> Attendance:
        """Write the attendance, If-Match; a 412 is re-read and merged. Return what the host has.

        Raises HostConflict when another console has claimed the meeting in between.
        """
        return await self._write_attendance(meeting_id, attendance, {})

    async def save_case(self, meeting_id: str, case: Case, attendance: Attendance) -> None:
        """Write the case's state, reason and the times it was shown, with who was here then."""
        known = await self._known(meeting_id)
        if case.shown:
            present = tuple((a.person, during) for a, during in attendance.during(case.shown))
            new = cases.new_encounter(meeting_id, case, known.encounter_reference)
            new = cases.with_discussion(new, case, present)
            held = await ensure(self._client, new, cases.unique(meeting_id, case.id))
            await change(self._client, held, lambda now: cases.with_discussion(now, case, present))
        await self._change_agenda(known, lambda now: cases.with_state(now, case))

    async def access_facts(self, case: Case) -> AccessFacts:
        """Return consents and blocks for the case's patient, as they are now."""
        patient = case.patient.reference
        consents = await self._client.search(
            "Consent", [("patient", patient), ("status", "active")]
        )
        directory = await fetch_people(self._client, organisations_in(consents))
        return access_facts(consents, patient, directory)

    async def save_order(self, meeting_id: str, order: tuple[str, ...]) -> tuple[str, ...]:
        """Write the agenda's order, If-Match; return the order that the host has now.

        Cases that somebody added meanwhile are kept, after those that are named.
        """
        known = await self._known(meeting_id)
        await self._change_agenda(known, lambda now: cases.with_order(now, order))
        agenda = known.planned.agenda.resource
        return tuple(each.removeprefix("ServiceRequest/") for each in cases.cases_on(agenda))

    async def save_plan(self, case: Case) -> None:
        """Write what is planned for a case: its picks and its conference definition.

        What others have picked since this console read the case stays.
        """
        base = self._as_read(case)
        held = await self._client.read("ServiceRequest", case.id)
        await change(self._client, held, lambda now: requests.with_plan(now, base, case))
        self._remember_case(case)

    async def find_patient(self, number: PersonNumber) -> Patient | None:
        """Return the patient of that number, None when the host knows none or more than one."""
        return await find_patient(self._client, number, local_today())

    async def names_of(self, hsa_ids: tuple[str, ...]) -> dict[str, str]:
        """Return what organisations are called, by HSA-id, as far as the host knows them."""
        return await organisation_names(self._client, hsa_ids)

    async def add_case(self, meeting_id: str, case: Case) -> Case:
        """Create a case last on the agenda, once per patient; return it as the host has it."""
        known = await self._known(meeting_id)
        request = requests.new_request(meeting_id, case, self._now())
        held = await ensure(self._client, request, requests.unique(meeting_id, case))
        own_id = string(held.resource, "id")
        await self._change_agenda(known, lambda now: cases.with_line(now, own_id))
        now = await read_planned(self._client, meeting_id, self._home)
        added = next(each for each in now.meeting.cases if each.id == own_id)
        # Of what else has changed since the room knows nothing: that stays what it compares with.
        meeting = known.planned.meeting
        others = tuple(each for each in meeting.cases if each.id != own_id)
        whole = replace(meeting, cases=(*others, added))
        known.planned = replace(known.planned, meeting=whole)
        return added

    async def save_figures(self, meeting_id: str, figures: MeetingFigures) -> None:
        """Write the meeting's non-personal figures."""
        meeting = (await self._known(meeting_id)).planned.meeting
        report = measure_report(meeting, figures, self._now())
        held = await ensure(self._client, report, unique_figures(meeting_id))
        group = {"group": report["group"]}
        await change(self._client, held, lambda now: now | group)

    async def save_draft(self, outcome: Outcome, context: OutcomeContext) -> None:
        """Keep the outcome as a draft at the host.

        Raises HostConflict when the revision is delivered already, with another content.
        """
        await self._outcomes.save_draft(outcome, context)

    async def deliver(self, outcome: Outcome, context: OutcomeContext) -> None:
        """Deliver one revision, once: recommendation, tasks and note in one transaction.

        Delivering the same revision again changes nothing. Raises HostConflict when the host
        holds another content for this revision, or a newer revision.
        """
        known = await self._known(outcome.meeting)
        await self._outcomes.deliver(outcome, context, known.encounter_reference)

    async def end(self, meeting_id: str, attendance: Attendance) -> None:
        """Finish the meeting at the host."""
        await self._write_attendance(meeting_id, attendance, {"status": room.FINISHED})
        appointment = await self._client.read("Appointment", meeting_id)
        await change(self._client, appointment, lambda now: now | {"status": ENDED})

    # --- what is known ----------------------------------------------------------------------------

    async def _known(self, meeting_id: str) -> _Known:
        return self._seen.get(meeting_id) or await self._look(meeting_id)

    async def _look(self, meeting_id: str) -> _Known:
        planned = await read_planned(self._client, meeting_id, self._home)
        known = _Known(planned)
        held = await find(self._client, "Encounter", room.unique(meeting_id))
        if held is None:
            nobody = {"resourceType": "Encounter"}
            known.attendance = room.attendance_of(nobody, planned.meeting, planned.directory)
        else:
            planned.directory.update(
                await fetch_people(self._client, room.people_in(held.resource))
            )
            self._remember(known, held)
        self._seen[meeting_id] = known  # not before: others of the room's lanes write meanwhile
        return known

    def _remember(self, known: _Known, held: Versioned) -> None:
        known.encounter = held
        known.attendance = self._attendance_in(known, held.resource)
        known.driver = room.driver_of(held.resource)

    def _attendance_in(self, known: _Known, encounter: Json) -> Attendance:
        planned = known.planned
        return room.attendance_of(encounter, planned.meeting, planned.directory)

    async def _create_encounter(self, known: _Known) -> Versioned:
        meeting = known.planned.meeting
        return await ensure(self._client, room.new_encounter(meeting), room.unique(meeting.id))

    async def _write_attendance(
        self, meeting_id: str, attendance: Attendance, also: Json
    ) -> Attendance:
        known = await self._known(meeting_id)
        ours, base, driver = room.rounded(attendance), known.attendance, known.driver

        def edit(encounter: Json) -> Json:
            now = room.driver_of(encounter)
            if now is not None and now != driver:
                raise HostConflict("another console drives the meeting")
            merged = merge(base, self._attendance_in(known, encounter), ours)
            return room.with_attendance(encounter, merged, known.planned.meeting) | also

        held = known.encounter or await self._create_encounter(known)
        self._remember(known, await change(self._client, held, edit))
        return known.attendance

    async def _change_agenda(self, known: _Known, edit: Callable[[Json], Json]) -> None:
        async with self._one_at_the_agenda:
            written = await change(self._client, known.planned.agenda, edit)
            known.planned = replace(known.planned, agenda=written)

    def _as_read(self, case: Case) -> Case:
        """Return the case as this console last read or wrote it."""
        all_cases = (each for known in self._seen.values() for each in known.planned.meeting.cases)
        return next((each for each in all_cases if each.id == case.id), case)

    def _remember_case(self, case: Case) -> None:
        for known in self._seen.values():
            meeting = known.planned.meeting
            now = tuple(case if each.id == case.id else each for each in meeting.cases)
            known.planned = replace(known.planned, meeting=replace(meeting, cases=now))


def _with_shown(case: Case, meeting_id: str, encounters: list[Json]) -> Case:
    own = cases.unique(meeting_id, case.id)
    held = next((each for each in encounters if codes.has_identifier(each, *own)), {})
    return replace(case, shown=cases.shown_in(held), shown_ground=cases.ground_in(held))


def _names_of(person: Person, directory: Mapping[str, Json]) -> tuple[str, str]:
    """Return the references that mean somebody: their own, and the role's practitioner."""
    practitioner = child(directory.get(person.id, {}), "practitioner")
    return person.id, string(practitioner, "reference")


def _state(known: _Known, shown: tuple[Case, ...], stored: tuple[StoredOutcome, ...]) -> HostState:
    finished = (
        known.encounter is not None and known.encounter.resource.get("status") == room.FINISHED
    )
    return HostState(
        meeting=replace(known.planned.meeting, cases=shown),
        attendance=known.attendance,
        outcomes=stored,
        driver=known.driver,
        ended=known.planned.ended or finished,
    )
