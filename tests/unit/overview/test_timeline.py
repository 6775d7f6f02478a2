"""The course of the disease on one axis: what is an operation, what is a period, what is kept."""

from typing import Any

import msgspec
import pytest

from app.model.definition import ConferenceDefinition
from app.model.overview import Overview, TimelineRow, Track
from tests.unit.overview.records import GENERAL, Json, concept, overview, resource, section

KVA = "urn:oid:1.2.752.116.1.3.2.1.4"
SNOMED = "http://snomed.info/sct"
V2_0074 = "http://terminology.hl7.org/CodeSystem/v2-0074"
TYPES = (
    "Condition",
    "Procedure",
    "DiagnosticReport",
    "ImagingStudy",
    "MedicationStatement",
    "MedicationRequest",
    "MedicationAdministration",
    "Encounter",
)


def view(resource_type: str, *columns: Json, where: str = "") -> Json:
    made: Json = {
        "resource": resource_type,
        "status": "active",
        "select": [{"column": [{"name": "id", "path": "getResourceKey()"}, *columns]}],
    }
    return made | ({"where": [{"path": where}]} if where else {})


def with_section(kind: str, *views: Json, **limits: int) -> ConferenceDefinition:
    """Return the general definition with one more section, "extra", the only one of its kind."""
    built = msgspec.to_builtins(GENERAL)
    extra = {"key": "extra", "title": {"sv": "X", "en": "X"}, "kind": kind, "views": views}
    others = [s for s in built["sections"] if s["kind"] not in ("timeline", "media")]
    built["sections"] = [*others, extra | limits]
    return msgspec.convert(built, ConferenceDefinition)


def course(*resources: Json, **more: Any) -> list[TimelineRow]:
    shown = overview(*resources, definition=with_section("timeline", *map(view, TYPES)), **more)
    return rows(shown)


def rows(shown: Overview) -> list[TimelineRow]:
    return [row for row in section(shown, "extra").rows if isinstance(row, TimelineRow)]


def done(own: str, at: str, *codings: tuple[str, str, str], **more: Any) -> Json:
    made = resource("Procedure", own, status="completed", code=concept("", *codings))
    return made | {"performedDateTime": at} | more


@pytest.mark.parametrize(
    ("told", "track"),
    [
        (resource("Condition", "x", code=concept("Tumör")), Track.DIAGNOSIS),
        (done("x", "2024", (KVA, "JFB46", "Främre resektion")), Track.OPERATION),
        (done("x", "2024", (KVA, "HAC15", "Mastektomi")), Track.OPERATION),
        (done("x", "2024", (KVA, "DT116", "Cytostatika")), Track.TREATMENT),
        (done("x", "2024", (KVA, "UJF32", "Koloskopi")), Track.OTHER),
        (done("x", "2024", (KVA, "AF063", "Lungröntgen")), Track.OTHER),
        (done("x", "2024", ("http://loinc.org", "JFB46", "Annat")), Track.OTHER),
        (done("x", "2024", (SNOMED, "33195004", "Strålbehandling")), Track.TREATMENT),
        (done("x", "2024", ("", "", "Operation och cytostatika")), Track.OTHER),
        (
            done("x", "2024", category=concept("", (SNOMED, "387713003", ""))),
            Track.OPERATION,
        ),
        (
            resource("DiagnosticReport", "x", category=[concept("", (V2_0074, "RAD", ""))]),
            Track.IMAGING,
        ),
        (
            resource("DiagnosticReport", "x", category=[concept("", (V2_0074, "PAT", ""))]),
            Track.OTHER,
        ),
        (resource("ImagingStudy", "x", status="available"), Track.IMAGING),
        (resource("MedicationRequest", "x", status="active"), Track.TREATMENT),
        (resource("Encounter", "x", status="finished"), Track.OTHER),
    ],
)
def test_the_track_is_told_by_types_and_codes_never_by_words(told: Json, track: Track) -> None:
    dates = dict.fromkeys(("recordedDate", "issued", "started", "authoredOn"), "2024-01-01")
    dated = dates | {"period": {"start": "2024-01-01"}} | told
    assert [row.track for row in course(dated)] == [track]


def test_oldest_first_and_what_has_no_date_is_no_part_of_it() -> None:
    undated = resource("Encounter", "x", status="finished")
    shown = overview(undated, definition=with_section("timeline", view("Encounter")))
    assert rows(shown) == []
    assert [(n.resource_type, n.count) for n in shown.not_shown] == [("Encounter", 1)]
    told = course(
        resource("Condition", "c", code=concept("Tumör"), onsetDateTime="2024-03"),
        done("new", "2026-01-02"),
        done("undated", ""),
        done("old", "2019"),
    )
    assert [row.reference.partition("/")[2] for row in told] == ["old", "c", "new"]


