"""The note's words, and people as a directory describes them."""

import pytest
from msgspec.structs import replace

from app.host import note
from app.host.access_log import audit_event
from app.host.people import described, person_of, reference_to
from app.model.outcome import Outcome
from app.model.people import Organisation, OrganisationKind, Role
from app.room.ports import AccessKind
from tests.unit.host.values import CHAIR, CONTEXT, ENTRY, WALK_IN

OUTCOME = Outcome(meeting="m", case="c", text="Operation.")


def test_every_word_of_the_note_is_in_both_languages() -> None:
    assert note._SV.keys() == note._EN.keys()
    assert all(note._SV.values())
    assert all(note._EN.values())


@pytest.mark.parametrize(
    ("language", "words"),
    [("sv", "Ingen journalinformation visades."), ("en", "Nothing of the record was shown.")],
)
def test_the_note_speaks_the_meetings_language(language: str, words: str) -> None:
    text = note.write_note(OUTCOME, replace(CONTEXT, language=language), {})
    assert words in text
    assert "Operation." in text


def test_a_correction_says_so_and_why() -> None:
    corrected = replace(OUTCOME, text="", revision=2, reason="fel sida")
    text = note.write_note(corrected, CONTEXT, {})
    assert "Rättelse, version 2 (orsak: fel sida)" in text
    assert "Ingen rekommendation i ord." in text


def test_a_practitioner_without_a_role_is_somebody() -> None:
    resource = {
        "resourceType": "Practitioner",
        "name": [{"text": "Dag Distans"}],
        "identifier": [{"system": "urn:oid:1.2.752.129.2.1.4.1", "value": "SE-1"}],
        "qualification": [{"code": {"coding": [{"display": "onkolog"}]}}],
    }
    known = described(resource, {})
    assert (known.name, known.hsa_id, known.profession) == ("Dag Distans", "SE-1", "onkolog")


def test_a_next_of_kin_belongs_to_one_case() -> None:
    kin = {"resourceType": "RelatedPerson", "patient": {"reference": "Patient/p"}}
    entry = {"actor": {"reference": "RelatedPerson/r", "display": "Eva"}}
    person = person_of(entry, "actor", {"RelatedPerson/r": kin}, {"Patient/p": "c"})
    assert (person.name, person.for_case) == ("Eva", "c")
    assert person.organisation is OrganisationKind.NONE
    assert person.role is Role.PARTICIPANT


def test_a_walk_in_is_named_by_hsa_id_or_by_nothing_that_the_host_would_look_up() -> None:
    assert reference_to(replace(WALK_IN, hsa_id="SE-2"))["identifier"]["value"] == "SE-2"
    assert reference_to(WALK_IN)["identifier"]["value"] == WALK_IN.id
    assert "reference" not in reference_to(WALK_IN)


def test_an_opening_that_was_aborted_is_logged_as_one() -> None:
    assert audit_event(ENTRY)["outcome"] == "0"
    assert audit_event(replace(ENTRY, kind=AccessKind.ABORTED))["outcome"] == "4"


def test_the_readers_assignment_and_unit_are_in_the_log() -> None:
    reader = replace(
        CHAIR,
        hsa_id="SE-3",
        profession="kirurg",
        unit=Organisation(hsa_id="SE-E", name="Enheten"),
        provider=Organisation(hsa_id="SE-P", name="Regionen"),
    )
    event = audit_event(replace(ENTRY, reader=reader))
    who, unit, provider = event["agent"]
    assert (who["altId"], who["role"]) == ("SE-3", [{"text": "kirurg"}])
    assert unit["who"]["identifier"]["value"] == "SE-E"
    assert provider["who"]["display"] == event["source"]["observer"]["display"] == "Regionen"
