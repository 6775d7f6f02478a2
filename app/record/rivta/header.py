"""Who wrote a record, for whom, when and where: all generations of header as one value. Pure.

`PatientSummaryHeader` (`…Header`: documentId, accountableHealthcareProfessional), `header` with
its `accessControlHeader`, and the groups of GetObservations and GetActivities (patient,
performerRole, sourceSystem). Spelling and omissions vary; `?` and white space are no value.
"""

import hashlib

from app.model.base import Private
from app.record.rivta.codes import is_oid, known, moment, own_id
from app.wire.xmltext import Node

HSA_OID = "1.2.752.129.2.1.4.1"
_LOCAL_ID_OID = "1.2.752.129.2.1.2.1"


class Party(Private, frozen=True, kw_only=True):
    """A unit, a care provider or a person: an HSA-id and a name, either of which may be missing."""

    hsa_id: str = ""
    name: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything is known."""
        return bool(self.hsa_id or self.name)


NOBODY = Party()


class Header(Private, frozen=True, kw_only=True):
    """What stands above a record's content. Times are FHIR's, "" where none was told.

    `contract`: the interaction's name. `document_id`: unique within contract and source system,
    made of the content where there is none. `patient`: the person's number as sent; `patient_type`
    its OID. `patient_unclear`: it should be there and is none. `recorded`: when it was written;
    `document_time`: of the document as such. `nullified`: taken back. `today`: the day it is read.
    `hidden_from_patient`: on the patient's own portal; that is no filter for staff.
    `group`: what the record came in, where it shares more than this with others.
    """

    contract: str
    source_system: str = ""
    document_id: str = ""
    title: str = ""
    document_time: str = ""
    patient: str = ""
    patient_type: str = ""
    patient_unclear: bool = False
    provider: Party = NOBODY
    unit: Party = NOBODY
    org_unit: Party = NOBODY
    author: Party = NOBODY
    author_role: Node | None = None
    recorded: str = ""
    signer: Party = NOBODY
    signed: str = ""
    block_time: str = ""
    care_contact: str = ""
    care_process: str = ""
    hidden_from_patient: bool = False
    nullified: bool = False
    today: str = ""
    group: Node | None = None

    @property
    def accountable(self) -> bool:
        """Tell whether care provider and unit are known: nothing else may be shown to anybody."""
        return bool(self.provider.hsa_id and self.unit.hsa_id)


def read_header(contract: str, record: Node, today: str = "") -> Header:
    """Return the header of a record (`<diagnosis>`, `<careDocumentation>` …)."""
    node = next((c for c in record.children if c.name.lower().endswith("header")), record)
    read = _of_access_control if node.one("accessControlHeader") else _of_summary
    return read(contract, node, record, today)


def _of_summary(contract: str, node: Node, record: Node, today: str) -> Header:
    """Read `PatientSummaryHeader`."""
    author = node.one("accountableHealthcareProfessional")
    place = author.one("healthcareProfessionalOrgUnit")
    signer = node.one("legalAuthenticator")
    role = author.one("healthcareProfessionalRoleCode")
    patient = own_id(node.value("patientId", "id"))
    recorded = moment(author.value("authorTime"))
    return Header(
        contract=contract,
        today=today,
        source_system=own_id(node.value("sourceSystemHSAId")),
        document_id=own_id(node.value("documentId")) or _made_of(record),
        title=known(node.value("documentTitle")),
        document_time=moment(node.value("documentTime")),
        patient=patient,
        patient_type=known(node.value("patientId", "type")),
        patient_unclear=not patient,
        provider=Party(hsa_id=own_id(author.value("healthcareProfessionalCareGiverHSAId"))),
        unit=_unit(author.value("healthcareProfessionalCareUnitHSAId"), place),
        org_unit=_org_unit(place),
        author=Party(
            hsa_id=own_id(author.value("healthcareProfessionalHSAId")),
            name=known(author.value("healthcareProfessionalName")),
        ),
        author_role=role or None,
        recorded=recorded,
        signer=Party(
            hsa_id=own_id(signer.value("legalAuthenticatorHSAId")),
            name=known(signer.value("legalAuthenticatorName")),
        ),
        signed=moment(signer.value("signatureTime")),
        block_time=moment(node.value("documentTime")) or recorded,
        care_contact=own_id(node.value("careContactId")),
        care_process=own_id(node.value("careProcessId")),
        hidden_from_patient=_flag(node.value("approvedForPatient")) is False,
        nullified=_flag(node.value("nullified")) is True,
    )


def _of_access_control(contract: str, node: Node, record: Node, today: str) -> Header:
    """Read `header` with its `accessControlHeader`."""
    access, author, signer = (node.one(n) for n in ("accessControlHeader", "author", "signature"))
    source_system = identifier(node.one("sourceSystemId"))
    place = author.one("orgUnit")
    told = access.one("patientId") or access.one("originalPatientId")
    patient = identifier(told)
    recorded = moment(author.value("timestamp"))
    timestamp = moment(node.value("record", "timestamp"))
    unit = access.one("accountableCareUnit")
    return Header(
        contract=contract,
        today=today,
        source_system=source_system,
        document_id=local_id(node.one("record", "id"), source_system) or _made_of(record),
        document_time=timestamp,
        patient=patient,
        patient_type=known(told.value("root")),
        patient_unclear=bool(told) and not patient,
        provider=_first_party(access, "accountableHealthcareProvider", "accountableCareGiver"),
        unit=_unit(identifier(unit), place),
        org_unit=_org_unit(place),
        author=Party(hsa_id=identifier(author.one("id")), name=known(author.value("name"))),
        author_role=author.one("byRole") or None,
        recorded=recorded or timestamp,
        signer=Party(hsa_id=identifier(signer.one("id")), name=known(signer.value("name"))),
        signed=moment(signer.value("timestamp")),
        block_time=moment(access.value("blockComparisonTime")) or timestamp or recorded,
        care_process=identifier(access.one("careProcessId")),
        care_contact=own_id(access.value("careContactId")) or own_id(node.value("careContactId")),
        hidden_from_patient=_flag(access.value("approvedForPatient")) is False,
        nullified=_flag(node.value("nullified")) is True,
    )


def read_group_header(contract: str, group: Node, record: Node, today: str = "") -> Header:
    """Return the header of one record (`observation`, `activity`) of a group."""
    role, signer = group.one("performerRole"), group.one("legalAuthenticator")
    person, unit = role.one("person"), role.one("careUnit")
    source_system = identifier(group.one("sourceSystem", "id"))
    told = group.one("patient", "id")
    patient = identifier(told)
    start = moment(record.value("time", "start", "value") or record.value("time", "start"))
    end = moment(record.value("time", "end", "value") or record.value("time", "end"))
    registered = moment(record.value("registrationTime"))
    return Header(
        contract=contract,
        today=today,
        source_system=source_system,
        document_id=local_id(record.one("id"), source_system) or _made_of(record),
        patient=patient,
        patient_type=known(told.value("root")),
        patient_unclear=not patient,
        provider=_party(unit.one("careGiver")),
        unit=_party(unit),
        author=_party(person),
        author_role=role.one("code") or None,
        recorded=registered or start or end,
        signer=Party(hsa_id=identifier(signer.one("id")), name=known(signer.value("name"))),
        signed=moment(signer.value("time", "value") or signer.value("time")),
        block_time=registered or start or end,
        care_process=own_id(group.value("careProcessId")),
        hidden_from_patient=_flag(record.value("approvedForPatient")) is False,
        nullified=_flag(record.value("nullified")) is True,
        group=group,
    )


def identifier(node: Node) -> str:
    """Return what an II identifies: its extension, else a root that is no OID, else its text.

    An OID alone says whose identifiers they are, and nobody's.
    """
    if not node:
        return ""
    root = own_id(node.value("root"))
    alone = "" if is_oid(root) else root
    return own_id(node.value("extension")) or alone or own_id(node.text)


def local_id(node: Node, source_system: str) -> str:
    """Return an II as an id that is unique within its source system."""
    root, extension = own_id(node.value("root")), own_id(node.value("extension"))
    if not root or not extension:
        return root or extension or own_id(node.text)
    own = root in {source_system, HSA_OID, _LOCAL_ID_OID}
    return extension if own else f"{root}|{extension}"


def _made_of(record: Node) -> str:
    """Return an id that the same record always has, for one that came without."""
    texts = "\0".join(f"{each.name}={each.text}" for each in record.walk())
    return f"content-{hashlib.sha256(texts.encode()).hexdigest()[:24]}"


def _party(node: Node) -> Party:
    return Party(hsa_id=identifier(node.one("id")), name=known(node.value("name")))


def _first_party(node: Node, *names: str) -> Party:
    found = next((hsa_id for name in names if (hsa_id := identifier(node.one(name)))), "")
    return Party(hsa_id=found)


def _org_unit(place: Node) -> Party:
    return Party(
        hsa_id=own_id(place.value("orgUnitHSAId")) or identifier(place.one("id")),
        name=known(place.value("orgUnitName")) or known(place.value("name")),
    )


def _unit(hsa_id: str, place: Node) -> Party:
    """Return the unit that answers for a record, named as the place that it was written at."""
    return Party(hsa_id=own_id(hsa_id), name=_org_unit(place).name)


def _flag(text: str) -> bool | None:
    return {"true": True, "1": True, "false": False, "0": False}.get(text.lower())
