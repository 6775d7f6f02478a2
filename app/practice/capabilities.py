"""What the practice host can, as a CapabilityStatement (FHIR R4)."""

from typing import Any

from app.practice.parameters import Kind, parameters_of
from app.practice.resource_types import RESOURCE_TYPES

_INTERACTIONS = ("read", "vread", "update", "delete", "history-instance", "create", "search-type")
_PUBLISHED = "2026-11-22"
_KIND_NAMES = {
    Kind.TOKEN: "token",
    Kind.CODE: "token",
    Kind.REFERENCE: "reference",
    Kind.PATIENT: "reference",
    Kind.DATE: "date",
    Kind.STRING: "string",
    Kind.URI: "uri",
}


def capability_statement(base: str) -> dict[str, Any]:
    """Return the CapabilityStatement of a host at that address."""
    return {
        "resourceType": "CapabilityStatement",
        "status": "active",
        "date": _PUBLISHED,
        "kind": "instance",
        "software": {"name": "Samsyn practice host"},
        "implementation": {"description": "Övningsjournalen", "url": base},
        "fhirVersion": "4.0.1",
        "format": ["application/fhir+json"],
        "rest": [
            {
                "mode": "server",
                "security": {"description": "A bearer token that is made anew at each start."},
                "resource": [_resource(name) for name in sorted(RESOURCE_TYPES)],
                "interaction": [{"code": "transaction"}, {"code": "batch"}],
            }
        ],
    }


def _resource(resource_type: str) -> dict[str, Any]:
    return {
        "type": resource_type,
        "interaction": [{"code": code} for code in _INTERACTIONS],
        "versioning": "versioned-update",
        "readHistory": True,
        "updateCreate": True,
        "conditionalCreate": True,
        "conditionalRead": "not-match",
        "conditionalUpdate": True,
        "conditionalDelete": "not-supported",
        "searchParam": [
            {"name": name, "type": _KIND_NAMES[parameter.kind]}
            for name, parameter in parameters_of(resource_type).items()
        ],
    }
