"""An aggregating service that errs: the sections concerned say so, and everything else stands."""

from datetime import UTC, datetime
from functools import cache

import msgspec
import pytest

from app.library.builtin import BuiltinLibrary
from app.model.case import Case, NumberKind, Patient, PersonNumber, Question
from app.model.overview import Answer, Overview, Section, SourceStatus
from app.model.record import ContractAccess, Reading
from app.practice.rivta.documents import BLOCKED_TEXT
from app.practice.serving import practice_store
from app.practice.store import Store
from app.record.rivta.source import RivtaRecordSource
from app.wire import interactions as named
from app.wire.http import Limits
from app.wire.soap import SoapClient
from tests.fakes import aggregator as spoilt
from tests.fakes.aggregator import Aggregator, Spoil
from tests.unit.record.rivta.overviews import ACTOR, shown

COLORECTAL = "https://samsyn.se/fhir/conference-definition/colorectal"
TESTBERG, OTHER = "195009072553", "196101182803"
PATIENT = Limits(deadline=60, max_bytes=2 << 20, tries=1)
LIBRARY = BuiltinLibrary()
OF_DIAGNOSES = {"tumour", "comorbidity", "timeline"}


@cache
def store() -> Store:
    return practice_store()


def case(number: str = TESTBERG, own: str = "testberg") -> Case:
    """Return a case of that patient."""
    person = PersonNumber(value=number, kind=NumberKind.PERSONNUMMER)
    patient = Patient(reference=f"Patient/{own}", number=person)
    return Case(id="c", patient=patient, question=Question(text="?"))


async def read(service: Aggregator, of: Case, limits: Limits = PATIENT) -> Overview:
    """Return what a room shows of a case that is asked of that service."""
    access = ContractAccess(base_url=service.base_url, own_address=ACTOR.provider)
    async with SoapClient(service.base_url, limits=limits) as client:
        source = RivtaRecordSource(client, access, "NPÖ", of.patient, Reading(actors=(ACTOR,)))
        return await shown(of, 1, COLORECTAL, source, datetime.now(UTC))


def section(overview: Overview, key: str) -> Section:
    """Return the section of that key."""
    return next(each for each in overview.sections if each.key == key)


def words(overview: Overview, without: set[str]) -> dict[str, list[str]]:
    """Return the rows of all sections but some."""
    return {
        each.key: [str(msgspec.to_builtins(row)) for row in each.rows]
        for each in overview.sections
        if each.key not in without
    }


FAULTS: list[tuple[str, Spoil, str]] = [
    ("half an envelope", spoilt.half, "host-nonsense"),
    ("an entity bomb", spoilt.bomb, "host-nonsense"),
    ("another namespace", spoilt.in_another_namespace, "host-nonsense"),
    ("somebody else", spoilt.of_another_patient(TESTBERG, OTHER), "other-patient"),
    ("too much", spoilt.with_huge_content(3 << 20), "too-much"),
    ("no access", spoilt.fault("VP007"), "host-refused"),
    ("nobody there", spoilt.fault("VP004"), "host-missing"),
    ("trouble", spoilt.fault("VP999"), "host-trouble"),
]


@pytest.mark.parametrize(("spoil", "error"), [f[1:] for f in FAULTS], ids=[f[0] for f in FAULTS])
async def test_what_one_contract_cannot_say_is_said_and_the_rest_stands(
    spoil: Spoil, error: str
) -> None:
    async with Aggregator(store()) as service:
        sound = await read(service, case())
        service.spoil(named.GET_DIAGNOSIS, spoil)
        overview = await read(service, case())
    _without_diagnoses(overview, sound, error)


async def test_silence_of_one_contract_is_waited_for_once_and_said() -> None:
    async with Aggregator(store()) as service:
        sound = await read(service, case())
        service.spoil(named.GET_DIAGNOSIS, spoilt.silence)
        overview = await read(service, case(), Limits(deadline=3, tries=1))
    _without_diagnoses(overview, sound, "host-silent")


def _without_diagnoses(overview: Overview, sound: Overview, error: str) -> None:
    assert words(overview, OF_DIAGNOSES) == words(sound, OF_DIAGNOSES)
    for key, answer in (("tumour", Answer.FAILED), ("timeline", Answer.PARTLY)):
        found = section(overview, key)
        assert found.answer is answer
        assert [state.error for state in found.sources] == [error]


async def test_a_source_that_the_service_did_not_reach_is_named() -> None:
    async with Aggregator(store()) as service:
        service.spoil(named.GET_DIAGNOSIS, spoilt.partly("SE2321000131-S000000000123"))
        overview = await read(service, case())
    found = section(overview, "tumour")
    assert (found.answer, len(found.rows)) == (Answer.PARTLY, 2)
    failed = [s.source for s in found.sources if s.status is SourceStatus.FAILED]
    assert failed == ["Västra Götalandsregionen"]
    assert section(overview, "medicines").answer is Answer.KNOWN


@pytest.mark.parametrize(
    "element", ["healthcareProfessionalCareUnitHSAId", "healthcareProfessionalCareGiverHSAId"]
)
async def test_a_record_of_nobody_is_left_out_and_counted(element: str) -> None:
    async with Aggregator(store()) as service:
        whole = await read(service, case())
        service.spoil(named.GET_DIAGNOSIS, spoilt.without(element))
        overview = await read(service, case())
    before, after = section(whole, "comorbidity"), section(overview, "comorbidity")
    assert len(after.rows) == len(before.rows) - 1
    assert [state.unreadable for state in after.sources] == [1]


async def test_a_time_that_no_calendar_has_hurts_its_own_record_only() -> None:
    async with Aggregator(store()) as service:
        whole = await read(service, case())
        service.spoil(named.GET_ACTIVITIES, spoilt.at_impossible_times)
        overview = await read(service, case())
    assert len(section(overview, "timeline").rows) == len(section(whole, "timeline").rows)
    assert words(overview, {"timeline", "procedures"}) == words(whole, {"timeline", "procedures"})


async def test_blocks_that_cannot_be_checked_keep_all_back_but_the_units_own() -> None:
    async with Aggregator(store()) as service:
        service.spoil(named.CHECK_BLOCKS, spoilt.fault("VP009"))
        overview = await read(service, case("195708182810", "modellberg"))
    assert {row.origin.unit for each in overview.sections for row in each.rows} == {
        "Kirurgkliniken"  # of all who look: what they have written cannot be blocked for them
    }
    assert section(overview, "pathology").answer is Answer.FAILED
    assert {s.error for s in section(overview, "pathology").sources} == {"blocks-unknown"}
    assert BLOCKED_TEXT not in str(msgspec.to_builtins(overview, builtin_types=(bytes,)))


async def test_each_contract_is_asked_once_and_only_where_it_is_needed() -> None:
    async with Aggregator(store()) as service:
        await read(service, case())
        asked = [name for name in service.asked if name != "CheckBlocks"]
    assert len(asked) == len(set(asked))
    assert "GetMaternityMedicalHistory" in asked or "GetVaccinationHistory" not in asked
    assert "GetCareContacts" not in asked
