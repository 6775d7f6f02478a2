"""Pictures, films and PDF documents: a row an attachment, contents only from the record."""

import base64
from typing import Any

import pytest

from app.model.case import Pick
from app.model.definition import ConferenceDefinition
from app.model.overview import Answer, MediaKind, MediaRow, Overview
from app.model.record import Need, SourceAnswer
from app.overview import Record, further
from app.overview.media import LARGEST
from tests.unit.overview.records import NOW, PATIENT, Json, answered, concept, overview, resource
from tests.unit.overview.records import section as section_of
from tests.unit.overview.test_timeline import view, with_section

SOURCE = "Region Övning"
SNOMED = "http://snomed.info/sct"
WITH_MEDIA = with_section("media", view("Media"), view("DocumentReference"))
TYPES = ("Media", "DocumentReference")
PIXELS = b"\x89PNG pixels"
DATA = base64.b64encode(PIXELS).decode()
HOST = "https://host.example/fhir"


def photograph(own: str = "m", content: Json | None = None, **elements: Any) -> Json:
    held = {"contentType": "image/png", "data": DATA} if content is None else content
    return resource("Media", own, status="completed", content=held, **elements)


def document(own: str, *attachments: Json, **elements: Any) -> Json:
    content = [{"attachment": each} for each in attachments]
    return resource("DocumentReference", own, status="current", content=content, **elements)


def binary(own: str, data: str = DATA) -> Json:
    return {"resourceType": "Binary", "id": own, "contentType": "image/png", "data": data}


def needed(own: str) -> Need:
    return Need(resource_type="Binary", parameters=(("_id", own),))


def pictures(shown: Overview, key: str = "extra") -> list[MediaRow]:
    return [row for row in section_of(shown, key).rows if isinstance(row, MediaRow)]


def shown(record: Record, definition: ConferenceDefinition = WITH_MEDIA, **more: Any) -> Overview:
    return overview(record=record, definition=definition, **more)


def held(*resources: Json) -> Record:
    return answered(*resources, types=TYPES)


def asked(record: Record, *picks: str) -> tuple[Need, ...]:
    return further(record, PATIENT, WITH_MEDIA, tuple(Pick(reference=each) for each in picks))


def test_what_a_photograph_tells() -> None:
    told = photograph(
        view=concept("Vänster hand, dorsalt"),
        createdDateTime="2026-11-01",
        note=[{"text": "Före operation"}],
        operator={"display": "Foto-enheten"},
    )
    (row,) = pictures(shown(held(told)))
    assert (row.title, row.at, row.note) == (
        "Vänster hand, dorsalt",
        "2026-11-01",
        "Före operation",
    )
    assert (row.medium, row.content_type, row.content) == (MediaKind.PICTURE, "image/png", PIXELS)
    assert (row.error, row.intimate) == ("", False)


@pytest.mark.parametrize(
    ("content_type", "medium"),
    [
        ("image/jpeg", MediaKind.PICTURE),
        ("IMAGE/PNG; charset=binary", MediaKind.PICTURE),
        ("video/mp4", MediaKind.FILM),
        ("application/pdf", MediaKind.DOCUMENT),
        ("audio/mpeg", None),
        ("application/dicom", None),
        ("text/html", None),
        ("", None),
    ],
)
def test_what_an_attachment_is(content_type: str, medium: MediaKind | None) -> None:
    rows = pictures(shown(held(photograph(content={"contentType": content_type, "data": DATA}))))
    assert [row.medium for row in rows] == ([medium] if medium else [])


def test_a_media_without_content_type_is_what_its_type_says() -> None:
    told = photograph(content={"data": DATA}, type=concept("", ("", "video", "")))
    assert [row.medium for row in pictures(shown(held(told)))] == [MediaKind.FILM]


def test_every_picture_of_a_document_is_a_row_and_other_attachments_are_none() -> None:
    told = document(
        "d",
        {"contentType": "text/plain", "data": DATA},
        {"contentType": "application/pdf", "data": DATA, "title": "Remiss"},
        {"contentType": "image/png", "data": DATA, "creation": "2020"},
        type=concept("Remissvar"),
        date="2026-01-01T08:00:00Z",
    )
    rows = pictures(shown(held(told)))
    assert [(row.title, row.at) for row in rows] == [
        ("Remiss", "2026-01-01T08:00:00Z"),
        ("Remissvar", "2020"),
    ]


