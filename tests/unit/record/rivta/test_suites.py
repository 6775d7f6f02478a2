"""The conformance suites' responses through the mappers: sound FHIR, and no text lost."""

from pathlib import Path

import pytest

from app.record.rivta.codes import decoded, known, moment, number, plain
from app.wire.xmltext import Node
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import MAPPERS, SHARED, records_in, resources_of, text_of

RESPONSES = sorted(
    (contract, path)
    for contract in MAPPERS
    for path in (SHARED / "responses" / contract).glob("*.xml")
)
pytestmark = pytest.mark.skipif(not RESPONSES, reason="the shared RIV-TA responses are not here")
each_response = pytest.mark.parametrize(
    ("contract", "path"), RESPONSES, ids=[f"{c}-{p.stem}" for c, p in RESPONSES]
)


@each_response
def test_what_is_mapped_is_fhir(contract: str, path: Path) -> None:
    for record in records_in(contract, path):
        assert r4.faults(resources_of(contract, record)) == []


@each_response
def test_the_same_record_is_the_same_resources(contract: str, path: Path) -> None:
    for record in records_in(contract, path):
        assert resources_of(contract, record) == resources_of(contract, record)


LEFT_OUT = {  # the end of an element's path: why no section could show it
    "codeSystem": "is turned into FHIR's system; of what is no code system nothing is left",
    "codeSystemName": "the system says it",
    "codeSystemVersion": "of a code that stands in words only",
    "root": "an id's name space; the id itself is kept",
    "orgUnitHSAId": "the unit is named",
    "orgUnitAddress": "where to write to is no part of a conference",
    "orgUnitEmail": "where to write to is no part of a conference",
    "orgUnitLocation": "where to go is no part of a conference",
    "orgUnitTelecom": "whom to call is no part of a conference",
    "orgUnit/id/extension": "the unit is named",
    "recipientUnit/id/extension": "the unit is named",
    "informationOwner/id/extension": "who owns what is referred to; that itself is named",
    "succeedingPrescriptionId/extension": "the later one refers to this one",
    "healthcareProfessionalCareGiverHSAId": "the header names the provider",
    "healthcareProfessionalCareUnitHSAId": "the unit is named",
    "healthcareProfessionalRoleCode/code": "the role stands in words beside the name",
    "byRole/code": "the role stands in words beside the name",
    "relation/code/code": "stands in words",
    "unitDose/code": "stands in words",
    "opinionId/extension": "nobody refers to it",
    "act/actId": "nobody refers to it",
    "actResult/id": "nobody refers to it",
    "patientAdverseEffect/code": "stands in words",
    "vaccinationProgramName/code": "stands in words",
    "lineFilter/value": "a setting of the equipment",
    "lineFilter/unit": "a setting of the equipment",
    "imageData/burnedInaAnnotations": "the picture shows them",
    "personId/extension": "the person is named",
    "personAddress": "where to write to is no part of a conference",
    "personEmail": "where to write to is no part of a conference",
    "personTelecom": "whom to call is no part of a conference",
    "careGiverContact/hsaid": "whom to call is no part of a conference",
    "careGiverContact/personName": "whom to call is no part of a conference",
    "evaluator/healthcareProfessionalHSAId": "the person is named",
    "prescriber/healthcareProfessionalHSAId": "the person is named",
    # who has read the answer is the receiving unit's book-keeping
    "recipientSignature/id/extension": "book-keeping",
    "recipientSignature/name": "book-keeping",
    "recipientSignature/byRole/displayName": "book-keeping",
    "attested/attestedTime": "book-keeping",
    "attested/attesterHSAId": "book-keeping",
    "attested/attesterName": "book-keeping",
    "attested/legalAuthenticatorHSAId": "book-keeping",
    "attested/legalAuthenticatorName": "book-keeping",
    "legalAuthenticatorRoleCode/code": "book-keeping",
    "legalAuthenticatorRoleCode/displayName": "book-keeping",
    "referral/version": "book-keeping",
    "referralAuthor/authorTime": "when the referral was registered; when it was written is kept",
    # what decides a status or a sign, and is no text
    "typeOfResult": "the report's status",
    "body/type/code": "the report's status",
    "type/displayName": "the report's status",
    "type/originalText": "the report's status",
    "status/code": "the result's status",
    "status/displayName": "the result's status",
    "examinationStatus": "the study's status",
    "referralOutcomeTypeCode": "the report's status",
    "prescriptionStatus": "the statement's status",
    "typeOfPrescription": "the statement's status",
    "nonReplaceable": "said in words: who has decided so",
    "selfMedication": "the statement's category",
    "accredited": "said in words where an analysis is not",
    "isMaximumTreatmentTime": "said in words where it is",
    "isDoseComplete": "said in words where a dose is not",
    "lowClosed": "a bound of a value is its comparator, of an interval FHIR's are closed",
    "highClosed": "a bound of a value is its comparator, of an interval FHIR's are closed",
    # what decides how an alert, a diagnosis or a contact is shown
    "typeOfAlertInformation/code": "whether it is a hypersensitivity",
    "typeOfAlertInformation/displayName": "whether it is a hypersensitivity",
    "degreeOfCertainty/code": "the verification status; said in words where it has no code",
    "degreeOfCertainty/displayName": "the verification status",
    "degreeOfSeverity/code": "criticality and severity; said in words where they have no code",
    "degreeOfSeverity/displayName": "criticality and severity",
    "degreeOfCertainty/originalText": "the verification status",
    "degreeOfSeverity/originalText": "criticality and severity",
    "chronicDiagnosis": "said where it is one",
    "careContactStatus/code": "the contact's status; said in words where it has no code",
    "typeOfHypersensitivity/code": "stands in words",
    "pharmaceuticalTreatment/code": "stands in words",
    "routeOfTransmission/code": "stands in words",
    "typeOfAlertInformationRelationship/code": "stands in words",
    "relatedAlertInformation/documentId": "how the two belong together is said in words",
    "typeOfCarePlanEnum": "stands in words",
    "dateOfBirth/format": "the patient is named in the banner",
    "start/format": "how a time is written",
    "end/format": "how a time is written",
    "time/format": "how a time is written",
    "ts/format": "how a time is written",
    "referredInformation/time/value": "when the other was; it tells that itself",
    "method/code": "stands in words",
    "valueNegation": "said in words",
    # what the header reads
    "body/approvedForPatient": "who may see a record decides, not what it says",
    "body/id/extension": "the record's number, from which ids are made",
    "body/registrationTime": "read with the header",
    "dateOfBirth/value": "the patient is named in the banner",
    "content/id": "nobody refers to it",
    "content/mediaType": "of words; other files keep it",
    "content/reference": "the content itself is here",
    # whom and what systems tell of themselves
    "dateOfBirth": "the patient is named in the banner",
    "gender/code": "the patient is named in the banner",
    "gender/displayName": "the patient is named in the banner",
    "gender/originalText": "the patient is named in the banner",
    "patientPostalCode": "where somebody lives is no part of a conference",
    "careUnitSmiId": "a register's number",
    "careGiverOrg/orgUnitName": "the header names the provider",
    "sourceSystemName": "a system's own name",
    "sourceSystemProductName": "a system's own name",
    "sourceSystemProductVersion": "a system's own name",
    "sourceSystemContact/hsaid": "whom to call about the system",
    "sourceSystemContact/personName": "whom to call about the system",
    "drug/routeOfAdministration/code": "of what was given its own route holds",
    "drug/routeOfAdministration/displayName": "of what was given its own route holds",
}


