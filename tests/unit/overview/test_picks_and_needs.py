"""What is asked for, the picks of the occasion, and what follows from the first answers."""

import pytest
from msgspec.structs import replace

from app.model.case import Pick
from app.model.definition import ConferenceDefinition, SectionKind
from app.model.overview import Answer, LaboratoryRow
from app.model.record import Need, SourceAnswer
from app.overview import Record, further, needs
from app.overview.preparing import covers
from app.overview.references import RECORD_SYSTEM
from app.overview.shape import Json
from tests.unit.overview.records import (
    COLORECTAL,
    GENERAL,
    NOW,
    PATIENT,
    answered,
    concept,
    hb,
    overview,
    resource,
    section,
)

SOURCE = "Region Övning"


def test_every_type_of_the_definition_is_asked_for_once_or_narrowly() -> None:
    asked = needs(COLORECTAL)
    assert len(set(asked)) == len(asked)
    assert {"AllergyIntolerance", "Condition", "Observation", "DiagnosticReport"} <= {
        need.resource_type for need in asked
    }
    for need in asked:
        alone = [n for n in asked if n.resource_type == need.resource_type and not n.ids]
        assert need.parameters or len(alone) == 1


def test_a_wider_need_covers_a_narrower_one() -> None:
    whole = Need(resource_type="Observation")
    category = Need(resource_type="Observation", parameters=(("category", "laboratory"),))
    both = Need(resource_type="Observation", parameters=(("code", "x"), ("category", "laboratory")))
    single = Need(resource_type="Observation", ids=("1",))
    for wider, narrower in ((whole, category), (whole, both), (category, both), (whole, single)):
        assert covers(wider, narrower)
        assert not covers(narrower, wider) or wider == narrower
    asked = needs(COLORECTAL)
    assert not any(covers(a, b) for a in asked for b in asked if a is not b)


def test_a_failed_narrow_need_only_hurts_the_sections_that_need_it() -> None:
    asked = needs(COLORECTAL)
    record = Record.awaiting((SOURCE,), asked)
    for need in asked:
        category = dict(need.parameters).get("category", "")
        error = "host-silent" if category.endswith("|laboratory") else ""
        answer = SourceAnswer(source=SOURCE, need=need, at=NOW, error=error)
        record = record.with_answer(answer, PATIENT)
    shown = overview(record=record, definition=COLORECTAL)
    failed = {each.key for each in shown.sections if each.answer is Answer.FAILED}
    assert failed == {"laboratory"}
    assert shown.is_complete


def test_a_pick_of_a_type_that_is_not_asked_for_is_read_by_its_id() -> None:
    picks = (Pick(reference="Immunization/7"), Pick(reference="Condition/1"))
    asked = needs(GENERAL, picks)
    assert Need(resource_type="Immunization", ids=("7",)) in asked
    assert not any(need.ids for need in asked if need.resource_type == "Condition")


def test_a_pick_that_a_section_shows_is_marked_there() -> None:
    tumour = resource("Condition", "c", code=concept("Tumör"))
    shown = overview(tumour, picks=("Condition/c",))
    assert [row.picked for row in section(shown, "diagnoses").rows] == [True]
    assert not any(each.key.startswith("picked") for each in shown.sections)


def test_an_earlier_value_of_a_series_marks_its_row() -> None:
    shown = overview(hb("1", 120, "2025"), hb("2", 130, "2026"), picks=("Observation/1",))
    (row,) = section(shown, "laboratory").rows
    assert isinstance(row, LaboratoryRow)
    assert (row.reference, row.picked) == ("Observation/2", True)


def test_a_pick_is_never_cut_by_a_sections_limit() -> None:
    done = [
        resource("Procedure", str(n), status="completed", code=concept(f"Åtgärd {n}"))
        | {"performedDateTime": f"20{n:02}"}
        for n in range(20)
    ]
    procedures = section(overview(*done, picks=("Procedure/1",)), "procedures")
    assert procedures.rows[-1].reference == "Procedure/1"
    assert (len(procedures.rows), procedures.left_out) == (13, 7)


@pytest.mark.parametrize(
    ("picked", "kind"),
    [
        (resource("Immunization", "x", vaccineCode=concept("Influensa")), SectionKind.FACTS),
        (
            resource("MedicationRequest", "x", status="stopped")
            | {"medicationCodeableConcept": concept("Waran")},
            SectionKind.MEDICINES,
        ),
    ],
)
def test_a_pick_that_no_section_shows_gets_a_section_of_its_kind(
    picked: dict[str, object], kind: SectionKind
) -> None:
    reference = f"{picked['resourceType']}/x"
    shown = overview(picked, picks=(reference,))
    own = section(shown, f"picked-{kind.value}")
    assert [(row.reference, row.picked) for row in own.rows] == [(reference, True)]
    assert (own.kind, own.answer, shown.not_shown) == (kind, Answer.KNOWN, ())


KEPT_ELSEWHERE = {"system": f"{RECORD_SYSTEM}/GetDiagnosis/SE1-S1", "value": "D 17"}
NAMED = f"Condition?identifier={RECORD_SYSTEM}/GetDiagnosis/SE1-S1|D 17"


def test_a_record_that_is_kept_elsewhere_is_named_and_picked_by_its_identifier() -> None:
    tumour = resource("Condition", "made-of-it", code=concept("Tumör"), identifier=[KEPT_ELSEWHERE])
    shown = overview(tumour)
    assert [row.reference for row in section(shown, "diagnoses").rows] == [NAMED]
    again = tumour | {"id": "another-id"}
    picked = section(overview(again, picks=(NAMED,)), "diagnoses").rows
    assert [(row.reference, row.picked) for row in picked] == [(NAMED, True)]