def test_a_document_without_pictures_is_not_taken_by_a_section_of_media() -> None:
    told = document("d", {"contentType": "application/zip", "data": DATA})
    definition = with_section("media", view("Media"))
    only_media = [s for s in definition.sections if s.key in ("alerts", "extra")]
    from msgspec.structs import replace  # noqa: PLC0415

    seen = shown(held(told, photograph("a", {"contentType": "audio/mpeg"})),
                 replace(definition, sections=tuple(only_media)))  # fmt: skip
    assert pictures(seen) == []
    assert {(n.resource_type, n.count) for n in seen.not_shown} == {
        ("DocumentReference", 1),
        ("Media", 1),
    }


def test_contents_are_decoded_once() -> None:
    record = held(photograph())
    one, other = pictures(shown(record)), pictures(shown(record))
    assert one[0].content is other[0].content


@pytest.mark.parametrize(
    ("content", "error"),
    [
        ({"data": "*"}, "record-unreadable"),
        ({"data": "å"}, "record-unreadable"),
        ({"data": "A" * (LARGEST * 4 // 3 + 5)}, "too-much"),
        ({}, "host-missing"),
        ({"url": "https://elsewhere.example/Binary/1"}, "host-missing"),
        ({"url": "http://169.254.169.254/Binary/1"}, "host-missing"),
        ({"url": "https://host.example/fhir.evil.example/Binary/1"}, "host-missing"),
        ({"url": f"{HOST}@evil.example/Binary/1"}, "host-missing"),
        ({"url": "data:image/png;base64,AAAA"}, "record-unreadable"),
        ({"url": "file:///etc/passwd"}, "record-unreadable"),
        ({"url": "//elsewhere.example/Binary/1"}, "record-unreadable"),
        ({"url": "../Binary/1"}, "record-unreadable"),
        ({"url": "Binary/../Patient/p"}, "record-unreadable"),
        ({"url": "Binary/.."}, "record-unreadable"),
        ({"url": "Binary/1?x=y"}, "record-unreadable"),
        ({"url": "Patient/p"}, "record-unreadable"),
        ({"url": "#inside"}, "host-missing"),
    ],
)
def test_what_cannot_be_had_is_said_and_never_asked_for(content: Json, error: str) -> None:
    record = held(photograph(content={"contentType": "image/png", **content}))
    (row,) = pictures(shown(record))
    assert (row.content, row.error) == (b"", error)
    assert asked(record) == ()


def test_a_content_in_the_resource_itself() -> None:
    told = photograph(content={"contentType": "image/png", "url": "#b"}, contained=[binary("b")])
    assert pictures(shown(held(told)))[0].content == PIXELS


@pytest.mark.parametrize(
    "url", ["Binary/b", "Binary/b/_history/3", f"{HOST}/Binary/b", f"{HOST}/Binary/b/_history/1"]
)
def test_a_content_of_the_records_own_is_asked_for_awaited_and_shown(url: str) -> None:
    told = photograph(content={"contentType": "image/png", "url": url})
    media = SourceAnswer(
        source=SOURCE, need=Need(resource_type="Media"), resources=(told,), at=NOW, base=HOST
    )
    first = held().with_answer(media, PATIENT)
    assert asked(first) == (needed("b"),)

    waiting = first.asked_further((SOURCE,), asked(first))
    seen = shown(waiting)
    assert [(row.content, row.error) for row in pictures(seen)] == [(b"", "")]
    assert section_of(seen, "extra").answer is Answer.PARTLY
    assert not seen.is_complete
    assert asked(waiting) == ()

    came = SourceAnswer(source=SOURCE, need=needed("b"), resources=(binary("b"),), at=NOW)
    whole = waiting.with_answer(came, PATIENT)
    seen = shown(whole)
    assert [(row.content, row.error) for row in pictures(seen)] == [(PIXELS, "")]
    assert section_of(seen, "extra").answer is Answer.KNOWN
    assert seen.is_complete
    assert seen.not_shown == ()
    assert asked(whole) == ()


@pytest.mark.parametrize(("error", "told"), [("host-silent", "host-silent"), ("", "host-missing")])
def test_a_content_that_does_not_come(error: str, told: str) -> None:
    first = held(photograph(content={"contentType": "image/png", "url": "Binary/b"}))
    came = SourceAnswer(source=SOURCE, need=needed("b"), at=NOW, error=error)
    record = first.with_answer(came, PATIENT)
    assert [row.error for row in pictures(shown(record))] == [told]
    assert shown(record).is_complete
    assert asked(record) == ()


def test_a_content_comes_from_the_source_that_names_it() -> None:
    told = photograph(content={"contentType": "image/png", "url": "Binary/b"})
    mine, theirs = base64.b64encode(b"mine").decode(), base64.b64encode(b"theirs").decode()
    record = held(told)
    for source, data in (("Annan region", theirs), (SOURCE, mine)):
        came = SourceAnswer(source=source, need=needed("b"), resources=(binary("b", data),), at=NOW)
        record = record.with_answer(came, PATIENT)
    assert [row.content for row in pictures(shown(record))] == [b"mine"]


def test_nothing_is_asked_for_that_no_row_needs() -> None:
    stored = {"contentType": "image/png", "url": "Binary/b"}
    record = held(photograph(content=stored), document("d", stored | {"url": "Binary/c"}))
    without = with_section("facts", view("Media"))
    assert further(record, PATIENT, without) == ()
    assert further(record, PATIENT) == ()
    limited = with_section("media", view("Media"), view("DocumentReference"), limit=1)
    assert further(record, PATIENT, limited) == (needed("b"),)
    picked = (Pick(reference="DocumentReference/d"),)
    assert further(record, PATIENT, without, picked) == (needed("c"),)


def test_a_picked_picture_is_a_picture_of_its_own_where_no_section_shows_it() -> None:
    told = document("d", {"contentType": "application/pdf", "data": DATA, "title": "Remiss"})
    general = with_section("facts", view("Media"))
    seen = shown(held(told), general, picks=("DocumentReference/d",))
    (row,) = pictures(seen, "picked-media")
    assert (row.picked, row.content) == (True, PIXELS)
    assert not any(each.key == "picked-statements" for each in seen.sections)
    again = shown(held(told), picks=("DocumentReference/d",))
    assert [row.picked for row in pictures(again)] == [True]
    assert not any(each.key.startswith("picked") for each in again.sections)


def test_the_words_of_a_picked_picture_stand_beside_it_and_nowhere_else() -> None:
    noted = photograph(note=[{"text": "Såret mäter 12 mm."}])
    for definition in (with_section("facts", view("Condition")), WITH_MEDIA):
        seen = shown(held(noted), definition, picks=("Media/m",))
        rows = [row for section in seen.sections for row in section.rows]
        assert [row.note for row in rows if isinstance(row, MediaRow)] == ["Såret mäter 12 mm."]
        assert len(rows) == 1


def test_a_picked_picture_waits_for_its_content() -> None:
    stored = document("d", {"contentType": "application/pdf", "url": "Binary/b"})
    general = with_section("facts", view("Media"))
    waiting = held(stored).asked_further((SOURCE,), (needed("b"),))
    seen = shown(waiting, general, picks=("DocumentReference/d",))
    assert section_of(seen, "picked-media").answer is Answer.PARTLY
    assert not seen.is_complete


@pytest.mark.parametrize(
    ("elements", "intimate"),
    [
        ({}, False),
        ({"bodySite": concept("Hand", (SNOMED, "85562004", "Hand"))}, False),
        ({"bodySite": concept("", (SNOMED, "18911002", ""))}, True),
        ({"bodySite": concept("", (SNOMED, "38864007", ""))}, True),
        ({"bodySite": concept("", (SNOMED, "80248007", ""))}, True),
        ({"bodySite": concept("Penis")}, True),
        ({"bodySite": concept("Hand")}, True),
        ({"bodySite": concept("", ("http://other.example", "85562004", "Hand"))}, True),
        ({"meta": {"security": [{
            "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": "SEX"}]}}, True),
        ({"meta": {"security": [{
            "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
            "code": "V"}]}}, True),
        ({"meta": {"security": [{
            "system": "http://terminology.hl7.org/CodeSystem/v3-Confidentiality",
            "code": "N"}]}}, False),
        ({"meta": {"security": [{
            "system": "https://samsyn.se/fhir/CodeSystem/media", "code": "intimate"}]}}, True),
        ({"securityLabel": [concept("", (
            "http://terminology.hl7.org/CodeSystem/v3-ActCode", "SEX", ""))]}, True),
    ],
)  # fmt: skip
def test_which_pictures_are_covered_at_first(elements: Json, *, intimate: bool) -> None:
    (row,) = pictures(shown(held(photograph(**elements))))
    assert row.intimate is intimate