@each_response
def test_no_text_of_a_record_is_lost(contract: str, path: Path) -> None:
    for record in records_in(contract, path):
        body = next(c for c in record.children if c.name.lower().endswith("body"))
        texts = texts_in(body)
        _mark(texts)
        held = text_of(resources_of(contract, record))
        lost = {place for place, node in texts if not stands(node.text, held)}
        assert sorted(place for place in lost if not left_out(place)) == []


def texts_in(body: Node) -> list[tuple[str, Node]]:
    found = []
    waiting = [(body, "body")]
    while waiting:
        node, path = waiting.pop()
        waiting += [(child, f"{path}/{child.name}") for child in node.children]
        if not node.children:
            found.append((path, node))
    return found


def _mark(texts: list[tuple[str, Node]]) -> None:
    """Write something of its own wherever the suite has a placeholder."""
    for number_of, (_, node) in enumerate(texts):
        if not known(node.text):
            node.text = f"Märkt{number_of:04}x"


def stands(text: str, held: str) -> bool:
    """Tell whether a text stands in JSON as it is, or as what FHIR makes of it."""
    value = number(text)
    figure = f"{value:f}".removesuffix(".0").replace(".", ",") if value is not None else ""
    at = moment(text)
    words = (decoded(text) or b"").decode(errors="replace")
    forms = (
        text,
        plain(text),
        words,
        at,
        at[:10],
        at[:16].replace("T", " "),
        "".join(text.split()),
    )
    return any(form and form in held for form in (*forms, figure, text.removesuffix(".0")))


def left_out(path: str) -> bool:
    parts = path.split("/")
    return any("/".join(parts[-n:]) in LEFT_OUT for n in (1, 2, 3))
