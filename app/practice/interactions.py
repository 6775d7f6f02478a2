"""What can be done to the store: FHIR's interactions, alike for a request and a bundle's entry.

Source: FHIR R4, RESTful API. Everything here is synchronous and knows of HTTP only its status
codes, and the conditions that travel in headers or in `entry.request`.
"""

import re
from typing import NamedTuple
from urllib.parse import parse_qsl

from app.practice.body import Resource
from app.practice.refusal import Refusal
from app.practice.resource_types import RESOURCE_TYPES
from app.practice.search import find, understand
from app.practice.store import Store, Version

_ID = re.compile(r"[A-Za-z0-9\-.]{1,64}")


class Done(NamedTuple):
    """What a write came to: the HTTP status, and the version that is there now."""

    status: int
    version: Version


def known_type(resource_type: str) -> str:
    """Return the type; refuses (404) what is no resource type of R4."""
    if resource_type not in RESOURCE_TYPES:
        raise Refusal(404, "not-supported", "there is no such resource type in FHIR R4")
    return resource_type


def read(store: Store, resource_type: str, resource_id: str) -> Version:
    """Return the current version; refuses with 404 (never was) or 410 (deleted)."""
    version = store.current(known_type(resource_type), resource_id)
    if version is not None:
        return version
    if store.history(resource_type, resource_id):
        raise Refusal(410, "deleted", f"this {resource_type} was deleted")
    raise Refusal(404, "not-found", f"there is no {resource_type} with this id")


def vread(store: Store, resource_type: str, resource_id: str, number: str) -> Version:
    """Return that version; refuses with 404 (never was) or 410 (it is the deletion)."""
    versions = store.history(known_type(resource_type), resource_id)
    for version in versions:
        if str(version.number) == number:
            if version.body is None:
                raise Refusal(410, "deleted", f"this {resource_type} was deleted by this version")
            return version
    raise Refusal(404, "not-found", f"there is no such version of this {resource_type}")


def matches(store: Store, resource_type: str, query: str) -> list[Version]:
    """Return what a conditional write or reference means; an unknown parameter is refused."""
    pairs = parse_qsl(query, keep_blank_values=True)
    understood = understand(known_type(resource_type), pairs, strict=True)
    if not understood.tests:
        raise Refusal(400, "required", "a condition needs at least one search parameter")
    return find(store, understood)


def only_match(store: Store, resource_type: str, query: str) -> Version | None:
    """Return the one resource that is meant, None where there is none; refuses (412) several."""
    found = matches(store, resource_type, query)
    if len(found) > 1:
        raise Refusal(412, "multiple-matches", f"several {resource_type} resources match")
    return found[0] if found else None


def create(
    store: Store,
    resource_type: str,
    resource: Resource,
    *,
    if_none_exist: str = "",
    new_id: str = "",
) -> Done:
    """Create a resource, or return the one that `if_none_exist` (a query) finds.

    `new_id` is the id that a transaction has already given to it.
    """
    _check_identity(resource_type, resource)
    if if_none_exist:
        found = only_match(store, resource_type, if_none_exist)
        if found is not None:
            return Done(200, found)
    return Done(201, store.put(resource, new_id) if new_id else store.create(resource))


def update(
    store: Store, resource_type: str, resource_id: str, resource: Resource, *, if_match: str = ""
) -> Done:
    """Update a resource, or create it under the client's id.

    Refuses with 400 (another id or type), and 412 when `if_match` is not the current ETag.
    """
    _check_identity(resource_type, resource)
    if resource.get("id") != resource_id:
        raise Refusal(400, "invariant", "the resource's id is not the id of the address")
    before = store.current(resource_type, resource_id)
    _check_version(before, if_match)
    return Done(201 if before is None else 200, store.put(resource, resource_id))


def update_matching(
    store: Store,
    resource_type: str,
    query: str,
    resource: Resource,
    *,
    if_match: str = "",
    new_id: str = "",
) -> Done:
    """Update the one resource that the query finds, or create it where there is none.

    `new_id` is the id that a transaction has already given to it.
    """
    _check_identity(resource_type, resource)
    found, own_id = only_match(store, resource_type, query), resource.get("id")
    if found is not None and own_id not in (None, found.id):
        raise Refusal(400, "invariant", "the resource's id is not that of the resource found")
    _check_version(found, if_match)
    if found is not None:
        return Done(200, store.put(resource, found.id))
    if own_id is None:
        return create(store, resource_type, resource, new_id=new_id)
    if store.current(resource_type, own_id) is not None:
        raise Refusal(409, "conflict", "the id is taken by a resource that does not match")
    return update(store, resource_type, own_id, resource)


def delete(
    store: Store, resource_type: str, resource_id: str, *, if_match: str = ""
) -> Version | None:
    """Delete a resource; deleting what is not there is no error, and None."""
    _check_version(store.current(known_type(resource_type), resource_id), if_match)
    return store.delete(resource_type, resource_id)


def _check_identity(resource_type: str, resource: Resource) -> None:
    if resource["resourceType"] != known_type(resource_type):
        raise Refusal(400, "invariant", f"the body is not a resource of the type {resource_type}")
    if not _ID.fullmatch(str(resource.get("id", "x"))):
        raise Refusal(400, "value", "the resource's id is no FHIR id")


def _check_version(before: Version | None, if_match: str) -> None:
    if if_match and (before is None or if_match.removeprefix("W/") != before.etag[2:]):
        raise Refusal(412, "conflict", "somebody else changed it first: read it again")
