"""What the contracts tell no category of gets the one that sections look for."""

from typing import Any

import pytest

from app.record.rivta.activities import resources as activities
from app.record.rivta.diagnosis import resources as diagnosis
from app.record.rivta.header import Header
from app.record.rivta.observations import resources as observations
from app.wire.xmltext import Node, parse

HEADER = Header(contract="x", source_system="SE1-S1", document_id="1")


def body(inner: str) -> Node:
    """Return a record's body."""
    return parse(f"<body>{inner}</body>".encode())


def codes(resource: dict[str, Any]) -> list[str]:
    """Return the codes of a resource's categories."""
    told = resource.get("category", [])
    listed = told if isinstance(told, list) else [told]
    return [coding["code"] for each in listed for coding in each["coding"]]


@pytest.mark.parametrize(
    ("kind", "chronic", "expected"),
    [
        ("Huvuddiagnos", "false", ["encounter-diagnosis"]),
        ("Huvuddiagnos", "true", ["encounter-diagnosis", "problem-list-item"]),
        ("Bidiagnos", "false", ["encounter-diagnosis"]),
        ("Bidiagnos", "true", ["problem-list-item"]),
    ],
)
def test_a_chronic_diagnosis_beside_the_main_one_is_of_the_problem_list(
    kind: str, chronic: str, expected: list[str]
) -> None:
    inner = (
        f"<typeOfDiagnosis>{kind}</typeOfDiagnosis><chronicDiagnosis>{chronic}</chronicDiagnosis>"
    )
    assert codes(diagnosis(body(inner), HEADER)[0]) == expected


@pytest.mark.parametrize(
    ("code", "system", "expected"),
    [
        ("103693007", "1.2.752.116.2.1.1", ["103693007"]),
        ("367336001", "1.2.752.116.2.1.1", []),  # finer than any class
        ("103693007", "1.2.752.116.1.3.2.1.4", []),
    ],
)
def test_what_is_coded_as_a_class_of_procedures_is_of_that_class(
    code: str, system: str, expected: list[str]
) -> None:
    inner = f"<value><code>{code}</code><codeSystem>{system}</codeSystem></value>"
    (procedure,) = activities(body(inner), HEADER)
    assert codes(procedure) == expected
    assert procedure["code"]["coding"][0]["code"] == code


@pytest.mark.parametrize(
    ("code", "expected"),
    [("20150-9", ["exam"]), ("8302-2", ["vital-signs"]), ("x", ["survey", "exam"])],
)
def test_lung_function_is_an_examination_and_no_survey(code: str, expected: list[str]) -> None:
    inner = f"<type><code>{code}</code></type><value><pq><value>1</value></pq></value>"
    assert codes(observations(body(inner), HEADER)[0]) == expected
