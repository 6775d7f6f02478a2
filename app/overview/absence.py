"""The ways of saying that there is nothing, never merged: none known, no information, withheld.

Sources: the IPS code system absent-unknown-uv-ips, and SNOMED CT's situations for "no known
allergy". What an empty section of a document says is read in `app.overview.chapters`.
"""

from enum import Enum

from app.overview.language import say
from app.overview.shape import Json, child, children, string
from app.overview.wording import codes, concept_text

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
    UNAVAILABLE = "unavailable"  # there may be something; whoever wrote it could not get it


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
    return (absence, _words(concept)) if absence is not None else None


def _words(concept: Json) -> str:
    """Return the record's words for "there is nothing", ours where it only has the code."""
    told = string(concept, "text") or any(
        string(coding, "display") for coding in children(concept, "coding")
    )
    if not told and (known := next(filter(None, map(_KNOWN.get, sorted(codes(concept)))), None)):
        return say(*known)
    return concept_text(concept)
