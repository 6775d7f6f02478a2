"""What expressions give, over plain values and over nodes alike."""

from decimal import Decimal
from typing import Any

import pytest

from app.fhirpath.compiler import compile_text
from app.fhirpath.operands import many
from app.fhirpath.quantity import UCUM
from app.fhirpath.select import output
from app.fhirpath.static import Frame, NeedsNodes, Scope, Settings
from app.model.errors import ExpressionError

PATIENT: dict[str, Any] = {
    "resourceType": "Patient",
    "id": "p1",
    "active": True,
    "gender": "female",
    "birthDate": "1970-06",
    "deceasedDateTime": "2026-01-01T10:00:00+01:00",
    "multipleBirthInteger": 2,
    "name": [
        {"use": "official", "family": "Prov", "given": ["Anna", "Bo"]},
        {"use": "maiden", "family": "Test", "period": {"start": "1970", "end": "1990-05-01"}},
    ],
    "telecom": [{"system": "phone", "value": "1", "rank": 2}, {"system": "email", "rank": 1}],
    "contained": [{"resourceType": "Organization", "id": "o", "name": "Kirurgen"}],
    "managingOrganization": {"reference": "#o"},
    "extension": [
        {"url": "u", "valueQuantity": {"value": Decimal("5.40"), "unit": "mg"}},
        {"url": "v", "extension": [{"url": "w", "valueCode": "x"}]},
    ],
}


def _refuse(warning: str) -> None:
    if "has no element" in warning:
        raise ExpressionError(warning, column=1)


def evaluate(expression: str, *, nodes: bool) -> list[Any]:
    settings = Settings(root="Patient", warn=_refuse)
    compiled = compile_text(expression, Scope.of_resource(settings), nodes=nodes)
    return [output(item) for item in many(compiled.expr)(PATIENT, Frame(PATIENT))]


@pytest.mark.parametrize("nodes", [False, True], ids=["plain", "nodes"])
@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        # paths and choices
        ("name.given", ["Anna", "Bo"]),
        ("Patient.name.family[1]", ["Test"]),
        ("name[5]", []),
        ("name[-1]", []),
        ("deceased", ["2026-01-01T10:00:00+01:00"]),
        ("deceased.ofType(boolean)", []),
        ("deceased is dateTime", [True]),
        ("(deceased as dateTime) > @2025", [True]),
        ("multipleBirth + 1", [3]),
        ("extension('u').value.ofType(Quantity).value", [Decimal("5.40")]),
        ("extension('v').extension('w').value", ["x"]),
        ("managingOrganization.resolve().ofType(Organization).name", ["Kirurgen"]),
        ("contained.name", ["Kirurgen"]),
        # filters
        ("name.where(use = 'maiden').family", ["Test"]),
        ("name.where(period.end < @1991).family", ["Test"]),
        ("name.select(given.first())", ["Anna"]),
        ("telecom.all(rank < 3)", [True]),
        ("telecom.all(system = 'email')", [False]),
        ("name.repeat(given)", ["Anna", "Bo"]),
        ("telecom.where(system = 'email' and value = '1').rank", []),
        ("(name | telecom).count()", [4]),
        # types
        ("name.ofType(HumanName).family", ["Prov", "Test"]),
        ("gender.ofType(string)", []),
        ("gender is FHIR.code", [True]),
        ("gender is System.String", [False]),
        ("deceased.highBoundary()", ["2026-01-01T10:00:00.999+01:00"]),
        ("'female'.matches(gender)", [True]),
        # three values
        ("contact.exists() and {}", [False]),
        ("active and {}", []),
        ("active or {}", [True]),
        ("{} implies active", [True]),
        ("active xor true", [False]),
        ("{} = 1", []),
        ("contact.name.family = 'x'", []),
        ("name.given = 'Anna'", [False]),
        ("name.given = ('Anna' | 'Bo')", [True]),
        ("name.given ~ ('Bo' | 'Anna')", [True]),
        ("'ANNA' ~ name.given.first()", [True]),
        ("1 = 1.0", [True]),
        ("true = 1", [False]),
        ("1 | 1.0 | true", [1, True]),
        # dates
        ("birthDate = @1970-06", [True]),
        ("birthDate = @1970-06-01", []),
        ("birthDate < @1970-07-01", [True]),
        ("birthDate.toString().substring(0, 4)", ["1970"]),
        ("birthDate + 1 month", ["1970-07"]),
        ("birthDate - 15 years", ["1955-06"]),
        ("@2026-01-31 + 1 month", ["2026-02-28"]),
        ("deceased.ofType(dateTime) = @2026-01-01T09:00:00Z", [True]),
        ("birthDate.highBoundary()", ["1970-06-30"]),
        # numbers and quantities
        ("7 div 2 * 2 + 7 mod 2", [7]),
        ("1 / 0", []),
        ("5.40.toString()", ["5.40"]),
        ("2.5.round()", [Decimal(3)]),
        ("(1 | 2 | 3).where($this > 1).count()", [2]),
        ("extension('u').value = 5.4 'mg'", []),
        ("0.5 'g'", [{"value": Decimal("0.5"), "system": UCUM, "code": "g"}]),
        ("1 'g' < 1 's'", []),
        ("3 days > 2 'd'", [True]),
        ("4 days", [{"value": Decimal(4), "unit": "days"}]),
        # strings
        ("name.family.first().startsWith('P')", [True]),
        ("name.family.join('+')", ["Prov+Test"]),
        ("'a,b'.split(',')", ["a", "b"]),
        ("'abc'.matches('^a.c$')", [True]),
        ("'a1b2'.replaceMatches('([a-z])([0-9])', '$2$1')", ["1a2b"]),
        ("'abc'.indexOf('c')", [2]),
        # conversion
        ("'1.5'.toDecimal() + 1", [Decimal("2.5")]),
        ("'x'.toInteger()", []),
        ("'2020-02-30'.convertsToDate()", [False]),
        ("iif(active, 'yes', 'no')", ["yes"]),
        ("name.first().iif(use = 'maiden', 'm', family)", ["Prov"]),
        ("contact.first().iif(true, name.family)", []),
        # sets
        ("name.use.subsetOf('official' | 'maiden' | 'old')", [True]),
        ("name.given.intersect('Bo' | 'Cy')", ["Bo"]),
        ("name.given.exclude('Bo')", ["Anna"]),
        ("name.given.combine(name.given).isDistinct()", [False]),
        ("'Bo' in name.given", [True]),
        ("(true | false).allTrue()", [False]),
        ("getResourceKey()", ["Patient/p1"]),
    ],
)
def test_an_expression_gives(expression: str, expected: list[Any], *, nodes: bool) -> None:
    assert [_typed(x) for x in evaluate(expression, nodes=nodes)] == [_typed(x) for x in expected]


