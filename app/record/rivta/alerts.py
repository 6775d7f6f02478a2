"""GetAlertInformation 2: a hypersensitivity as an AllergyIntolerance, anything else as a Flag.

An alert that was made obsolete, or whose validity has ended, is inactive. What a Flag has no place
for stands in its text: nobody should have to look elsewhere for a warning.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, known, moment, period, words_of
from app.record.rivta.header import Header
from app.record.rivta.parts import concepts, filled, labelled, notes, plain_said, said
from app.wire.xmltext import Node

_CLINICAL = "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical"
_VERIFICATION = "http://terminology.hl7.org/CodeSystem/allergyintolerance-verification"
_DATES = "https://samsyn.se/fhir/StructureDefinition/alert"
_ATC = {"ATC": "http://www.whocc.no/atc"}
_SEVERITIES = (  # KV Allvarlighetsgrad, by code or words: criticality, severity of the reaction
    (("livshot", "lh", "1"), "high", "severe"),
    (("skada", "2"), "low", "moderate"),
    (("besv", "3"), "low", "mild"),
)
_CERTAINTIES = (  # KV Visshetsgrad
    (("konstat", "bekräft", "säker", "k"), "confirmed"),
    (("misst", "trolig", "sannolik", "m"), "unconfirmed"),
    (("utesl", "avfärd"), "refuted"),
)
_CATEGORIES = (("läkemedel", "medication"), ("födoämne", "food"), ("livsmedel", "food"))


def resources(body: Node, header: Header) -> list[Json]:
    """Return the AllergyIntolerance or the Flag; both where a record tells of both."""
    told = body.one("hypersensitivity")
    if not any(known(node.text) for node in told.walk()):
        return [_flag(body, header)]
    beside = [_flag(body, header, "flag")] if _warnings(body) else []
    return [_allergy(body, told, header), *beside]


def _is_over(body: Node, header: Header) -> bool:
    """Tell whether an alert no longer holds on the day it is read."""
    ends = [moment(body.value("obsoleteTime")), _validity(body).get("end", "")]
    return any(end and end[:10] < header.today[: len(end)] for end in ends)


def _allergy(body: Node, told: Node, header: Header) -> Json:
    allergy = frame.begin(header, "AllergyIntolerance")
    medicine = told.one("pharmaceuticalHypersensitivity")
    code, more = _substance(medicine, told.one("otherHypersensitivity"))
    criticality, severity = _severity(told.one("degreeOfSeverity"))
    certainty = "entered-in-error" if header.nullified else _certainty(told)
    kind = words_of(told.one("typeOfHypersensitivity"))
    return allergy | filled(
        clinicalStatus=_coded(_CLINICAL, "inactive" if _is_over(body, header) else "active"),
        verificationStatus=_coded(_VERIFICATION, certainty) if certainty else None,
        category=["medication"] if medicine else _category(kind),
        criticality=criticality,
        code=code
        or concept(told.one("typeOfHypersensitivity"))
        or concept(body.one("typeOfAlertInformation"))
        or {"text": "Överkänslighet"},
        onsetDateTime=moment(body.value("ascertainedDate")) or _validity(body).get("start", ""),
        reaction=_reactions(body, medicine, severity),
        note=notes(
            *more, kind, *_unsaid(told, severity, certainty), *_until(body), *_remarks(body)
        ),
        extension=[*allergy.get("extension", ()), *_dates(body)],
    )


def _reactions(body: Node, medicine: Node, severity: str) -> list[Json]:
    """Return what is told of reactions: the products that brought them on, and the comment."""
    comment = plain_said(body, "alertInformationComment")
    told = filled(description=comment, severity=severity)
    products = concepts(medicine.all("pharmaceuticalProductId"))
    found = [{"substance": each} for each in products] or [{}]
    found[0] = found[0] | told
    return [each for each in found if each]


def _dates(body: Node) -> list[Json]:
    """Return the days of an alert that FHIR has no elements for: rules can filter on them."""
    names = ("ascertainedDate", "verifiedTime", "obsoleteTime")
    return [
        {"url": f"{_DATES}/{name}", "valueDateTime": at}
        for name in names
        if (at := moment(body.value(name)))
    ]


def _validity(body: Node) -> Json:
    return period(body.one("validityTimePeriod"))


def _until(body: Node) -> list[str]:
    validity = _validity(body)
    since, until = validity.get("start", ""), validity.get("end", "")
    return [labelled("Gäller från", since[:10])] * bool(since) + [
        labelled("Gäller till", until[:10])
    ] * bool(until)


def _unsaid(told: Node, severity: str, certainty: str) -> list[str]:
    """Return severity and certainty in words where FHIR's codes do not tell them."""
    degrees = (
        (severity, "Allvarlighetsgrad", "Severity"),
        (certainty, "Visshetsgrad", "Certainty"),
    )
    return [
        labelled(name, words_of(told.one(f"degreeOf{element}")))
        for meant, name, element in degrees
        if not meant
    ]


