"""What the contracts that answer a referral share: the files and the words of a report.

A picture or a film becomes a Media, a PDF a document of its own, so that sections of media find
them; words, and files of other formats by their names, belong to the report itself.
"""

from typing import Any

from app.overview.shape import Json
from app.record.rivta import frame
from app.record.rivta.header import Header
from app.record.rivta.parts import (
    UNTOLD_SITE,
    Content,
    attached,
    filled,
    named,
    notes,
    standing,
    text_attachment,
)

_MEDIA_TYPES = "http://terminology.hl7.org/CodeSystem/media-type"
_PICTURED = ("image/", "video/", "application/dicom")
_PDF = "application/pdf"


class Files:
    """The files of one report, sorted by where they belong.

    `forms`: into the report itself. `media`: its references to pictures. `made`: the resources
    beside it.
    """

    def __init__(self, header: Header, report: str) -> None:
        """Take the record's header and the reference of its report."""
        self._header, self._report = header, report
        self.forms: list[Json] = []
        self.media: list[Json] = []
        self.made: list[Json] = []

    def words(self, *texts: str) -> None:
        """Take words, one text a part."""
        self.forms += [text_attachment(text) for text in texts if text]

    def add(
        self,
        content: Content,
        suffix: str,
        title: str,
        *,
        created: str = "",
        site: Json | None = None,
        remarks: tuple[str, ...] = (),
    ) -> None:
        """Take one file: where it is a picture, when and of what it was taken, if that is told."""
        attachment, binaries = attached(self._header, suffix, content, title)
        kind = str(attachment.get("contentType", ""))
        if kind.startswith(_PICTURED):
            about = filled(createdDateTime=created, bodySite=site, note=notes(*remarks))
            self._picture(suffix, attachment, about)
        elif kind == _PDF:
            self._document(suffix, attachment, created)
        elif attachment:
            self.forms.append(attachment)
        self.made += binaries

    def _picture(self, suffix: str, attachment: Json, about: dict[str, Any]) -> None:
        kind = "video" if attachment["contentType"].startswith("video/") else "image"
        media = frame.begin(self._header, "Media", suffix) | filled(
            status=standing(self._header, "completed"),
            type={"coding": [{"system": _MEDIA_TYPES, "code": kind}]},
            content=attachment,
            **about,
        )
        if "bodySite" not in media:
            labels = [*media["meta"].get("security", ()), UNTOLD_SITE]
            media["meta"] = media["meta"] | {"security": labels}
        self.made.append(media)
        self.media.append({"link": {"reference": frame.reference(self._header, "Media", suffix)}})

    def _document(self, suffix: str, attachment: Json, created: str) -> None:
        document = frame.begin(self._header, "DocumentReference", suffix)
        related = [{"reference": self._report}]
        document |= filled(
            status=standing(self._header, "current"),
            type={"text": attachment["title"]} if "title" in attachment else None,
            date=created or self._header.document_time or self._header.recorded,
            content=[{"attachment": attachment}],
            context=document.get("context", {}) | {"related": related},
        )
        self.made.append(document)


def order(number: str, **elements: Any) -> Json:
    """Return a referral that stands within its answer, as `#referral`."""
    return {
        "resourceType": "ServiceRequest",
        "id": "referral",
        **filled(identifier=named(number), status="completed", intent="order", **elements),
    }


def result(own: str, name: str, value: Json) -> Json:
    """Return a finding that stands within a report; `value` is its `value[x]`."""
    return {
        "resourceType": "Observation",
        "id": own,
        "status": "final",
        "code": {"text": name},
        **value,
    }


def question_of(reason: str, background: str = "") -> str:
    """Return what was asked, and what was told with it."""
    lines = (("Frågeställning", reason), ("Anamnes", background))
    return "\n".join(f"{label}: {text}" for label, text in lines if text)
