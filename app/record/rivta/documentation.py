"""GetCareDocumentation 3: a note as a DocumentReference, with its picture or PDF as a Binary.

The note's code is its type and, so that rules can filter on it beside a title, its category.
What a note sums up in the end is its description, and so is the one line beside a picture or a PDF.
A patient's dissent stands in the note itself, as a text of its own behind it. A note whose title
names a conference is one of those that "last conference" looks for.
"""

import re

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.codes import concept, moment, plain, words_of
from app.record.rivta.header import Header, identifier
from app.record.rivta.parts import (
    UNTOLD_SITE,
    Content,
    attached,
    filled,
    labelled,
    said,
    standing,
    text_attachment,
)
from app.record.rivta.summing import summed_up
from app.wire.xmltext import Node

_SHOWN = ("image/", "video/", "application/pdf")
_DISSENT = "Avvikande mening"
_CONFERENCE = re.compile(r"\b\w*konferens(?:anteckning\w*)?\b|\bMD[KT]\b", re.IGNORECASE)
_CONFERENCE_NOTE = {
    "coding": [{"system": "https://samsyn.se/fhir/CodeSystem/document", "code": "conference-note"}]
}


def resources(body: Node, header: Header) -> list[Json]:
    """Return the note, and the Binary that it holds."""
    document = frame.begin(header, "DocumentReference")
    code = body.one("clinicalDocumentNoteCode")
    title = said(body, "clinicalDocumentNoteTitle") or words_of(code) or header.title
    coded = concept(code)
    text = plain(body.value("clinicalDocumentNoteText"))
    kinds = [said(each, "mediaType") for each in body.all("multimediaEntry")]
    pictured = any(kind.startswith(_SHOWN) for kind in kinds)
    summary, rest = summed_up(text)
    if not summary and pictured and "\n" not in text:
        summary, rest = text, ""
    attachments, binaries = _contents(body, header, title, rest)
    of_conference = [_CONFERENCE_NOTE] if _CONFERENCE.search(title) else []
    document |= filled(
        status=standing(header, "current"),
        docStatus="final" if header.signed or header.signer else "preliminary",
        type={**coded, "text": title} if title else coded,
        category=[*([coded] if coded else []), *of_conference],
        date=header.document_time or header.recorded,
        description=summary,
        content=[{"attachment": each} for each in attachments],
        securityLabel=_covered(attachments),
    )
    return [document, *binaries]


def _contents(body: Node, header: Header, title: str, text: str) -> tuple[list[Json], list[Json]]:
    attachments = [text_attachment(text, title)] if text else []
    worded = bool(said(body, "clinicalDocumentNoteText"))
    binaries: list[Json] = []
    for place, node in enumerate(body.all("multimediaEntry"), 1):
        # Beside a text a picture needs no name: it has the note's.
        name = "" if worded and said(node, "mediaType").startswith(_SHOWN) else title
        attachment, held = attached(header, f"multimedia-{place}", Content.of(node), name)
        attachments += [attachment] if attachment else []
        binaries += held
    words = [_dissent(node) for node in body.all("dissentingOpinion")]
    attachments += [text_attachment(each, _DISSENT) for each in words if each]
    return attachments or [{"contentType": "text/plain"}], binaries


def _covered(attachments: list[Json]) -> list[Json]:
    """Return the label that covers photographs and films: nobody tells what they show."""
    kinds = [str(each.get("contentType", "")) for each in attachments]
    pictured = any(kind.startswith(("image/", "video/")) for kind in kinds)
    return [{"coding": [UNTOLD_SITE]}] if pictured else []


def _dissent(node: Node) -> str:
    """Return somebody's dissent in words: whose, from when, and what; "" where none is told."""
    opinion = plain(node.value("opinion"))
    if not opinion:
        return ""
    who = said(node, "personName") or identifier(node.one("personId"))
    day = moment(node.value("authorTime"))[:10]
    return labelled(", ".join(filter(None, (_DISSENT, who, day))), opinion)
