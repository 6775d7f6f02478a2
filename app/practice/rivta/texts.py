"""A statement's one text (FHIR keeps its conclusion apart, here it ends in it), and contents."""

import base64
import binascii

from app.overview.shape import Json, child, children, string
from app.practice.rivta.record import Record

_SUMMARY = "Sammanfattning: "


def statement(text: str, conclusion: str) -> str:
    """Return the text with its conclusion as the last paragraph."""
    summary = f"{_SUMMARY}{conclusion}" if conclusion else ""
    return "\n\n".join(filter(None, (text.strip(), summary)))


def attached_text(resource: Json, name: str) -> str:
    """Return the plain text of the attachments under a name."""
    return "\n\n".join(
        _decoded(string(attachment, "data"))
        for attachment in attachments(resource, name)
        if string(attachment, "contentType").startswith("text/")
    )


def attachments(resource: Json, name: str) -> list[Json]:
    """Return attachments, also those that are wrapped as in `DocumentReference.content`."""
    return [child(each, "attachment") or each for each in children(resource, name)]


def content(attachment: Json, record: Record) -> str:
    """Return an attachment's content as base64, from the Binary that its address means."""
    return string(attachment, "data") or string(record.get(string(attachment, "url")), "data")


def _decoded(data: str) -> str:
    try:
        return base64.b64decode(data).decode("utf-8", "replace")
    except binascii.Error:
        return ""


def encoded(text: str) -> str:
    """Return a text as base64."""
    return base64.b64encode(text.encode()).decode()


def notes(resource: Json) -> str:
    """Return the annotations of a resource, a line each."""
    return "\n".join(string(note, "text") for note in children(resource, "note"))
