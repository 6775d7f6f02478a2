"""Twelve views such as a tumour conference's definition has."""

from typing import Any


def _view(
    resource: str,
    columns: dict[str, str],
    *where: str,
    each: tuple[str, dict[str, str]] | None = None,
    or_null: bool = False,
) -> dict[str, Any]:
    select: list[dict[str, Any]] = [{"column": _columns(columns)}]
    if each is not None:
        loop = "forEachOrNull" if or_null else "forEach"
        select.append({loop: each[0], "column": _columns(each[1])})
    return {"resource": resource, "select": select, "where": [{"path": path} for path in where]}


def _columns(columns: dict[str, str]) -> list[dict[str, str]]:
    return [{"name": name, "path": path} for name, path in columns.items()]


_VALUE = {"id": "id", "value": "value.ofType(Quantity).value", "at": "effective.ofType(dateTime)"}

VIEWS: dict[str, dict[str, Any]] = {
    "patient": _view(
        "Patient",
        {"family": "name.where(use = 'official').family.first()", "birth": "birthDate"},
    ),
    "diagnoses": _view(
        "Condition",
        {
            "code": "code.coding.where(system = 'http://snomed.info/sct').code.first()",
            "text": "code.text",
            "onset": "onset.ofType(dateTime)",
        },
        "clinicalStatus.coding.exists(code = 'active')",
    ),
    "tumour": _view(
        "Condition",
        {"id": "id", "text": "code.text"},
        "code.coding.exists(system = 'http://snomed.info/sct' and code = '363406005')",
    ),
    "laboratory": _view(
        "Observation",
        _VALUE | {"what": "code.text", "unit": "value.ofType(Quantity).unit"},
        "category.coding.exists(code = 'laboratory')",
        "status = 'final'",
    ),
    "markers": _view(
        "Observation",
        _VALUE,
        "code.coding.exists(system = 'http://loinc.org' and (code = '2039-6' or code = '777-3'))",
        "value.ofType(Quantity).exists()",
    ),
    "above": _view(
        "Observation",
        {"id": "id", "value": "value.ofType(Quantity).value"},
        "value.ofType(Quantity).value > referenceRange.high.value.first()",
    ),
    "pressure": _view(
        "Observation",
        {"id": "id"},
        "code.coding.exists(code = '85354-9')",
        each=(
            "component",
            {"what": "code.coding.first().code", "text": "code.text"},
        ),
    ),
    "medicines": _view(
        "MedicationRequest",
        {
            "drug": "medication.ofType(CodeableConcept).text",
            "dose": "dosageInstruction.text.first()",
            "since": "authoredOn",
        },
        "status = 'active' or status = 'completed'",
    ),
    "contacts": _view(
        "Encounter",
        {"class": "class.code", "start": "period.start", "unit": "serviceProvider.display"},
        "status != 'cancelled'",
    ),
    "imaging": _view(
        "DiagnosticReport",
        {"what": "code.text", "conclusion": "conclusion"},
        each=("result", {"reference": "reference"}),
        or_null=True,
    ),
    "procedures": _view(
        "Procedure",
        {"what": "code.coding.first().display", "start": "performed.ofType(Period).start"},
    ),
    "allergies": _view(
        "AllergyIntolerance",
        {"what": "code.text", "severity": "criticality"},
        each=("reaction", {"reaction": "manifestation.first().text"}),
    ),
}
