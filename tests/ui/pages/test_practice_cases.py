"""The practice cases as the meeting shows them: with question, picks and media, few pages each.

A conference has four minutes a case. What a limit leaves out is counted on the pages; here stands
how many pages are left. The pages of PDF documents come last and are not counted: they are read
when somebody asks for them, and how many they are is their author's choice.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from functools import cache
from typing import Any

import pytest

from app.host.requests import definition_of, picks_of
from app.library.builtin import BuiltinLibrary
from app.model.banner import BannerPolicy
from app.model.case import Question
from app.model.definition import Title
from app.model.overview import Overview
from app.model.room_profile import RoomProfile
from app.overview import compose, read_bundle
from app.practice.body import encode
from app.practice.meeting import practice_meeting
from ui.pages.render import PageRenderer

TODAY = date(2026, 11, 22)
AS_OF = datetime.combine(TODAY, time(12), tzinfo=UTC)
LIBRARY = BuiltinLibrary()
MEETING = "colorectal"  # the meeting's own kind of conference, for cases that name none
NAMING = {"Organization", "Practitioner", "PractitionerRole"}
LINE = 78  # characters of the banner's question on one line, six metres away
USUAL, MORE = 12, 15  # pages; more where an earlier conference is told of, and for no tumour
BUDGET = {
    "testberg": USUAL,
    "provell": USUAL,
    "ovningsdal": USUAL,
    "mallstrom": USUAL,
    "modellberg": USUAL,
    "exempelgard": MORE,
    "provberg": USUAL,
    "testander": USUAL,
    "ovningslund": MORE,
    "provinge": MORE,
    "overmo": MORE,
    "provmark": MORE,
}


@cache
def everything() -> tuple[dict[str, Any], ...]:
    return tuple(entry["resource"] for entry in practice_meeting(TODAY)["entry"])


def cases() -> Iterator[tuple[str, dict[str, Any]]]:
    for each in everything():
        if each["resourceType"] == "ServiceRequest" and each["id"].startswith("fall-"):
            yield each["subject"]["reference"].removeprefix("Patient/"), each


def record_of(name: str) -> bytes:
    """Return what the host holds of a patient as a Bundle, with names and contents of media."""
    patient = f"Patient/{name}"
    own = [each for each in everything() if patient in {_about(each), _path(each)}]
    media = {text for each in own for text in _urls(each)}
    named = [
        each for each in everything() if each["resourceType"] in NAMING or _path(each) in media
    ]
    entries = [{"resource": each} for each in (*own, *named)]
    bundle = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    return encode(bundle)


def _path(resource: dict[str, Any]) -> str:
    return f"{resource['resourceType']}/{resource['id']}"


def _urls(value: Any, key: str = "") -> Iterator[str]:
    if isinstance(value, dict):
        for name, each in value.items():
            yield from _urls(each, name)
    elif isinstance(value, list):
        for each in value:
            yield from _urls(each, key)
    elif key == "url":
        yield str(value)


def _about(resource: dict[str, Any]) -> str:
    about = resource.get("subject", resource.get("patient", {}))
    return str(about.get("reference", ""))


@cache
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
        question=Question(text=_joined(case["reasonCode"]), background=_joined(case["note"])),
        as_of=AS_OF,
        picks=picks_of(case),
        case_number=1,
        practice=True,
        since=_last_conference(name),
    )


def _joined(told: list[dict[str, Any]]) -> str:
    return "\n".join(str(each["text"]) for each in told)


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
    renderer = PageRenderer(RoomProfile(), language="sv", theme="light", banner=BannerPolicy.FULL)
    titles = renderer.set_overview(overview_of(name), keep=None)
    documents = _title(name, "documents")
    assert sum(title.sections != (documents,) for title in titles) <= BUDGET[name]


def _title(name: str, key: str) -> Title | None:
    found = (each.title for each in overview_of(name).sections if each.key == key)
    return next(found, None)


@pytest.mark.parametrize("name", BUDGET)
def test_the_question_takes_one_line_of_the_banner(name: str) -> None:
    assert len(overview_of(name).question.text) <= LINE


@pytest.mark.parametrize("name", BUDGET)
def test_few_things_are_picked_and_all_are_there(name: str) -> None:
    picks = {pick.reference for pick in picks_of(dict(cases())[name])}
    shown = overview_of(name)
    rows = [row for section in shown.sections for row in section.rows if row.picked]
    assert 1 <= len(picks) <= 2
    assert {row.reference for row in rows} == picks
    assert not any(section.key.startswith("picked") for section in shown.sections)


@pytest.mark.parametrize("name", ["exempelgard", "ovningslund", "provinge"])
def test_what_the_last_conference_said_is_told_and_what_came_after_is_new(name: str) -> None:
    shown = overview_of(name)
    (last,) = [row for each in shown.sections if each.key == "last-conference" for row in each.rows]
    rows = [row for section in shown.sections for row in section.rows]
    assert shown.since
    assert not last.new
    assert {row.new for row in rows} == {True, False}


def test_every_case_has_its_budget() -> None:
    assert {name for name, _ in cases()} == set(BUDGET)
