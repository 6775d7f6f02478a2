"""FHIR's own functions, extensions of primitives, and records that are not shaped as R4 says."""

from decimal import Decimal
from typing import Any

import pytest

from app.fhirpath import compile_view
from app.model.errors import ExpressionError

SETS = {
    "http://one": frozenset({("s", "a"), ("s", "b")}),
    "http://two": frozenset({("s", "a"), ("t", "a")}),
}


def rows(path: str, resource: dict[str, Any], kind: str = "string") -> list[Any]:
    """Return the items of an expression on a resource; raises ExpressionError."""
    column = {"name": "x", "path": path, "collection": True, "type": kind}
    view = compile_view(
        {"resource": resource["resourceType"], "select": [{"column": [column]}]}, value_sets=SETS
    )
    (row,) = view.run_each(resource)
    found: list[Any] = row["x"]
    return found


def patient(**rest: Any) -> dict[str, Any]:
    return {"resourceType": "Patient", **rest}


def extended(**values: Any) -> dict[str, Any]:
    """Return a patient's extensions `u` and `v`, by the JSON names of their values."""
    urls = zip("uv", values.items(), strict=False)
    return {"extension": [{"url": url, key.strip("_"): value} for url, (key, value) in urls]}


MG = {"value": 5, "system": "http://unitsofmeasure.org", "code": "mg"}
GIVEN = {"given": ["A", None], "_given": [None, {"extension": [{"url": "u"}]}]}
BUNDLE = {
    "resourceType": "Bundle",
    "entry": [
        {"fullUrl": "urn:uuid:1", "resource": {"resourceType": "Patient", "id": "p"}},
        {"resource": {"resourceType": "Patient", "id": "q"}, "fullUrl": ["none"]},
        {"fullUrl": "urn:uuid:3"},
        {
            "resource": {
                "resourceType": "Encounter",
                "subject": {"reference": "urn:uuid:1"},
                "participant": [
                    {"individual": {"reference": "Patient/q"}},
                    {"individual": {"reference": "Patient/elsewhere"}},
                    {"individual": {"display": "Anna"}},
                ],
            }
        },
    ],
}


def test_references_resolve_within_the_bundle_only() -> None:
    encounter = "entry.resource.ofType(Encounter)"
    assert rows(f"{encounter}.subject.resolve().id", BUNDLE) == ["p"]
    assert rows(f"{encounter}.participant.individual.resolve().id", BUNDLE) == ["q"]
    assert rows("managingOrganization.resolve().id", patient(contained="no list")) == []
    organization = {"managingOrganization": {"reference": "Organization/1"}}
    assert rows("managingOrganization.resolve().id", patient(**organization)) == []


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("Organization/1", ["Organization/1"]),
        ("Organization/1/_history/2", ["Organization/1"]),
        ("https://elsewhere.example/Organization/1", []),
        ("#1", []),
        ("Nonsense/1", []),
        ("Organization/", []),
    ],
)
def test_a_relative_reference_has_a_key(reference: str, key: list[str]) -> None:
    resource = patient(managingOrganization={"reference": reference})
    assert rows("managingOrganization.getReferenceKey()", resource) == key
    assert rows("managingOrganization.getReferenceKey(Organization)", resource) == key
    assert rows("managingOrganization.getReferenceKey(Patient)", resource) == []


