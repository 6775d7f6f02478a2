"""Cases that others than care staff take part in: a guardian, a patient, the municipality.

Read as the host reads them and judged by the gate: who may see what is what they practise.
"""

import re
from base64 import b64decode
from datetime import date
from functools import lru_cache
from typing import Any

import pytest

from app.host.consents import access_facts
from app.host.people import person_of
from app.library.builtin import BuiltinLibrary
from app.model.case import Case, Patient, Question
from app.model.people import Organisation, OrganisationKind, Person, Role
from app.practice.meeting import practice_meeting
from app.room.gate import Decision, Opening, Policy, Refusal, decide

TODAY = date(2026, 11, 22)
REGION = Organisation(hsa_id="SE0000000001-P001", name="Region Övning")
CHAIR = Person(id="PractitionerRole/sandelvik", name="Karin Sandelvik", provider=REGION)
CASES = {9: "provinge", 10: "overmo", 11: "provmark"}


@lru_cache(maxsize=1)
def directory() -> dict[str, dict[str, Any]]:
    entries = (entry["resource"] for entry in practice_meeting(TODAY)["entry"])
    return {f"{each['resourceType']}/{each['id']}": each for each in entries}


def case_of(number: int) -> dict[str, Any]:
    return directory()[f"ServiceRequest/fall-{TODAY}-{number}"]


def invited() -> dict[str, Person]:
    cases = {f"Patient/{name}": case_of(number)["id"] for number, name in CASES.items()}
    people = directory()[f"Appointment/mote-{TODAY}"]["participant"]
    read = (person_of(each, "actor", directory(), cases) for each in people)
    return {person.id: person for person in read}


def judged(number: int, *here: str, shared: bool = False) -> Decision:
    """Ask the gate about a case with the chair and those who are named."""
    patient = f"Patient/{CASES[number]}"
    consents = [each for each in directory().values() if each["resourceType"] == "Consent"]
    patient_of = Patient(reference=patient, provider=REGION)
    case = Case(id=case_of(number)["id"], patient=patient_of, question=Question(text=""))
    people = tuple(invited()[each] for each in here)
    facts = access_facts(consents, patient, directory())
    everybody = (CHAIR, *people)
    opening = Opening(case=case, facts=facts, chair=CHAIR, here=everybody, on=TODAY, shared=shared)
    return decide(Policy(), opening)


def test_they_stand_on_the_agenda_in_their_order() -> None:
    agenda = [e["item"]["reference"] for e in directory()[f"List/agenda-{TODAY}"]["entry"]]
    assert [each[-2:].strip("-") for each in agenda[-3:]] == ["9", "10", "11"]


@pytest.mark.parametrize(("number", "name"), [(9, "rare"), (10, "careplan"), (11, "discharge")])
def test_each_has_its_own_kind_of_conference_and_a_presenter(number: int, name: str) -> None:
    (url,) = case_of(number)["instantiatesUri"]
    definition = BuiltinLibrary().definition_named(name)
    assert definition.url == url
    presenter = invited()[case_of(number)["requester"]["reference"]]
    assert presenter.role is Role.PRESENTER
    if name in {"careplan", "discharge"}:
        assert definition.intentions == ()
    assert definition.care_plan is (name == "careplan")


def test_whoever_belongs_to_a_case_may_see_that_one_and_no_other() -> None:
    guardian, patient, mother = (
        invited()[key]
        for key in ("RelatedPerson/provinge-mor", "Patient/overmo", "RelatedPerson/overmo-mor")
    )
    assert {guardian.role, patient.role, mother.role} == {Role.GUARDIAN, Role.PATIENT}
    assert judged(9, guardian.id).is_yes
    assert judged(10, patient.id, mother.id).is_yes
    for number, stranger in ((9, patient), (10, guardian), (11, mother)):
        (objection,) = judged(number, stranger.id).objections
        assert objection.refusal is Refusal.OTHER_PATIENT_PRESENT


def test_the_municipality_takes_part_where_the_patient_has_named_it() -> None:
    care, services = (invited()[f"PractitionerRole/{name}"] for name in ("ringvall", "lundgard"))
    assert care.organisation is OrganisationKind.CONNECTED_SOCIAL_CARE
    assert services.organisation is OrganisationKind.SOCIAL_SERVICES
    assert care.provider == services.provider != REGION
    assert judged(10, care.id, services.id).is_yes
    assert judged(11, care.id).is_yes  # his consent names nobody: it answers for anyone in care
    (objection,) = judged(11, services.id).objections
    assert objection.refusal is Refusal.OUTSIDER_CONSENT_MISSING


def test_the_consent_to_the_municipality_is_no_consent_to_anybody_else() -> None:
    (objection,) = judged(10, "PractitionerRole/isfjall", shared=True).objections
    assert objection.refusal is Refusal.CONSENT_MISSING


def test_every_picture_film_and_document_is_there_as_what_it_says() -> None:
    attachments = [
        content.get("attachment", content)
        for each in directory().values()
        for content in _contents(each)
    ]
    asked = {each["url"]: each["contentType"] for each in attachments if "url" in each}
    made = {
        f"Binary/{each['id']}": each["contentType"]
        for each in directory().values()
        if each["resourceType"] == "Binary"
    }
    assert asked == made


def _contents(resource: dict[str, Any]) -> list[dict[str, Any]]:
    content = resource.get("content", [])
    return [content] if isinstance(content, dict) else content


def test_no_word_of_the_protected_patient_tells_where_she_is_or_who_is_near_her() -> None:
    told = " ".join(
        text
        for each in directory().values()
        if "Patient/ovningsdal" in str(each.get("subject", each.get("patient")))
        for text in _words(each)
    ).casefold()
    assert "skyddade personuppgifter" in told
    near = "övningsby|sjukhus|vårdcentral|hemort|make|maka|sambo|son|dotter|mor|far|syster|bror"
    assert re.findall(rf"\b(?:{near})(?:en|s)?\b", told) == []


def _words(value: Any, key: str = "") -> list[str]:
    """Return what a page would say of a resource: its texts, without who wrote them."""
    if isinstance(value, dict):
        return [word for name, each in value.items() for word in _words(each, name)]
    if isinstance(value, list):
        return [word for each in value for word in _words(each, key)]
    if key == "data":
        return [b64decode(value).decode()]
    return [str(value)] if key in {"text", "conclusion", "description", "valueString"} else []
