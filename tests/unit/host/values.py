"""A meeting, a case and an entry of the access log; invented."""

from datetime import UTC, datetime, timedelta

from app.model.case import Case, Meeting, Patient, Question
from app.model.people import Organisation, Person, Role
from app.room.ports import AccessEntry, AccessKind, OutcomeContext

NOW = datetime(2026, 11, 22, 13, 0, tzinfo=UTC)
SURGEON = Person(id="PractitionerRole/s", name="Bo Kirurg", profession="kirurg")
WALK_IN = Person(id="urn:uuid:71111111-2222-4333-8444-555555555555", name="Cia Inhoppare")
PATIENT = Patient(reference="Patient/p", family="Testsson")
CASE = Case(id="c", patient=PATIENT, question=Question(text="Operation?"))
MEETING = Meeting(
    id="m",
    title="MDK",
    start=NOW,
    end=NOW + timedelta(hours=1),
    unit=Organisation(),
    provider=Organisation(),
    invited=(SURGEON,),
    cases=(CASE,),
)
CHAIR = Person(id="PractitionerRole/o", name="Anna Ordförande", role=Role.CHAIR)
CONTEXT = OutcomeContext(
    meeting=MEETING, case=CASE, chair=CHAIR, took_part=(), information=(), at=NOW
)
ENTRY = AccessEntry(
    id="81111111-2222-4333-8444-555555555555",
    kind=AccessKind.SHOW,
    at=NOW,
    reader=CHAIR,
    patient=PATIENT,
    case="c",
    meeting="m",
)
