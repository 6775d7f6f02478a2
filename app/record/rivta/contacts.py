"""GetCareContacts 3: a contact with care as an Encounter, which other records refer to by its id.

Left out: birth date and sex of the patient, which the contract repeats.
"""

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, period, words_of
from app.record.rivta.header import Header
from app.record.rivta.parts import filled, labelled, plain_said, standing, unit
from app.wire.xmltext import Node

_CLASSES = "http://terminology.hl7.org/CodeSystem/v3-ActCode"
_KINDS = {  # KV Vårdkontakttyp
    "1": ("AMB", "Besök"),
    "2": ("VR", "Telefonkontakt"),
    "3": ("IMP", "Vårdtillfälle"),
    "4": ("SS", "Dagsjukvård"),
    "5": ("", "Annan vårdkontakt"),
}
_STATES = (  # by the beginning of the words: what their numbers mean, no schema tells
    (("ej på", "planer", "bokad"), "planned"),
    (("påg", "inskriven"), "in-progress"),
    (("avsl", "klar", "utskriven", "genomf"), "finished"),
    (("inst", "avbo", "uteb", "makul"), "cancelled"),
)


def resources(body: Node, header: Header) -> list[Json]:
    """Return the Encounter."""
    encounter = frame.begin(header, "Encounter")
    kind, coded = _kind(body.one("careContactCode"))
    state = _state(body, header)
    told = plain_said(body, "careContactReason"), _unsaid(body, state)
    author = frame.author_of(header)
    encounter |= filled(
        status=standing(header, state),
        type=[coded] if coded else [],
        period=period(body.one("careContactTimePeriod")),
        participant=[{"individual": author}] if author else [],
        reasonCode=[{"text": each} for each in told if each],
        serviceProvider=unit(body.one("careContactOrgUnit")),
    )
    if kind:  # R4 asks for one; where the contract tells none, none is made up
        encounter["class"] = {"system": _CLASSES, "code": kind}
    return [encounter]


def _kind(node: Node) -> tuple[str, Json]:
    """Return class and type of a contact."""
    told = concept(node)
    code = str(told.get("coding", [{}])[0].get("code", "")) or str(told.get("text", ""))
    kind, words = _KINDS.get(code, ("", ""))
    if words and told.get("text", code) == code:
        told["text"] = words
    return kind, told


def _state(body: Node, header: Header) -> str:
    words = words_of(body.one("careContactStatus")).lower()
    if state := next((state for names, state in _STATES if words.startswith(names)), ""):
        return state
    end = str(period(body.one("careContactTimePeriod")).get("end", ""))
    return "finished" if end and end[:10] < header.today[: len(end)] else "unknown"


def _unsaid(body: Node, state: str) -> str:
    """Return the contact's state in words where FHIR's code does not tell it."""
    words = words_of(body.one("careContactStatus"))
    meant = any(words.lower().startswith(names) for names, meant in _STATES if meant == state)
    return "" if meant else labelled("Status", words)
