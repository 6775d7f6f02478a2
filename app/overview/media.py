"""Photographs, films and PDF documents: one row for each attachment that is one.

Contents lie in the attachment or in a Binary of the record itself. An address anywhere else is
never asked for: whoever wrote a record must not decide whom this program calls. Leaves out
decoding: what a file really is, is found by whoever draws it.
"""

import base64
import binascii
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from app.model.errors import HostMissing, RecordUnreadable, TooMuch
from app.model.overview import MediaKind
from app.model.record import Need
from app.overview.facts import heading, notes
from app.overview.index import RecordIndex
from app.overview.intimate import is_intimate
from app.overview.language import say
from app.overview.record import Record
from app.overview.shape import Json, child, children, string
from app.overview.times import when
from app.overview.wording import clean, concept_text, worded

LARGEST = 64 * 2**20  # bytes of one medium
_ENCODED = LARGEST * 4 // 3 + 4  # characters of base64
_BINARY = "Binary"
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_TYPES = {"image": "image", "video": "video"}  # Media.type, where the attachment does not tell
_HOLDERS = frozenset(("Media", "DocumentReference"))
MEDIA_TYPES = _HOLDERS | {_BINARY}  # what media are made from


class Medium(NamedTuple):
    """One attachment: the fields of its `MediaRow`, and the Binary that holds its content.

    `binary` is an id that has to be asked for, "" where nothing has to be.
    """

    fields: dict[str, Any]
    binary: str = ""


class _Content(NamedTuple):
    data: bytes = b""
    error: str = ""
    binary: str = ""


class Binaries:
    """What the record holds, awaits and lacks of Binary resources, by source and id."""

    def __init__(self, record: Record, index: RecordIndex) -> None:
        self._index = index
        self._full_urls = record.full_urls
        self._bases = {a.source: a.base for a in record.answers if a.base}
        self._answered = {
            (a.source, binary_id(a.need)): a.error
            for a in record.answers
            if a.need.resource_type == _BINARY
        }

    def content(self, source: str, attachment: Json, resource: Json) -> _Content:
        """Return an attachment's content, or what is wrong with it, or what to ask for."""
        if data := string(attachment, "data"):
            return _unpacked(data)
        url = string(attachment, "url")
        if url.startswith("#"):
            held = children(resource, "contained")
            inner = next((c for c in held if string(c, "id") == url[1:]), {})
            return _unpacked(string(inner, "data"))
        own = self._own(source, url)
        if not own:
            here = not url or url.startswith(("https://", "http://"))
            return _Content(error=HostMissing.code if here else RecordUnreadable.code)
        return self._of_binary(source, own)

    def _own(self, source: str, url: str) -> str:
        """Return the id of a Binary of this source, "" for every other address."""
        url = self._full_urls.get(url, url)
        base = self._bases.get(source, "")
        if base and url.startswith(f"{base.rstrip('/')}/"):
            url = url[len(base.rstrip("/")) + 1 :]
        kind, _, own = url.partition("/_history/")[0].partition("/")
        return own if kind == _BINARY and _ID.fullmatch(own) and own.strip(".") else ""

    def _of_binary(self, source: str, own: str) -> _Content:
        found = self._index.usable(source, _BINARY).get(own)
        if found is not None:
            self._index.mark_shown(found)
            return _unpacked(string(found, "data"))
        for asked in (own, ""):  # by its id, or all that a file holds
            if (source, asked) in self._answered:
                return _Content(error=self._answered[source, asked] or HostMissing.code)
        return _Content(binary=own)


def binary_id(need: Need) -> str:
    """Return which Binary a need asks for, "" for all."""
    return dict(need.parameters).get("_id", "")


def need_of(own: str) -> Need:
    """Return what asks for one Binary."""
    return Need(resource_type=_BINARY, parameters=(("_id", own),))


def holds_media(resource: Json) -> bool:
    """Tell whether a resource holds anything that is shown as a picture, film or document."""
    return resource.get("resourceType") in _HOLDERS and any(
        kind_of(attachment, resource) for attachment in attachments(resource)
    )


def attachments(resource: Json) -> Iterator[Json]:
    """Yield the attachments of a Media or a DocumentReference."""
    for content in children(resource, "content"):
        yield child(content, "attachment") or content


def kind_of(attachment: Json, resource: Json) -> MediaKind | None:
    """Return what an attachment is by its content type; None for what is not shown as a medium."""
    content_type = _content_type(attachment)
    told = content_type.partition("/")[0] or next(
        (
            word
            for coding in children(child(resource, "type"), "coding")
            if (word := _TYPES.get(string(coding, "code")))
        ),
        "",
    )
    if content_type == "application/pdf":
        return MediaKind.DOCUMENT
    return {"image": MediaKind.PICTURE, "video": MediaKind.FILM}.get(told)


def media_of(resource: Json, source: str, binaries: Binaries) -> list[Medium]:
    """Return the media of a resource, in its order."""
    found = []
    for attachment in attachments(resource):
        medium = kind_of(attachment, resource)
        if medium is None:
            continue
        content = binaries.content(source, attachment, resource)
        fields = {
            "title": _title(attachment, resource, medium),
            "at": _time(attachment, resource),
            "medium": medium,
            "content_type": _content_type(attachment),
            "content": content.data,
            "error": content.error,
            "intimate": is_intimate(resource),
            "note": _note(resource),
        }
        found.append(Medium(fields, content.binary))
    return found


def _content_type(attachment: Json) -> str:
    return clean(string(attachment, "contentType").partition(";")[0]).lower()


def _title(attachment: Json, resource: Json, medium: MediaKind) -> str:
    if text := worded(attachment, "title"):
        return text
    if resource.get("resourceType") == "DocumentReference":
        return heading(resource)
    told = (concept_text(child(resource, key)) for key in ("view", "bodySite", "reasonCode"))
    return (
        next(filter(None, told), "")
        or {
            MediaKind.PICTURE: say("Bild", "Picture"),
            MediaKind.FILM: say("Film", "Film"),
            MediaKind.DOCUMENT: say("Dokument", "Document"),
        }[medium]
    )


def _time(attachment: Json, resource: Json) -> str:
    return (
        when(resource, "created")
        or string(attachment, "creation")
        or when(resource, "date", "issued")
    )


def _note(resource: Json) -> str:
    return "\n".join(filter(None, (worded(resource, "description"), *notes(resource))))


def _unpacked(data: str) -> _Content:
    if not data:
        return _Content(error=HostMissing.code)
    if len(data) > _ENCODED:
        return _Content(error=TooMuch.code)
    content = _decoded(data)
    return _Content(data=content) if content else _Content(error=RecordUnreadable.code)


@lru_cache(maxsize=32)
def _decoded(data: str) -> bytes:
    """Return the bytes, none for what is not base64. Kept: a record is composed again and again.

    A string remembers its own hash, and is the same object at every composing: a look-up is cheap.
    """
    try:
        return base64.b64decode(data, validate=False)
    except (binascii.Error, ValueError):
        return b""
