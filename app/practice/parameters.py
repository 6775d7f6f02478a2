"""Which search parameters the practice host knows, and what they find in a resource.

The table follows FHIR R4's search parameter registry; it holds what a meeting and an overview ask
for. Values are kept so that matching is one look-up in a set: a token as `code`, `system|code`,
`system|` and `|code`, a reference as `Type/id` and `id`.
"""

import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import cache
from typing import Any, NamedTuple

from app.practice.body import Resource
from app.practice.dates import ranges_of


class Kind(Enum):
    """How a parameter's values are compared."""

    TOKEN = auto()
    CODE = auto()  # a token whose code system is the element's own and so goes without saying
    REFERENCE = auto()
    PATIENT = auto()  # a reference of which only those to a Patient count
    DATE = auto()
    STRING = auto()
    URI = auto()


class Parameter(NamedTuple):
    """One search parameter: where its values stand in the resource (dotted paths)."""

    kind: Kind
    paths: tuple[str, ...]


Values = frozenset[Any]

_KINDS = {
    "t": Kind.TOKEN,
    "c": Kind.CODE,
    "r": Kind.REFERENCE,
    "p": Kind.PATIENT,
    "d": Kind.DATE,
    "s": Kind.STRING,
    "u": Kind.URI,
}

# One parameter a word: kind:name=path,path (the path is the name where none is written).
_EVERY_TYPE = "c:_id=id d:_lastUpdated=meta.lastUpdated t:_tag=meta.tag t:_security=meta.security"
_ABOUT = "t:identifier r:subject p:patient=subject "
_TABLE = {
    "AllergyIntolerance": "t:identifier r:patient t:code c:category c:type c:criticality"
    " t:clinical-status=clinicalStatus t:verification-status=verificationStatus"
    " d:date=recordedDate d:onset=reaction.onset r:recorder r:asserter",
    "Appointment": "t:identifier c:status d:date=start t:service-type=serviceType"
    " t:appointment-type=appointmentType r:actor=participant.actor p:patient=participant.actor"
    " r:supporting-info=supportingInformation r:based-on=basedOn",
    "AuditEvent": "d:date=recorded t:type t:subtype c:action c:outcome r:agent=agent.who"
    " r:entity=entity.what p:patient=agent.who,entity.what r:source=source.observer",
    "CarePlan": _ABOUT + "c:status c:intent t:category r:encounter d:date=period r:based-on=basedOn"
    " r:part-of=partOf r:replaces u:instantiates-uri=instantiatesUri"
    " t:activity-code=activity.detail.code",
    "Condition": _ABOUT + "t:code t:category t:severity t:clinical-status=clinicalStatus"
    " t:verification-status=verificationStatus r:encounter d:recorded-date=recordedDate"
    " d:onset-date=onsetDateTime,onsetPeriod d:abatement-date=abatementDateTime,abatementPeriod",
    "Composition": _ABOUT + "c:status t:type t:category d:date r:author r:encounter s:title",
    "Consent": "t:identifier r:patient c:status t:category t:scope d:date=dateTime"
    " d:period=provision.period r:organization r:actor=provision.actor.reference",
    "Coverage": "t:identifier r:patient=beneficiary r:beneficiary c:status t:type r:payor",
    "DiagnosticReport": _ABOUT + "t:code t:category c:status r:encounter r:based-on=basedOn"
    " d:date=effectiveDateTime,effectivePeriod d:issued r:result r:performer t:conclusion-code"
    "=conclusionCode",
    "DocumentReference": "t:identifier=masterIdentifier,identifier r:subject p:patient=subject"
    " c:status t:type t:category d:date d:period=context.period r:encounter=context.encounter"
    " r:related=context.related r:author r:custodian r:relatesto=relatesTo.target"
    " c:relation=relatesTo.code t:security-label=securityLabel s:description",
    "Encounter": _ABOUT + "c:status t:class t:type d:date=period r:part-of=partOf r:appointment"
    " r:participant=participant.individual t:participant-type=participant.type"
    " r:service-provider=serviceProvider r:based-on=basedOn r:location=location.location"
    " r:episode-of-care=episodeOfCare",
    "EpisodeOfCare": "t:identifier r:patient c:status t:type d:date=period"
    " r:condition=diagnosis.condition r:organization=managingOrganization",
    "FamilyMemberHistory": "t:identifier r:patient c:status d:date t:relationship"
    " t:code=condition.code",
    "Flag": _ABOUT + "d:date=period r:encounter r:author",
    "Goal": _ABOUT + "c:lifecycle-status=lifecycleStatus t:category d:start-date=startDate"
    " t:achievement-status=achievementStatus",
    "Group": "t:identifier c:type t:code r:member=member.entity",
    "ImagingStudy": _ABOUT + "c:status d:started r:basedon=basedOn t:modality=series.modality"
    " t:bodysite=series.bodySite r:encounter",
    "Immunization": "t:identifier r:patient c:status d:date=occurrenceDateTime"
    " t:vaccine-code=vaccineCode",
    "List": _ABOUT + "t:code c:status d:date r:item=entry.item r:encounter r:source s:title",
    "Location": "t:identifier s:name c:status r:organization=managingOrganization",
    "Media": _ABOUT + "c:status t:type d:created=createdDateTime,createdPeriod r:encounter"
    " r:based-on=basedOn t:modality t:view",
    "Medication": "t:identifier t:code c:status",
    "MedicationRequest": _ABOUT + "c:status c:intent t:category d:authoredon=authoredOn"
    " t:code=medicationCodeableConcept r:medication=medicationReference r:encounter r:requester",
    "MedicationStatement": _ABOUT + "c:status t:category t:code=medicationCodeableConcept"
    " r:medication=medicationReference d:effective=effectiveDateTime,effectivePeriod r:context"
    " r:source=informationSource r:part-of=partOf",
    "Observation": _ABOUT + "t:code t:category c:status r:encounter r:based-on=basedOn"
    " d:date=effectiveDateTime,effectivePeriod,effectiveTiming,effectiveInstant r:performer"
    " r:part-of=partOf r:has-member=hasMember r:derived-from=derivedFrom r:specimen"
    " t:value-concept=valueCodeableConcept t:combo-code=code,component.code",
    "Organization": "t:identifier s:name=name,alias r:partof=partOf c:active t:type",
    "Patient": "t:identifier s:name=name.family,name.given,name.text s:family=name.family"
    " s:given=name.given d:birthdate=birthDate c:gender c:active"
    " r:organization=managingOrganization r:general-practitioner=generalPractitioner"
    " d:death-date=deceasedDateTime",
    "Practitioner": "t:identifier s:name=name.family,name.given,name.text s:family=name.family"
    " s:given=name.given c:active",
    "PractitionerRole": "t:identifier r:practitioner r:organization t:role=code t:specialty"
    " c:active r:location",
    "Procedure": _ABOUT + "t:code t:category c:status r:encounter r:based-on=basedOn"
    " d:date=performedDateTime,performedPeriod r:part-of=partOf r:performer=performer.actor",
    "Provenance": "r:target p:patient=target d:recorded r:agent=agent.who r:entity=entity.what"
    " t:agent-role=agent.role",
    "QuestionnaireResponse": "t:identifier r:subject p:patient=subject c:status d:authored"
    " u:questionnaire r:encounter r:author",
    "RelatedPerson": "t:identifier r:patient t:relationship s:name=name.family,name.given,name.text"
    " c:active",
    "RiskAssessment": _ABOUT + "r:condition d:date=occurrenceDateTime,occurrencePeriod r:encounter",
    "ServiceRequest": _ABOUT + "c:status c:intent t:category t:code c:priority r:encounter"
    " d:authored=authoredOn d:occurrence=occurrenceDateTime,occurrencePeriod r:based-on=basedOn"
    " r:requester r:performer r:replaces u:instantiates-uri=instantiatesUri"
    " u:instantiates-canonical=instantiatesCanonical t:requisition",
    "Specimen": _ABOUT + "c:status t:type r:parent"
    " d:collected=collection.collectedDateTime,collection.collectedPeriod",
    "Task": "t:identifier r:subject=for p:patient=for c:status c:intent t:code r:owner r:focus"
    " r:encounter r:requester r:based-on=basedOn r:part-of=partOf d:authored-on=authoredOn"
    " t:business-status=businessStatus d:modified=lastModified d:period=executionPeriod"
    " t:group-identifier=groupIdentifier c:priority",
}


