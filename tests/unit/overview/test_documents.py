"""FHIR documents (patient summaries, discharge reports): what they say beside their resources."""

from typing import Any

import pytest

from app.model.errors import RecordUnreadable
from app.model.overview import (
    AlertRow,
    Answer,
    FactRow,
    MedicineRow,
    NotShownReason,
    Overview,
    SourceStatus,
)
from app.overview import compose, read_bundle
from app.overview.facts import heading, telling
from tests.unit.overview.records import (
    COLORECTAL,
    GENERAL,
    NOW,
    Json,
    concept,
    overview,
    resource,
    section,
)
from tests.unit.overview.test_bundle import PATIENT, bundle

LOINC = "http://loinc.org"
ALLERGIES, PROBLEMS, MEDICINES, RESULTS = "48765-2", "11450-4", "10160-0", "30954-2"
VITAL_SIGNS, SOCIAL, IMMUNIZATIONS, COURSE = "8716-3", "29762-2", "11369-6", "8648-8"


def chapter(code: str, title: str = "", words: str = "", **elements: Any) -> Json:
    held: Json = {"code": concept("", (LOINC, code, ""))} | elements
    if title:
        held["title"] = title
    if words:
        held["text"] = {"status": "additional", "div": f"<div>{words}</div>"}
    return held


def empty(code: str, reason: str, title: str = "Avsnitt", words: str = "") -> Json:
    return chapter(code, title, words, emptyReason=concept("", ("", reason, "")))


def entries(*references: str) -> list[Json]:
    return [{"reference": each} for each in references]


def document(*chapters: Json, **elements: Any) -> Json:
    return resource("Composition", "doc", status="final", section=list(chapters), **elements)


def told(shown: Overview) -> list[tuple[str, str]]:
    rows = section(shown, "document").rows
    return [(row.title, row.text) for row in rows if isinstance(row, FactRow)]


def has_document(shown: Overview) -> bool:
    return any(each.key == "document" for each in shown.sections)


def read(*resources: Json) -> Overview:
    """Compose what is read from a bundle of type document."""
    found = read_bundle(bundle(*resources, kind="document"), GENERAL, at=NOW)
    from app.model.case import Question  # noqa: PLC0415

    question = Question(text="?")
    return compose(GENERAL, found.record, patient=found.patient, question=question, as_of=NOW)


@pytest.mark.parametrize(
    ("code", "key"),
    [
        (ALLERGIES, "alerts"),
        (PROBLEMS, "diagnoses"),
        (MEDICINES, "medicines"),
        (RESULTS, "laboratory"),
        (VITAL_SIGNS, "measurements"),
        (SOCIAL, "social"),
        ("47420-5", "performance"),
        ("47519-4", "procedures"),
    ],
)
def test_nothing_known_is_the_claim_of_the_section_that_means_the_same(code: str, key: str) -> None:
    shown = overview(document(empty(code, "nilknown")))
    claims = {s.key: s.answer for s in shown.sections if s.answer is Answer.NONE_KNOWN}
    assert key in claims
    assert claims.keys() <= {key, "ended-medicines"}
    assert not has_document(shown)


@pytest.mark.parametrize(
    ("reason", "error", "words"),
    [
        ("withheld", "host-refused", "Uppgiften lämnas inte ut"),
        ("unavailable", "host-missing", "Uppgiften är inte tillgänglig"),
    ],
)
def test_what_is_not_given_is_never_called_not_documented(
    reason: str, error: str, words: str
) -> None:
    shown = overview(document(empty(ALLERGIES, reason, "Allergier", "Se journalen")))
    alerts = shown.sections[0]
    assert alerts.answer is Answer.FAILED
    assert [(s.status, s.error) for s in alerts.sources] == [(SourceStatus.FAILED, error)]
    assert told(shown) == [("Tomma avsnitt", f"Allergier: {words} – Se journalen")]


def test_what_was_not_asked_is_said() -> None:
    shown = overview(document(empty(ALLERGIES, "notasked", "Allergier")))
    assert shown.sections[0].answer is Answer.NOT_DOCUMENTED
    assert told(shown) == [("Tomma avsnitt", "Allergier: Ej efterfrågat")]


def test_nothing_known_of_what_no_section_means_is_said_too() -> None:
    shown = overview(document(empty("46264-8", "nilknown", "Implantat")))
    assert told(shown) == [("Tomma avsnitt", "Implantat: Inget känt")]


