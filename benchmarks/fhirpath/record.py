"""A made-up tumour patient's record of any size, the same at every run. Nobody real is in it."""

import random
from typing import Any

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"

_LABORATORY = [
    ("2039-6", "Carcinoembryonic Ag", "ug/L", 5.4),
    ("718-7", "Hemoglobin", "g/L", 132.0),
    ("2160-0", "Creatinine", "umol/L", 78.5),
    ("777-3", "Platelets", "10*9/L", 245.0),
    ("1975-2", "Bilirubin", "umol/L", 11.2),
]
_DIAGNOSES = [
    ("363406005", "Malignant tumor of colon"),
    ("38341003", "Hypertensive disorder"),
    ("44054006", "Type 2 diabetes mellitus"),
]
_DRUGS = ["capecitabine", "oxaliplatin", "enalapril", "metformin"]


def make(size: int) -> list[dict[str, Any]]:
    """Return a patient and `size - 1` resources about them, in a hospital's proportions."""
    dice = random.Random(size)  # reproducible, not secret
    kinds = dice.choices(list(_MAKERS), weights=[55, 12, 8, 8, 6, 5, 3, 3], k=size - 1)
    made = [_MAKERS[kind](dice, f"{kind}-{index}") for index, kind in enumerate(kinds)]
    return [_patient(), *made]


def _patient() -> dict[str, Any]:
    return {
        "resourceType": "Patient",
        "id": "p1",
        "active": True,
        "gender": "female",
        "birthDate": "1953-07-09",
        "name": [{"use": "official", "family": "Provpatient", "given": ["Testa", "Maria"]}],
        "telecom": [{"system": "phone", "value": "070-0000000"}],
    }


def _concept(system: str, code: str, text: str) -> dict[str, Any]:
    return {"coding": [{"system": system, "code": code, "display": text}], "text": text}


def _when(dice: random.Random) -> str:
    year, month, day = dice.randint(2015, 2026), dice.randint(1, 12), dice.randint(1, 28)
    return f"{year}-{month:02}-{day:02}T{dice.randint(0, 23):02}:30:00+02:00"


def _base(kind: str, key: str) -> dict[str, Any]:
    return {"resourceType": kind, "id": key, "subject": {"reference": "Patient/p1"}}


def _observation(dice: random.Random, key: str) -> dict[str, Any]:
    found = _base("Observation", key) | {
        "status": dice.choice(["final", "final", "final", "preliminary"]),
        "effectiveDateTime": _when(dice),
        "meta": {"lastUpdated": _when(dice)},
    }
    if dice.random() < 0.15:
        return found | _blood_pressure(dice)
    code, text, unit, usual = dice.choice(_LABORATORY)
    value = round(usual * dice.uniform(0.5, 2), 2)
    return found | {
        "category": [_concept("http://terminology.hl7.org/category", "laboratory", "Lab")],
        "code": _concept(LOINC, code, text),
        "valueQuantity": {"value": value, "unit": unit, "system": UCUM, "code": unit},
        "referenceRange": [{"low": {"value": usual * 0.8}, "high": {"value": usual * 1.2}}],
    }


def _blood_pressure(dice: random.Random) -> dict[str, Any]:
    parts = [("8480-6", "Systolic", dice.randint(100, 180)), ("8462-4", "Diastolic", 80)]
    return {
        "category": [_concept("http://terminology.hl7.org/category", "vital-signs", "Vital")],
        "code": _concept(LOINC, "85354-9", "Blood pressure"),
        "component": [
            {
                "code": _concept(LOINC, code, text),
                "valueQuantity": {"value": value, "unit": "mmHg", "system": UCUM, "code": "mm[Hg]"},
            }
            for code, text, value in parts
        ],
    }


def _encounter(dice: random.Random, key: str) -> dict[str, Any]:
    return _base("Encounter", key) | {
        "status": "finished",
        "class": {
            "system": "http://terminology.hl7.org/class",
            "code": dice.choice(["AMB", "IMP"]),
        },
        "period": {"start": _when(dice), "end": _when(dice)},
        "serviceProvider": {"reference": "Organization/o1", "display": "Kirurgkliniken"},
    }


def _condition(dice: random.Random, key: str) -> dict[str, Any]:
    code, text = dice.choice(_DIAGNOSES)
    status = dice.choice(["active", "active", "resolved"])
    return _base("Condition", key) | {
        "clinicalStatus": _concept("http://terminology.hl7.org/clinical", status, status),
        "code": _concept(SNOMED, code, text),
        "onsetDateTime": _when(dice)[:10],
    }


def _medication(dice: random.Random, key: str) -> dict[str, Any]:
    drug = dice.choice(_DRUGS)
    return _base("MedicationRequest", key) | {
        "status": dice.choice(["active", "completed", "stopped"]),
        "intent": "order",
        "medicationCodeableConcept": _concept("http://www.whocc.no/atc", drug[:5], drug),
        "authoredOn": _when(dice)[:10],
        "dosageInstruction": [{"text": "1 x 2"}],
    }


def _report(dice: random.Random, key: str) -> dict[str, Any]:
    return _base("DiagnosticReport", key) | {
        "status": "final",
        "code": _concept(LOINC, "24606-6", "CT abdomen"),
        "effectiveDateTime": _when(dice),
        "result": [{"reference": f"Observation/r{n}"} for n in range(dice.randint(0, 3))],
        "conclusion": "Made-up conclusion.",
    }


def _procedure(dice: random.Random, key: str) -> dict[str, Any]:
    return _base("Procedure", key) | {
        "status": "completed",
        "code": _concept(SNOMED, "73761001", "Colonoscopy"),
        "performedPeriod": {"start": _when(dice), "end": _when(dice)},
    }


def _document(dice: random.Random, key: str) -> dict[str, Any]:
    return _base("DocumentReference", key) | {
        "status": "current",
        "type": _concept(LOINC, "11488-4", "Consultation note"),
        "date": _when(dice),
        "content": [{"attachment": {"contentType": "text/plain", "title": "Anteckning"}}],
    }


def _allergy(_dice: random.Random, key: str) -> dict[str, Any]:
    return {
        "resourceType": "AllergyIntolerance",
        "id": key,
        "patient": {"reference": "Patient/p1"},
        "code": _concept(SNOMED, "91936005", "Allergy to penicillin"),
        "criticality": "high",
        "reaction": [{"manifestation": [_concept(SNOMED, "271807003", "Eruption")]}],
    }


_MAKERS = {
    "observation": _observation,
    "encounter": _encounter,
    "condition": _condition,
    "medication": _medication,
    "report": _report,
    "procedure": _procedure,
    "document": _document,
    "allergy": _allergy,
}
