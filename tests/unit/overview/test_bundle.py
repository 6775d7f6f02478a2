"""Reading whole bundles: every kind, the right patient, and nothing lost to one bad resource."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from app.model.errors import RecordUnreadable
from app.model.overview import Answer, NotShownReason, Overview
from app.overview import BundleRead, compose, read_bundle
from tests.unit.overview.records import GENERAL, NOW, Json, concept, hb, resource, section

PATIENT = {"resourceType": "Patient", "id": "p", "name": [{"family": "Prov", "given": ["Eva"]}]}
TUMOUR = resource("Condition", "c", code=concept("Tumör"))


def bundle(*resources: Json, kind: str = "collection", **elements: Any) -> bytes:
    entries = [{"resource": each} for each in resources]
    whole = {"resourceType": "Bundle", "type": kind, "entry": entries, **elements}
    return json.dumps(whole, ensure_ascii=False).encode()


def read(data: bytes) -> BundleRead:
    return read_bundle(data, GENERAL, at=NOW)


def shown(found: BundleRead) -> Overview:
    from app.model.case import Question  # noqa: PLC0415

    return compose(
        GENERAL, found.record, patient=found.patient, question=Question(text="?"), as_of=NOW
    )


@pytest.mark.parametrize(
    "kind", ["document", "searchset", "collection", "transaction", "batch", "history", "message"]
)
def test_every_kind_of_bundle_is_read(kind: str) -> None:
    found = read(bundle(PATIENT, TUMOUR, kind=kind))
    assert (found.patient.family, found.patient.given) == ("Prov", "Eva")
    assert [r.reference for r in section(shown(found), "diagnoses").rows] == ["Condition/c"]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<html>",
        b"[]",
        b"null",
        b'"Bundle"',
        b"\xff\xfe{}",
        b"{}",
        b'{"resourceType": "Patient"}',
        b'{"resourceType": 3}',
        b'{"resourceType": "Bundle", "entry": "x"}',
        b'{"resourceType": "Bundle", "entry": []}',
        b'{"resourceType": "Bundle", "entry": [{"resource": {"a": NaN}}]}',
        b'{"resourceType": "Bundle", "entry": [{"resource": '
        + b'{"a":' * 1000
        + b"1"
        + b"}" * 1001,
        b'{"a":' * 100_000,
    ],
)
def test_what_is_no_bundle_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(RecordUnreadable) as refused:
        read(data)
    assert refused.value.reason


def test_one_bad_resource_never_loses_the_others() -> None:
    whole = json.loads(bundle(PATIENT, TUMOUR))
    whole["entry"] += [
        {"resource": ["no", "object"]},
        {"resource": {"resourceType": 17}},
        {"fullUrl": 3, "resource": resource("Condition", "d", code=concept("Ännu en"))},
        {"resource": None},
        {},
        "no entry",
    ]
    found = read(json.dumps(whole).encode())
    assert len(section(shown(found), "diagnoses").rows) == 2
    assert {n.resource_type: n.count for n in found.record.set_aside} == {"?": 3}


def test_a_resource_that_cannot_be_decoded_is_counted_where_it_would_stand() -> None:
    broken = b'{"resource": {"resourceType": "Condition", "x": 1e99999999999999999999}}'
    data = bundle(PATIENT, TUMOUR).replace(b'"entry": [', b'"entry": [' + broken + b", ")
    diagnoses = section(shown(read(data)), "diagnoses")
    assert diagnoses.answer is Answer.PARTLY
    assert [state.unreadable for state in diagnoses.sources] == [1]


def test_a_byte_order_mark_does_no_harm() -> None:
    data = b"\xef\xbb\xbf" + bundle(PATIENT, TUMOUR)
    assert section(shown(read(data)), "diagnoses").rows[0].reference == "Condition/c"


def test_a_resource_with_a_key_twice_is_counted_and_not_guessed_at() -> None:
    doubled = bundle(PATIENT, TUMOUR).replace(b'"id": "c"', b'"id": "a", "id": "c"')
    diagnoses = section(shown(read(doubled)), "diagnoses")
    assert not diagnoses.rows
    assert diagnoses.sources[0].unreadable == 1


def test_addresses_of_the_bundles_own_are_resolved() -> None:
    urn = "urn:uuid:7f3c6a10-0000-4000-8000-00000000000"
    statement = {
        "resourceType": "MedicationStatement",
        "status": "active",
        "subject": {"reference": f"{urn}1"},
        "medicationReference": {"reference": f"{urn}2"},
    }
    entries = [
        {"fullUrl": f"{urn}1", "resource": {"resourceType": "Patient", "id": "p"}},
        {
            "fullUrl": f"{urn}2",
            "resource": {"resourceType": "Medication", "id": "m", "code": concept("Waran")},
        },
        {"fullUrl": f"{urn}3", "resource": statement},
    ]
    whole = {"resourceType": "Bundle", "type": "transaction", "entry": entries}
    medicines = section(shown(read(json.dumps(whole).encode())), "medicines")
    assert [r.reference for r in medicines.rows] == [f"MedicationStatement/{urn[9:]}3"]


def test_other_patients_in_a_bundle_are_set_aside_and_counted() -> None:
    other = {"resourceType": "Patient", "id": "q"}
    theirs = {
        **resource("Condition", "x", code=concept("Annan")),
        "subject": {"reference": "Patient/q"},
    }
    composition = resource("Composition", "doc")
    overview = shown(read(bundle(composition, other, PATIENT, TUMOUR, theirs)))
    assert overview.patient.reference == "Patient/p"
    assert [r.reference for r in section(overview, "diagnoses").rows] == ["Condition/c"]
    assert [(n.resource_type, n.count, n.reason) for n in overview.not_shown] == [
        ("Condition", 1, NotShownReason.OTHER_PATIENT),
        ("Patient", 1, NotShownReason.OTHER_PATIENT),
    ]


def test_a_bundle_about_several_patients_is_refused() -> None:
    other = {**TUMOUR, "id": "x", "subject": {"reference": "Patient/q"}}
    with pytest.raises(RecordUnreadable, match="several patients"):
        read(bundle(TUMOUR, other))
    with pytest.raises(RecordUnreadable, match="several patients"):
        read(bundle(PATIENT, {"resourceType": "Patient", "id": "q"}))


def test_a_bundle_that_names_no_patient_is_refused() -> None:
    outcome = {"resourceType": "OperationOutcome", "issue": [{"severity": "error"}]}
    nobodys = {"resourceType": "Condition", "id": "c", "code": concept("Tumör")}
    for resources in ([outcome], [nobodys]):
        with pytest.raises(RecordUnreadable, match="no patient"):
            read(bundle(*resources, kind="searchset"))


def test_a_searchset_without_the_patient_keeps_whom_it_is_about() -> None:
    found = read(bundle(TUMOUR, kind="searchset"))
    assert (found.patient.reference, found.patient.family) == ("Patient/p", "")


def test_of_a_history_the_newest_version_is_shown_and_what_was_deleted_is_gone() -> None:
    def version(own: str, number: int, text: str) -> Json:
        changed = resource("Condition", own, code=concept(text), meta={"versionId": str(number)})
        return {"resource": changed, "request": {"method": "PUT", "url": f"Condition/{own}"}}

    entries = [
        {"request": {"method": "DELETE", "url": "Condition/gone"}},
        version("c", 2, "Ny"),
        version("gone", 1, "Borttagen"),
        version("c", 1, "Gammal"),
        {"resource": PATIENT},
    ]
    whole = {"resourceType": "Bundle", "type": "history", "entry": entries}
    rows = section(shown(read(json.dumps(whole).encode())), "diagnoses").rows
    assert [(row.reference, row.version) for row in rows] == [("Condition/c", "2")]


def test_two_servers_may_use_the_same_id() -> None:
    entries = [
        {"fullUrl": f"https://{host}.example/Observation/1", "resource": hb("1", number, "2026")}
        for host, number in (("a", 120), ("b", 130))
    ]
    whole = {"resourceType": "Bundle", "type": "collection", "entry": entries}
    (row,) = section(shown(read(json.dumps(whole).encode())), "laboratory").rows
    assert len(getattr(row, "trend", ())) == 2


def test_types_that_no_section_asks_for_are_counted_without_being_decoded() -> None:
    claims = [{"id": str(n), "resourceType": "Claim"} for n in range(3)]
    overview = shown(read(bundle(PATIENT, *claims)))
    assert [(n.resource_type, n.count) for n in overview.not_shown] == [("Claim", 3)]


@pytest.mark.parametrize(
    ("elements", "deceased"),
    [
        ({"deceasedDateTime": "1996-04"}, "1996-04"),
        ({"deceasedBoolean": True}, ""),
        ({"deceasedBoolean": False}, None),
        ({}, None),
    ],
)
def test_the_banners_facts(elements: Json, deceased: str | None) -> None:
    personnummer = {
        "system": "http://electronichealth.se/identifier/personnummer",
        "value": "19500907-2553",
    }
    patient = {
        **PATIENT,
        **elements,
        "gender": "male",
        "birthDate": "1950-09-07",
        "identifier": [{"system": "urn:x", "value": "77"}, personnummer],
        "meta": {"security": [{"code": "sekretessmarkering"}]},
    }
    found = read_bundle(bundle(patient), GENERAL, at=datetime(2026, 1, 1, tzinfo=UTC)).patient
    assert found.number is not None
    assert (found.number.value, found.number.kind.value) == ("195009072553", "personnummer")
    assert (found.birth_date, found.sex.value, found.deceased) == ("1950-09-07", "male", deceased)
    assert found.protected
