"""Reading a FHIR R4 Bundle as a whole record: bytes in, a `Record` and its patient out.

Any kind of bundle that holds resources is read (document, searchset, collection, transaction,
batch, history, message). The bundle is split without decoding its resources; only the types that
the definition asks for, and those that give names, are decoded. A resource that cannot be read is
counted and never loses the others. Leaves out: following links to other pages of a searchset.
"""

import re
from collections import Counter
from datetime import datetime
from typing import NamedTuple
from urllib.parse import unquote

import msgspec

from app.model.case import Patient
from app.model.definition import ConferenceDefinition, SectionKind
from app.model.errors import RecordUnreadable
from app.model.jsontext import parse_json
from app.model.overview import NotShown, NotShownReason
from app.model.record import Need, SourceAnswer
from app.overview.collector import uncollected
from app.overview.patient import patient_of
from app.overview.preparing import prepare
from app.overview.record import Record
from app.overview.references import key_of, reference_of, subject_of
from app.overview.resource_types import ADMINISTRATIVE, SUPPORTING
from app.overview.shape import Json, child, string
from app.overview.wording import clean

LARGEST = 256 * 2**20  # bytes
_NAMING = SUPPORTING - {"Location"}
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_TYPE = re.compile(rb'\s*\{\s*"resourceType"\s*:\s*"([A-Za-z]{1,64})"')
_NULL = msgspec.Raw(b"null")
_SOURCE = "Journalfil"


class _Request(msgspec.Struct):
    method: str = ""
    url: str = ""


class _Entry(msgspec.Struct):
    fullUrl: str = ""  # noqa: N815 -- FHIR's name
    resource: msgspec.Raw = _NULL
    request: _Request | None = None


class _Bundle(msgspec.Struct):
    resourceType: str = ""  # noqa: N815 -- FHIR's name
    entry: list[_Entry] = []


class _LooseBundle(msgspec.Struct):
    entry: list[msgspec.Raw] = []


class _Peek(msgspec.Struct):
    resourceType: str = ""  # noqa: N815 -- FHIR's name


class BundleRead(NamedTuple):
    """A bundle as a record, and whom it is about."""

    record: Record
    patient: Patient


class _Contents(NamedTuple):
    """What was found in a bundle: decoded resources by type, and counts of the rest."""

    resources: dict[str, list[Json]]
    full_urls: dict[str, str]
    skipped: Counter[str]
    unreadable: Counter[str]


@uncollected
def read_bundle(
    data: bytes, definition: ConferenceDefinition, *, at: datetime, source: str = ""
) -> BundleRead:
    """Read a bundle for a definition. `at` (aware) is when it was fetched, `source` its name.

    Raises RecordUnreadable when it is no Bundle, or not about one patient. Resources of other
    patients stay in the record and are set aside (counted) by `compose`.
    """
    prepared = prepare(definition)
    asked = prepared.resource_types
    if any(section.definition.kind is SectionKind.MEDIA for section in prepared.sections):
        asked |= {"Binary"}  # the contents of media
    entries = _split(data)
    if any(_type_of(entry.resource) == "Composition" for entry in entries[:1]):
        asked |= {_type_of(entry.resource) for entry in entries} - ADMINISTRATIVE - {""}
    contents = _sort_out(entries, asked | _NAMING)
    if not contents.resources and not contents.skipped:
        raise RecordUnreadable("the Bundle holds no readable resource")
    patient = _choose_patient(contents, at)
    name = source or _name_of(contents) or _SOURCE
    types = sorted(asked | set(contents.resources) | set(contents.unreadable))
    answers = tuple(
        SourceAnswer(
            source=name,
            need=Need(resource_type=resource_type),
            resources=tuple(contents.resources.get(resource_type, ())),
            at=at,
            unreadable=contents.unreadable[resource_type],
        )
        for resource_type in types
    )
    return BundleRead(
        Record(answers=answers, full_urls=contents.full_urls, set_aside=_counted(contents, asked)),
        patient,
    )


def _counted(contents: _Contents, asked: frozenset[str]) -> tuple[NotShown, ...]:
    skipped = [NotShown(resource_type=t, count=n) for t, n in sorted(contents.skipped.items())]
    broken = [
        NotShown(resource_type=t, count=n, reason=NotShownReason.UNREADABLE)
        for t, n in sorted(contents.unreadable.items())
        if t not in asked  # the others are counted by their sections
    ]
    return (*skipped, *broken)


def _split(data: bytes) -> list[_Entry]:
    if len(data) > LARGEST:
        raise RecordUnreadable("larger than 256 MiB")
    data = data.removeprefix(_BYTE_ORDER_MARK)
    try:
        bundle = msgspec.json.decode(data, type=_Bundle)
    except msgspec.ValidationError:
        return _split_loosely(data)
    except (msgspec.DecodeError, UnicodeError):
        raise RecordUnreadable("not JSON in UTF-8") from None
    except RecursionError:
        raise RecordUnreadable("nested too deeply") from None
    _require_bundle(bundle.resourceType)
    return bundle.entry


