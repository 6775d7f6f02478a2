"""Small invented records: builders of resources, and the short way from them to an overview."""

from datetime import UTC, datetime
from typing import Any

from app.library.builtin import BuiltinLibrary
from app.model.case import Patient, Pick, Question, Sex
from app.model.definition import ConferenceDefinition
from app.model.overview import AnyRow, Overview, Section
from app.model.record import Need, SourceAnswer
from app.overview import Record, compose, needs

Json = dict[str, Any]

NOW = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)
PATIENT = Patient(reference="Patient/p", family="Prov", birth_date="1950-09-07", sex=Sex.MALE)
SUBJECT = {"reference": "Patient/p"}
LIBRARY = BuiltinLibrary()
GENERAL = LIBRARY.definition_named("general")
COLORECTAL = LIBRARY.definition_named("colorectal")
CLINICAL = "http://terminology.hl7.org/CodeSystem/condition-clinical"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
ICD = "urn:oid:1.2.752.116.1.1.1.1.3"
NPU = "urn:oid:1.2.752.108.1"


def resource(resource_type: str, own: str, **elements: Any) -> Json:
    """Return a resource of the patient's."""
    about = "patient" if resource_type == "AllergyIntolerance" else "subject"
    return {"resourceType": resource_type, "id": own, about: SUBJECT, **elements}


def concept(text: str = "", *codings: tuple[str, str, str]) -> Json:
    """Return a CodeableConcept: text, and (system, code, display) tuples."""
    found: Json = {"text": text} if text else {}
    if codings:
        found["coding"] = [
            {k: v for k, v in (("system", s), ("code", c), ("display", d)) if v}
            for s, c, d in codings
        ]
    return found


def observation(own: str, code: Json, category: str = "laboratory", **elements: Any) -> Json:
    """Return an Observation of that category."""
    categories = [concept("", (CATEGORY, category, ""))]
    return resource("Observation", own, category=categories, code=code, **elements)


def hb(own: str, value: Any, at: str, **elements: Any) -> Json:
    """Return a haemoglobin value."""
    measured = {"value": value, "unit": "g/L"}
    code = concept("B-Hemoglobin", (NPU, "NPU28309", "B-Hemoglobin"))
    return observation(own, code, effectiveDateTime=at, valueQuantity=measured, **elements)


def answered(
    *resources: Json, source: str = "Region Övning", types: tuple[str, ...] = ()
) -> Record:
    """Return a record whose one source has answered for all types of both definitions."""
    asked = {n.resource_type for d in (GENERAL, COLORECTAL) for n in needs(d)}
    held = {str(r.get("resourceType")) for r in resources} | set(types)
    record = Record()
    for resource_type in sorted(asked | held):
        found = tuple(r for r in resources if str(r.get("resourceType")) == resource_type)
        need = Need(resource_type=resource_type)
        answer = SourceAnswer(source=source, need=need, resources=found, at=NOW)
        record = record.with_answer(answer, PATIENT)
    return record


def overview(
    *resources: Json,
    record: Record | None = None,
    definition: ConferenceDefinition = GENERAL,
    picks: tuple[str, ...] = (),
    patient: Patient = PATIENT,
    language: str = "sv",
    since: str = "",
) -> Overview:
    """Compose an overview of some resources, or of a record."""
    return compose(
        definition,
        answered(*resources) if record is None else record,
        patient=patient,
        question=Question(text="Kurativ behandling?"),
        as_of=NOW,
        picks=tuple(Pick(reference=each) for each in picks),
        language=language,
        since=since,
    )


def section(shown: Overview, key: str) -> Section:
    """Return the section of that key."""
    return next(each for each in shown.sections if each.key == key)


def only_row(shown: Overview, key: str) -> AnyRow:
    """Return the one row of a section."""
    (row,) = section(shown, key).rows
    return row
