"""A record's resources, to be found by source, type and reference; and which of them were shown.

References are resolved inside the record only: `#contained`, a bundle's fullUrl, `Type/id` and the
same with a server's address before or a version behind it.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from app.model.case import Patient
from app.model.definition import SectionKind
from app.model.overview import NotShownReason
from app.overview.record import Record
from app.overview.references import key_of, reference_of
from app.overview.shape import Json, child, children, string, strings
from app.overview.standing import set_aside
from app.overview.subject import Subject
from app.overview.times import moment
from app.overview.wording import clean, concept_text

_NONE: dict[str, Json] = {}
_VERSION_DIGITS = 18
_NOWHERE: frozenset[SectionKind | None] = frozenset()
_NOT_TELLING = frozenset((SectionKind.TIMELINE, SectionKind.MEDIA))


class RecordIndex:
    """Looks things up in one record; of several versions of a resource it holds the newest."""

    def __init__(self, record: Record, patient: Patient) -> None:
        self.patient = patient
        self.set_aside: Counter[tuple[str, NotShownReason]] = Counter()
        self._usable: dict[tuple[str, str], dict[str, Json]] = {}
        self._by_key: dict[str, Json] = {}
        self._full_urls: Mapping[str, str] = record.full_urls
        self._provenance: dict[str, Json] | None = None
        self._set_aside: set[str] = set()
        self._shown: dict[int, set[SectionKind | None]] = {}
        self._place(_newest(record), Subject.of(patient, record.full_urls))

    def _place(self, held: dict[tuple[str, str, str], Json], subject: Subject) -> None:
        for (source, kind, own), resource in sorted(held.items(), key=_by_place):
            reason = set_aside(resource, subject)
            if reason is not None:
                self.set_aside[kind, reason] += 1
                self._set_aside.add(f"{kind}/{own}")
                continue
            self._usable.setdefault((source, kind), {})[own] = resource
            self._by_key.setdefault(f"{kind}/{own}", resource)

    def usable(self, source: str, resource_type: str) -> dict[str, Json]:
        """Return a source's resources of a type by id, without those that are set aside."""
        return self._usable.get((source, resource_type), _NONE)

    def of_type(self, resource_type: str) -> Iterator[Json]:
        """Yield the resources of a type, of all sources."""
        for (_, kind), resources in self._usable.items():
            if kind == resource_type:
                yield from resources.values()

    def unshown(self) -> Counter[str]:
        """Count by type the resources that nothing of the overview shows."""
        return Counter(
            kind
            for (_, kind), resources in self._usable.items()
            for resource in resources.values()
            if id(resource) not in self._shown
        )

    def mark_shown(self, resource: Json, kind: SectionKind | None = None) -> None:
        """Note that something stands in the overview, so that it is not named as not shown.

        `kind` is the kind of section, None where it stands within another resource's row.
        """
        self._shown.setdefault(id(resource), set()).add(kind)

    def is_shown(self, resource: Json) -> bool:
        """Tell whether a resource was marked as shown."""
        return id(resource) in self._shown

    def is_told(self, resource: Json) -> bool:
        """Tell whether a resource's words stand somewhere: more than its name on the timeline."""
        return bool(self._shown.get(id(resource), _NOWHERE) - _NOT_TELLING)

    def is_pictured(self, resource: Json) -> bool:
        """Tell whether a resource's media stand somewhere."""
        return SectionKind.MEDIA in self._shown.get(id(resource), _NOWHERE)

    def get(self, reference: str) -> Json | None:
        """Return the resource that a literal reference means, None where the record lacks it."""
        return self._by_key.get(self._full_urls.get(reference) or key_of(reference))

    def is_set_aside(self, reference: Json) -> bool:
        """Tell whether a Reference means something that the record holds and must not show."""
        target = string(reference, "reference")
        return (self._full_urls.get(target) or key_of(target)) in self._set_aside

    def resolve(self, reference: Json, within: Json) -> Json:
        """Return the resource a Reference means, an empty object where the record lacks it."""
        target = string(reference, "reference")
        if target.startswith("#"):
            contained = children(within, "contained")
            return next((c for c in contained if string(c, "id") == target[1:]), {})
        return (self.get(target) or {}) if target else {}

    def name_of(self, reference: Json, within: Json) -> str:
        """Return the name of a person or an organisation that a Reference means."""
        display = clean(string(reference, "display"))
        return display or self._own_name(self.resolve(reference, within))

    def _own_name(self, resource: Json) -> str:
        kind = string(resource, "resourceType")
        if kind == "PractitionerRole":
            reference = child(resource, "practitioner")
            display = clean(string(reference, "display"))
            person = self.resolve(reference, resource)
            named = person if person.get("resourceType") == "Practitioner" else {}
            return display or name_in_words(child(named, "name"))
        if kind in ("Practitioner", "Patient", "RelatedPerson"):
            return name_in_words(child(resource, "name"))
        return clean(string(resource, "name")) or concept_text(child(resource, "code"))

    def provenance(self, resource: Json) -> Json:
        """Return the Provenance that tells of a resource, an empty object without one."""
        if self._provenance is None:
            self._provenance = {
                key_of(self._full_urls.get(target, target)): found
                for found in self.of_type("Provenance")
                for entry in children(found, "target")
                if (target := string(entry, "reference"))
            }
        return self._provenance.get(reference_of(resource), {}) if self._provenance else {}


def name_in_words(name: Json) -> str:
    """Return a HumanName: given names, then the family name."""
    full = " ".join([*strings(name, "given"), string(name, "family")]).strip()
    return clean(full or string(name, "text"))


def _newest(record: Record) -> dict[tuple[str, str, str], Json]:
    held: dict[tuple[str, str, str], Json] = {}
    for source, resource in record.resources():
        own = string(resource, "id")
        if not own:
            own = _own_id(resource)
            resource = {**resource, "id": own}  # noqa: PLW2901 -- the one that is kept
        place = (source, string(resource, "resourceType"), own)
        other = held.get(place)
        if other is None or _is_newer(resource, other):
            held[place] = resource
    return held


def _own_id(resource: Json) -> str:
    """Return an id made of the content, for a resource that came without one."""
    return f"content-{hashlib.sha256(_content(resource)).hexdigest()[:16]}"


def _content(resource: Json) -> bytes:
    """Return the content in one order; nothing of what is nested deeper than can be walked."""
    try:
        return msgspec.json.encode(resource, order="deterministic")
    except RecursionError:
        return b""


def _is_newer(resource: Json, other: Json) -> bool:
    return resource is not other and _version(resource) > _version(other)


def _version(resource: Json) -> tuple[float, int, bytes]:
    """Order versions by time, then number; two that claim the same by their content."""
    meta = child(resource, "meta")
    number = string(meta, "versionId")
    counts = number.isascii() and number.isdigit() and len(number) <= _VERSION_DIGITS
    changed = moment(string(meta, "lastUpdated"))
    return changed, int(number) if counts else -1, _content(resource)


def _by_place(item: tuple[tuple[str, str, str], Json]) -> tuple[str, str, str]:
    return item[0]
