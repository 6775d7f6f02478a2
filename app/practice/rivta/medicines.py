"""GetMedicationHistory 2 and GetVaccinationHistory 2."""

from app.overview.shape import Json, child, children, string
from app.practice.rivta.codes import cv, local
from app.practice.rivta.headers import document_id, ii, professional, summary_header
from app.practice.rivta.observations import number
from app.practice.rivta.parts import Part, part
from app.practice.rivta.record import Record, recorded
from app.practice.rivta.times import day, stamp

_ENDED = {"completed": "Behandlingen är avslutad", "stopped": "Utsatt"}


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
    ended = _ENDED.get(status)
    return part(
        "medicationPrescription",
        ii("prescriptionId", writer.source_system, document_id(statement)),
        part("typeOfPrescription", "U" if ended else "I"),
        part("prescriptionStatus", "Inactive" if ended else "Active"),
        *(
            part("principalPrescriptionReason", cv("reason", reason))
            for reason in children(statement, "reasonCode")
        ),
        professional("prescriber", writer, written),
        part("startOfTreatment", stamp(string(period, "start"))),
        part("endOfTreatment", stamp(string(period, "end"))),
        local("endOfTreatmentReason", ended) if ended else None,
        part("selfMedication", "false"),
        _drug(statement),
    )


def _drug(statement: Json) -> Part | None:
    medication, dosage = child(statement, "contained"), child(statement, "dosage")
    code, ingredients = child(medication, "code"), children(medication, "ingredient")
    strength = child(child(medication, "ingredient"), "strength")
    amount = child(strength, "numerator")
    return part(
        "drug",
        part("comment", string(code, "text")),
        part(
            "drug",
            cv("atcCode", {"coding": code.get("coding", [])}),
            cv("routeOfAdministration", child(dosage, "route")),
        ),
        part(
            "generics",
            part("substance", " + ".join(_substance(each) for each in ingredients)),
            part(
                "strength",
                part("value", number(amount)),
                part("unit", string(amount, "unit")),
            ),
            part("form", string(child(strength, "denominator"), "unit")),
        ),
        part("dosage", part("dosageInstruction", string(dosage, "text"))),
    )


def _substance(ingredient: Json) -> str:
    return string(child(ingredient, "itemCodeableConcept"), "text")


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
