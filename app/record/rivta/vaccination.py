"""GetVaccinationHistory 2: each dose given as an Immunization, a note in words as one of its own.

What belongs to the occasion (risk groups, reactions, a summary in words) stands with every dose of
it: doses are shown by themselves. The patient's postal code and birth date are left out.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, day, words_of
from app.record.rivta.header import Header, identifier
from app.record.rivta.parts import (
    concepts,
    count,
    double,
    filled,
    labelled,
    named,
    notes,
    person,
    plain_said,
    said,
    standing,
    unit,
)
from app.wire.xmltext import Node

_FUNCTIONS = "http://terminology.hl7.org/CodeSystem/v2-0443"


def resources(body: Node, header: Header) -> list[Json]:
    """Return an Immunization for each dose; one alone where there are only words."""
    occasion = body.one("registrationRecord")
    doses = body.all("administrationRecord")
    if not doses:
        return [_immunization(body.one("administrationRecord"), occasion, header, "")]
    return [
        _immunization(node, occasion, header, f"dose-{place}" if place > 1 else "")
        for place, node in enumerate(doses, 1)
    ]


def _immunization(dose: Node, occasion: Node, header: Header, suffix: str) -> Json:
    given = frame.begin(header, "Immunization", suffix)
    maker, place = said(dose, "vaccineManufacturer"), unit(dose.one("performerOrg"))
    source = said(dose, "sourceDescription")
    at = day(occasion.value("date")) or header.document_time or header.recorded
    given |= filled(
        identifier=[
            *given["identifier"],
            *named(identifier(dose.one("vaccinationUniqueReference"))),
        ],
        status=standing(header, "completed"),
        vaccineCode=_vaccine(dose),
        occurrenceDateTime=at,
        occurrenceString="" if at else "Datum saknas",
        primarySource=not source,
        reportOrigin={"text": source} if source else None,
        location={"display": place["display"]} if place else None,
        manufacturer={"display": maker} if maker else None,
        lotNumber=said(dose, "vaccineBatchId"),
        site=concept(dose.one("anatomicalSite")),
        route=concept(dose.one("route")),
        doseQuantity=double(dose.one("dose", "quantity")),
        performer=_performers(dose) or given.get("performer"),
        isSubpotent=True if dose.value("isDoseComplete") == "false" else None,
        reasonCode=concepts(occasion.all("riskCategory")),
        protocolApplied=_protocol(dose),
        note=notes(*_words(dose, occasion)),
    )
    return given


def _vaccine(dose: Node) -> Json:
    """Return the product and what kind of vaccine it is; each keeps its code."""
    product, kind = dose.one("vaccineName"), dose.one("typeOfVaccine")
    codes = [c for told in concepts((product, kind)) for c in told.get("coding", [])]
    names = dict.fromkeys(filter(None, (words_of(product), words_of(kind))))
    first, *more = [*names, ""]
    other = ", ".join(filter(None, more))
    text = f"{first} ({other})" if other else first
    return filled(coding=codes, text=text or "Vaccination")


def _performers(dose: Node) -> list[Json]:
    """Return who gave it and where, and who prescribed it."""
    roles = (
        ("AP", person(dose.one("performer"))),
        ("AP", unit(dose.one("performerOrg"))),
        ("OP", person(dose.one("prescriberPerson"))),
        ("OP", unit(dose.one("prescriberOrg"))),
    )
    return [
        {"function": {"coding": [{"system": _FUNCTIONS, "code": code}]}, "actor": actor}
        for code, actor in roles
        if actor
    ]


def _protocol(dose: Node) -> list[Json]:
    """Return which dose of how many this is, in which programme, against what."""
    told = filled(
        series=words_of(dose.one("vaccinationProgramName")),
        targetDisease=concepts(dose.all("vaccineTargetDisease")),
        **_dose_number("doseNumber", said(dose, "doseOrdinalNumber")),
        **_dose_number("seriesDoses", said(dose, "numberOfPrescribedDoses")),
    )
    return [told] if told else []


def _dose_number(name: str, text: str) -> Json:
    if number := count(text):
        return {f"{name}PositiveInt": number}
    return {f"{name}String": text} if text else {}


def _words(dose: Node, occasion: Node) -> list[str]:
    """Return what an Immunization has no place for, or sections show only in words."""
    reactions = [*dose.all("patientAdverseEffect"), *occasion.all("patientAdverseEffect")]
    whole = {"true": "", "false": "Räknas inte som hel dos"}.get(dose.value("isDoseComplete"), "")
    return [
        said(dose, "dose", "displayName"),
        whole,
        said(dose, "commentPrescription"),
        said(dose, "commentAdministration"),
        *(labelled("Reaktion", words_of(node)) for node in reactions),
        plain_said(occasion, "vaccinationUnstructuredNote"),
    ]
