"""The headers of a record: `PatientSummaryHeader` of the older contracts, and the newer ones."""

from app.overview.shape import Json, child, string
from app.practice.rivta.codes import HSA_IDS, NULL_FLAVOURS, local, national
from app.practice.rivta.parts import Part, part
from app.practice.rivta.record import Organisation, Patient, Record, Writer, recorded
from app.practice.rivta.times import day, stamp

_SEXES = {"male": "1", "female": "2"}  # KV Kön
_SEX_CODES = "1.2.752.129.2.2.1.1"


def ii(name: str, root: str, extension: str) -> Part | None:
    """Return an II: an identifier within what its root names."""
    return part(name, part("root", root), part("extension", extension)) if extension else None


def document_id(resource: Json) -> str:
    """Return the id of a record in its source system."""
    return string(resource, "id")


def summary_header(
    name: str, resource: Json, record: Record, title: str = "", since: str = ""
) -> Part | None:
    """Return a `PatientSummaryHeader`; `since` is the document's time, where it has its own."""
    writer, written = record.writer(resource), stamp(recorded(resource))
    patient = record.patient
    return part(
        name,
        part("documentId", document_id(resource)),
        part("sourceSystemHSAId", writer.source_system),
        part("documentTitle", title),
        part("documentTime", stamp(since) or written),
        part("patientId", part("id", patient.number), part("type", patient.register)),
        professional("accountableHealthcareProfessional", writer, written),
        part(
            "legalAuthenticator",
            part("signatureTime", written),
            part("legalAuthenticatorHSAId", writer.hsa_id),
            part("legalAuthenticatorName", writer.name),
        ),
        part("approvedForPatient", "true"),
        part("careContactId", contact_of(resource)),
    )


def contact_of(resource: Json) -> str:
    """Return the id of the care contact that a resource names, "" where it names none."""
    encounter = child(resource, "encounter") or child(child(resource, "context"), "encounter")
    return string(encounter, "reference").partition("/")[2]


def professional(name: str, writer: Writer, written: str) -> Part | None:
    """Return a `HealthcareProfessional`: who wrote, where, and for whom."""
    return part(
        name,
        part("authorTime", written),
        part("healthcareProfessionalHSAId", writer.hsa_id),
        part("healthcareProfessionalName", writer.name),
        local("healthcareProfessionalRoleCode", writer.role) if writer.role else None,
        part(
            "healthcareProfessionalOrgUnit",
            part("orgUnitHSAId", writer.unit.hsa_id),
            part("orgUnitName", writer.unit.name),
        ),
        part("healthcareProfessionalCareUnitHSAId", writer.unit.hsa_id),
        part("healthcareProfessionalCareGiverHSAId", writer.provider.hsa_id),
    )


def header(resource: Json, record: Record) -> Part | None:
    """Return the header of GetCareDocumentation 3."""
    writer, written = record.writer(resource), stamp(recorded(resource))
    happened = stamp(string(resource, "createdDateTime")) or written
    patient = record.patient
    return part(
        "header",
        part(
            "accessControlHeader",
            ii("accountableHealthcareProvider", HSA_IDS, writer.provider.hsa_id),
            ii("accountableCareUnit", HSA_IDS, writer.unit.hsa_id),
            ii("patientId", patient.register, patient.number),
            part("blockComparisonTime", written),
            part("approvedForPatient", "true"),
        ),
        *_origin(resource, writer, happened),
        part(
            "author",
            ii("id", HSA_IDS, writer.hsa_id),
            part("name", writer.name),
            part("timestamp", written),
            local("byRole", writer.role) if writer.role else None,
            part(
                "orgUnit",
                part("orgUnitHSAId", writer.unit.hsa_id),
                part("orgUnitName", writer.unit.name),
            ),
        ),
        _signature(writer, written),
    )


def laboratory_header(resource: Json, record: Record) -> Part | None:
    """Return the header of GetLaboratoryOrderOutcome 4."""
    writer, written = record.writer(resource), stamp(recorded(resource))
    patient = record.patient
    return part(
        "header",
        part(
            "accessControlHeader",
            ii("accountableCareGiver", HSA_IDS, writer.provider.hsa_id),
            ii("accountableCareUnit", HSA_IDS, writer.unit.hsa_id),
            part("blockComparisonTime", written),
            part("approvedForPatient", "true"),
            ii("m:patientId", patient.register, patient.number),
        ),
        *_origin(resource, writer, written),
        part(
            "author",
            ii("id", HSA_IDS, writer.hsa_id),
            part("name", writer.name),
            part("timestamp", written),
            local("byRole", writer.role) if writer.role else None,
            organisation("m:orgUnit", writer.unit),
        ),
        _signature(writer, written),
    )


def _origin(resource: Json, writer: Writer, written: str) -> tuple[Part | None, Part | None]:
    system = writer.source_system
    return (
        ii("sourceSystemId", HSA_IDS, system),
        part("record", ii("id", system, document_id(resource)), part("timestamp", written)),
    )


def _signature(writer: Writer, written: str) -> Part | None:
    if not writer.name:
        return None
    return part(
        "signature",
        ii("id", HSA_IDS, writer.hsa_id),
        part("name", writer.name),
        part("timestamp", written),
    )


def organisation(name: str, unit: Organisation) -> Part | None:
    """Return an organisation of the laboratory's contract."""
    return part(name, ii("id", HSA_IDS, unit.hsa_id), part("name", unit.name))


def group_head(resource: Json, record: Record) -> tuple[Part | None, ...]:
    """Return what an observation or an activity begins with: patient, performer, source system."""
    writer, patient = record.writer(resource), record.patient
    return (
        _person(patient),
        part(
            "performerRole",
            ii("id", HSA_IDS, writer.hsa_id),
            local("code", writer.role)
            if writer.role
            else national("code", "UNK", NULL_FLAVOURS, ""),
            part("person", ii("id", HSA_IDS, writer.hsa_id), part("name", writer.name)),
            part(
                "careUnit",
                ii("id", HSA_IDS, writer.unit.hsa_id),
                part("name", writer.unit.name),
                part(
                    "careGiver",
                    ii("id", HSA_IDS, writer.provider.hsa_id),
                    part("name", writer.provider.name),
                ),
            ),
        ),
        part("sourceSystem", ii("id", HSA_IDS, writer.source_system)),
    )


def _person(patient: Patient) -> Part | None:
    sex = _SEXES.get(patient.sex)
    return part(
        "patient",
        ii("id", patient.register, patient.number),
        part("dateOfBirth", day(patient.born)),
        national("gender", sex, _SEX_CODES, "") if sex else None,
    )
