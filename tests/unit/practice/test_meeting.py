"""The practice meeting: its people are invented, its numbers official, its dates today's."""

import re
from base64 import b64decode
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.fhirpath.model import choice_behind, element
from app.host import codes
from app.host.cases import CONFERENCE_CASE
from app.library.builtin import BuiltinLibrary
from app.practice.bundles import Pages
from app.practice.meeting import ANCHOR, joined, meeting_id, practice_meeting
from app.practice.serving import practice_store
from app.practice.transaction import Bundles

TODAY = date(2026, 11, 22)
OFFICIAL = frozenset(  # Skatteverket's test numbers that resources/practice/README.md names
    """
    189002029800 189602029812 191212121212 193612196083 193801049267 193902238298 193910219181
    194002049163 194002219113 194203027018 194206119093 194703255788 195009072553 195106062101
    195401782395 195503071754 195708182810 195805133138 196101182803 196109732393 197503259280
    199002222397 199006142385 199101022391 200001252386 200302022389 201609242381 201705142394
    201709012395 201801302389
    """.split()  # noqa: SIM905 -- numbers are read as a paragraph
)
SAMORDNINGSNUMMER_DAYS = 60
MINE = "testberg provell ovningsdal mallstrom modellberg exempelgard provberg testander ovningslund"


@lru_cache(maxsize=4)
def _bundle(today: date) -> dict[str, Any]:
    return practice_meeting(today)


def _resources(today: date = TODAY) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in _bundle(today)["entry"]]


def _of_type(*kinds: str) -> list[dict[str, Any]]:
    return [each for each in _resources() if each["resourceType"] in kinds]


def _of_patient(name: str, *kinds: str) -> list[dict[str, Any]]:
    whose = {f"Patient/{name}"}
    return [
        each
        for each in _of_type(*kinds)
        if {each.get(key, {}).get("reference") for key in ("subject", "patient")} & whose
    ]


def _codes(value: Any) -> set[str]:
    return {text for key, text in _strings(value) if key == "code"}


def _strings(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, list):
        for each in value:
            yield from _strings(each, key)
    elif isinstance(value, dict):
        for name, each in value.items():
            yield from _strings(each, name)


def _checksum(number: str) -> int:
    products = [int(digit) * (2 - place % 2) for place, digit in enumerate(number[2:])]
    return sum(sum(divmod(product, 10)) for product in products) % 10


def test_patients_carry_official_test_numbers_that_fit_them() -> None:
    patients = _of_type("Patient")
    numbers = [each["value"] for patient in patients for each in patient["identifier"]]
    assert len(set(numbers)) == len(patients)
    for number, patient in zip(numbers, patients, strict=True):
        assert number in OFFICIAL
        assert _checksum(number) == 0
        day = int(number[6:8])
        born = f"{number[:4]}-{number[4:6]}-{day % SAMORDNINGSNUMMER_DAYS:02}"
        assert patient["birthDate"] == born
        assert patient["gender"] == ("male" if int(number[-2]) % 2 else "female")
        assert TODAY.year - int(number[:4]) < 90


def test_everything_says_that_it_is_practice() -> None:
    assert all(any(tag["code"] == "HTEST" for tag in each["meta"]["tag"]) for each in _resources())
    (meeting,) = _of_type("Appointment")
    assert meeting["description"].startswith("ÖVNING")


def test_the_meeting_is_today_and_its_agenda_in_order() -> None:
    (meeting,) = _of_type("Appointment")
    start = datetime.fromisoformat(meeting["start"])
    assert meeting["id"] == meeting_id(TODAY)
    assert (start.date(), start.hour) == (TODAY, 13)
    assert start.utcoffset() == start.astimezone().utcoffset()
    (agenda,) = _of_type("List")
    cases = [entry["item"]["reference"] for entry in agenda["entry"]]
    first = (1, 2, 3, 8, 12, 4, 5, 6, 7)  # further cases come from files of their own
    assert cases[:9] == [f"ServiceRequest/fall-2026-11-22-{number}" for number in first]
    assert len(set(cases)) == len(cases)


