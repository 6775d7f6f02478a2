"""GetMedicationHistory 2 and GetVaccinationHistory 2."""

from app.overview.shape import Json, child, children, string
from app.practice.rivta.codes import cv, local
from app.practice.rivta.headers import document_id, ii, professional, summary_header
from app.practice.rivta.observations import number
from app.practice.rivta.parts import Part, part
from app.practice.rivta.record import Record, recorded
from app.practice.rivta.times import day, stamp

_ENDED = frozenset(("completed", "stopped"))
_PIECES = ("tablett", "kapsel", "suppositorium", "st")  # their strength is said without them


def medicines(record: Record) -> list[Part | None]:
    """Return the patient's prescriptions."""
    return [
        part(
            "r:medicationMedicalRecord",
            summary_header("medicationMedicalRecordHeader", each, record),
            part("medicationMedicalRecordBody", _prescription(each, record)),
        )
        for each in record.all("MedicationStatement")
    ]


def _prescription(statement: Json, record: Record) -> Part | None:
    period, status = child(statement, "effectivePeriod"), string(statement, "status")
    writer, written = record.writer(statement), stamp(recorded(statement))
    ended = status in _ENDED
    return part(
        "medicationPrescription",
        ii("prescriptionId", writer.source_system, document_id(statement)),
        part("typeOfPrescription", "U" if status == "stopped" else "I"),
        part("prescriptionStatus", "Inactive" if ended else "Active"),
        *(
            part("principalPrescriptionReason", cv("reason", reason))
            for reason in children(statement, "reasonCode")
        ),
        professional("prescriber", writer, written),
        part("startOfTreatment", stamp(string(period, "start"))),
        part("endOfTreatment", stamp(string(period, "end"))),
        local("endOfTreatmentReason", "Utsatt") if status == "stopped" else None,
        part("selfMedication", "false"),
        _drug(statement),
    )


def _drug(statement: Json) -> Part | None:
    medication, dosage = child(statement, "contained"), child(statement, "dosage")
    code, ingredients = child(medication, "code"), children(medication, "ingredient")
    generic = " + ".join(_substance(each) for each in ingredients)
    name = string(code, "text")
    amount = child(child(child(medication, "ingredient"), "strength"), "numerator")
    return part(
        "drug",
        part(
            "drug",
            part("nplId", part("displayName", name if name.lower() != generic.lower() else "")),
            cv("atcCode", {"coding": code.get("coding", [])}),
            cv("routeOfAdministration", child(dosage, "route")),
        ),
        part(
            "generics",
            part("substance", generic),
            part("strength", part("value", number(amount)), part("unit", _units(ingredients))),
        ),
        part("dosage", part("dosageInstruction", string(dosage, "text"))),
    )


def _substance(ingredient: Json) -> str:
    return string(child(ingredient, "itemCodeableConcept"), "text")


def _units(ingredients: list[Json]) -> str:
    """Return the unit of the first strength with what follows: `mg`, `mg/ml`, `mg/125 mg`."""
    strengths = [child(each, "strength") for each in ingredients]
    first = child(next(iter(strengths), {}), "numerator")
    others = (child(each, "numerator") for each in strengths[1:])
    further = [f"{number(each)} {string(each, 'unit')}" for each in others if each]
    return "/".join([string(first, "unit"), *further, *_per(strengths)])


def _per(strengths: list[Json]) -> list[str]:
    """Return what a strength is of, nothing where that is one piece."""
    whole = child(next(iter(strengths), {}), "denominator")
    unit, count = string(whole, "unit"), number(whole)
    if not unit or (count == "1" and unit.endswith(_PIECES)):
        return []
    return [unit if count == "1" else f"{count} {unit}"]


def vaccinations(record: Record) -> list[Part | None]:
    """Return the patient's vaccinations."""
    return [_vaccination(each, record) for each in record.all("Immunization")]


def _vaccination(immunization: Json, record: Record) -> Part | None:
    writer = record.writer(immunization)
    return part(
        "r:vaccinationMedicalRecord",
        summary_header("vaccinationMedicalRecordHeader", immunization, record),
        part(
            "vaccinationMedicalRecordBody",
            part(
                "registrationRecord",
                part(
                    "careGiverOrg",
                    part("orgUnitHSAId", writer.unit.hsa_id),
                    part("orgUnitName", writer.unit.name),
                ),
                part("sourceSystemName", writer.source_system),
                part("sourceSystemContact", part("hsaid", writer.hsa_id or writer.unit.hsa_id)),
                part("date", day(string(immunization, "occurrenceDateTime"))),
            ),
            part(
                "administrationRecord",
                part(
                    "performerOrg",
                    part("orgUnitHSAId", writer.unit.hsa_id),
                    part("orgUnitName", writer.unit.name),
                ),
                cv("vaccineName", child(immunization, "vaccineCode")),
                part("vaccineBatchId", string(immunization, "lotNumber")),
                ii("vaccinationUniqueReference", writer.source_system, document_id(immunization)),
            ),
        ),
    )