def test_a_resource_without_an_id_has_no_key() -> None:
    assert rows("getResourceKey()", patient()) == []
    assert rows("contained.first().getResourceKey()", patient(contained=[patient(id="1")])) == [
        "Patient/1"
    ]
    assert rows("name.repeat(given).getResourceKey()", patient(name=[{"given": ["A"]}])) == []


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("name.getResourceKey()", "is called on a resource"),
        ("name.getReferenceKey()", "is called on a Reference"),
        ("managingOrganization.getReferenceKey('Patient')", "name of a resource type"),
        ("managingOrganization.getReferenceKey(Nonsense)", "name of a resource type"),
        ("gender.memberOf('http://two')", "without its system"),
        ("gender.memberOf('http://three')", "is not given by its codes"),
        ("name.is('HumanName')", "takes the name of a type"),
        ("birthDate + 0.5 seconds", "fractions of a second"),
        ("iif(1, 2)", "is not Boolean"),
        ("gender + birthDate", "cannot be reckoned"),
        ("'a'.nonsense", "System.String has no element"),
        ("{ 1 }", "expected '}'"),
        ("(name.given", "expected ')'"),
        ("name.given.first(1 2)", "expected ','"),
        ("- " * 200 + "1", "nested deeper"),
        ("name[true]", "does not fit"),
        ("'" + "a" * 30 + "'.matches('" + "a" * 2000 + "')", "too long"),
    ],
)
def test_a_call_that_cannot_be_meant_is_refused(path: str, words: str) -> None:
    with pytest.raises(ExpressionError) as refused:
        rows(path, patient())
    assert words in refused.value.reason


def test_codes_of_every_shape_are_looked_up() -> None:
    marital = {"coding": [{"system": "t", "code": "a"}, {"system": "s", "code": "b"}]}
    assert rows(
        "maritalStatus.memberOf('http://one')", patient(maritalStatus=marital), "boolean"
    ) == [True]
    coding = "maritalStatus.coding.first().memberOf('http://one')"
    assert rows(coding, patient(maritalStatus=marital), "boolean") == [False]
    assert rows("gender.memberOf('http://one')", patient(gender="a"), "boolean") == [True]
    assert rows("gender.memberOf('http://one')", patient(), "boolean") == []


@pytest.mark.parametrize(
    ("path", "resource"),
    [
        ("maritalStatus.memberOf('http://one')", {"maritalStatus": {"coding": "a"}}),
        ("active.memberOf('http://one')", {"active": True}),
        ("active", {"active": "yes"}),
        ("birthDate", {"_birthDate": "x"}),
        ("birthDate.extension.url", {"_birthDate": {"extension": ["x"]}}),
        ("birthDate.extension.url", {"_birthDate": ["x"]}),
        ("multipleBirth.ofType(integer)", {"multipleBirthInteger": Decimal("1.5")}),
        ("multipleBirth.ofType(integer)", {"multipleBirthInteger": 2**70}),
        ("birthDate + 1 day", {"birthDate": "1970-13"}),
        ("birthDate.repeat(length())", {"birthDate": "1970"}),
        ("extension('u').value.join(',')", extended(valueBoolean=True)),
        ("extension('u').value.allTrue()", extended(valueString="a")),
        ("extension('u').value + 1", extended(valueString="a")),
        (
            "extension('u').value + gender",
            {"gender": "a"} | extended(valueDate="2020"),
        ),
        ("extension('u').value > @T10:00", extended(valueDate="2020")),
        (
            "extension('u').value.ofType(Quantity) > 1",
            extended(valueQuantity={"value": "5"}),
        ),
    ],
)
def test_what_does_not_fit_is_an_error_of_that_resource(path: str, resource: Any) -> None:
    for kind in ("string", "boolean", "date", "integer"):
        try:
            found = rows(path, patient(**resource), kind)
        except ExpressionError as error:
            if "the column is of type" in error.reason:
                continue
            return
        pytest.fail(f"{found}")


