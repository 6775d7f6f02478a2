"""GetMaternityMedicalHistory 2: what was measured as Observations, the rest as one for each record.

A record is a registration, a checkup or what was seen after the delivery. Measures of the mother
are vital signs and laboratory values, as from everywhere else; dates, answers and earlier
pregnancies stand together, and so does each child, whose weight is not hers.
"""

from typing import NamedTuple

from app.overview.shape import Json
from app.overview.values import value_of
from app.record.rivta import frame
from app.record.rivta.codes import day, number
from app.record.rivta.header import Header
from app.record.rivta.parts import CATEGORY, LOINC, NPU, filled, measured, said, standing
from app.wire.xmltext import Node


class _Measure(NamedTuple):
    """How something that is measured is called and coded."""

    name: str
    category: str
    codes: tuple[tuple[str, str], ...] = ()


_MEASURES = {
    "length": _Measure("Längd", "vital-signs", ((LOINC, "8302-2"),)),
    "weight": _Measure("Vikt", "vital-signs", ((LOINC, "29463-7"),)),
    "bodyMassIndex": _Measure("BMI", "vital-signs", ((LOINC, "39156-5"),)),
    "bodyTemperature": _Measure("Kroppstemperatur", "vital-signs", ((LOINC, "8310-5"),)),
    "symphysisFundalHeight": _Measure("Symfys-fundusmått", "exam", ((LOINC, "11881-0"),)),
    "haemoglobin": _Measure("Hemoglobin", "laboratory", ((NPU, "NPU28309"), (LOINC, "718-7"))),
    "proteinuria": _Measure("U-Protein", "laboratory"),
    "glycosuria": _Measure("U-Glukos", "laboratory"),
}
_PRESSURE = (
    ("bloodPressureSystolic", "systoliskt", "8480-6"),
    ("bloodPressureDiastolic", "diastoliskt", "8462-4"),
)
_ANSWERS = {  # element: its heading, in the order of the record
    "completeWeeksOfGestation": "Fullgångna graviditetsveckor",
    "lastMenstrualPeriod": "Senaste menstruation",
    "indicationPregnancy": "Graviditetsindikation",
    "contraceptiveDiscontinued": "Slutat med preventivmedel",
    "expectedDayOfDeliveryFromLastMenstrualPeriod": "Beräknad förlossning, senaste menstruation",
    "expectedDayOfDeliveryFromUltrasoundScan": "Beräknad förlossning, ultraljud",
    "expectedDayOfDeliveryFromEmbryonicTransfer": "Beräknad förlossning, embryoöverföring",
    "infertility": "År av ofrivillig barnlöshet",
    "diseasesThrombosis": "Trombos",
    "diseasesEndocineDiseases": "Endokrin sjukdom",
    "diseasesRecurrentUrinaryTractInfections": "Upprepade urinvägsinfektioner",
    "diseasesDiabetesMellitus": "Diabetes mellitus",
    "assessmentAtFirstContactStandardCare": "Bedömning vid första besöket: basprogram",
    "fetalPosition": "Fosterläge",
    "fetalPresentation": "Föregående fosterdel",
    "fetalHeartRate": "Fosterljud",
    "typeOfLeave": "Ledighet",
    "scarsOK": "Sår, bristningar och klipp utan anmärkning",
    "sutureRemoved": "Suturer borttagna",
    "perineumComfortable": "Bäckenbotten utan anmärkning",
    "vulvaVaginaPortioOK": "Vulva, vagina och portio utan anmärkning",
    "uterusContracted": "Uterus utan anmärkning",
    "uterusNote": "Uterus",
    "breastfeeding": "Ammar",
}
_DATES = frozenset(name for name in _ANSWERS if name.startswith(("last", "indic", "contra", "exp")))
_CODED = {  # the contract's own numbers, as its field rules word them
    "fetalPosition": {"0": "huvud", "1": "säte", "2": "snedläge", "3": "tvärläge"},
    "fetalPresentation": {"0": "rörligt", "1": "ruckbart", "2": "fixerat"},
    "typeOfLeave": {"0": "sjukskrivning", "1": "havandeskapsledighet", "2": "föräldraledighet"},
    "delivery": {
        "0": "ej angivet",
        "1": "X-gravid",
        "2": "spontan abort",
        "4": "dödfött",
        "5": "levande fött",
    },
    "sex": {"0": "kön okänt", "1": "pojke", "2": "flicka", "9": "kön ej tillämpligt"},
}
_CHILD = {
    "apgarScore1": "Apgar 1 minut",
    "apgarScore5": "Apgar 5 minuter",
    "apgarScore10": "Apgar 10 minuter",
}


