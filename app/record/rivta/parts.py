"""What several mappers share: people, units, notes in words, and attachments with their contents.

A content that is a picture, a film or another file becomes a Binary of its own, which the source
keeps and hands out by its id; words stay in the attachment. Addresses are kept, never followed.
"""

import base64
from collections.abc import Iterable
from decimal import Decimal
from typing import Any, NamedTuple

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, decoded, known, number, plain, quantity, words_of
from app.record.rivta.header import Header, identifier
from app.wire.xmltext import Node

HSA = "urn:oid:1.2.752.129.2.1.4.1"
V2_0074 = "http://terminology.hl7.org/CodeSystem/v2-0074"
CATEGORY = "http://terminology.hl7.org/CodeSystem/observation-category"
LOINC = "http://loinc.org"
NPU = "urn:oid:1.2.752.108.1"
UNTOLD_SITE = {  # no contract tells where a photograph was taken: it is covered until it is seen
    "system": "https://samsyn.se/fhir/CodeSystem/media",
    "code": "intimate",
}
_NAMES = (
    "healthcareProfessionalName",
    "legalAuthenticatorName",
    "attesterName",
    "personName",
    "name",
)
_IDS = ("healthcareProfessionalHSAId", "legalAuthenticatorHSAId", "attesterHSAId", "hsaId")
_MAGNITUDE = 20  # larger or smaller powers of ten are no dose
_COUNTED = 9  # digits
_WORDS = frozenset(("text/plain", "text/html"))


def said(node: Node, *path: str) -> str:
    """Return what an element says, "" for nothing and for the `?` that stands for nothing."""
    return known(node.value(*path))


def plain_said(node: Node, *path: str) -> str:
    """Return the words of a text that may come as DocBook, HTML or base64."""
    text = node.value(*path)
    return plain(text) if text else ""


def filled(**elements: Any) -> Json:
    """Return the elements that hold something, of lists what does; False and 0 do."""
    told = {}
    for name, value in elements.items():
        held = [each for each in value if each] if isinstance(value, list) else value
        if held or (held is not None and held not in ("", [], {})):
            told[name] = held
    return told


def double(node: Node) -> Json:
    """Return a PQ whose value is an xs:double as a Quantity, {} where it is no number."""
    told, value = quantity(node), plain_number(node.value("value"))
    return told if value is None else {**told, "value": value}


def measured(node: Node) -> Json:
    """Return a PQ as `value[x]`: what is no number stays a text, as it was written."""
    if not node:
        return {}
    if told := double(node):
        return {"valueQuantity": told}
    text = " ".join(filter(None, (said(node, "value"), said(node, "unit"))))
    return {"valueString": text or said(node)} if text or said(node) else {}


def count(text: str) -> int | None:
    """Return a number of things, None for what is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _COUNTED else None


def concepts(nodes: Iterable[Node]) -> list[Json]:
    """Return the CodeableConcepts of coded values, without those that say nothing."""
    return [found for node in nodes if (found := concept(node))]


def plain_number(text: str) -> Decimal | None:
    """Return an xs:double: it carries no precision, so `500.0` is 500; None for no real number."""
    value = number(text)
    if value is None or abs(value.adjusted()) > _MAGNITUDE:
        return None
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value


def named(*numbers: str) -> list[Json]:
    """Return numbers by which something is known elsewhere."""
    return [{"value": each} for each in numbers if each]


def notes(*texts: str) -> list[Json]:
    """Return the texts as annotations."""
    return [{"text": text} for text in dict.fromkeys(texts) if text]


def labelled(label: str, text: str, between: str = ": ") -> str:
    """Return `label: text`, the text alone without a label, "" without a text."""
    return f"{label}{between}{text}" if label and text else text


def person(node: Node) -> Json:
    """Return a Reference to somebody named in a record: with role, as no resource tells it."""
    if not node:
        return {}
    name = next((text for key in _NAMES if (text := said(node, key))), "")
    own = next((text for key in _IDS if (text := said(node, key))), "")
    role = words_of(node.one("healthcareProfessionalRoleCode") or node.one("byRole"))
    display = ", ".join(filter(None, (name, role if name else "")))
    return _actor("Practitioner", display, own or identifier(node.one("id")))


def unit(node: Node) -> Json:
    """Return a Reference to a unit."""
    if not node:
        return {}
    own = said(node, "orgUnitHSAId") or identifier(node.one("id"))
    return _actor("Organization", said(node, "orgUnitName") or said(node, "name"), own)


def professional(node: Node) -> Json:
    """Return a Reference to a health care professional, with the unit in words; or to the unit."""
    if not node:
        return {}
    place = unit(node.one("healthcareProfessionalOrgUnit") or node.one("orgUnit"))
    who = person(node)
    if not who or not place:
        return who or place
    return {**who, "display": f"{who['display']}, {place['display']}"}


def _actor(kind: str, display: str, own: str) -> Json:
    if not display and not own:
        return {}
    numbered = {"system": HSA, "value": own} if own else {}
    return {"type": kind, **filled(identifier=numbered, display=display or own)}


def standing(header: Header, status: str) -> str:
    """Return the status of a resource: what was taken back is shown nowhere."""
    return "entered-in-error" if header.nullified else status


def text_attachment(text: str, title: str = "") -> Json:
    """Return a text as an attachment."""
    data = base64.b64encode(text.encode()).decode()
    return filled(contentType="text/plain; charset=utf-8", language="sv", data=data, title=title)


class Content(NamedTuple):
    """A file as the contracts send it: its type, and either base64 or an address."""

    kind: str
    data: str
    address: str

    @classmethod
    def of(cls, node: Node) -> "Content":
        """Read a MultimediaType (`mediaType`, `value`, `reference`)."""
        return cls(said(node, "mediaType").lower(), node.value("value"), said(node, "reference"))


def attached(header: Header, suffix: str, content: Content, title: str) -> tuple[Json, list[Json]]:
    """Return a file as an attachment, and the Binary that holds it where it is no text."""
    kind, data = content.kind, "".join(content.data.split())
    if kind == "text/xml" and (words := plain(_text_in(data))):
        return text_attachment(words, title), []
    if data and kind in _WORDS:
        return filled(contentType=kind, data=data, title=title), []
    if not data:
        return filled(contentType=kind, title=title, url=content.address), []
    kind, own = kind or "application/octet-stream", frame.resource_id(header, suffix)
    binary = filled(contentType=kind, securityContext=frame.subject_of(header), data=data)
    told = filled(contentType=kind, title=title, url=f"Binary/{own}")
    return told, [{"resourceType": "Binary", "id": own, **binary}]


def _text_in(data: str) -> str:
    raw = decoded(data) or b""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")
