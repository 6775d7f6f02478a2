"""GetCareDocumentation 3: a note as a DocumentReference, with its picture or PDF as a Binary.

The note's code is its type and, so that rules can filter on it beside a title, its category.
A patient's dissent stands in the note itself, as a text of its own behind it.
"""

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
from app.wire.xmltext import Node

_SHOWN = ("image/", "video/", "application/pdf")
_DISSENT = "Avvikande mening"


def resources(body: Node, header: Header) -> list[Json]:
    """Return the note, and the Binary that it holds."""
    document = frame.begin(header, "DocumentReference")
    code = body.one("clinicalDocumentNoteCode")
    title = said(body, "clinicalDocumentNoteTitle") or words_of(code) or header.title
    coded = concept(code)
    attachments, binaries = _contents(body, header, title)
    document |= filled(
        status=standing(header, "current"),
        docStatus="final" if header.signed or header.signer else "preliminary",
        type={**coded, "text": title} if title else coded,
        category=[coded] if coded else [],
        date=header.document_time or header.recorded,
        content=[{"attachment": each} for each in attachments],
        securityLabel=_covered(attachments),
    )
    return [document, *binaries]


def _contents(body: Node, header: Header, title: str) -> tuple[list[Json], list[Json]]:
    text = plain(body.value("clinicalDocumentNoteText"))
    attachments = [text_attachment(text, title)] if text else []
    binaries: list[Json] = []
    for place, node in enumerate(body.all("multimediaEntry"), 1):
        # Beside a text a picture needs no name: it has the note's.
        name = "" if text and said(node, "mediaType").startswith(_SHOWN) else title
        attachment, held = attached(header, f"multimedia-{place}", Content.of(node), name)
        attachments.append(attachment)
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