def test_a_pick_by_identifier_that_no_section_shows_is_found_by_it() -> None:
    system = f"{RECORD_SYSTEM}/GetVaccinationHistory/SE1-S1"
    given = resource("Immunization", "x", vaccineCode=concept("Influensa"))
    given |= {
        "identifier": [{"system": "urn:other", "value": "1"}, {"system": system, "value": "7"}]
    }
    name = f"Immunization?identifier={system}|7"
    own = section(overview(given, picks=(name,)), "picked-facts")
    assert [(row.reference, row.picked) for row in own.rows] == [(name, True)]
    lost = section(overview(given, picks=(f"{name}0",)), "picked-missing")
    assert (lost.answer, lost.left_out) == (Answer.FAILED, 0)  # beyond no limit: just not there


def test_a_pick_by_identifier_is_searched_for_by_it_unless_its_type_is_asked_for() -> None:
    system = f"{RECORD_SYSTEM}/GetVaccinationHistory/SE1-S1"
    picks = (Pick(reference=f"Immunization?identifier={system}|7"), Pick(reference=NAMED))
    asked = needs(GENERAL, picks)
    token = (("identifier", f"{system}|7"),)
    assert Need(resource_type="Immunization", parameters=token) in asked
    assert not any(need.parameters == (("identifier", "D 17"),) for need in asked)
    assert [need for need in asked if need.resource_type == "Condition" and need.parameters] == []


def test_a_pick_that_is_not_there_is_said_to_be_missing() -> None:
    need = Need(resource_type="Immunization", ids=("x",))
    waiting = answered().asked_further((SOURCE,), (need,))
    lost = waiting.with_answer(SourceAnswer(source=SOURCE, need=need, at=NOW), PATIENT)
    answers = [
        section(overview(record=record, picks=("Immunization/x",)), "picked-missing").answer
        for record in (waiting, lost)
    ]
    assert answers == [Answer.LOADING, Answer.FAILED]


def test_what_is_referred_to_without_a_name_is_asked_for_further() -> None:
    given = resource("MedicationStatement", "s", status="active") | {
        "medicationReference": {"reference": "Medication/m"},
        "informationSource": {"reference": "Organization/o", "display": "Vårdcentralen"},
    }
    record = answered(given)
    assert further(record, PATIENT) == (Need(resource_type="Medication", ids=("m",)),)
    medication = {"resourceType": "Medication", "id": "m", "code": concept("Waran")}
    need = Need(resource_type="Medication", ids=("m",))
    answer = SourceAnswer(source=SOURCE, need=need, resources=(medication,), at=NOW)
    assert further(record.with_answer(answer, PATIENT), PATIENT) == ()


def test_asking_further_never_asks_twice() -> None:
    need = Need(resource_type="Medication", ids=("m",))
    once = Record().asked_further((SOURCE,), (need,))
    assert once.asked_further((SOURCE,), (need,)) == once
    answered_once = once.with_answer(SourceAnswer(source=SOURCE, need=need, at=NOW), PATIENT)
    assert answered_once.asked_further((SOURCE,), (need,)).waiting == ()


def with_limits(key: str, *, months: int = 0, limit: int = 0) -> ConferenceDefinition:
    """Return the general definition with other limits in one section."""
    sections = tuple(
        replace(each, months=months, limit=limit) if each.key == key else each
        for each in GENERAL.sections
    )
    return replace(GENERAL, sections=sections)


def medicine(own: str, status: str, since: str, until: str = "") -> Json:
    period = {"start": since} | ({"end": until} if until else {})
    code = {"medicationCodeableConcept": concept(own), "effectivePeriod": period}
    return resource("MedicationStatement", own, status=status, **code)


@pytest.mark.parametrize(
    ("key", "kept", "held"),
    [
        ("medicines", ["old"], [medicine("old", "active", "1999-01-01")]),
        (
            "ended-medicines",
            ["lately"],
            [
                medicine("lately", "stopped", "1999-01-01", "2026-11-15"),
                medicine("long-ago", "stopped", "1999-01-01", "2001-01-01"),
            ],
        ),
        (
            "alerts",
            ["nuts"],
            [resource("AllergyIntolerance", "nuts", code=concept("nuts"), recordedDate="1988")],
        ),
    ],
)
def test_a_period_goes_by_until_when_something_held(
    key: str, kept: list[str], held: list[Json]
) -> None:
    shown = section(overview(*held, definition=with_limits(key, months=12)), key)
    assert [row.reference.rpartition("/")[2] for row in shown.rows] == kept
    assert shown.left_out == len(held) - len(kept)


def test_a_period_and_a_limit_leave_out_and_count() -> None:
    values = [hb("1", 1, "2026-11-01"), hb("2", 2, "2020-01-01"), hb("3", 3, "2026-10-01")]
    for value, name in zip(values, "abc", strict=True):
        value["code"] = concept(name)
    for months, limit, kept in ((12, 0, ["1", "3"]), (0, 1, ["1"]), (12, 1, ["1"])):
        definition = with_limits("laboratory", months=months, limit=limit)
        laboratory = section(overview(*values, definition=definition), "laboratory")
        assert [row.reference.rpartition("/")[2] for row in laboratory.rows] == kept
        assert laboratory.left_out == 3 - len(kept)