def resources(body: Node, header: Header) -> list[Json]:
    """Return the Observations of whichever records there are; of an empty one nothing."""
    made: list[Json] = []
    for name, title in (
        ("registrationRecord", "Inskrivning, mödravård"),
        ("pregnancyCheckupRecord", "Graviditetskontroll"),
    ):
        if record := body.one(name):
            made += _record(record, header, name, title)
    if after := body.one("postDeliveryRecord"):
        mother = after.one("motherPostDeliveryRecord")
        made += _record(mother, header, "postDeliveryRecord", "Efterkontroll, mödravård")
        for place, child in enumerate(after.all("childPostDeliveryRecord"), 1):
            made += _child(child, header, place)
    return made


def _record(record: Node, header: Header, name: str, title: str) -> list[Json]:
    """Return what a record tells in words, then what was measured."""
    components = [
        *(each for element in _ANSWERS for each in _answers(record, element)),
        *_pregnancies(record),
        *_medicines(record),
    ]
    told = [_observation(header, name, title, component=components)] if components else []
    measures = [
        _measured(header, f"{name}-{element}", measure, value)
        for element, measure in _MEASURES.items()
        if (value := _value(record.one(element)))
    ]
    return [*told, *measures, *_pressure(record, header, name)]


def _observation(header: Header, suffix: str, title: str, **elements: object) -> Json:
    return frame.begin(header, "Observation", suffix) | filled(
        status=standing(header, "final"),
        code={"text": title},
        effectiveDateTime=header.document_time or header.recorded,
        **elements,
    )


def _measured(header: Header, suffix: str, measure: _Measure, value: Json) -> Json:
    coded = [{"system": system, "code": code} for system, code in measure.codes]
    made = _observation(header, suffix, measure.name, **value)
    return made | {
        "category": [{"coding": [{"system": CATEGORY, "code": measure.category}]}],
        "code": filled(coding=coded, text=measure.name),
    }


def _value(node: Node) -> Json:
    """Return a measure's value; a bare number is a temperature in degrees."""
    value = number(node.text)
    return (
        {"valueQuantity": {"value": value, "unit": "Cel"}} if value is not None else measured(node)
    )


def _pressure(record: Node, header: Header, name: str) -> list[Json]:
    parts = [
        {"code": {"coding": [{"system": LOINC, "code": code}], "text": word}, **told}
        for element, word, code in _PRESSURE
        if (told := measured(record.one(element)))
    ]
    if not parts:
        return []
    made = _measured(
        header,
        f"{name}-bloodPressure",
        _Measure("Blodtryck", "vital-signs", ((LOINC, "85354-9"),)),
        {},
    )
    return [made | {"component": parts}]


def _answers(record: Node, element: str) -> list[Json]:
    """Return what an element says, each time that it stands there."""
    told = [_answer(node, element) for node in record.all(element)]
    return [{"code": {"text": _ANSWERS[element]}, **each} for each in told if each]


def _answer(node: Node, element: str) -> Json:
    text = said(node)
    if node.children:
        return measured(node)
    if text in ("true", "false"):
        return {"valueBoolean": text == "true"}
    if element in _DATES:
        text = day(text) or text
    elif element in _CODED:
        text = _CODED[element].get(text, text)
    return {"valueString": text} if text else {}


def _pregnancies(record: Node) -> list[Json]:
    """Return each earlier pregnancy in words."""
    found = []
    for node in record.all("previousGravidityAndParity"):
        year, month, week = (said(node, name) for name in ("year", "month", "gestation"))
        at = f"{year}-{month.zfill(2)}" if year and month else year
        coded = [
            _CODED[name].get(said(node, name), said(node, name)) for name in ("delivery", "sex")
        ]
        parts = (
            *coded,
            value_of(measured(node.one("weightOfChild"))).in_words,
            f"vecka {week}" if week else "",
            said(node, "healthcareFacility"),
            said(node, "progress"),
        )
        text = ", ".join(filter(None, parts))
        title = f"Tidigare graviditet {at}".strip()
        found.append({"code": {"text": title}, **filled(valueString=text)})
    return found


def _medicines(record: Node) -> list[Json]:
    names = ("medicationDuringPregnacy", "medicationSinceRegistration")
    told = [
        " ".join(filter(None, (said(node, "medicament"), said(node, "dosage"))))
        for name in names
        for node in record.all(name)
    ]
    return [{"code": {"text": "Läkemedel"}, "valueString": text} for text in told if text]


def _child(child: Node, header: Header, place: int) -> list[Json]:
    """Return what is told of one child, in the order of birth."""
    title = f"Barn {said(child, 'ordinalNumber') or place}"
    weight = measured(child.one("weight"))
    told: list[Json] = [{"code": {"text": "Vikt"}, **weight}] if weight else []
    told += [
        {"code": {"text": word}, "valueString": score}
        for name, word in _CHILD.items()
        if (score := said(child, name))
    ]
    return [_observation(header, f"child-{place}", title, component=told)] if told else []
