"""Searches, asked of a store without HTTP."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.practice.body import decode, encode
from app.practice.parameters import index_of
from app.practice.refusal import Refusal
from app.practice.search import find, understand
from app.practice.store import Store

NPU = "urn:oid:1.2.752.108.1"


@pytest.fixture
def store() -> Store:
    filled = Store()
    for place, (code, day, status) in enumerate(
        [("NPU1", "2024-01-10", "final"), ("NPU2", "2024-02", "final"), ("NPU1", "2025", "amended")]
    ):
        filled.put(_observation(code, day, status), f"o{place}")
    filled.put(_observation("NPU1", "2024-01-10", "final", patient="Patient/2"), "other")
    filled.put(
        {"resourceType": "Patient", "name": [{"family": "Övningsdal", "given": ["Ingrid"]}]}, "1"
    )
    return filled


def _observation(code: str, day: str, status: str, patient: str = "Patient/1") -> dict[str, Any]:
    return {
        "resourceType": "Observation",
        "status": status,
        "code": {"coding": [{"system": NPU, "code": code}, {"code": f"local-{code}"}]},
        "subject": {"reference": patient},
        "effectiveDateTime": day,
    }


def ids(store: Store, *pairs: tuple[str, str], of: str = "Observation") -> list[str]:
    return [each.id for each in find(store, understand(of, list(pairs), strict=True))]


@pytest.mark.parametrize(
    ("value", "found"),
    [
        ("NPU1", ["o0", "o2"]),
        (f"{NPU}|NPU1", ["o0", "o2"]),
        (f"{NPU}|", ["o0", "o1", "o2"]),
        ("|local-NPU2", ["o1"]),
        ("|NPU2", []),
        ("urn:other|NPU1", []),
        (f"NPU2,{NPU}|NPU1", ["o0", "o1", "o2"]),
        ("NPU", []),
    ],
)
def test_every_form_of_a_token(store: Store, value: str, found: list[str]) -> None:
    assert ids(store, ("patient", "1"), ("code", value)) == found


def test_repetition_is_and(store: Store) -> None:
    assert ids(store, ("patient", "1"), ("code", "NPU1"), ("code", f"{NPU}|")) == ["o0", "o2"]
    assert ids(store, ("patient", "1"), ("code", "NPU1"), ("code", "NPU2")) == []


@pytest.mark.parametrize("name", ["patient", "subject"])
@pytest.mark.parametrize("value", ["1", "Patient/1", "http://host/fhir/Patient/1"])
def test_every_form_of_a_reference(store: Store, name: str, value: str) -> None:
    query = understand("Observation", [(name, value)], strict=True, base="http://host/fhir/")
    assert [each.id for each in find(store, query)] == ["o0", "o1", "o2"]


def test_a_reference_with_a_type_is_found_by_it_alone(store: Store) -> None:
    assert ids(store, ("subject:Patient", "2")) == ["other"]
    assert ids(store, ("subject:Group", "2")) == []


def test_a_status_is_found_with_and_without_its_own_system(store: Store) -> None:
    status = "http://hl7.org/fhir/observation-status|amended"
    assert ids(store, ("status", "amended")) == ids(store, ("status", status)) == ["o2"]
    assert ids(store, ("patient", "1"), ("status:not", "final")) == ["o2"]


def test_dates_are_searched_with_their_precision(store: Store) -> None:
    assert ids(store, ("patient", "1"), ("date", "2024")) == ["o0", "o1"]
    assert ids(store, ("patient", "1"), ("date", "ge2024-02-01"), ("date", "lt2025")) == ["o1"]
    assert ids(store, ("patient", "1"), ("date", "2024-01-10,2025")) == ["o0", "o2"]


def test_sorted_with_what_has_no_value_last(store: Store) -> None:
    store.put({**_observation("NPU1", "x", "final"), "effectiveDateTime": None}, "undated")
    asked = ("patient", "1")
    assert ids(store, asked, ("_sort", "-date")) == ["o2", "o1", "o0", "undated"]
    assert ids(store, asked, ("_sort", "status,-date")) == ["o2", "o1", "o0", "undated"]
    assert ids(store, asked, ("_sort", "date")) == ["o0", "o1", "o2", "undated"]


def test_missing_and_names(store: Store) -> None:
    assert ids(store, ("category:missing", "true"), ("patient", "2")) == ["other"]
    assert ids(store, ("name", "ovnings"), of="Patient") == ["1"]
    assert ids(store, ("family:contains", "DAL"), of="Patient") == ["1"]
    assert ids(store, ("name", "dal"), of="Patient") == []


def test_escaped_signs_are_part_of_the_value() -> None:
    store = Store()
    store.put({"resourceType": "List", "code": {"coding": [{"code": "a,b$c"}]}}, "l")
    assert ids(store, ("code", r"a\,b\$c"), of="List") == ["l"]


@pytest.mark.parametrize(
    "pair",
    [
        ("subject.name", "x"),
        ("code:above", "x"),
        ("date", "when"),
        ("_sort", "colour"),
        ("_count", "9" * 5000),
        ("_count", "-1"),
        ("_summary", "text"),
        ("code:missing", "perhaps"),
        ("patient:identifier", "x"),
    ],
)
def test_what_is_not_known_is_refused(store: Store, pair: tuple[str, str]) -> None:
    with pytest.raises(Refusal) as refused:
        ids(store, pair)
    assert refused.value.status == 400


def test_a_lenient_search_names_what_it_ignored() -> None:
    pairs = [("code", "1"), ("colour", "red")]
    query = understand("Observation", pairs, strict=False)
    assert query.ignored == ["colour"]
    assert query.used == [("code", "1")]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=10) | st.decimals(0, 9),
    lambda each: (
        st.lists(each, max_size=3) | st.dictionaries(st.text(max_size=5), each, max_size=3)
    ),
    max_leaves=12,
)
ELEMENTS = st.sampled_from(
    ["subject", "code", "coding", "identifier", "status", "effectiveDateTime", "meta", "system",
     "effectivePeriod", "start", "effectiveTiming", "event", "reference", "category", "value"]
)  # fmt: skip
ODD = st.recursive(
    JSON, lambda each: st.dictionaries(ELEMENTS, each) | st.lists(each, max_size=3), max_leaves=20
)


@given(st.dictionaries(ELEMENTS, ODD))
def test_any_resource_can_be_kept_and_searched(elements: dict[str, Any]) -> None:
    resource = {**elements, "resourceType": "Observation"}
    assert isinstance(index_of(resource), dict)
    store = Store()
    store.put(resource, "x")
    for name in ("code", "subject", "date", "status", "_lastUpdated"):
        ids(store, (f"{name}:missing", "false"), ("_sort", f"-{name}"))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3))
def test_numbers_keep_their_digits(number: Decimal) -> None:
    body = b'{"resourceType":"Observation","value":%b}' % f"{number:f}".encode()
    assert encode(decode(body)) == body


@pytest.mark.parametrize("number", ["5.40", "1.0", "0.000", "1e400", "12345678901234567890.10"])
def test_numbers_stay_as_they_were_written(number: str) -> None:
    stored = decode(b'{"resourceType":"Observation","value":%b}' % number.encode())
    assert Decimal(number) == stored["value"]
    assert str(stored["value"]) == str(Decimal(number))


def test_what_changed_lately_is_found(store: Store) -> None:
    assert ids(store, ("_lastUpdated", "lt2024")) == []
    assert len(ids(store, ("_lastUpdated", "gt2024"))) == 4


def test_several_ids_are_asked_for_at_once(store: Store) -> None:
    assert ids(store, ("_id", "o2,none,o0")) == ["o0", "o2"]


def test_only_the_patients_own_resources_are_looked_at(store: Store) -> None:
    assert [each.id for each in store.of_patients("Observation", ["Patient/2"])] == ["other"]
    store.put(_observation("NPU1", "2024", "final", patient="Patient/1"), "other")
    assert ids(store, ("patient", "2")) == []
    assert ids(store, ("patient", "1,2")) == ["o0", "o1", "o2", "other"]


def test_a_uri_is_found_as_a_whole() -> None:
    store = Store()
    store.put({"resourceType": "CarePlan", "instantiatesUri": ["https://x/text|1"]}, "plan")
    asked = r"https://x/text\|1"
    assert ids(store, ("instantiates-uri", asked), ("_format", "json"), of="CarePlan") == ["plan"]
    assert ids(store, ("instantiates-uri", "https://x/"), of="CarePlan") == []
