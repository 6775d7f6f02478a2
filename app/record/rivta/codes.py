"""What RIV-TA's data types mean in FHIR: codes, times, quantities, and texts in several dresses.

Pure and tolerant: what is not there, is `?`, or is not what it should be, leaves a gap and never an
exception. Numbers keep their digits as recorded, times their precision.
"""

import base64
import binascii
import re
from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from zoneinfo import ZoneInfo

from app.model.errors import HostNonsense
from app.overview.shape import Json
from app.overview.wording import plain_text
from app.wire.xmltext import Node, read

SWEDEN = ZoneInfo("Europe/Stockholm")
SYSTEMS = {  # what FHIR calls the code systems that RIV-TA names by OID
    "1.2.752.116.1.1.1": "urn:oid:1.2.752.116.1.1.1.1.3",  # ICD-10-SE, by its older OIDs
    "1.2.752.116.1.1.1.1.1": "urn:oid:1.2.752.116.1.1.1.1.3",
    "1.2.752.116.1.1.1.1.8": "urn:oid:1.2.752.116.1.1.1.1.3",
    "2.16.840.1.113883.6.3": "http://hl7.org/fhir/sid/icd-10",
    "2.16.840.1.113883.6.96": "http://snomed.info/sct",
    "1.2.752.116.2.1.1": "http://snomed.info/sct",  # the Swedish release
    "1.2.752.116.2.1": "http://snomed.info/sct",
    "1.2.752.129.2.2.3.1.1": "http://www.whocc.no/atc",
    "2.16.840.1.113883.6.73": "http://www.whocc.no/atc",
    "2.16.840.1.113883.6.1": "http://loinc.org",
    "2.16.840.1.113883.12.74": "http://terminology.hl7.org/CodeSystem/v2-0074",
    "2.16.840.1.113883.5.83": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation",
    "1.2.840.10008.2.16.4": "http://dicom.nema.org/resources/ontology/DCM",
    "1.2.752.129.2.1.3.1": "http://electronichealth.se/identifier/personnummer",
    "1.2.752.129.2.1.3.3": "http://electronichealth.se/identifier/samordningsnummer",
}
_OID = re.compile(r"(?:urn:oid:)?([0-2](?:\.(?:0|[1-9]\d*))+)")
_PARTS = (4, 6, 8, 10, 12, 14)  # digits: year, month, day, hour, minute, second
_DAY, _WRITTEN = 8, {4: 4, 6: 7, 8: 10}  # digits, and characters of a FHIR date with so many
_MIDNIGHT = "000000"
_BASE64 = re.compile(r"[A-Za-z0-9+/\s]+={0,2}\s*")
_LEAST_ENCODED = 24  # characters: shorter ones are words
_LARGEST_TEXT = 4_000_000
_HTML = re.compile(
    r"</?(?:p|br|div|span|b|i|u|em|strong|font|a|ul|ol|li|table|tr|td|th|h[1-6]|hr|pre|body|html)"
    r"(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_GAPS = re.compile(r"[ \t\r\n\f]+")


def known(text: str) -> str:
    """Return a text without white space around, "" for the placeholder `?`, however many.

    A `-` is an answer: of a test it may be the result.
    """
    text = text.strip()
    return text if text.strip("?") else ""


def own_id(text: str) -> str:
    """Return what identifies something, "" for what holds neither letter nor digit (`?`, `-`)."""
    text = text.strip()
    return text if any(map(str.isalnum, text)) else ""


@lru_cache(maxsize=8192)
def moment(text: str) -> str:
    """Return `YYYYMMDDhhmmss` of Swedish local time as a FHIR dateTime of the same precision.

    The contracts want seconds of whoever knows a day only, so midnight sharp is that day. Of a time
    that does not exist (`20160230000000`) the part that does is left: `2016-02`.
    A FHIR time goes through as it is; what is no time at all gives "".
    """
    text = text.strip()
    digits = text if text.isascii() and text.isdigit() else ""
    if not digits:
        return _of_iso(text)
    if len(digits) == _PARTS[-1] and digits.endswith(_MIDNIGHT):
        digits = digits.removesuffix(_MIDNIGHT)
    for length in reversed(_PARTS):
        if length <= len(digits) and (told := _of_digits(digits[:length])):
            return told
    return ""


def is_time(text: str) -> bool:
    """Tell whether a text is a time that exists, or empty."""
    text = known(text)
    if not text:
        return True
    if text.isascii() and text.isdigit():
        return len(text) in _PARTS and bool(_of_digits(text))
    return bool(_of_iso(text))


def day(text: str) -> str:
    """Return the date of a time."""
    return moment(text)[:10]


def _of_digits(digits: str) -> str:
    padded = digits + "00000101000000"[len(digits) :]
    year, month = int(padded[:4]), int(padded[4:6])
    in_month, hour, minute, second = (int(padded[start : start + 2]) for start in (6, 8, 10, 12))
    try:
        at = datetime(year, month, in_month, hour, minute, second, tzinfo=SWEDEN)
    except ValueError:
        return ""
    return at.isoformat() if len(digits) > _DAY else at.date().isoformat()[: _WRITTEN[len(digits)]]


def _of_iso(text: str) -> str:
    try:
        at = datetime.fromisoformat(text)
        if "T" not in text:
            return at.date().isoformat()
        return (at if at.tzinfo else at.replace(tzinfo=SWEDEN)).isoformat()
    except (ValueError, OverflowError):
        return ""


def period(node: Node) -> Json:
    """Return `start` and `end` as a Period, {} without either. Partial times are read, too."""
    start = moment(node.value("start", "value") or node.value("start"))
    end = moment(node.value("end", "value") or node.value("end"))
    return ({"start": start} if start else {}) | ({"end": end} if end else {})


def is_oid(text: str) -> bool:
    """Tell whether a text is an OID."""
    return _OID.fullmatch(text) is not None


def system_of(code_system: str) -> str:
    """Return the FHIR system of a code system that RIV-TA names by OID, "" for none."""
    text = known(code_system)
    match = _OID.fullmatch(text)
    if match is None:
        return text if ":" in text else ""
    return SYSTEMS.get(match[1], f"urn:oid:{match[1]}")


def coding(node: Node, systems: Mapping[str, str] = {}) -> Json:
    """Return a CVType as a Coding, {} where it names no code.

    `systems`: by code system name, for elements whose code system is often left blank.
    """
    code = known(node.value("code"))
    if not code:
        return {}
    named = known(node.value("codeSystemName"))
    system = system_of(node.value("codeSystem")) or systems.get(named.upper(), "")
    parts = {
        "system": system,
        "version": known(node.value("codeSystemVersion")),
        "code": code,
        "display": known(node.value("displayName")),
    }
    return {name: text for name, text in parts.items() if text}


def concept(node: Node, systems: Mapping[str, str] = {}) -> Json:
    """Return a CVType as a CodeableConcept, {} where it says nothing.

    Its text is what the author wrote, else the code's name; of a code without either, and without a
    system that anybody could look it up in, the code itself is all there is to read.
    """
    if not node:
        return {}
    coded = coding(node, systems)
    text = known(node.value("originalText")) or known(node.value("displayName"))
    if not text and not coded and not node.children:
        text = known(node.text)
    if not text and coded and "system" not in coded:
        text = str(coded["code"])
    return ({"coding": [coded]} if coded else {}) | ({"text": text} if text else {})


def words_of(node: Node) -> str:
    """Return a CVType in words: the author's, the code's name, else the code."""
    told = concept(node)
    coded = told.get("coding", [{}])[0]
    return str(told.get("text") or coded.get("display") or coded.get("code") or "")


def number(text: str) -> Decimal | None:
    """Return a number with its digits as recorded (a comma is a point), None for what is none."""
    text = known(text).replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        return None
    return value if value.is_finite() else None


def quantity(node: Node) -> Json:
    """Return a PQType (`value`, `unit`) as a Quantity, {} where its value is no number."""
    value = number(node.value("value"))
    if value is None:
        return {}
    unit = known(node.value("unit"))
    return {"value": value} | ({"unit": unit} if unit and unit != "1" else {})


def plain(text: str) -> str:
    """Return the words of a text that may be plain, DocBook, HTML, or any of these in base64.

    What stands between angle brackets and is neither is somebody's words, and stays.
    """
    text = known(_decoded(text))
    if text.startswith("<") and text.endswith(">") and (words := _of_docbook(text)):
        return words
    return plain_text(text) if _HTML.search(text) else text


def decoded(text: str) -> bytes | None:
    """Return the bytes of base64, None for what is none."""
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        return None


def _decoded(text: str) -> str:
    if len(text) < _LEAST_ENCODED or len(text) > _LARGEST_TEXT or not _BASE64.fullmatch(text):
        return text
    try:
        found = (decoded(text) or b"").decode()
    except UnicodeDecodeError:
        return text
    words = found.strip()
    readable = all(sign.isprintable() or sign in "\n\r\t" for sign in words)
    return found if words and readable and (" " in words or "<" in words) else text


def _of_docbook(text: str) -> str:
    """Return the words of well-formed XML, a block a line; "" for what is none."""
    handler = _Blocks()
    try:
        read(text.encode(), handler)
    except HostNonsense:
        return ""
    return handler.text


_BLOCKS = frozenset(
    (
        *("article", "blockquote", "bridgehead", "br", "caption", "chapter", "div", "formalpara"),
        *("h1", "h2", "h3", "h4", "h5", "h6", "info", "informaltable", "itemizedlist", "li"),
        *("listitem", "literallayout", "member", "note", "ol", "orderedlist", "p", "para"),
        *("programlisting", "row", "screen", "sect1", "sect2", "sect3", "section", "simpara"),
        *("simplelist", "simplesect", "subtitle", "table", "title", "tr", "ul", "variablelist"),
        "varlistentry",
    )
)
_VERBATIM = frozenset(("literallayout", "programlisting", "screen", "pre"))
_CELLS = frozenset(("entry", "td", "th"))
_SILENT = frozenset(("script", "style", "head"))


class _Blocks:
    """Collects words, one block a line."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._verbatim = self._silent = 0

    def start(self, tag: str, _attributes: Mapping[str, str]) -> None:
        name = tag.rpartition("}")[2].lower()
        self._silent += name in _SILENT
        self._verbatim += name in _VERBATIM
        if name in _BLOCKS:
            self._pieces.append("\n")
        elif name in _CELLS:
            self._pieces.append("\N{EM SPACE}")

    def end(self, tag: str) -> None:
        name = tag.rpartition("}")[2].lower()
        self._silent -= name in _SILENT
        self._verbatim -= name in _VERBATIM
        if name in _BLOCKS:
            self._pieces.append("\n")

    def data(self, text: str) -> None:
        if not self._silent:
            self._pieces.append(text if self._verbatim else _GAPS.sub(" ", text))

    @property
    def text(self) -> str:
        lines = (line.strip() for line in "".join(self._pieces).split("\n"))
        return "\n".join(line for line in lines if line)
