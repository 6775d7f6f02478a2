"""Whatever a record holds: an overview comes out, and the order of resources does not matter."""

from decimal import Decimal
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.model.case import Pick
from app.model.overview import AnyRow, MediaRow, TimelineRow
from app.overview import further
from app.overview.times import is_certainly_after
from tests.unit.overview.records import (
    CATEGORY,
    COLORECTAL,
    GENERAL,
    LIBRARY,
    PATIENT,
    Json,
    answered,
    concept,
    overview,
)

V2_0074 = "http://terminology.hl7.org/CodeSystem/v2-0074"

TYPES = sorted(

    {
        "AllergyIntolerance", "Composition", "Condition", "DiagnosticReport", "DocumentReference",
        "Flag", "Goal", "ImagingStudy", "Immunization", "Medication", "MedicationRequest",
        "MedicationStatement", "Observation", "PractitionerRole", "Procedure", "Provenance",
        "QuestionnaireResponse", "Media", "Encounter", "Binary", "DeviceUseStatement",
    }
)  # fmt: skip
KEYS = st.sampled_from(
    [
        "id", "status", "category", "code", "coding", "system", "display", "text", "div", "meta",
        "versionId", "lastUpdated", "clinicalStatus", "verificationStatus", "reaction", "value",
        "manifestation", "valueQuantity", "valueRange", "valueRatio", "low", "high", "unit",
        "numerator", "denominator", "comparator", "referenceRange", "appliesTo", "age", "component",
        "interpretation", "effectiveDateTime", "effectivePeriod", "start", "issued", "performer",
        "reference", "actor", "presentedForm", "contentType", "data", "conclusion", "result",
        "note",
        "medicationReference", "medicationCodeableConcept", "contained", "dosage", "timing",
        "repeat", "frequency", "doseAndRate", "doseQuantity", "ingredient", "strength", "stage",
        "summary", "section", "emptyReason", "target", "agent", "who", "onBehalfOf", "extension",
        "_text", "url", "item", "answer", "content", "attachment", "activity", "detail",
        "performedPeriod", "period", "end", "onsetDateTime", "security", "bodySite",
        "createdPeriod", "boundsPeriod", "hasMember", "attester", "party", "title",
    ]
)  # fmt: skip
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.decimals(allow_nan=False, allow_infinity=False),
    st.text(max_size=12),
    st.sampled_from(
        [
            "laboratory", "http://terminology.hl7.org/CodeSystem/observation-category", "active",
            "Observation/a", "Patient/p", "#a", "a", "2026-02-30", "2026-02", "9999-12-31", "0001",
            "text/plain", "<p", "vital-signs", "entered-in-error", Decimal("1E+400"), "g/L",
            "image/png", "application/pdf", "Binary/a", "https://x.example/Binary/a", "AAAA" * 999,
            "0000", "0000-01-01", "9999", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00+14:00",
            "48765-2", "11450-4", "10160-0", "withheld", "10*9/L", "Binary/..", "data:;base64,AAAA",
        ]
    ),
)  # fmt: skip
JSON = st.recursive(
    SCALARS,
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=5)),
    max_leaves=25,
)
TEMPLATES: list[Json] = [
    *({"resourceType": each} for each in TYPES),
    *(
        {"resourceType": "Observation", "category": [concept("", (CATEGORY, each, ""))]}
        for each in ("laboratory", "laboratory", "vital-signs", "social-history")
    ),
    *(
        {"resourceType": "DiagnosticReport", "category": [concept("", (V2_0074, each, ""))]}
        for each in ("RAD", "PAT")
    ),
    {"resourceType": "MedicationStatement", "status": "active"},
    {"resourceType": "Flag", "status": "active"},
    {"resourceType": "Media", "content": {"contentType": "image/png", "url": "Binary/a"}},
    {"resourceType": "Composition", "section": [{"code": concept("", ("", "48765-2", ""))}]},
]
WHOLE = LIBRARY.definition_named("whole")
RESOURCES = st.lists(
    st.builds(
        lambda template, own, body: {**body, **template, **({"id": own} if own else {})},
        st.sampled_from(TEMPLATES),
        st.sampled_from(["", "a", "b"]),
        st.dictionaries(KEYS, JSON, max_size=8),
    ),
    max_size=5,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RESOURCES)
def test_composing_never_fails(resources: list[Json]) -> None:
    picks = ("Observation/a", "Media/a", "DocumentReference/b", "x")
    record = answered(*resources, types=("Binary",))
    for definition in (GENERAL, COLORECTAL, WHOLE):
        shown = overview(record=record, definition=definition, picks=picks, since="2026")
        assert shown.is_complete
        for row in (row for each in shown.sections for row in each.rows):
            check(row)


def check(row: AnyRow) -> None:
    """Check what the pages may rely on."""
    if isinstance(row, TimelineRow):
        assert row.at or row.until
        assert not (row.ongoing and row.until)
        assert not (row.at and row.until and is_certainly_after(row.at, row.until))
    if isinstance(row, MediaRow):
        assert bool(row.content) != bool(row.error)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RESOURCES)
def test_only_binaries_of_the_records_own_are_asked_for_further(resources: list[Json]) -> None:
    picks = (Pick(reference="Media/a"), Pick(reference="DocumentReference/b"))
    for need in further(answered(*resources), PATIENT, WHOLE, picks):
        if need.resource_type == "Binary":
            assert need.parameters == (("_id", "a"),)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(RESOURCES, st.randoms(use_true_random=False))
def test_the_order_of_resources_does_not_matter(resources: list[Json], random: Any) -> None:
    shuffled = list(resources)
    random.shuffle(shuffled)
    one, other = answered(*resources), answered(*shuffled)
    assert overview(record=one) == overview(record=other)