@cache
def parameters_of(resource_type: str) -> dict[str, Parameter]:
    """Return the search parameters of a resource type by name."""
    words = f"{_EVERY_TYPE} {_TABLE.get(resource_type, 't:identifier')}".split()
    return dict(_parameter(word) for word in words)


def _parameter(word: str) -> tuple[str, Parameter]:
    kind, _, rest = word.partition(":")
    name, _, paths = rest.partition("=")
    return name, Parameter(_KINDS[kind], tuple((paths or name).split(",")))


def index_of(resource: Resource) -> dict[str, Values]:
    """Return the values that a search can find, by parameter; parameters without a value are out.

    Values of a date are `Range`s, all others strings ready for a look-up.
    """
    index = {}
    for name, (kind, paths) in parameters_of(resource["resourceType"]).items():
        elements = [each for path in paths for each in _elements(resource, path.split("."))]
        if elements and (values := frozenset(v for e in elements for v in _values(kind, e))):
            index[name] = values
    return index


def _elements(value: Any, path: list[str]) -> Iterator[Any]:
    if isinstance(value, list):
        for each in value:
            yield from _elements(each, path)
    elif not path:
        yield value
    elif isinstance(value, dict) and path[0] in value:
        yield from _elements(value[path[0]], path[1:])


def _values(kind: Kind, element: Any) -> Iterator[Any]:
    match kind:
        case Kind.DATE:
            yield from ranges_of(element)
        case Kind.TOKEN | Kind.CODE:
            yield from _tokens(element)
        case Kind.REFERENCE | Kind.PATIENT:
            yield from _references(element, only_patients=kind is Kind.PATIENT)
        case Kind.STRING if isinstance(element, str):
            yield folded(element)
        case Kind.URI if isinstance(element, str):
            yield element


def _tokens(element: Any) -> Iterator[str]:
    if isinstance(element, bool):
        element = "true" if element else "false"
    if isinstance(element, str):
        yield from (element, f"|{element}")
    elif isinstance(element, dict) and "coding" in element:
        for coding in _elements(element, ["coding"]):
            yield from _tokens(coding)
    elif isinstance(element, dict):
        system, code = element.get("system", ""), element.get("code", element.get("value"))
        if isinstance(code, str):
            yield from (code, f"{system}|{code}")
        if system:
            yield f"{system}|"


def _references(element: Any, *, only_patients: bool) -> Iterator[str]:
    text = element.get("reference") if isinstance(element, dict) else None
    if not isinstance(text, str):
        return
    versionless = text.partition("/_history/")[0]
    kind, _, logical_id = versionless.rpartition("/")
    if not only_patients or kind.rpartition("/")[2] == "Patient":
        yield from {versionless, logical_id}


def folded(text: str) -> str:
    """Return the text without accents and case, as string parameters compare it."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