def test_an_empty_chapter_with_entries_is_not_empty() -> None:
    chapters = empty(ALLERGIES, "nilknown") | {"entry": entries("AllergyIntolerance/a")}
    allergy = resource("AllergyIntolerance", "a", code=concept("Penicillin"))
    alerts = overview(document(chapters), allergy).sections[0]
    assert (alerts.answer, alerts.none_known) == (Answer.KNOWN, ())


def test_an_allergy_in_words_is_an_alert() -> None:
    words = "<p>Kontrastmedel</p><p>Penicillin</p>"
    shown = overview(document(chapter(ALLERGIES, "Överkänslighet", words), date="2026-01-01"))
    alerts = shown.sections[0]
    rows = [row.text for row in alerts.rows if isinstance(row, AlertRow)]
    assert (alerts.answer, rows) == (Answer.KNOWN, ["Kontrastmedel", "Penicillin"])
    assert [state.status for state in alerts.sources] == [SourceStatus.FOUND]
    assert not has_document(shown)


def test_words_stand_once_even_where_two_sections_mean_the_same() -> None:
    shown = overview(document(chapter(PROBLEMS, "Diagnoser", "Astma")), definition=COLORECTAL)
    texts = [getattr(r, "detail", "") for each in shown.sections for r in each.rows]
    assert texts.count("Astma") == 1
    assert not has_document(shown)


def test_long_words_stand_with_the_document_and_the_section_points_at_them() -> None:
    words = "Metformin 500 mg. " * 30
    shown = overview(document(chapter("10183-2", "Läkemedel vid utskrivning", words)))
    (row,) = section(shown, "medicines").rows
    assert isinstance(row, MedicineRow)
    assert (row.generic, row.dose) == ("Läkemedel vid utskrivning", "i ord, se Ur dokumentet")
    assert told(shown) == [("Läkemedel vid utskrivning", words.strip())]


def test_social_history_in_words_is_not_missing() -> None:
    shown = overview(document(chapter(SOCIAL, "Socialt", "Bor ensam.")))
    assert "social-situation" not in shown.missing
    assert section(shown, "social").answer is Answer.KNOWN


def test_words_are_not_shown_beside_the_entries_that_they_repeat() -> None:
    allergy = resource("AllergyIntolerance", "a", code=concept("Penicillin"))
    held = chapter(ALLERGIES, "Allergier", "Penicillin", entry=entries("AllergyIntolerance/a"))
    shown = overview(document(held), allergy)
    assert [r.reference for r in shown.sections[0].rows] == ["AllergyIntolerance/a"]
    assert not has_document(shown)


def test_words_with_entries_that_are_not_there_are_no_second_row_beside_others() -> None:
    held = chapter(ALLERGIES, "Allergier", "Penicillin", entry=entries("AllergyIntolerance/gone"))
    allergy = resource("AllergyIntolerance", "a", code=concept("Penicillin"))
    shown = overview(document(held), allergy)
    assert [r.reference for r in shown.sections[0].rows] == ["AllergyIntolerance/a"]
    assert told(shown) == [("Allergier", "Penicillin")]
    alone = overview(document(held))
    assert [r.reference for r in alone.sections[0].rows] == ["Composition/doc"]
    assert not has_document(alone)


def test_entries_that_no_section_shows_are_listed_newest_first_and_not_called_not_shown() -> None:
    given = [
        resource("Immunization", "old", vaccineCode=concept("Stelkramp"), status="completed")
        | {"occurrenceDateTime": "2001-05-04T10:00:00Z", "patient": {"reference": "Patient/p"}},
        resource("Immunization", "new", vaccineCode=concept("Influensa"), status="completed")
        | {"occurrenceDateTime": "2025-11-01", "patient": {"reference": "Patient/p"}},
        resource("Immunization", "no", vaccineCode=concept("Covid-19"), status="not-done")
        | {"patient": {"reference": "Patient/p"}},
    ]
    named = entries(*(f"Immunization/{each['id']}" for each in given))
    held = chapter(IMMUNIZATIONS, "", "En tabell", entry=named)
    shown = read(document(held), PATIENT, *given)
    lines = "2025-11-01  Influensa\n2001-05-04  Stelkramp\nEj genomfört: Covid-19"
    assert told(shown) == [("Vaccinationer", lines)]
    assert shown.not_shown == ()


