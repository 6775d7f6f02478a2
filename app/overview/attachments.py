"""Text that is carried inside a resource as an Attachment; other formats are named, not shown."""

import base64
import binascii

from app.overview.shape import Json, child, string
from app.overview.wording import clean, plain_text

_LARGEST = 2_000_000  # characters of base64: beyond that it is no statement that somebody reads


def attachment_text(attachment: Json) -> str:
    """Return an attachment's words: its text, or its title where it is no text."""
    kind = string(attachment, "contentType").partition(";")[0].strip().lower()
    data = string(attachment, "data")
    if data and kind.startswith("text/") and len(data) <= _LARGEST:
        text = _decoded(data)
        return plain_text(text) if kind == "text/html" else clean(text)
    title = clean(string(attachment, "title"))
    return f"{title} ({kind})" if title and kind else title


def _decoded(data: str) -> str:
    try:
        raw = base64.b64decode(data)
    except (binascii.Error, ValueError):
        return ""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def content_text(document: Json) -> str:
    """Return the words of a DocumentReference's contents."""
    contents = document.get("content")
    entries = contents if isinstance(contents, list) else [contents]
    texts = (attachment_text(child(c, "attachment")) for c in entries if isinstance(c, dict))
    return "\n".join(text for text in texts if text)
