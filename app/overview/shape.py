"""Looking into JSON of any shape without ever failing: what is not as FHIR says is not there.

A record may hold anything that is JSON. Every reader of this package goes through these few
functions, so that a wrong shape leaves a gap in one row and never an exception.
"""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]

_NOTHING: Json = {}


def child(parent: Json, key: str) -> Json:
    """Return the object under `key`, of a list its first object, else an empty object."""
    value = parent.get(key)
    if isinstance(value, dict):
        return value
    if isinstance(value, list):
        return next((item for item in value if isinstance(item, dict)), _NOTHING)
    return _NOTHING


def children(parent: Json, key: str) -> list[Json]:
    """Return the objects under `key`; one object alone counts as a list of one."""
    value = parent.get(key)
    if isinstance(value, list):
        return [item for item in value if isinstance(item, dict)]
    return [value] if isinstance(value, dict) else []


def string(parent: Json, key: str) -> str:
    """Return the string under `key`, else ""."""
    value = parent.get(key)
    return value if isinstance(value, str) else ""


def strings(parent: Json, key: str) -> list[str]:
    """Return the strings under `key`."""
    value = parent.get(key)
    if isinstance(value, list):
        return [item for item in value if isinstance(item, str)]
    return [value] if isinstance(value, str) else []


def first_string(parent: Json, *keys: str) -> str:
    """Return the first string that is there and not empty, else ""."""
    return next((text for key in keys if (text := string(parent, key))), "")


def extensions(element: Json, url: str) -> Iterator[Json]:
    """Yield the element's extensions of that url."""
    return (item for item in children(element, "extension") if item.get("url") == url)