def test_a_device_is_called_by_the_name_of_the_device() -> None:
    used = resource("DeviceUseStatement", "u", status="active", device={"reference": "Device/d"})
    device = {"resourceType": "Device", "id": "d", "deviceName": [{"name": "Pacemaker"}]}
    held = chapter("46264-8", "Implantat", entry=entries("DeviceUseStatement/u"))
    shown = read(document(held), PATIENT, used, device)
    assert told(shown) == [("Implantat", "Pacemaker")]
    assert shown.not_shown == ()


def test_entries_that_say_nothing_leave_the_word_to_the_narrative() -> None:
    held = chapter(COURSE, "Vårdförlopp", "Opererades dag 2.", entry=entries("Basic/b"))
    shown = read(document(held), PATIENT, resource("Basic", "b"))
    assert told(shown) == [("Vårdförlopp", "Opererades dag 2.")]


def test_entries_that_are_not_there_are_said_to_be_missing() -> None:
    held = chapter(IMMUNIZATIONS, "Vaccinationer", entry=entries("Immunization/x"))
    assert told(read(document(held), PATIENT)) == [
        ("Vaccinationer", "Uppgifter som dokumentet hänvisar till men inte innehåller: 1")
    ]


def test_words_about_another_patients_entries_are_not_shown() -> None:
    theirs = resource("AllergyIntolerance", "a", code=concept("Nötter"))
    theirs["patient"] = {"reference": "Patient/q"}
    held = chapter(ALLERGIES, "Allergier", "Nötter", entry=entries("AllergyIntolerance/a"))
    shown = read(document(held), PATIENT, theirs)
    assert shown.sections[0].rows == ()
    assert told(shown)[0][1].startswith("Visas inte")
    assert [n.reason for n in shown.not_shown] == [NotShownReason.OTHER_PATIENT]


def test_who_wrote_and_who_attested_a_document() -> None:
    signed = document(
        title="Utskrivningsmeddelande",
        date="2026-03-05T10:00:00+01:00",
        author=[{"display": "Dr Prov"}],
        custodian={"display": "Övningssjukhuset"},
        attester=[{"mode": "legal", "party": {"display": "Dr Test"}, "time": "2026-03-06T08:00Z"}],
    ) | {"status": "preliminary"}
    shown = overview(signed)
    assert told(shown) == [
        ("Utskrivningsmeddelande", "Preliminärt\nJuridiskt intygat av Dr Test 2026-03-06")
    ]
    (row,) = section(shown, "document").rows
    assert (row.origin.author, row.origin.unit) == ("Dr Prov", "Övningssjukhuset")


def test_nobody_is_named_of_a_document_about_a_protected_patient() -> None:
    from msgspec.structs import replace  # noqa: PLC0415

    from tests.unit.overview.records import PATIENT as KNOWN  # noqa: PLC0415

    signed = document(
        title="Epikris",
        author=[{"display": "Dr Prov"}],
        attester=[{"mode": "legal", "party": {"display": "Dr Test"}}],
    )
    shown = overview(signed, patient=replace(KNOWN, protected=True))
    assert told(shown) == [("Epikris", "")]
    assert section(shown, "document").rows[0].origin.author == ""


def test_chapters_without_a_title_are_called_by_their_code() -> None:
    bare = [chapter(COURSE, "", "Ord"), chapter("99999-9", "", "Fler ord"), {"text": {"div": "x"}}]
    assert [title for title, _ in told(overview(document(*bare)))] == [
        "Vårdförlopp",
        "99999-9 (LOINC)",
        "Utan rubrik",
    ]


def test_what_a_publisher_generated_is_no_narrative() -> None:
    div = "<div><p>Generated Narrative: Procedure</p><p>Resource Procedure &quot;x&quot;</p></div>"
    made = resource("Procedure", "x", code=concept("Op"), text={"status": "generated", "div": div})
    assert telling(made) == ""
    spelled = {"status": "generated", "div": "<div>code: Op, status: completed</div>"}
    assert telling(made | {"text": spelled}) == ""
    assert heading(resource("Basic", "x", text=spelled)) == "code: Op, status: completed"


def test_a_bundle_that_is_no_document_does_not_read_more_than_it_is_asked_for() -> None:
    given = resource("Immunization", "i", vaccineCode=concept("Stelkramp"))
    found = read_bundle(bundle(PATIENT, given), GENERAL, at=NOW)
    assert [each.resource_type for each in found.record.set_aside] == ["Immunization"]
    with pytest.raises(RecordUnreadable):
        read_bundle(bundle(kind="document"), GENERAL, at=NOW)
