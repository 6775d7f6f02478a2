"""What the store holds of one patient, and who wrote it: read as the contracts need it."""

from collections.abc import Iterator
from typing import NamedTuple

from app.overview.patient import HSA_SYSTEMS
from app.overview.shape import Json, child, children, first_string, string
from app.practice.body import decode
from app.practice.rivta.codes import oid
from app.practice.rivta.times import stamp
from app.practice.store import Store

_AUTHORS = (
    "resultsInterpreter",
    "performer",
    "recorder",
    "author",
    "operator",
    "informationSource",
    "requester",
)
_UNITS = ("custodian", "contributor", "serviceProvider")
_RECORDED = (
    "recordedDate",
    "issued",
    "dateAsserted",
    "date",
    "created",
    "effectiveDateTime",
    "occurrenceDateTime",
)


class Organisation(NamedTuple):
    """A unit or a provider: HSA-id and name."""

    hsa_id: str = ""
    name: str = ""


class Writer(NamedTuple):
    """Who wrote something: the person where one is named, the unit, and its provider."""

    hsa_id: str
    name: str
    role: str
    unit: Organisation
    provider: Organisation

    @property
    def source_system(self) -> str:
        """Return the HSA-id of the record system in which the provider writes."""
        return self.provider.hsa_id.partition("-")[0] + "-S001"


class Patient(NamedTuple):
    """Who a record is about, as RIV-TA names them."""

    reference: str
    number: str
    register: str  # OID
    born: str
    sex: str
    resource: Json


class Asked(NamedTuple):
    """What of a record is asked for: one provider's ("" for all), and of which time (stamps)."""

    provider: str = ""
    start: str = ""
    end: str = ""

    def holds(self, times: list[str]) -> bool:
        """Tell whether something of these times is asked for; what has no time always is."""
        known = [each for each in times if each]
        early, late = min(known, default=""), max(known, default="")
        return not known or ((not self.start or late >= self.start) and _begun(early, self.end))


class Record:
    """One patient's part of the practice store."""

    def __init__(self, store: Store, patient: Patient, asked: Asked | None = None) -> None:
        """Take the store, which is only read, and what of it is asked for."""
        self._store, self.patient = store, patient
        self._asked = asked or Asked()
        self._systems: set[str] = set()
        self._read: dict[str, Json] = {}  # a person or a unit writes many records

    @property
    def source_systems(self) -> list[str]:
        """Return the record systems that something was found in so far."""
        return sorted(self._systems)

    def all(self, resource_type: str) -> list[Json]:
        """Return the patient's resources of a type, the oldest record first."""
        found = [
            each
            for each in of_patient(self._store, resource_type, self.patient)
            if self._is_asked(each)
        ]
        self._systems.update(self.writer(each).source_system for each in found)
        return sorted(found, key=lambda each: (recorded(each), string(each, "id")))

    def _is_asked(self, resource: Json) -> bool:
        wanted, provider = self._asked.provider, self.writer(resource).provider.hsa_id
        return (not wanted or provider == wanted) and self._asked.holds(_times(resource))

    def get(self, reference: str) -> Json:
        """Return the resource of a reference (`Binary/1`), an empty object where there is none."""
        if reference not in self._read:
            self._read[reference] = read(self._store, reference)
        return self._read[reference]

    def writer(self, resource: Json) -> Writer:
        """Return who wrote a resource; where nobody is named, who keeps the patient's record."""
        named = list(self._named(resource, (*_AUTHORS, *_UNITS)))
        person = next((each for each in named if _is_person(each)), {})
        keeper = child(person, "organization") or child(
            self.patient.resource, "managingOrganization"
        )
        unit = next((each for each in named if each.get("resourceType") == "Organization"), {})
        unit = unit or self.get(string(keeper, "reference"))
        return Writer(
            hsa_id=hsa_id(person),
            name=string(child(person, "practitioner"), "display"),
            role=string(child(person, "code"), "text"),
            unit=_organisation(unit),
            provider=_organisation(self.provider(unit)),
        )

    def _named(self, resource: Json, names: tuple[str, ...]) -> Iterator[Json]:
        for name in names:
            for entry in children(resource, name):
                for holder in (child(entry, "actor"), child(entry, "onBehalfOf"), entry):
                    if reference := string(holder, "reference"):
                        yield self.get(reference)

    def units_of(self, provider: str) -> list[str]:
        """Return the references of the units right below a provider (`Organization/1`)."""
        return [
            version.reference
            for version in self._store.all("Organization")
            if string(child(self.get(version.reference), "partOf"), "reference") == provider
        ]

    def provider(self, unit: Json) -> Json:
        """Return the organisation on top of a unit."""
        above = string(child(unit, "partOf"), "reference")
        return self.provider(self.get(above)) if above else unit


def find_patient(store: Store, number: str) -> Patient | None:
    """Return the patient with that number, None where nobody has it."""
    found = (patient_of(store, version.reference) for version in store.all("Patient"))
    return next((each for each in found if each and each.number == number), None)


def patient_of(store: Store, reference: str) -> Patient | None:
    """Return the patient of a reference, None where there is none with a number."""
    resource = read(store, reference)
    identifier = child(resource, "identifier")
    if not string(identifier, "value"):
        return None
    return Patient(
        reference=reference,
        number=string(identifier, "value"),
        register=oid(string(identifier, "system")),
        born=string(resource, "birthDate"),
        sex=string(resource, "gender"),
        resource=resource,
    )


def of_patient(store: Store, resource_type: str, patient: Patient | None) -> Iterator[Json]:
    """Yield a patient's resources of a type; none of nobody's."""
    for version in store.of_patients(resource_type, [patient.reference] if patient else []):
        if version.body:
            yield decode(version.body)


def read(store: Store, reference: str) -> Json:
    """Return the resource of a literal reference, an empty object where there is none."""
    resource_type, _, own = reference.partition("/")
    version = store.current(resource_type, own)
    return decode(version.body) if version is not None and version.body else {}


def recorded(resource: Json) -> str:
    """Return when something was written down."""
    period = child(resource, "performedPeriod") or child(resource, "effectivePeriod")
    return (
        first_string(resource, *_RECORDED)
        or string(resource, "performedDateTime")
        or string(period or child(resource, "period"), "start")
    )


def _times(resource: Json) -> list[str]:
    """Return when something was, and when it was written down."""
    period = child(resource, "performedPeriod") or child(resource, "effectivePeriod")
    period = period or child(resource, "period")
    named = ("effectiveDateTime", "performedDateTime", "createdDateTime", "onsetDateTime")
    ends = (string(period, "start"), string(period, "end"))
    return [stamp(text) for text in (recorded(resource), *ends, first_string(resource, *named))]


def _begun(stamped: str, end: str) -> bool:
    return not end or stamped[: len(end)] <= end


def _is_person(resource: Json) -> bool:
    return resource.get("resourceType") == "PractitionerRole"


def _organisation(resource: Json) -> Organisation:
    return Organisation(hsa_id(resource), string(resource, "name"))


def hsa_id(resource: Json) -> str:
    """Return a person's or an organisation's HSA-id, "" where it has none."""
    identifiers = children(resource, "identifier")
    held = (string(e, "value") for e in identifiers if e.get("system") in HSA_SYSTEMS)
    return next(held, "")