def test_a_part_adds_to_what_is_told_and_nothing_else_is_told_twice() -> None:
    agenda = {"resourceType": "List", "id": "a", "title": "Agenda", "entry": [1]}
    part = {"resourceType": "List", "id": "a", "entry": [2]}
    other = {"resourceType": "List", "id": "b"}
    assert joined([agenda, other, part]) == [{**agenda, "entry": [1, 2]}, other]
    with pytest.raises(KeyError):
        joined([{"resourceType": "Patient", "id": "a"}] * 2)


def test_every_reference_leads_to_something() -> None:
    there = {f"{each['resourceType']}/{each['id']}" for each in _resources()}
    asked = {text for each in _resources() for key, text in _strings(each) if key == "reference"}
    asked |= {
        text
        for each in _of_type("Media", "DocumentReference")
        for key, text in _strings(each)
        if key == "url"
    }
    assert {text for text in asked if not text.startswith("#")} <= there


def test_every_element_is_one_of_fhir_r4_and_says_something() -> None:
    strange = {each["id"]: _strange(each, each["resourceType"]) for each in _resources()}
    assert {name: found for name, found in strange.items() if found} == {}


def _strange(value: dict[str, Any], kind: str) -> list[str]:
    """Return the paths of what R4 does not know there, repeats or not otherwise, or is empty."""
    choices = Counter(choice.name for name in value if (choice := choice_behind(kind, name)))
    strange = [f"{kind}.{name} twice" for name, count in choices.items() if count > 1]
    for name, held in value.items():
        if name == "resourceType":
            continue
        known = element(kind, name) or choice_behind(kind, name)
        fitting = dict(known.keys).get(name) if known else None
        if fitting is None or known is None or known.repeats != isinstance(held, list):
            strange.append(f"{kind}.{name}")
            continue
        for each in held if isinstance(held, list) else [held]:
            if each in ("", [], {}, None):
                strange.append(f"{kind}.{name} is empty")
            elif isinstance(each, dict):
                strange += _strange(each, each.get("resourceType", fitting))
    return strange


def test_every_conference_definition_is_in_the_library() -> None:
    known = {each.url for each in BuiltinLibrary().definitions()}
    of_cases = {
        url for each in _of_type("ServiceRequest") for url in each.get("instantiatesUri", [])
    }
    assert of_cases <= known
    assert len(of_cases) >= 4


def test_no_year_stays_behind_in_a_text_when_the_meeting_moves() -> None:
    for each in _resources():
        for key, text in _told(each):
            assert not _BARE_YEAR.search(text), (each["id"], key)


_BARE_YEAR = re.compile(r"(?<![\d-])(19|20)\d\d(?![\d:-])")
_TOLD = frozenset(("text", "valueString", "conclusion", "description", "title"))


