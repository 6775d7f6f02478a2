"""FHIR's concepts as CV: code, code system, and what the reader sees.

What has no code gets one of a code system of the practice host's own, as care systems have theirs:
some contracts know no text alone.
"""

import re
import unicodedata

from app.overview.shape import Json, child, children, string
from app.practice.rivta.parts import Part, part

PRACTICE_CODES = "2.25.183953022148099181237912261371412827556"
HSA_IDS = "1.2.752.129.2.1.4.1"
NULL_FLAVOURS = "2.16.840.1.113883.5.1008"

_OIDS = {
    "http://snomed.info/sct": "1.2.752.116.2.1.1",
    "http://loinc.org": "2.16.840.1.113883.6.1",
    "http://www.whocc.no/atc": "1.2.752.129.2.2.3.1.1",
    "http://terminology.hl7.org/CodeSystem/v2-0074": "2.16.840.1.113883.12.74",
    "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation": "2.16.840.1.113883.5.83",
    "http://electronichealth.se/identifier/personnummer": "1.2.752.129.2.1.3.1",
    "http://electronichealth.se/identifier/samordningsnummer": "1.2.752.129.2.1.3.3",
}
_FIRST = "http://snomed.info/sct"  # where a concept is coded in several systems


def oid(system: str) -> str:
    """Return the OID of a FHIR system, "" where it has none that is known here."""
    return _OIDS.get(system, system.removeprefix("urn:oid:") if "urn:oid:" in system else "")


def cv(name: str, concept: Json) -> Part | None:
    """Return a CV of the newer contracts: coded where the concept is, else the words alone."""
    coding = _coding(concept)
    text = string(concept, "text")
    return part(
        name,
        part("code", string(coding, "code")),
        part("codeSystem", oid(string(coding, "system"))),
        part("displayName", string(coding, "display") or text),
        None if coding and text == string(coding, "display") else part("originalText", text),
    )


def coded(name: str, concept: Json) -> Part | None:
    """Return a CV that must have a code: the display name is what the reader has read."""
    coding = _coding(concept)
    text = string(concept, "text") or string(coding, "display")
    if coding:
        return _coded(name, string(coding, "code"), oid(string(coding, "system")), text)
    return local(name, text) if text else None


def local(name: str, text: str) -> Part:
    """Return a CV of the practice host's own code system."""
    return _coded(name, _slug(text), PRACTICE_CODES, text)


def national(name: str, code: str, system: str, text: str) -> Part:
    """Return a CV of one of the contracts' own code systems."""
    return _coded(name, code, system, text)


def _coded(name: str, code: str, system: str, text: str) -> Part:
    made = part(name, part("code", code), part("codeSystem", system), part("displayName", text))
    return made or Part(name, ())


def _coding(concept: Json) -> Json:
    known = [e for e in children(concept, "coding") if oid(string(e, "system"))]
    return next((e for e in known if e.get("system") == _FIRST), known[0] if known else {})


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "text"


def words(resource: Json, name: str) -> str:
    """Return what a concept of the resource is called."""
    concept = child(resource, name)
    return string(concept, "text") or string(child(concept, "coding"), "display")
