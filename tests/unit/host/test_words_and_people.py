"""The note's words, and people as a directory describes them."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from app.host import note
from app.host.access_log import audit_event
from app.host.note_words import ENGLISH, SWEDISH
from app.host.people import described, person_of, reference_to
from app.model.attendance import Interval
from app.model.case import CaseState, GroundClaim, LegalGround
from app.model.definition import InformationKind
from app.model.outcome import Duty, Intention, Measure, Outcome, Referral, ShownInformation
from app.model.people import Channel, Organisation, OrganisationKind, Role
from app.room.ports import AccessKind
from tests.unit.host.values import CHAIR, CONTEXT, ENTRY, WALK_IN

OUTCOME = Outcome(meeting="m", case="c", text="Operation.")


def test_every_word_of_the_note_is_in_both_languages() -> None:
    assert SWEDISH.keys() == ENGLISH.keys()
    assert all(SWEDISH.values())
    assert all(ENGLISH.values())
    coded = {*Duty, *Intention, *InformationKind, *Role, *Channel}
    assert coded <= SWEDISH.keys()


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


def test_all_that_was_agreed_is_in_the_note() -> None:
    everything = replace(
        OUTCOME,
        deviation="skör patient",
        wishes="Vill bo hemma.",
        referral=Referral(to="Palliativa teamet", reason="symtomlindring"),
        measures=(Measure(text="Hemtjänst", who="Övningsby kommun", until="2026-12-01"),),
    )
    context = replace(CONTEXT, competences_present=("kirurg",), competences_missing=("patolog",))
    text = note.write_note(everything, context, {})
    for words in (
        "Avsteg från vårdprogrammet: skör patient",
        "Patientens önskemål: Vill bo hemma.",
        "Remiss till Palliativa teamet: symtomlindring",
        "- Hemtjänst, Övningsby kommun, senast 2026-12-01",
        "Kompetenser i rummet: kirurg",
        "Kompetenser som saknades: patolog",
    ):
        assert words in text
    bare = replace(everything, deviation="", referral=Referral(to="Geriatriken"))
    text = note.write_note(bare, CONTEXT, {})
    assert "Avsteg från vårdprogrammet: skäl ej angivet" in text
    assert "Remiss till Geriatriken\n" in text


def test_whoever_came_and_went_stands_once_with_all_times() -> None:
    start = CONTEXT.at
    times = [Interval(start=start + timedelta(minutes=m)) for m in (0, 5)]
    remote = replace(WALK_IN, channel=Channel.REMOTE_ROOM, responsible="Eva Ek")
    context = replace(CONTEXT, took_part=tuple((remote, each) for each in times))
    (line,) = [x for x in note.write_note(OUTCOME, context, {}).splitlines() if remote.name in x]
    assert "ansvarig Eva Ek" in line
    clock = [each.start.astimezone().strftime("%H:%M–") for each in times]
    assert line.endswith(", ".join(clock))


def test_a_case_met_by_a_text_says_that_nobody_discussed_it() -> None:
    case = replace(CONTEXT.case, state=CaseState.BY_STANDARD_TEXT)
    text = note.write_note(OUTCOME, replace(CONTEXT, case=case), {})
    assert "Togs utan diskussion" in text
    assert "Togs utan diskussion" not in note.write_note(OUTCOME, CONTEXT, {})


def test_what_was_shown_stands_last_by_type_with_versions() -> None:
    named = "Observation?identifier=https://x.se/s|9#ldl"
    shown = (("Observation/1", "3"), ("Basic/9", ""), (named, ""))
    information = tuple(ShownInformation(reference=r, version=v) for r, v in shown)
    text = note.write_note(OUTCOME, replace(CONTEXT, information=information), {})
    assert text.endswith(
        "Underlag som visades (3)\n"
        "- Mätvärden och provsvar (Observation): 1 (version 3), 9#ldl\n"
        "- Basic: 9\n"
    )


@pytest.mark.parametrize(
    ("ground", "purpose"), [(LegalGround.EMERGENCY, "ETREAT"), (LegalGround.UNABLE, "TREAT")]
)
def test_a_claimed_ground_is_in_the_log_with_its_reason(ground: LegalGround, purpose: str) -> None:
    claim = GroundClaim(ground=ground, reason="kan ej tillfrågas")
    event = audit_event(replace(ENTRY, ground=claim))
    assert event["purposeOfEvent"][0]["coding"][0]["code"] == purpose
    (entity,) = [e for e in event["entity"] if e["role"]["code"] == "ground"]
    assert (entity["description"], entity["detail"][0]["valueString"]) == (ground, claim.reason)


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
