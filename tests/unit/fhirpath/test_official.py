"""Cases in SQL-on-FHIR's official format: our own always, the official ones when they are at hand.

The official suite (FHIR/sql-on-fhir-v2, `tests/`) is read from ../shared/data/sql-on-fhir, or from
the folder that SQL_ON_FHIR_TESTS names.
"""

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from app.fhirpath import compile_view
from app.model.errors import ExpressionError
from app.model.jsontext import parse_json

REPOSITORY = Path(__file__).parents[3]
OWN = Path(__file__).parent / "cases"
OFFICIAL = Path(
    os.environ.get("SQL_ON_FHIR_TESTS", REPOSITORY.parent / "shared" / "data" / "sql-on-fhir")
)


def _cases(folder: Path) -> list[Any]:
    suites = [(path.stem, parse_json(path.read_bytes())) for path in sorted(folder.glob("*.json"))]
    return [
        pytest.param(suite["resources"], case, id=f"{name}: {case['title']}")
        for name, suite in suites
        for case in suite["tests"]
    ]


def _bag(rows: list[dict[str, Any]]) -> list[bytes]:
    encoder = msgspec.json.Encoder(order="deterministic", decimal_format="number")
    return sorted(encoder.encode(_plain_numbers(row)) for row in rows)


def _plain_numbers(value: Any) -> Any:
    """Return a value in which 0.95 and 0.95000000 look the same, as they do to the suite."""
    if isinstance(value, dict):
        return {key: _plain_numbers(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain_numbers(each) for each in value]
    return value if isinstance(value, int | str) or value is None else float(value)


def _fails(resources: list[Any], view: Any) -> bool:
    """Return whether an error shows, be it when compiling or on a resource."""
    try:
        return bool(compile_view(view).run(resources).failures)
    except ExpressionError:
        return True


def check(resources: list[Any], case: dict[str, Any]) -> None:
    if case.get("expectError"):
        assert _fails(resources, case["view"])
        return
    view = compile_view(case["view"])
    result = view.run(resources)
    assert result.failures == ()
    assert _bag(result.rows) == _bag(case["expect"])
    if "expectColumns" in case:
        assert [column.name for column in view.columns] == case["expectColumns"]


@pytest.mark.parametrize(("resources", "case"), _cases(OWN))
def test_own_case(resources: list[Any], case: dict[str, Any]) -> None:
    check(resources, case)


@pytest.mark.parametrize(("resources", "case"), _cases(OFFICIAL))
def test_official_case(resources: list[Any], case: dict[str, Any]) -> None:
    check(resources, case)


def test_the_official_suite_is_there() -> None:
    if not OFFICIAL.is_dir():
        pytest.skip("the official SQL-on-FHIR tests are not at hand (../shared)")
