"""Whether mapped resources are FHIR R4: elements, how often they stand, their types, references."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from app.fhirpath import model

Json = dict[str, Any]

_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_TIME = re.compile(r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d))?)?)?")
_REQUIRED = {
    "AllergyIntolerance": ("patient",),
    "Binary": ("contentType",),
    "CarePlan": ("status", "intent"),
    "Encounter": ("status",),
    "Flag": ("status", "code"),
    "DiagnosticReport": ("status", "code"),
    "DocumentReference": ("status", "content"),
    "ImagingStudy": ("status",),
    "Immunization": ("status", "vaccineCode", "occurrenceDateTime occurrenceString"),
    "Media": ("status", "content"),
    "MedicationAdministration": ("status", "medicationReference"),
    "MedicationRequest": ("status", "intent", "medicationReference"),
    "MedicationStatement": ("status", "medicationReference"),
    "Observation": ("status", "code"),
    "Procedure": ("status",),
    "ServiceRequest": ("status", "intent"),
}


def faults(resources: list[Json]) -> list[str]:
    """Return what is wrong with the resources of one record, each with its path."""
    held = {f"{each['resourceType']}/{each['id']}" for each in resources}
    found = [fault for each in resources for fault in _resource(each, each["resourceType"])]
    found += [fault for each in resources for fault in _references(each, held)]
    if len(held) != len(resources):
        found.append("two resources with one id")
    return found


def _resource(resource: Json, path: str) -> Iterator[str]:
    kind = resource["resourceType"]
    if not _ID.fullmatch(resource.get("id", "")):
        yield f"{path}.id"
    for name in _REQUIRED.get(kind, ()):
        if not any(each in resource for each in name.split()):
            yield f"{path}.{name} is missing"
    content = {key: value for key, value in resource.items() if key != "resourceType"}
    yield from _object(content, kind, path)


def _object(value: Json, kind: str, path: str) -> Iterator[str]:
    if not value:
        yield f"{path} is empty"
    for key, held in value.items():
        element = model.element(kind, key) or model.choice_behind(kind, key)
        if element is None or key not in dict(element.keys):
            yield f"{path}.{key} is unknown"
            continue
        inner = dict(element.keys)[key]
        if element.repeats != isinstance(held, list):
            yield f"{path}.{key} repeats or does not"
            continue
        for each in held if isinstance(held, list) else [held]:
            yield from _value(each, inner, f"{path}.{key}")
        if held == []:
            yield f"{path}.{key} is empty"


def _value(value: Any, kind: str, path: str) -> Iterator[str]:
    if kind == "Resource":
        yield from _resource(value, f"{path}({value['resourceType']})")
    elif kind in model.PRIMITIVES:
        if not _is_primitive(value, kind):
            yield f"{path} is no {kind}"
    elif not isinstance(value, dict):
        yield f"{path} is no {kind}"
    else:
        yield from _object(value, kind, path)


def _is_primitive(value: Any, kind: str) -> bool:
    if kind == "boolean":
        return isinstance(value, bool)
    if kind in model.INTEGERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if kind == "decimal":
        return isinstance(value, Decimal | int) and not isinstance(value, bool)
    if kind in {"date", "dateTime", "instant"}:
        return isinstance(value, str) and bool(_TIME.fullmatch(value))
    return isinstance(value, str) and bool(value.strip())


def _references(resource: Json, held: set[str]) -> Iterator[str]:
    """Yield references that lead nowhere, and what is contained without being referred to."""
    contained = {f"#{each['id']}" for each in resource.get("contained", [])}
    used = set()
    for literal in _literals(resource):
        if literal.startswith("#"):
            used.add(literal)
            if literal not in contained:
                yield f"{resource['resourceType']} refers to {literal}, which it has not"
        elif literal not in held and not literal.startswith(("Encounter/", "EpisodeOfCare/")):
            yield f"{resource['resourceType']} refers to {literal.partition('/')[0]} elsewhere"
    yield from (f"{each} is contained and not referred to" for each in contained - used)


def _literals(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(literal := value.get("reference"), str):
            yield literal
        for each in value.values():
            yield from _literals(each)
    elif isinstance(value, list):
        for each in value:
            yield from _literals(each)
