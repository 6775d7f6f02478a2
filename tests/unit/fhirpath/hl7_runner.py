"""Run HL7's FHIRPath cases for R4 and tell: passed, refused by name when compiled, wrong.

    HL7_FHIRPATH_CASES=…/tests-fhir-r4.xml HL7_FHIRPATH_INPUTS=…/r4 \\
        python -m tests.unit.fhirpath.hl7_runner [-v]

The cases are FHIR/fhir-test-cases' r4/fhirpath/tests-fhir-r4.xml; the inputs are its example
resources as JSON (`patient-example.json` …). Neither is part of this project.
"""

import os
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from app.fhirpath.compiler import compile_text
from app.fhirpath.operands import many
from app.fhirpath.quantity import Quantity
from app.fhirpath.static import Frame, NeedsNodes, Scope, Settings
from app.fhirpath.temporal import Temporal
from app.fhirpath.values import system
from app.model.errors import ExpressionError
from app.model.jsontext import parse_json

PASSED, REFUSED, WRONG = "passed", "refused", "wrong"


@dataclass(frozen=True)
class Case:
    name: str
    expression: str
    resource: Mapping[str, Any]
    outputs: tuple[str, ...]
    invalid: bool
    predicate: bool
    ordered: bool


def cases(xml: Path, inputs: Path) -> Iterator[Case]:
    for test in ET.parse(xml).getroot().iter("test"):
        expression = test.find("expression")
        assert expression is not None
        source = (test.get("inputfile") or "").replace(".xml", ".json")
        resource = parse_json((inputs / source).read_bytes()) if source else {}
        yield Case(
            test.get("name", ""),
            expression.text or "",
            resource or {"resourceType": "Patient"},
            tuple(output.text or "" for output in test.findall("output")),
            expression.get("invalid") is not None,
            test.get("predicate") == "true",
            test.get("ordered") != "false",
        )


def text(item: Any) -> str:
    value = system(item)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Temporal):
        return f"@{'T' if value.kind == 'time' else ''}{value.text}"
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, str | int | Quantity) else "element"


def same(found: str, wanted: str) -> bool:
    if found == wanted or found == "@T" + wanted.removeprefix("@T"):
        return True
    try:
        return Decimal(found) == Decimal(wanted)
    except ArithmeticError:
        return found.removesuffix("T") == wanted.removesuffix("T")


def _strict(warning: str) -> None:
    """Refuse what views only warn of: HL7's cases expect an error for an unknown element."""
    if "has no element" in warning:
        raise ExpressionError(warning)


def run(case: Case) -> tuple[str, str]:
    """Return the verdict and what was found or why it was refused."""
    settings = Settings(root=str(case.resource["resourceType"]), warn=_strict)
    scope = Scope.of_resource(settings)
    try:
        # over nodes, so that dates and quantities of the result know what they are
        expr = compile_text(case.expression, scope, nodes=True).expr
        fast = compile_text(case.expression, scope).expr
    except ExpressionError as error:
        return (PASSED if case.invalid else REFUSED), error.reason
    try:
        plain = found = [text(item) for item in many(expr)(case.resource, Frame(case.resource))]
        with suppress(NeedsNodes):  # as a view does, then over nodes
            plain = many(fast)(case.resource, Frame(case.resource))
    except ExpressionError as error:
        return (PASSED if case.invalid else WRONG), error.reason
    if case.predicate:
        found = ["true" if found else "false"]
    elif len(plain) != len(found):
        return WRONG, f"plain and nodes disagree: {len(plain)} and {len(found)} items"
    wanted = list(case.outputs)
    if not case.ordered:
        found, wanted = sorted(found), sorted(wanted)
    fits = len(found) == len(wanted) and all(map(same, found, wanted))
    return (PASSED if fits and not case.invalid else WRONG), ", ".join(found)


def main() -> int:
    xml, inputs = os.environ["HL7_FHIRPATH_CASES"], os.environ["HL7_FHIRPATH_INPUTS"]
    verdicts: Counter[str] = Counter()
    for case in cases(Path(xml), Path(inputs)):
        verdict, found = run(case)
        verdicts[verdict] += 1
        if verdict == WRONG or ("-v" in sys.argv and verdict == REFUSED):
            wanted = ", ".join(case.outputs)
            sys.stdout.write(
                f"{verdict}: {case.name}: {case.expression}\n    found {found}; wanted {wanted}\n"
            )
    total = verdicts.total()
    shares = ", ".join(f"{name} {n} ({n / total:.1%})" for name, n in sorted(verdicts.items()))
    sys.stdout.write(f"{total} cases: {shares}\n")
    return 1 if verdicts[WRONG] else 0


if __name__ == "__main__":
    sys.exit(main())
