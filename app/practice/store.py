"""Resources and all their versions, in memory.

Each version is kept as the bytes that are sent, with the values that a search looks up; nothing is
encoded twice. Patients' resources are indexed by type and patient, since that is how a record is
asked for. Leaves out everything of HTTP, and durability: a practice begins anew each time.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import msgspec

from app.model.base import Private
from app.practice.body import Resource, encode
from app.practice.parameters import Values, index_of


class Version(Private, frozen=True, kw_only=True):
    """One version of one resource; `body` is None when it was deleted by it."""

    type: str
    id: str
    number: int
    updated: datetime
    body: bytes | None = None
    index: dict[str, Values] = {}  # noqa: RUF012 -- msgspec makes it anew for each

    @property
    def reference(self) -> str:
        """Return `Type/id`."""
        return f"{self.type}/{self.id}"

    @property
    def etag(self) -> str:
        """Return the weak ETag of this version."""
        return f'W/"{self.number}"'


class Store:
    """All resources of one practice host; used from one thread."""

    def __init__(self) -> None:
        """Begin empty."""
        self._history: dict[tuple[str, str], list[Version]] = {}
        self._current: dict[str, dict[str, Version]] = {}
        self._of_patient: dict[tuple[str, str], dict[str, Version]] = {}
        self._undo: list[tuple[str, str]] | None = None

    def history(self, resource_type: str, resource_id: str) -> list[Version]:
        """Return all versions, oldest first; empty when there never was such a resource."""
        return list(self._history.get((resource_type, resource_id), ()))

    def current(self, resource_type: str, resource_id: str) -> Version | None:
        """Return the newest version, None where the resource is deleted or never was."""
        return self._current.get(resource_type, {}).get(resource_id)

    def all(self, resource_type: str) -> Iterable[Version]:
        """Return the current version of every resource of the type, as they were created."""
        return self._current.get(resource_type, {}).values()

    def of_patients(self, resource_type: str, patients: Iterable[str]) -> Iterator[Version]:
        """Yield the current resources of the type that name one of the patients (`Patient/1`)."""
        for patient in dict.fromkeys(patients):
            yield from self._of_patient.get((resource_type, patient), {}).values()

    def create(self, resource: Resource) -> Version:
        """Keep a new resource under an id of the host's."""
        return self.put(resource, str(uuid.uuid4()))

    def put(self, resource: Resource, resource_id: str) -> Version:
        """Keep a resource as the id's next version; the same content again changes nothing."""
        resource_type = resource["resourceType"]
        before = self.current(resource_type, resource_id)
        if before is not None and encode(_with_meta(resource, before)) == before.body:
            return before
        number = len(self._history.get((resource_type, resource_id), ())) + 1
        version = Version(type=resource_type, id=resource_id, number=number, updated=_now())
        whole = _with_meta(resource, version)
        kept = msgspec.structs.replace(version, body=encode(whole), index=index_of(whole))
        return self._add(kept)

    def delete(self, resource_type: str, resource_id: str) -> Version | None:
        """Delete a resource; its versions stay. Returns None where there is nothing to delete."""
        before = self.current(resource_type, resource_id)
        if before is None:
            return None
        number = before.number + 1
        return self._add(Version(type=resource_type, id=resource_id, number=number, updated=_now()))

    @contextmanager
    def atomically(self) -> Iterator[None]:
        """All changes made inside stay, or (when it is left by an exception) none of them."""
        self._undo = []
        try:
            yield
        except BaseException:
            for key in reversed(self._undo):
                self._take_back(key)
            raise
        finally:
            self._undo = None

    def _add(self, version: Version) -> Version:
        key = (version.type, version.id)
        self._history.setdefault(key, []).append(version)
        self._show(key)
        if self._undo is not None:
            self._undo.append(key)
        return version

    def _take_back(self, key: tuple[str, str]) -> None:
        self._history[key].pop()
        self._show(key)
        if not self._history[key]:
            del self._history[key]

    def _show(self, key: tuple[str, str]) -> None:
        """Make the newest version of the history, if there is one, the one that is found."""
        resource_type, resource_id = key
        current = self._current.setdefault(resource_type, {})
        if (before := current.get(resource_id)) is not None:
            for patient in before.index.get("patient", ()):
                self._of_patient[resource_type, patient].pop(resource_id, None)
        newest = self._history[key][-1] if self._history[key] else None
        if newest is None or newest.body is None:
            current.pop(resource_id, None)
            return
        current[resource_id] = newest
        for patient in newest.index.get("patient", ()):
            self._of_patient.setdefault((resource_type, patient), {})[resource_id] = newest


def _with_meta(resource: Resource, version: Version) -> dict[str, Any]:
    meta = resource.get("meta")
    kept = meta if isinstance(meta, dict) else {}
    told = {"versionId": str(version.number), "lastUpdated": instant(version.updated)}
    first = {"resourceType": version.type, "id": version.id, "meta": {**kept, **told}}
    return {**first, **{key: each for key, each in resource.items() if key not in first}}


def instant(moment: datetime) -> str:
    """Return a FHIR instant in UTC with milliseconds."""
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _now() -> datetime:
    return datetime.now(UTC)
