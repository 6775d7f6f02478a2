"""The course of the disease: every event or period of it as one line on one axis.

Which track something belongs to is told by types, statuses and codes, never by words: KVÅ (and
its relatives, the Nordic NOMESCO codes) by chapter, SNOMED CT by category and by a few codes of
treatments. What no code tells is OTHER; a definition's column `track` decides otherwise.
"""

import re
from typing import Any

from app.model.code_systems import KVA, SNOMED_CT
from app.model.overview import TimelineRow, Track
from app.overview.facts import fact_time, heading, qualified
from app.overview.index import RecordIndex
from app.overview.medicines import read_medicine
from app.overview.shape import Json, child, children, string
from app.overview.times import is_certainly_after, moment, when
from app.overview.wording import codes

_DAY = len("2024-03-01")
_FOR_EVER = "9999"  # how many systems write "until further notice"
_MEDICINES = frozenset(
    ("MedicationAdministration", "MedicationDispense", "MedicationRequest", "MedicationStatement")
)
_RADIOLOGY = frozenset(  # v2-0074, and LOINC's class of radiology studies
    ("RAD", "RX", "CT", "NMR", "NMS", "OUS", "RUS", "VUS", "CUS", "XRC", "LP29684-5")
)
# KKÅ: three letters and two digits; the first letter is the organ system. T (small procedures),
# U (endoscopies) and X (tests) are no operations. KMÅ: D and a letter is treatment.
_SURGERY = re.compile(r"[A-HJ-NPQY][A-Z]{2}[0-9]{2}")
_TREATMENT = re.compile(r"D[A-Z][0-9]{3}")
_SNOMED_TRACKS = {
    "387713003": Track.OPERATION,  # Surgical procedure
    "363679005": Track.IMAGING,  # Imaging
    "277132007": Track.TREATMENT,  # Therapeutic procedure
    "367336001": Track.TREATMENT,  # Chemotherapy
    "108290001": Track.TREATMENT,  # Radiation oncology AND/OR radiotherapy
    "33195004": Track.TREATMENT,  # External beam radiation therapy
    "152198000": Track.TREATMENT,  # Brachytherapy
    "113120007": Track.TREATMENT,  # Interstitial brachytherapy
    "703423002": Track.TREATMENT,  # Combined chemotherapy and radiation therapy
    "76334006": Track.TREATMENT,  # Immunotherapy
}
_LASTING = _MEDICINES | {"CarePlan", "Encounter", "EpisodeOfCare", "Procedure"}
_ONGOING = frozenset(("active", "in-progress", "on-hold", "arrived", "onleave"))


def read_event(resource: Json, index: RecordIndex) -> list[dict[str, Any]]:
    """Return the fields of a `TimelineRow` for a resource of any type."""
    kind = string(resource, "resourceType")
    if kind in _MEDICINES:
        fields = _treatment(resource, index)
    elif kind == "Condition":
        fields = {"text": heading(resource), "at": when(resource, "onset", "recordedDate")}
    else:
        at, until = _times(resource)
        fields = {"text": heading(resource), "at": at, "until": until}
    status = string(resource, "status")
    first, _, more = fields["text"].partition("\n")
    fields["text"] = qualified(f"{first} …" if more else first, status)
    fields["track"] = _track(resource, kind)
    fields["ongoing"] = kind in _LASTING and status in _ONGOING
    return [fields]


def in_order(fields: dict[str, Any]) -> dict[str, Any] | None:
    """Return a row's fields as a sound period: the beginning first; one day is no period.

    None for what has no date that can be read: it has no place on an axis.
    """
    at, until = fields.get("at", ""), fields.get("until", "")
    if moment(at) == moment(until) == float("-inf"):
        return None
    if at and until and is_certainly_after(at, until):
        at, until = until, at
    if until.startswith(_FOR_EVER) or (len(until) >= _DAY and until[:_DAY] == at[:_DAY]):
        until = ""
    return fields | {"at": at, "until": until, "ongoing": bool(fields["ongoing"]) and not until}


def last_moment(row: TimelineRow) -> float:
    """Return when an event was, or a period ended: what a limit of the newest goes by."""
    return float("inf") if row.ongoing else moment(row.until or row.at)


def oldest_first(row: TimelineRow) -> tuple[Any, ...]:
    """Return the sort key of the axis; what has an end only stands there."""
    return (moment(row.at or row.until), moment(row.until), row.reference, row.text)


def _treatment(resource: Json, index: RecordIndex) -> dict[str, Any]:
    (medicine,) = read_medicine(resource, index)
    bounds = (
        child(child(child(dosage, "timing"), "repeat"), "boundsPeriod")
        for dosage in children(resource, "dosage") + children(resource, "dosageInstruction")
    )
    ends = [end for period in bounds if (end := string(period, "end"))]
    return {
        "text": medicine["generic"],
        "at": medicine["since"],
        "until": medicine["until"] or max(ends, key=moment, default=""),
    }


def _times(resource: Json) -> tuple[str, str]:
    """Return beginning and end; an end without a beginning stays an end."""
    for name in ("performedPeriod", "effectivePeriod", "occurrencePeriod", "period"):
        period = child(resource, name)
        start, end = string(period, "start"), string(period, "end")
        if start or end:
            return start, end
    return fact_time(resource), ""


def _track(resource: Json, kind: str) -> Track:
    if kind == "Condition":
        return Track.DIAGNOSIS
    if kind in _MEDICINES:
        return Track.TREATMENT
    if kind == "ImagingStudy":
        return Track.IMAGING
    if kind == "DiagnosticReport":
        told = {code for each in children(resource, "category") for code in codes(each)}
        return Track.IMAGING if told & _RADIOLOGY else Track.OTHER
    return _procedure_track(resource) if kind == "Procedure" else Track.OTHER


def _procedure_track(procedure: Json) -> Track:
    """Return what the procedure's own code tells, else what its category does."""
    for concept in (child(procedure, "code"), *children(procedure, "category")):
        for coding in children(concept, "coding"):
            system, code = string(coding, "system"), string(coding, "code")
            if system == SNOMED_CT and code in _SNOMED_TRACKS:
                return _SNOMED_TRACKS[code]
            if system == KVA and _SURGERY.fullmatch(code):
                return Track.OPERATION
            if system == KVA and _TREATMENT.fullmatch(code):
                return Track.TREATMENT
    return Track.OTHER
