"""The practice meeting: its people are invented, its numbers official, its dates today's."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practice.bundles import Pages
from app.practice.meeting import ANCHOR, meeting_id, practice_meeting
from app.practice.serving import practice_store
from app.practice.transaction import Bundles

TODAY = date(2026, 11, 22)
OFFICIAL = {
    "191212121212", "189002029800", "196101182803", "199002222397", "200001252386",
    "195009072553", "200302022389", "189602029812", "195401782395", "196109732393",
}  # fmt: skip
SAMORDNINGSNUMMER_DAYS = 60


def _resources(today: date = TODAY) -> list[dict[str, Any]]:
    return [entry["resource"] for entry in practice_meeting(today)["entry"]]


def _of_type(*kinds: str) -> list[dict[str, Any]]:
    return [each for each in _resources() if each["resourceType"] in kinds]


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
    assert len(patients) == 3
    for patient in patients:
        (number,) = (each["value"] for each in patient["identifier"])
        assert number in OFFICIAL
        assert _checksum(number) == 0
        day = int(number[6:8])
        born = f"{number[:4]}-{number[4:6]}-{day % SAMORDNINGSNUMMER_DAYS:02}"
        assert patient["birthDate"] == born
        assert patient["gender"] == ("male" if int(number[-2]) % 2 else "female")


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
    assert cases == [f"ServiceRequest/fall-2026-11-22-{number}" for number in (1, 2, 3)]


def test_every_reference_leads_to_something() -> None:
    there = {f"{each['resourceType']}/{each['id']}" for each in _resources()}
    asked = {text for each in _resources() for key, text in _strings(each) if key == "reference"}
    assert {text for text in asked if not text.startswith("#")} <= there


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


@given(st.dates(date(1970, 1, 2), date(2100, 1, 1)))
def test_on_any_day_nothing_lies_after_the_meeting_but_what_is_planned(today: date) -> None:
    planned = {"Appointment", "Consent", "Coverage"}
    latest = today.isoformat() + "T23:59"
    for each in _resources(today):
        if each["resourceType"] not in planned:
            dates = [text for key, text in _strings(each) if key in _DATE_ELEMENTS]
            assert all(text <= latest for text in dates), each["id"]


_DATE_ELEMENTS = {"effectiveDateTime", "issued", "recordedDate", "authoredOn", "onsetDateTime"}


def test_three_cases_of_three_kinds() -> None:
    patients = {each["id"]: each for each in _of_type("Patient")}
    testberg, provell, ovningsdal = (
        patients[name] for name in ("testberg", "provell", "ovningsdal")
    )
    consents = {each["patient"]["reference"] for each in _of_type("Consent")}
    assert consents == {"Patient/testberg", "Patient/ovningsdal"}
    providers = [each["managingOrganization"]["display"] for each in (testberg, provell)]
    assert providers == ["Region Övning", "Region Norra Övning"]
    labels = {label["code"] for label in ovningsdal["meta"]["security"]}
    assert "sekretessmarkering" in labels
    assert not {"address", "telecom"} & set(ovningsdal)


@pytest.mark.parametrize(("patient", "has"), [("testberg", False), ("ovningsdal", True)])
def test_the_first_patients_wishes_are_missing_on_purpose(patient: str, has: bool) -> None:  # noqa: FBT001
    wishes = [
        each
        for each in _of_type("Observation")
        if each["subject"]["reference"] == f"Patient/{patient}"
        and each["code"]["coding"][0]["code"] == "75773-2"
    ]
    assert bool(wishes) is has


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
