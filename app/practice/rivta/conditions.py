"""GetDiagnosis 2 and GetAlertInformation 2.

A diagnosis of RIV-TA has no stage, no state and no end: they are left out, as care must.
"""

from app.overview.shape import Json, child, children, string, strings
from app.practice.rivta.codes import coded, cv, local, national
from app.practice.rivta.headers import summary_header
from app.practice.rivta.parts import Part, part
from app.practice.rivta.record import Record, recorded
from app.practice.rivta.texts import notes
from app.practice.rivta.times import day, stamp

_MAIN = "encounter-diagnosis"
_ALERT_KINDS = "1.2.752.129.2.2.2.1"  # KV Uppmärksamhetstyp
_SEVERITIES = "1.2.752.129.2.2.2.6"
_CERTAINTIES = "1.2.752.129.2.2.2.7"
_SEVERITY = {  # of a reaction, and whether it may be dangerous
    "high": ("livshotande", "Livshotande"),
    "low": ("besvarande", "Besvärande"),
}
_CERTAINTY = {
    "confirmed": ("konstaterad", "Konstaterad"),
    "unconfirmed": ("misstankt", "Misstänkt"),
}


def diagnoses(record: Record) -> list[Part | None]:
    """Return the patient's diagnoses."""
    return [
        part(
            "r:diagnosis",
            summary_header("diagnosisHeader", each, record),
            part(
                "diagnosisBody",
                part("typeOfDiagnosis", "Huvuddiagnos" if _is_main(each) else "Bidiagnos"),
                part("chronicDiagnosis", "false" if _is_main(each) else "true"),
                part("diagnosisTime", stamp(string(each, "onsetDateTime"))),
                cv("diagnosisCode", child(each, "code")),
            ),
        )
        for each in record.all("Condition")
    ]


def _is_main(condition: Json) -> bool:
    codings = (c for e in children(condition, "category") for c in children(e, "coding"))
    return any(string(coding, "code") == _MAIN for coding in codings)


def alerts(record: Record) -> list[Part | None]:
    """Return hypersensitivities, and what else must be known at once."""
    return [
        *(
            _alert(each, record, _hypersensitivity(each))
            for each in record.all("AllergyIntolerance")
        ),
        *(_alert(each, record, _unstructured(each)) for each in record.all("Flag")),
    ]


def _alert(resource: Json, record: Record, told: Part | None) -> Part | None:
    sensitive = resource["resourceType"] == "AllergyIntolerance"
    since = string(child(resource, "period"), "start") or string(resource, "onsetDateTime")
    kind = ("ovk", "Överkänslighet") if sensitive else ("ost", "Ostrukturerad uppmärksamhet")
    return part(
        "r:alertInformation",
        summary_header("alertInformationHeader", resource, record),
        part(
            "alertInformationBody",
            national("typeOfAlertInformation", kind[0], _ALERT_KINDS, kind[1]),
            part("ascertainedDate", day(since)),
            part("verifiedTime", stamp(recorded(resource))),
            part("validityTimePeriod", part("start", stamp(since or recorded(resource)))),
            part("alertInformationComment", _comment(resource)),
            told,
        ),
    )


def _comment(resource: Json) -> str:
    reactions = (
        string(told, "text")
        for reaction in children(resource, "reaction")
        for told in children(reaction, "manifestation")
    )
    return "\n".join(filter(None, (", ".join(reactions), notes(resource))))


def _hypersensitivity(allergy: Json) -> Part | None:
    substance = child(allergy, "code")
    medical = "medication" in strings(allergy, "category")
    severity = _SEVERITY.get(string(allergy, "criticality"))
    certainty = _CERTAINTY.get(
        string(child(child(allergy, "verificationStatus"), "coding"), "code")
    )
    kind = ("lak", "Läkemedelsöverkänslighet") if medical else ("ann", "Annan överkänslighet")
    return part(
        "hypersensitivity",
        local("typeOfHypersensitivity", kind[1]),
        national("degreeOfSeverity", severity[0], _SEVERITIES, severity[1]) if severity else None,
        national("degreeOfCertainty", certainty[0], _CERTAINTIES, certainty[1])
        if certainty
        else None,
        _pharmaceutical(substance) if medical else _other(substance),
    )


def _pharmaceutical(substance: Json) -> Part | None:
    coding = child(substance, "coding")
    return part(
        "pharmaceuticalHypersensitivity",
        cv("atcSubstance", substance) if coding else None,
        None if coding else part("nonATCSubstance", string(substance, "text")),
    )


def _other(substance: Json) -> Part | None:
    return part(
        "otherHypersensitivity",
        part("hypersensitivityAgent", string(substance, "text")),
        coded("hypersensitivityAgentCode", substance) if child(substance, "coding") else None,
    )


def _unstructured(flag: Json) -> Part | None:
    text = string(child(flag, "code"), "text")
    return part(
        "unstructuredAlertInformation",
        part("unstructuredAlertInformationHeading", text),
        part("unstructuredAlertInformationContent", text),
    )
