"""The ways of saying that there is nothing, never merged: none known, no information, withheld.

Sources: the IPS code system absent-unknown-uv-ips, SNOMED CT's situations for "no known allergy",
and `Composition.section.emptyReason` (http://terminology.hl7.org/CodeSystem/list-empty-reason).
"""

from enum import Enum

from app.model.definition import SectionKind
from app.overview.shape import Json, child, children, string
from app.overview.wording import clean, codes, concept_text

ABSENT_UNKNOWN = (
    "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips",
    "http://terminology.hl7.org/CodeSystem/absent-unknown-uv-ips",
)
_NONE_KNOWN_SNOMED = frozenset(
    {
        "716186003",  # No known allergy
        "409137002",  # No known drug allergy
        "428607008",  # No known environmental allergy
        "429625007",  # No known food allergy
        "1003774007",  # No known latex allergy
        "160244002",  # No known allergies
        "160245001",  # No current problems or disability
        "787481004",  # No known medications
    }
)
_KNOWN = {  # in our words where the record only has the code
    "no-known-allergies": ("Ingen känd överkänslighet", "No known allergies"),
    "no-known-medication-allergies": (
        "Ingen känd läkemedelsöverkänslighet",
        "No known medication allergies",
    ),
    "no-known-environmental-allergies": (
        "Ingen känd överkänslighet mot ämnen i omgivningen",
        "No known environmental allergies",
    ),
    "no-known-food-allergies": ("Ingen känd födoämnesallergi", "No known food allergies"),
    "no-known-medications": ("Inga kända läkemedel", "No known medications"),
    "no-known-problems": ("Inga kända diagnoser", "No known problems"),
    "no-known-procedures": ("Inga kända åtgärder", "No known procedures"),
    "no-known-devices": ("Inga kända implantat eller hjälpmedel", "No known devices"),
    "no-known-immunizations": ("Inga kända vaccinationer", "No known immunizations"),
}
_SECTION_KINDS = {  # LOINC codes of the sections of the International Patient Summary
    "48765-2": SectionKind.ALERTS,
    "11450-4": SectionKind.DIAGNOSES,
    "10160-0": SectionKind.MEDICINES,
    "30954-2": SectionKind.LABORATORY,
}
_SAYS_IT = {  # the element that may say "none" instead of what there is
    "AllergyIntolerance": "code",
    "Condition": "code",
    "Device": "type",
    "Immunization": "vaccineCode",
    "MedicationRequest": "medicationCodeableConcept",
    "MedicationStatement": "medicationCodeableConcept",
    "Procedure": "code",
}


class Absence(Enum):
    """What a resource or an empty section says instead of a content."""

    NONE_KNOWN = "none known"
    NO_INFORMATION = "no information"
    WITHHELD = "withheld"


def absence_in(concept: Json) -> Absence | None:
    """Return what a code says about there being nothing; None for a code that says something."""
    for coding in children(concept, "coding"):
        code, system = string(coding, "code"), string(coding, "system")
        if code in _NONE_KNOWN_SNOMED and "snomed" in system:
            return Absence.NONE_KNOWN
        if system in ABSENT_UNKNOWN:
            return Absence.NONE_KNOWN if code.startswith("no-known-") else Absence.NO_INFORMATION
    return None


def said_absence(resource: Json) -> tuple[Absence, str] | None:
    """Return that a resource says "nothing", and its words; None for an ordinary resource."""
    name = _SAYS_IT.get(resource.get("resourceType", ""))
    concept = child(resource, name) if name else {}
    absence = absence_in(concept) if concept else None
    return (absence, concept_text(concept)) if absence is not None else None


def empty_sections(composition: Json) -> list[tuple[SectionKind, Absence, str]]:
    """Return the empty sections of a document: which kind, what is said, in which words."""
    found = []
    for section in children(composition, "section"):
        reason = child(section, "emptyReason")
        kinds = [k for c in codes(child(section, "code")) if (k := _SECTION_KINDS.get(c))]
        if reason and kinds:
            words = concept_text(reason) or clean(string(section, "title"))
            found.append((kinds[0], _meaning(reason), words))
    return found


def _meaning(reason: Json) -> Absence:
    said = codes(reason)
    if "nilknown" in said:
        return Absence.NONE_KNOWN
    return Absence.WITHHELD if "withheld" in said else Absence.NO_INFORMATION