def _split_loosely(data: bytes) -> list[_Entry]:
    """Split a bundle of which some part has the wrong shape: only that part is lost."""
    try:
        _require_bundle(msgspec.json.decode(data, type=_Peek).resourceType)
        entries = msgspec.json.decode(data, type=_LooseBundle).entry
    except msgspec.ValidationError:
        raise RecordUnreadable("not a FHIR Bundle") from None
    return [_loose_entry(raw) for raw in entries]


def _loose_entry(raw: msgspec.Raw) -> _Entry:
    try:
        return msgspec.json.decode(raw, type=_Entry)
    except msgspec.ValidationError:
        pass
    try:
        return _Entry(resource=msgspec.json.decode(raw, type=_OnlyResource).resource)
    except msgspec.ValidationError:
        return _Entry(resource=raw)  # not even an object: it is counted as unreadable


class _OnlyResource(msgspec.Struct):
    resource: msgspec.Raw = _NULL


def _require_bundle(resource_type: str) -> None:
    if resource_type != "Bundle":
        told = resource_type if resource_type.isalpha() and resource_type.isascii() else "no"
        raise RecordUnreadable(f"not a FHIR Bundle but {told[:40]} resource")


def _sort_out(entries: list[_Entry], wanted: frozenset[str]) -> _Contents:
    contents = _Contents({}, {}, Counter(), Counter())
    deleted: set[str] = set()
    seen: dict[str, str] = {}
    for entry in entries:
        if entry.request is not None and entry.request.method == "DELETE":
            deleted.add(key_of(unquote(entry.request.url)))
        elif entry.resource != _NULL:
            _file(entry, contents, wanted, deleted, seen)
    return contents


def _file(
    entry: _Entry,
    contents: _Contents,
    wanted: frozenset[str],
    deleted: set[str],
    seen: dict[str, str],
) -> None:
    """Put one entry's resource where it belongs; of a deleted one, older versions are dropped."""
    resource_type = _type_of(entry.resource)
    if resource_type not in wanted:
        contents.skipped[resource_type or "?"] += 1
        return
    try:
        resource = parse_json(bytes(entry.resource))
    except RecordUnreadable:
        contents.unreadable[resource_type] += 1
        return
    _name(resource, entry.fullUrl, seen)
    reference = reference_of(resource)
    if reference in deleted:
        return
    if entry.fullUrl and reference:
        contents.full_urls[entry.fullUrl] = reference
    contents.resources.setdefault(resource_type, []).append(resource)


def _type_of(raw: msgspec.Raw) -> str:
    view = bytes(memoryview(raw)[:200])
    if found := _TYPE.match(view):
        return found[1].decode("ascii")
    try:
        name = msgspec.json.decode(raw, type=_Peek).resourceType
    except msgspec.DecodeError:
        return ""
    return name if name.isascii() and name.isalpha() and len(name) < len(view) else ""


def _name(resource: Json, full_url: str, seen: dict[str, str]) -> None:
    """Give a resource an id where it has none, and another one where two servers used the same."""
    if not string(resource, "id") and full_url:
        resource["id"] = full_url.rpartition(":")[2].rpartition("/")[2]
    reference = reference_of(resource)
    if not reference or not full_url:
        return
    base = full_url.partition("/_history/")[0]
    if seen.setdefault(reference, base) != base:
        resource["id"] = full_url
        seen[reference_of(resource)] = base


def _choose_patient(contents: _Contents, at: datetime) -> Patient:
    """Return the document's subject, the only Patient, or the only one that anything is about."""
    patients = {reference_of(p): p for p in contents.resources.get("Patient", [])}
    for composition in contents.resources.get("Composition", []):
        literal = string(child(composition, "subject"), "reference")
        key = key_of(contents.full_urls.get(literal, literal))
        if key in patients:
            return patient_of(patients[key], at.date())
    if len(patients) == 1:
        return patient_of(next(iter(patients.values())), at.date())
    meant = _meant(contents)
    if len(meant) > 1 or (patients and not meant):
        raise RecordUnreadable("about several patients, none of whom is named as its subject")
    if not meant:
        raise RecordUnreadable("about no patient: nothing in the Bundle names one")
    key = next(iter(meant))
    return patient_of(patients[key], at.date()) if key in patients else Patient(reference=key)


def _meant(contents: _Contents) -> set[str]:
    """Return the `Patient/…` keys that the resources are about."""
    literals = (
        string(subject_of(resource), "reference")
        for resources in contents.resources.values()
        for resource in resources
    )
    keys = (key_of(contents.full_urls.get(literal, literal)) for literal in literals if literal)
    return {key for key in keys if key.startswith("Patient/")}


def _name_of(contents: _Contents) -> str:
    """Return who keeps a document: its custodian's name, else the document's title."""
    for composition in contents.resources.get("Composition", []):
        custodian = child(composition, "custodian")
        literal = string(custodian, "reference")
        key = key_of(contents.full_urls.get(literal, literal))
        for organisation in contents.resources.get("Organization", []):
            if reference_of(organisation) == key:
                return clean(string(organisation, "name"))
        return clean(string(custodian, "display"))
    return ""