def _told(resource: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield every text that people read; of an attachment its content."""
    yield from ((key, text) for key, text in _strings(resource) if key in _TOLD)
    attachments = [content.get("attachment", {}) for content in _list(resource, "content")]
    for form in (*attachments, *_list(resource, "presentedForm")):
        if form.get("contentType", "").startswith("text/plain"):
            yield "data", b64decode(form["data"]).decode()


def _list(resource: dict[str, Any], name: str) -> list[dict[str, Any]]:
    found = resource.get(name, [])
    return found if isinstance(found, list) else [found]


def test_dates_keep_their_intervals_and_precision() -> None:
    before = {each["id"]: each for each in _resources(ANCHOR)}
    after = {each["id"]: each for each in _resources(ANCHOR + timedelta(days=400))}
    report = "testberg-mr-lever"
    moved = [datetime.fromisoformat(each[report]["effectiveDateTime"]) for each in (before, after)]
    assert moved[1].date() - moved[0].date() == timedelta(days=400)
    assert moved[0].time() == moved[1].time()
    assert before["testberg-e11"]["onsetDateTime"] == "2014"
    assert after["testberg-e11"]["onsetDateTime"] == "2015"
    assert after["testberg-i48"]["onsetDateTime"] == "2020-06"
    assert before["testberg"]["birthDate"] == after["testberg"]["birthDate"]
    assert before["testberg"]["identifier"] == after["testberg"]["identifier"]


@settings(deadline=None, max_examples=20)
@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)))
def test_on_any_day_nothing_lies_after_the_meeting_but_what_is_planned(today: date) -> None:
    planned = {"Appointment", "Consent", "Coverage"}
    latest = today.isoformat() + "T23:59"
    for each in _resources(today):
        if each["resourceType"] not in planned:
            dates = [text for key, text in _strings(each) if key in _DATE_ELEMENTS]
            assert all(text <= latest for text in dates), each["id"]


_DATE_ELEMENTS = {"effectiveDateTime", "issued", "recordedDate", "authoredOn", "onsetDateTime"}


def test_consent_is_there_but_for_one_patient_of_another_provider() -> None:
    patients = {each["id"]: each for each in _of_type("Patient")}
    permits = {
        each["patient"]["reference"].removeprefix("Patient/")
        for each in _of_type("Consent")
        if each["provision"]["type"] == "permit"
    }
    assert set(MINE.split()) - permits == {"provell"}
    assert patients["provell"]["managingOrganization"]["display"] == "Region Norra Övning"
    assert patients["testberg"]["managingOrganization"]["display"] == "Region Övning"


def test_one_patient_has_blocked_what_another_provider_knows() -> None:
    (block,) = [each for each in _of_type("Consent") if "outer-block" in _codes(each)]
    assert block["patient"]["reference"] == "Patient/modellberg"
    (actor,) = block["provision"]["actor"]
    assert (block["provision"]["type"], _codes(actor["role"])) == ("deny", {"CST"})
    assert actor["reference"]["reference"] == "Organization/ovningsby-specialistvard"


def test_protected_identity_has_no_address() -> None:
    (patient,) = [each for each in _of_type("Patient") if each["id"] == "ovningsdal"]
    assert "sekretessmarkering" in _codes(patient["meta"]["security"])
    assert not {"address", "telecom"} & set(patient)


def test_intimate_photographs_say_so() -> None:
    photographs = _of_patient("testander", "Media")
    assert len(photographs) == 2
    assert all("SEX" in _codes(each["meta"]["security"]) for each in photographs)


def test_wishes_are_missing_of_one_patient_on_purpose_and_pathology_of_another() -> None:
    wishes = {
        name for name in MINE.split() if "75773-2" in _codes(_of_patient(name, "Observation"))
    }
    pathology = {
        name for name in MINE.split() if "PAT" in _codes(_of_patient(name, "DiagnosticReport"))
    }
    assert set(MINE.split()) - wishes == {"testberg"}
    assert set(MINE.split()) - pathology == {"mallstrom"}


@pytest.mark.parametrize("name", MINE.split())
def test_every_case_has_what_a_conference_asks_for(name: str) -> None:
    observed = _codes(_of_patient(name, "Observation"))
    assert {"89247-1", "laboratory", "social-history"} <= observed
    assert "RAD" in _codes(_of_patient(name, "DiagnosticReport"))
    assert {"encounter-diagnosis", "problem-list-item"} <= _codes(_of_patient(name, "Condition"))
    assert _of_patient(name, "AllergyIntolerance") or name == "provell"


def test_two_patients_were_at_an_earlier_conference() -> None:
    earlier = [each for each in _of_type("Encounter") if each["class"]["code"] == "conference-case"]
    assert {each["subject"]["reference"] for each in earlier} >= {
        "Patient/exempelgard",
        "Patient/ovningslund",
    }
    told = codes.coding(codes.ENCOUNTER_CLASS, CONFERENCE_CASE)
    assert all((each["status"], each["class"]) == ("finished", told) for each in earlier)


def test_a_value_outside_its_interval_says_so_and_no_other() -> None:
    for each in _of_type("Observation"):
        (interval,) = each.get("referenceRange", [{}])
        if "valueQuantity" in each and interval:
            value = each["valueQuantity"]["value"]
            high = interval.get("high", {}).get("value")
            low = interval.get("low", {}).get("value")
            code = "H" if high is not None and value > high else ""
            code = "L" if low is not None and value < low else code
            told = [i["coding"][0]["code"] for i in each.get("interpretation", [])]
            assert told == ([code] if code else []), each["id"]


def test_seeding_twice_changes_nothing() -> None:
    store = practice_store()
    before = [each.number for each in store.all("Observation")]
    today = datetime.now().astimezone().date()
    Bundles(store, Pages(), "").process(practice_meeting(today))
    assert [each.number for each in store.all("Observation")] == before
    assert set(before) == {1}
