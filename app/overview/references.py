"""References between resources, as texts: `Type/id` and whom a resource is about."""

from app.overview.shape import Json, child, string


def key_of(reference: str) -> str:
    """Return `Type/id` of a literal reference, without server and version; else the text itself."""
    return "/".join(reference.partition("/_history/")[0].split("/")[-2:])


def reference_of(resource: Json) -> str:
    """Return the `Type/id` of a resource, "" where it has no id."""
    own = string(resource, "id")
    return f"{string(resource, 'resourceType')}/{own}" if own else ""


def subject_of(resource: Json) -> Json:
    """Return the Reference to whom a resource is about, an empty object where it has none."""
    names = ("subject", "patient", "beneficiary")
    return next((found for name in names if (found := child(resource, name))), {})
