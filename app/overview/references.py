"""References between resources, as texts: `Type/id`, whom a resource is about, how it is named.

A resource is named by `Type/id` where it can be read under that. One that a source has made of a
record of another kind (RIV-TA) exists nowhere under its id: it is named by its own identifier,
as FHIR writes a condition: `Type?identifier=system|value`.
"""

from app.overview.shape import Json, child, children, string

RECORD_SYSTEM = "https://samsyn.se/fhir/rivta"  # begins the system of a record's identifier
_BY_IDENTIFIER = "?identifier="


def key_of(reference: str) -> str:
    """Return `Type/id` of a literal reference, without server and version; else the text itself."""
    return "/".join(reference.partition("/_history/")[0].split("/")[-2:])


def reference_of(resource: Json) -> str:
    """Return the `Type/id` of a resource, "" where it has no id."""
    own = string(resource, "id")
    return f"{string(resource, 'resourceType')}/{own}" if own else ""


def name_of(resource: Json) -> str:
    """Return how a resource is named outside of the record it came with, "" without an id."""
    for identifier in children(resource, "identifier"):
        if string(identifier, "system").startswith(RECORD_SYSTEM):
            return _by_identifier(string(resource, "resourceType"), identifier)
    return reference_of(resource)


def name_in(reference: Json) -> str:
    """Return the name that a Reference gives, "" where it gives none."""
    identifier, kind = child(reference, "identifier"), string(reference, "type")
    logical = _by_identifier(kind, identifier) if kind and string(identifier, "value") else ""
    return string(reference, "reference") or logical


def _by_identifier(resource_type: str, identifier: Json) -> str:
    token = f"{string(identifier, 'system')}|{string(identifier, 'value')}"
    return f"{resource_type}{_BY_IDENTIFIER}{token}"


def pick_key(name: str) -> str:
    """Return a name without server and version."""
    return name if _BY_IDENTIFIER in name else key_of(name)


def type_of(name: str) -> str:
    """Return the resource type that a name begins with."""
    return name.partition(_BY_IDENTIFIER)[0].partition("/")[0]


def token_of(name: str) -> str:
    """Return `system|value` of a name by identifier, "" for one by id."""
    return name.partition(_BY_IDENTIFIER)[2]


def as_reference(name: str) -> Json:
    """Return the Reference of a name: a logical one where it is one by identifier."""
    system, _, value = token_of(name).partition("|")
    if not value:
        return {"reference": name}
    return {"type": type_of(name), "identifier": {"system": system, "value": value}}


def subject_of(resource: Json) -> Json:
    """Return the Reference to whom a resource is about, an empty object where it has none."""
    names = ("subject", "patient", "beneficiary")
    return next((found for name in names if (found := child(resource, name))), {})