def _typed(value: Any) -> tuple[str, str]:
    """Return a value with its type: in Python 1 == True == 1.0, in FHIRPath it is not."""
    return type(value).__name__, str(value)


@pytest.mark.parametrize(
    ("expression", "words", "column"),
    [
        ("name.nonsense()", "nonsense\\(\\) is not a function", 6),
        ("name.trace('x')", "trace\\(\\) is refused", 6),
        ("name.where()", "takes 1 arguments", 6),
        ("name.substring(1, 2, 3)", "takes 1 to 2", 6),
        ("nonsense", "Patient has no element nonsense", 1),
        ("deceasedBoolean", "write deceased.ofType\\(boolean\\)", 1),
        ("name.where(family)", "not Boolean", 6),
        ("birthDate = '1970'", "compared with a string", 11),
        ("birthDate > 5", "no order", 11),
        ("name > 1", "no order", 6),
        ("'a' + 1", "cannot be reckoned", 5),
        ("birthDate + 1", "cannot be added", 11),
        ("birthDate.substring(1)", "write toString", 11),
        ("gender.ofType(strung)", "no type", 8),
        ("%x", "%x is not defined", 1),
        ("$index", "\\$index is not supported", 1),
        ("$total", "aggregate\\(\\) and \\$total are not supported", 1),
        ("%context", "%context is not supported", 1),
        ("1 'g' + 500 'mg'", "does not fit here", 7),
        ("birthDate - 'a'", "cannot be added", 11),
        *[
            (f"name.{name}()", "is not supported", 6)
            for name in ("aggregate", "children", "descendants", "sort", "precision", "encode")
        ],
        ("Observation.code", "a Patient is never a Observation", 1),
        ("'a'.matches('(')", "RE2", 5),
        ("'a'.matches('(?=a)')", "RE2", 5),
        ("birthDate.memberOf('x')", "value set", 11),
        ("name.given.first(", "unexpected the end", 18),
        ("name..given", "unexpected \\.", 6),
        ("'\\x'", "unknown escape", 1),
        ("@2020-02-30", "no such date", 1),
        ("1 +", "unexpected the end", 4),
        ("name #", "unexpected '#'", 6),
        ("gender in (1 | 2)", "is never among", 8),
    ],
)
def test_a_wrong_expression_is_refused_with_its_column(
    expression: str, words: str, column: int
) -> None:
    with pytest.raises(ExpressionError, match=words) as refused:
        evaluate(expression, nodes=False)
    assert refused.value.column == column


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("name.family & 'x'", "there are several"),
        ("(1 | 2) + 1", "there are several"),
        ("name.single().family", "there are several"),
        ("@9999-12-31 + 1 day", "outside the years"),
        ("birthDate + 1 'mg'", "cannot be added"),
        ("@T10:00 + 1 month", "moves by hours"),
        ("@T10:00 + 1 day", "moves by hours"),
        ("9223372036854775807 + 1", "out of range"),
        ("(1 | 'a').where($this > 1)", "no order"),
    ],
)
def test_an_expression_that_fails_on_a_resource_says_why(expression: str, words: str) -> None:
    with pytest.raises(ExpressionError, match=words):
        evaluate(expression, nodes=True)


def test_a_primitive_without_a_value_turns_plain_expressions_to_nodes() -> None:
    settings = Settings(root="Patient")
    expr = compile_text("birthDate", Scope.of_resource(settings)).expr
    with pytest.raises(NeedsNodes):
        expr.run({"resourceType": "Patient", "_birthDate": {"id": "x"}}, Frame(None))
