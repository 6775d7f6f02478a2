"""Texts from a record: which wording of a concept is shown, and making a text safe to draw.

"Nothing is shown as a code where a text exists": a CodeableConcept's own text, then a coding's
display, then its code with the system named. A translation into Swedish is preferred, then the
record's own wording.
"""

import re
from html import unescape

from app.model.code_systems import KVA, SNOMED_CT
from app.overview.shape import Json, child, children, extensions, first_string, string

TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
ICD_10_SE = frozenset(
    {
        "urn:oid:1.2.752.116.1.1.1.1.3",
        "urn:oid:1.2.752.116.1.1.1",
        "urn:oid:1.2.752.116.1.1.1.1.8",
        "http://hl7.org/fhir/sid/icd-10-se",
        "http://hl7.org/fhir/sid/icd-10",
    }
)
LOINC = "http://loinc.org"
NPU = frozenset({"urn:oid:1.2.752.108.1", "http://npu-terminology.org"})
ATC = frozenset({"http://www.whocc.no/atc", "urn:oid:1.2.752.129.2.2.3.1.1"})

_NAMES = {
    SNOMED_CT: "SNOMED CT",
    LOINC: "LOINC",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm",
    KVA: "KVÅ",
    **dict.fromkeys(ICD_10_SE, "ICD-10"),
    **dict.fromkeys(NPU, "NPU"),
    **dict.fromkeys(ATC, "ATC"),
}
_SEMANTIC_TAGS = frozenset(
    (
        "assessment scale",
        "body structure",
        "clinical drug",
        "disorder",
        "dose form",
        "event",
        "finding",
        "medicinal product",
        "medicinal product form",
        "morphologic abnormality",
        "observable entity",
        "organism",
        "physical object",
        "procedure",
        "product",
        "qualifier value",
        "regime/therapy",
        "situation",
        "social concept",
        "specimen",
        "substance",
        "unit of presentation",
    )
)
# Format and control characters: bidi overrides, zero-width characters, NUL.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]+"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_MARKS = re.compile(
    "([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{4})"
    "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]+"
)
_EMPTY_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """Return the text without characters that draw nothing or draw elsewhere; lines are kept."""
    if text.isascii() and text.isprintable():
        return text.strip()
    text = _UNSAFE.sub("", _BREAKS.sub("\n", text))
    return _EMPTY_LINES.sub("\n\n", _MARKS.sub(r"\1", text)).strip()


def _translated(element: Json, key: str) -> str:
    """Return the Swedish translation of a primitive element, "" without one."""
    shadow = child(element, f"_{key}")
    if not shadow:
        return ""
    for translation in extensions(shadow, TRANSLATION):
        parts = {string(part, "url"): part for part in children(translation, "extension")}
        if string(parts.get("lang", {}), "valueCode").lower().startswith("sv"):
            return first_string(parts.get("content", {}), "valueString", "valueMarkdown")
    return ""


def worded(element: Json, key: str) -> str:
    """Return a string element in Swedish where it is translated, else as it stands."""
    return clean(_translated(element, key) or string(element, key))


def concept_text(concept: Json) -> str:
    """Return the wording of a CodeableConcept (or a Coding), "" when it holds none."""
    if text := worded(concept, "text") or worded(concept, "display"):
        return without_tag(text)
    codings = children(concept, "coding")
    preferred = sorted(codings, key=lambda coding: coding.get("userSelected") is not True)
    for coding in preferred:
        if text := worded(coding, "display"):
            return without_tag(text)
    return next((named for coding in preferred if (named := code_in_words(coding))), "")


def without_tag(text: str) -> str:
    """Return a SNOMED CT name without its semantic tag: `Penicillin (substance)` is penicillin."""
    if not text.endswith(")"):
        return text
    name, _, tag = text[:-1].rpartition(" (")
    return name if name and tag in _SEMANTIC_TAGS else text


def code_in_words(coding: Json) -> str:
    """Return a bare code with its system named (`L04AX07 (ATC)`), "" without a code."""
    code, system = clean(string(coding, "code")), string(coding, "system")
    if not code or not system:
        return code
    return f"{code} ({_NAMES.get(system) or clean(system.rstrip('/').rpartition('/')[2])})"


def concept_texts(parent: Json, key: str) -> tuple[str, ...]:
    """Return the wordings of all CodeableConcepts under `key`."""
    texts = (concept_text(concept) for concept in children(parent, key))
    return tuple(dict.fromkeys(text for text in texts if text))


def code_of(concept: Json, systems: frozenset[str]) -> str:
    """Return the concept's code in one of the systems, "" without one."""
    return next(
        (
            string(coding, "code")
            for coding in children(concept, "coding")
            if string(coding, "system") in systems
        ),
        "",
    )


def codes(concept: Json) -> frozenset[str]:
    """Return all codes of a concept, whatever their systems."""
    return frozenset(string(coding, "code") for coding in children(concept, "coding"))


def status_code(resource: Json, key: str) -> str:
    """Return the code of a status that is a CodeableConcept (`clinicalStatus`)."""
    return next(
        (code for c in children(child(resource, key), "coding") if (code := string(c, "code"))), ""
    )


_BLOCKS = frozenset(
    (
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "br",
        "table",
        "ul",
        "ol",
        "caption",
    )
)
_CELLS = frozenset(("td", "th"))
_SILENT = frozenset(("script", "style", "head"))
_TAG = re.compile(r"""(/?)([A-Za-z0-9]*)(?:[^>"']|"[^"]*"|'[^']*')*+>""")
_SPACES = re.compile(r"[ \t\r\n\f]+")


def plain_text(markup: str) -> str:
    """Return the words of (X)HTML without any markup, one block a line.

    Takes time in proportion to the markup's length, whatever is wrong with it (the standard
    library's parser takes 40 s for 60 kB of `<a <a <a`).
    """
    first, *others = _without_declarations(markup).split("<")
    pieces = [_SPACES.sub(" ", first)]
    silent = ""
    for part in others:
        tag = _TAG.match(part)
        closes, name = (tag[1], tag[2].lower()) if tag else ("", "")
        if silent and not (closes and name == silent):
            continue
        silent = name if name in _SILENT and not closes else ""
        if silent:
            continue
        if name in _BLOCKS:
            pieces.append("\n")
        elif name in _CELLS and not closes:
            pieces.append("\N{EM SPACE}")
        pieces.append(_SPACES.sub(" ", part[tag.end() :] if tag else f"<{part}"))
    lines = (line.strip() for line in unescape("".join(pieces)).split("\n"))
    return clean("\n".join(line for line in lines if line))


def _without_declarations(markup: str) -> str:
    """Drop comments, and the signs that begin other declarations."""
    first, *others = markup.split("<!--")
    shown = first + "".join(part.partition("-->")[2] for part in others)
    return shown.replace("<![CDATA[", "").replace("]]>", "")


def narrative_text(element: Json) -> str:
    """Return the words of a Narrative (`text.div`), "" when there are none.

    What the publisher of implementation guides generates is no narrative: it spells the JSON out.
    """
    div = string(child(element, "text"), "div")
    text = plain_text(div) if div else ""
    return "" if text.startswith("Generated Narrative") else text