@pytest.mark.parametrize(
    ("path", "resource", "kind", "expected"),
    [
        ("birthDate.hasValue()", {"_birthDate": {"id": "x"}}, "boolean", [False]),
        ("birthDate.hasValue()", {"birthDate": "1970"}, "boolean", [True]),
        ("name.hasValue()", {"name": [{}]}, "boolean", [False]),
        ("birthDate.extension('u').value", {"_birthDate": extended(valueCode="c")}, "code", ["c"]),
        ("name.given.extension.url", {"name": [GIVEN]}, "uri", ["u"]),
        ("multipleBirth.ofType(integer)", {"multipleBirthInteger": Decimal("2.0")}, "integer", [2]),
        (
            "extension('u').value.ofType(decimal)",
            extended(valueDecimal=5.5),
            "decimal",
            [Decimal("5.5")],
        ),
        ("extension('u').value.ofType(FHIR.decimal)", extended(valueDecimal=5), "decimal", [5]),
        ("extension('u').value as string", extended(valueCode="c"), "string", []),
        ("extension('u').value is string", extended(valueCode="c"), "boolean", [True]),
        (
            "extension('u').value ~ extension('v').value",
            extended(valueCoding={"code": "A"}, valueCoding_={"code": "a"}),
            "boolean",
            [True],
        ),
        (
            "extension('u').value = extension('v').value",
            extended(valueCoding={"code": "A"}, valueCoding_={"code": "a"}),
            "boolean",
            [False],
        ),
        (
            "extension('u').value.ofType(Quantity) > 4 'mg'",
            extended(valueQuantity=MG),
            "boolean",
            [True],
        ),
        (
            "extension('u').value.ofType(Quantity) > 4",
            extended(valueQuantity={"value": 5}),
            "boolean",
            [True],
        ),
        (
            "4 < extension('u').value.ofType(Quantity)",
            extended(valueQuantity={"value": 5}),
            "boolean",
            [True],
        ),
        (
            "extension('u').value.ofType(Quantity) = extension('u').value.ofType(Quantity)",
            extended(valueQuantity={"value": 5, "system": "x", "code": "y"}),
            "boolean",
            [True],
        ),
        ("name.given.replaceMatches('', 'x')", {"name": [{"given": ["A"]}]}, "string", ["A"]),
        ("name.given.join({})", {"name": [{"given": ["A", "B"]}]}, "string", ["AB"]),
        ("%`ext-x`", {}, "string", ["http://hl7.org/fhir/StructureDefinition/x"]),
        (
            "name.given[0] = 'A' and name[0].given != 'B'",
            {"name": [{"given": ["A"]}]},
            "boolean",
            [True],
        ),
        ("'cm'.indexOf('m') and 1 'cm[H2O]' < 1 'm[H2O]'", {}, "boolean", [True]),
        ("name", {"name": [{"family": "A"}]}, "HumanName", [{"family": "A"}]),
        ("Resource.id", {"id": "1"}, "id", ["1"]),
    ],
)
def test_what_a_record_holds_is_found(
    path: str, resource: dict[str, Any], kind: str, expected: list[Any]
) -> None:
    assert rows(path, patient(**resource), kind) == expected


@pytest.mark.parametrize(
    ("constant", "expected"),
    [
        ({"valueInteger64": "12"}, "12"),
        ({"valueInteger64": 12}, "12"),
        ({"valueDecimal": Decimal("1.50")}, "1.50"),
        ({"valueDecimal": 1.5}, "1.5"),
        ({"valueInteger": Decimal("3.0")}, "3"),
        ({"valueBoolean": True}, "true"),
        ({"valueDate": "2020-01"}, "2020-01"),
        ({"valueTime": "10:30:00"}, "10:30:00"),
    ],
)
def test_a_constant_of_any_type_is_a_value(constant: dict[str, Any], expected: str) -> None:
    column = {"name": "x", "path": "%c.toString()"}
    view = compile_view(
        {
            "resource": "Patient",
            "constant": [{"name": "c", **constant}],
            "select": [{"column": [column]}],
        }
    )
    assert view.run_each(patient()) == [{"x": expected}]


@pytest.mark.parametrize("constant", [{"valueInteger": True}, {"valueDecimal": "5"}, {"name": "1"}])
def test_a_constant_that_is_none_of_its_type_is_refused(constant: dict[str, Any]) -> None:
    view = {"resource": "Patient", "select": [{"column": [{"name": "x", "path": "id"}]}]}
    with pytest.raises(ExpressionError):
        compile_view(view | {"constant": [{"name": "c", **constant}]})