@pytest.mark.parametrize(
    ("elements", "at", "until", "ongoing"),
    [
        ({"effectivePeriod": {"start": "2024-01-02", "end": "2024-06-01"}}, "2024-01-02",
         "2024-06-01", False),
        ({"effectivePeriod": {"start": "2024-01-02"}}, "2024-01-02", "", True),
        ({"effectivePeriod": {"end": "2024-06-01"}}, "", "2024-06-01", False),
        ({"effectivePeriod": {"start": "2024-06-01", "end": "2024-01-02"}}, "2024-01-02",
         "2024-06-01", False),
        ({"effectivePeriod": {"start": "2024-01-02", "end": "9999-12-31"}}, "2024-01-02", "", True),
        ({"effectivePeriod": {"start": "2024-06-01", "end": "2024"}}, "2024-06-01", "2024", False),
        ({"effectivePeriod": {"start": "2024-06-01T08:00:00Z", "end": "2024-06-01T09:00:00Z"}},
         "2024-06-01T08:00:00Z", "", True),
        ({"effectiveDateTime": "2024", "dosage": [{"timing": {"repeat": {"boundsPeriod":
         {"end": "2024-09-01"}}}}]}, "2024", "2024-09-01", False),
    ],
)  # fmt: skip
def test_a_treatment_is_a_period(elements: Json, at: str, until: str, *, ongoing: bool) -> None:
    given = resource("MedicationStatement", "m", status="active") | elements
    (row,) = course(given | {"medicationCodeableConcept": concept("Kapecitabin")})
    assert (row.text, row.at, row.until, row.ongoing) == ("Kapecitabin", at, until, ongoing)


def test_a_contact_is_a_period_and_is_called_something() -> None:
    stay = resource("Encounter", "e", status="in-progress", period={"start": "2026-11-20"})
    (row,) = course(stay | {"class": {"code": "IMP"}})
    assert (row.text, row.at, row.ongoing) == ("Slutenvård", "2026-11-20", True)


def test_what_has_not_happened_says_so() -> None:
    told = course(
        done("a", "2024", (KVA, "JFB46", "Främre resektion"), status="not-done"),
        done("b", "2027", (KVA, "JFB46", "Främre resektion"), status="preparation"),
    )
    assert [row.text for row in told] == [
        "Ej genomfört: Främre resektion",
        "Planerat: Främre resektion",
    ]


def test_the_limit_keeps_the_newest_and_what_goes_on() -> None:
    given = {"effectivePeriod": {"start": "1999"}, "medicationCodeableConcept": concept("Waran")}
    held = [done(str(year), str(year)) for year in range(2015, 2025)]
    held.append(resource("MedicationStatement", "m", status="active") | given)
    definition = with_section("timeline", *map(view, TYPES), limit=3)
    shown = section(overview(*held, definition=definition), "extra")
    assert [row.reference.partition("/")[2] for row in shown.rows] == ["m", "2023", "2024"]
    assert shown.left_out == 8


def test_what_goes_on_still_is_never_too_old() -> None:
    old = {"effectivePeriod": {"start": "1999"}, "medicationCodeableConcept": concept("Waran")}
    definition = with_section("timeline", *map(view, TYPES), months=12)
    going = resource("MedicationStatement", "m", status="active") | old
    ended = done("p", "1999")
    assert [r.reference for r in rows(overview(going, ended, definition=definition))] == [
        "MedicationStatement/m"
    ]


def test_a_study_whose_report_is_there_is_one_line_and_not_called_not_shown() -> None:
    study = resource("ImagingStudy", "s", status="available", started="2026-01-01")
    report = resource(
        "DiagnosticReport",
        "r",
        issued="2026-01-02",
        code=concept("DT buk"),
        imagingStudy={"reference": "ImagingStudy/s"},
    )
    shown = overview(study, report, definition=with_section("timeline", *map(view, TYPES)))
    assert [row.reference for row in rows(shown)] == ["DiagnosticReport/r"]
    assert shown.not_shown == ()


def test_a_view_may_say_what_track_and_what_words() -> None:
    columns = [
        {"name": "track", "path": "'treatment'"},
        {"name": "text", "path": "'Strålbehandling'"},
        {"name": "at", "path": "'2020-01-01'"},
        {"name": "until", "path": "'2020-02-01'"},
    ]
    definition = with_section("timeline", view("Procedure", *columns))
    (row,) = rows(overview(done("p", "2024"), definition=definition))
    assert (row.track, row.text, row.at, row.until) == (
        Track.TREATMENT, "Strålbehandling", "2020-01-01", "2020-02-01",
    )  # fmt: skip


def test_a_pick_that_only_the_timeline_names_is_shown_in_its_own_section() -> None:
    report = resource("DiagnosticReport", "r", code=concept("PAD"), conclusion="Adenokarcinom")
    report["effectiveDateTime"] = "2026-01-01"
    alone = with_section("timeline", view("DiagnosticReport"))
    built = msgspec.to_builtins(alone)
    built["sections"] = [built["sections"][0], built["sections"][-1]]
    definition = msgspec.convert(built, ConferenceDefinition)
    shown = overview(report, definition=definition, picks=("DiagnosticReport/r",))
    assert [row.picked for row in rows(shown)] == [True]
    (statement,) = section(shown, "picked-statements").rows
    assert getattr(statement, "conclusion", "") == "Adenokarcinom"
