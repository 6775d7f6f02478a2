"""GetCareDocumentation 3: notes, documents, photographs and films."""

from app.overview.shape import Json, child, children, string
from app.practice.rivta.codes import national, words
from app.practice.rivta.headers import header
from app.practice.rivta.parts import Part, part
from app.practice.rivta.record import Record
from app.practice.rivta.texts import attached_text, attachments, content, notes, statement

BLOCKED_TEXT = "Denna anteckning är spärrad och ska aldrig synas."
_NOTE_KINDS = "1.2.752.129.2.2.2.11"  # KV Anteckningstyp
_KINDS = {  # by the LOINC code of the document
    "18842-5": ("slu", "Slutanteckning"),
    "11488-4": ("sao", "Samordning"),
    "11526-1": ("utr", "Utredning"),
}
_USUAL = ("bes", "Besöksanteckning")
_PICTURE = ("utr", "Utredning")


def documentation(record: Record) -> list[Part | None]:
    """Return the patient's notes and documents, then photographs and films."""
    held = [*record.all("DocumentReference"), *_blocked(record)]
    documents = (_document(each, record) for each in held)
    return [*documents, *(_medium(each, record) for each in record.all("Media"))]


def _blocked(record: Record) -> list[Json]:
    """Return a note for each block, of whom it is about: there is something that must not be seen.

    A FHIR host keeps such a note to itself; here the consumer asks for the blocks and obeys them.
    """
    return [
        {
            "resourceType": "DocumentReference",
            "id": f"{string(consent, 'id')}-anteckning",
            "type": {"text": "Anteckning"},
            "date": string(consent, "dateTime"),
            "author": [{"reference": unit}],
            "description": BLOCKED_TEXT,
        }
        for consent in record.all("Consent")
        for actor in children(child(consent, "provision"), "actor")
        if string(child(consent, "provision"), "type") == "deny"
        for unit in record.units_of(string(child(actor, "reference"), "reference"))
    ]


def _document(document: Json, record: Record) -> Part | None:
    text = statement(attached_text(document, "content"), string(document, "description"))
    held = attachments(document, "content")
    others = [e for e in held if not string(e, "contentType").startswith("text/")]
    code = string(child(child(document, "type"), "coding"), "code")
    title = words(document, "type")
    return _note(document, record, _KINDS.get(code, _USUAL), title, text, others)


def _medium(medium: Json, record: Record) -> Part | None:
    attachment = child(medium, "content")
    return _note(medium, record, _PICTURE, string(attachment, "title"), notes(medium), [attachment])


def _note(
    resource: Json,
    record: Record,
    kind: tuple[str, str],
    title: str,
    text: str,
    contents: list[Json],
) -> Part | None:
    multimedia = contents[0] if contents else {}
    return part(
        "r:careDocumentation",
        header(resource, record),
        part(
            "body",
            national("clinicalDocumentNoteCode", kind[0], _NOTE_KINDS, kind[1]),
            part("clinicalDocumentNoteTitle", title),
            part("clinicalDocumentNoteText", text),
            part(
                "multimediaEntry",
                part("mediaType", string(multimedia, "contentType")),
                part("value", content(multimedia, record)),
            ),
        ),
    )