def _coded(system: str, code: str) -> Json:
    return {"coding": [{"system": system, "code": code}]}


def _substance(medicine: Node, other: Node) -> tuple[Json, list[str]]:
    """Return what somebody is sensitive to, and the words about it that are no substance."""
    without_atc = said(medicine, "nonATCSubstance")
    named = [
        concept(medicine.one("atcSubstance"), _ATC),
        {"text": without_atc} if without_atc else {},
        *concepts(medicine.all("pharmaceuticalProductId")),
        _agent(other),
    ]
    first, *others = [each for each in named if each] or [{}]
    words = [plain_said(medicine, "nonATCSubstanceComment"), *(_name(each) for each in others)]
    return first, [each for each in words if each]


def _agent(other: Node) -> Json:
    """Return what is no medicine: its code with the author's words."""
    words, coded = (
        said(other, "hypersensitivityAgent"),
        concept(other.one("hypersensitivityAgentCode")),
    )
    named = _name(coded)
    told = f"{words} ({named})" if words and named and named != words else words
    return coded | filled(text=told)


def _name(told: Json) -> str:
    return str(told.get("text", ""))


def _severity(node: Node) -> tuple[str, str]:
    found = _by_words(node, [names for names, _, _ in _SEVERITIES])
    return _SEVERITIES[found][1:] if found is not None else ("", "")


def _certainty(told: Node) -> str:
    found = _by_words(told.one("degreeOfCertainty"), [names for names, _ in _CERTAINTIES])
    return _CERTAINTIES[found][1] if found is not None else ""


def _by_words(node: Node, rows: list[tuple[str, ...]]) -> int | None:
    """Return which row a coded value means: by its words' beginning, else by its code."""
    words = [t.lower() for t in (said(node, "displayName"), said(node, "originalText")) if t]
    code = said(node, "code").lower()
    for row, names in enumerate(rows):
        long = [name for name in names if len(name) > 2]  # noqa: PLR2004 -- others are codes
        if any(text.startswith(name) for text in (*words, code) for name in long):
            return row
    return next((row for row, names in enumerate(rows) if code and code in names), None)


def _category(kind: str) -> list[str]:
    return [category for name, category in _CATEGORIES if name in kind.lower()][:1]


def _remarks(body: Node) -> list[str]:
    """Return what is said of the alert's end, and of others that it belongs to."""
    related = (
        labelled(
            words_of(each.one("typeOfAlertInformationRelationship")),
            plain_said(each, "relationComment"),
        )
        for each in body.all("relatedAlertInformation")
    )
    return [each for each in (plain_said(body, "obsoleteComment"), *related) if each]


def _flag(body: Node, header: Header, suffix: str = "") -> Json:
    kind = concept(body.one("typeOfAlertInformation"))
    warnings = _warnings(body) or [kind]
    remarks = (plain_said(body, "alertInformationComment"), *_remarks(body))
    text = ". ".join(dict.fromkeys(t for t in (*map(_name, warnings), *remarks) if t))
    status = "inactive" if _is_over(body, header) else "active"
    ascertained = filled(start=moment(body.value("ascertainedDate")))
    flag = frame.begin(header, "Flag", suffix)
    return flag | filled(
        status="entered-in-error" if header.nullified else status,
        category=[kind] if kind else [],
        code=warnings[0] | {"text": text or "Uppmärksamhetssignal"},
        period=ascertained | _validity(body),
        extension=[*flag.get("extension", ()), *_dates(body)],
    )


def _warnings(body: Node) -> list[Json]:
    """Return what is warned of: a disease, an infection, a treatment, a restriction, or words."""
    disease = concept(body.one("seriousDisease", "disease"))
    infection = concept(body.one("communicableDisease", "communicableDiseaseCode"))
    route = words_of(body.one("communicableDisease", "routeOfTransmission"))
    told = ", ".join(filter(None, (_name(infection), labelled("Smittväg", route))))
    limits = plain_said(body, "restrictionOfCare", "restrictionOfCareComment")
    found = (
        disease,
        infection | filled(text=told),
        _treatment(body.one("treatment")),
        filled(text=labelled("Vårdbegränsning", limits)),
        _in_words(body.one("unstructuredAlertInformation")),
    )
    return [each for each in found if each]


def _treatment(node: Node) -> Json:
    code = concept(node.one("treatmentCode"))
    medicines = ", ".join(filter(None, map(words_of, node.all("pharmaceuticalTreatment"))))
    told = dict.fromkeys((plain_said(node, "treatmentDescription"), _name(code), medicines))
    return code | filled(text=": ".join(filter(None, told)))


def _in_words(node: Node) -> Json:
    heading = plain_said(node, "unstructuredAlertInformationHeading")
    content = plain_said(node, "unstructuredAlertInformationContent")
    told = content if content.startswith(heading) else f"{heading}: {content}"
    return filled(text=told.removesuffix(": "))
