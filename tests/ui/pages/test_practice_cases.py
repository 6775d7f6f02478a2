"""The practice cases as the meeting shows them: with question, picks and media, few pages each.

A conference has four minutes a case. What a limit leaves out is counted on the pages; here stands
how many pages are left.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import lru_cache
from typing import Any

import msgspec
import pytest

from app.host.requests import definition_of, picks_of
from app.library.builtin import BuiltinLibrary
from app.model.case import Question
from app.model.overview import Overview
from app.overview import compose, read_bundle
from app.practice.meeting import practice_meeting
from tests.ui.pages.reading import pages_of

TODAY = date(2026, 11, 22)
AS_OF = datetime.combine(TODAY, time(12), tzinfo=UTC)
LIBRARY = BuiltinLibrary()
MEETING = "colorectal"  # the meeting's own kind of conference, for cases that name none
BUDGET = {
    "testberg": 12,
    "provell": 12,
    "ovningsdal": 12,
    "mallstrom": 12,
    "modellberg": 12,
    "exempelgard": 12,
    "provberg": 12,
    "testander": 12,
    "ovningslund": 12,
    "provinge": 15,
    "overmo": 15,
    "provmark": 15,
}


@lru_cache(maxsize=1)
def everything() -> tuple[dict[str, Any], ...]:
    return tuple(entry["resource"] for entry in practice_meeting(TODAY)["entry"])


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for each in everything():
        if each["resourceType"] == "ServiceRequest" and each["id"].startswith("fall-"):
            yield each["subject"]["reference"].removeprefix("Patient/"), each


def record_of(name: str) -> bytes:
    """Return what the host holds of a patient, and everything that is nobody's, as a Bundle."""
    patient = f"Patient/{name}"
    held = [
        {"resource": each}
        for each in everything()
        if each["resourceType"] != "Patient" or each["id"] == name
        if _about(each) in {"", patient}
    ]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": held}
    return msgspec.json.Encoder(decimal_format="number").encode(bundle)


def _about(resource: dict[str, Any]) -> str:
    about = resource.get("subject", resource.get("patient", {}))
    return str(about.get("reference", ""))


@lru_cache(maxsize=None)
def overview_of(name: str) -> Overview:
    """Return the overview of a case as the meeting shows it."""
    case = dict(cases())[name]
    named = definition_of(case)
    definition = LIBRARY.definition(named) if named else LIBRARY.definition_named(MEETING)
    read = read_bundle(record_of(name), definition, at=AS_OF)
    return compose(
        definition,
        read.record,
        patient=read.patient,
        question=Question(text=case["reasonCode"][0]["text"]),
        as_of=AS_OF,
        picks=picks_of(case),
        case_number=1,
        practice=True,
        since=_last_conference(name),
    )


def _last_conference(name: str) -> str:
    """Return when the patient's last conference was, as the host tells it: its newest Encounter."""
    ended = [
        each["period"]["start"]
        for each in everything()
        if each["resourceType"] == "Encounter" and _about(each) == f"Patient/{name}"
        if each["class"]["code"] == "conference-case"
    ]
    return max(ended, default="")


@pytest.mark.parametrize("name", BUDGET)
def test_a_case_is_read_in_its_time(name: str) -> None:
    _, pages = pages_of(overview_of(name))
    assert pages <= BUDGET[name]


def test_every_case_has_its_budget() -> None:
    assert {name for name, _ in cases()} == set(BUDGET)
