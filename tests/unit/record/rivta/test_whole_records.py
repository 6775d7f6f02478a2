"""Records with everything that the schemas allow, each text a word of its own: none is lost."""

import base64
from itertools import count
from pathlib import Path

import pytest
from lxml import etree

from app.record.rivta.header import Header
from app.wire.xmltext import Node
from tests.unit.record.rivta import r4
from tests.unit.record.rivta.records import MAPPERS, SHARED, text_of
from tests.unit.record.rivta.test_suites import left_out, stands, texts_in

_XS = "{http://www.w3.org/2001/XMLSchema}"
_OUTCOME = "clinicalprocess_healthcond_actoutcome"
_PRESCRIPTION = "clinicalprocess_activityprescription_actoutcome"
_DESCRIPTION = "clinicalprocess_healthcond_description"
_CONTACTS = "clinicalprocess_logistics_logistics"
_BODIES = {  # contract: domain, the part of file names that tells its version, the body's type
    "GetCareDocumentation": (_DESCRIPTION, "_3.0", "CareDocumentationBodyType"),
    "GetLaboratoryOrderOutcome": (_OUTCOME, "_4.", "LaboratoryOrderOutcomeBodyType"),
    "GetImagingOutcome": (_OUTCOME, "_3.", "ImagingBodyType"),
    "GetReferralOutcome": (_OUTCOME, "_3.", "ReferralOutcomeBodyType"),
    "GetAlertInformation": (_DESCRIPTION, "_2.1", "AlertInformationBodyType"),
    "GetDiagnosis": (_DESCRIPTION, "_2.1", "DiagnosisBodyType"),
    "GetFunctionalStatus": (_DESCRIPTION, "_2.1", "FunctionalStatusAssessmentBodyType"),
    "GetCareContacts": (_CONTACTS, "_3.", "CareContactBodyType"),
    "GetCarePlans": (_CONTACTS, "_3.", "CarePlanBodyType"),
    "GetActivities": ("clinicalprocess_activity_actions", "_1.0", "ActivityType"),
    "GetObservations": ("clinicalprocess_healthcond_basic_1.1", "_1.1", "ObservationType"),
    "GetMaternityMedicalHistory": (_OUTCOME, "_2.0", "MaternityMedicalRecordBodyType"),
    "GetMedicationHistory": (_PRESCRIPTION, "_2.", "MedicationMedicalRecordBodyType"),
    "GetVaccinationHistory": (_PRESCRIPTION, "_2.", "VaccinationMedicalRecordBodyType"),
}
_ONE_OF = {  # of these an element or a type has one: the contracts say so in words
    "value": ("cv", "pq", "intervalPQ", "st"),
    "ValueANYType": ("pq", "ts", "ivl_ts", "cv"),
    "reference": ("interval", "description"),
    "imageData": ("value", "reference"),
    "actResult": ("value", "reference"),
    "multimediaEntry": ("value", "reference"),
    "AlertInformationBodyType": (
        "hypersensitivity",
        "seriousDisease",
        "treatment",
        "communicableDisease",
        "restrictionOfCare",
        "unstructuredAlertInformation",
    ),
    "HyperSensitivityType": ("pharmaceuticalHypersensitivity", "otherHypersensitivity"),
    "DrugChoiceType": (
        "unstructuredDrugInformation",
        "merchandise",
        "drugArticle",
        "drug",
        "generics",
    ),
}
_OTHERWISE = {  # what is there only where something else is not
    ("CVType", "originalText"),
}
_NUMBERS = frozenset(("double", "decimal", "int", "integer", "DecimalPrimitiveType"))
_ALWAYS = {
    "TimeStampType": "20260304093000",
    "DateType": "20260304",
    "PartialTimeStampValueType": "20260304",
}
_DENIED = 3  # so many of the alternatives are denied, where they can be
_DEEPEST = 2  # times that a type stands within itself
_HEADER = Header(contract="Contract", document_id="d1", patient="191212121212", today="2026-03-12")
_FOLDER = SHARED / "schemas"
pytestmark = pytest.mark.skipif(not _FOLDER.is_dir(), reason="the shared schemas are not here")


class Schemas:
    """The types and elements of a domain, by local name."""

    def __init__(self, domain: str, version: str) -> None:
        self._types: dict[str, etree._Element] = {}
        self._elements: dict[str, etree._Element] = {}
        for path in sorted((_FOLDER / domain / "core_components").glob("*.xsd")):
            if version in path.name or "_enum_" in path.name:
                self._read(path)
        self._words = count(1)

    def _read(self, path: Path) -> None:
        for top in etree.parse(path).getroot():
            if top.tag in {f"{_XS}complexType", f"{_XS}simpleType"}:
                self._types[str(top.get("name"))] = top
            elif top.tag == f"{_XS}element":
                self._elements[str(top.get("name"))] = top

    def whole(self, name: str, kind: str, choice: int, within: tuple[str, ...] = ()) -> Node:
        """Return an element with everything in it; of alternatives the one of that number."""
        node = Node(name, name.lower(), "", {})
        told = self._types.get(kind)
        if told is None or told.tag == f"{_XS}simpleType":
            node.text = self._text(name, kind, told, choice)
        elif within.count(kind) < _DEEPEST:
            node.children = self._parts(name, told, choice, (*within, kind))
        return node

    def _parts(
        self, name: str, told: etree._Element, choice: int, within: tuple[str, ...]
    ) -> list[Node]:
        names = _ONE_OF.get(within[-1], _ONE_OF.get(name, ()))
        found = []
        chosen = names[choice % len(names)] if names else ""
        for part in told.iter(f"{_XS}element"):
            if next(part.iterancestors(f"{_XS}complexType")) is not told:
                continue
            named = (part.get("ref") or str(part.get("name"))).rpartition(":")[2]
            if (named in names and named != chosen) or (within[-1], named) in _OTHERWISE:
                continue
            element = self._elements[named] if part.get("ref") else part
            inline = element.find(f"{_XS}complexType")
            if inline is not None:
                inner = Node(named, named.lower(), "", {})
                inner.children = self._parts(named, inline, choice, within)
            else:
                kind = str(element.get("type")).rpartition(":")[2]
                inner = self.whole(named, kind, choice, within)
            if inner.children or inner.text:
                found.append(inner)
        return found

    def _text(self, name: str, kind: str, told: etree._Element | None, choice: int) -> str:
        number = next(self._words)
        word = f"Ord{number:04}x"
        values = [] if told is None else [e.get("value") for e in told.iter(f"{_XS}enumeration")]
        if kind == "MediaTypeEnum" or name == "mediaType":
            word = "image/jpeg"
        elif kind == "boolean":
            word = "true" if choice < _DENIED else "false"
        elif values:
            word = str(values[number % len(values)])
        elif kind in _NUMBERS:
            word = str(1000 + number)
        elif kind == "base64Binary":
            word = base64.b64encode(word.encode()).decode()
        return _ALWAYS.get(kind, word)


@pytest.mark.parametrize("choice", range(7))
@pytest.mark.parametrize("contract", sorted(_BODIES))
def test_nothing_of_a_whole_record_is_lost(contract: str, choice: int) -> None:
    domain, version, kind = _BODIES[contract]
    body = Schemas(domain, version).whole("body", kind, choice)
    made = MAPPERS[contract][1](body, _HEADER)
    assert r4.faults(made) == []
    held = text_of(made)
    texts = texts_in(body)
    lost = {place for place, node in texts if not stands(node.text, held) and not left_out(place)}
    assert sorted(lost) == []
