"""Every practice case by FHIR and by RIV-TA, side by side: the same sections, the same rows.

What RIV-TA has no place for is told in `CARRIED`, rule by rule with its reason: each rule turns a
row that FHIR gives into what is left of it. What RIV-TA tells beyond FHIR's row (who wrote it, at
which unit) is no difference. Rows of one moment may stand in another order.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, NamedTuple

import msgspec
import pytest

from app.host.host import FhirHost
from app.model.case import Case
from app.model.definition import SectionKind
from app.model.overview import (
    AlertRow,
    AnyRow,
    DiagnosisRow,
    MediaKind,
    MediaRow,
    Overview,
    Section,
    StatementRow,
)
from app.model.record import ContractAccess, Reading
from app.overview.times import moment
from app.practice.rivta.documents import BLOCKED_TEXT
from app.practice.serving import address_of, bind, http_server, practice_store
from app.record.fhir import FhirRecordSource
from app.record.rivta.source import RivtaRecordSource
from app.room.ports import RecordSource
from app.wire.fhir import FhirClient
from app.wire.soap import SoapClient
from tests.unit.record.rivta.overviews import ACTOR, shown

TOKEN = "one-time"
NOW = datetime.now(UTC)
CASES = (
    "testberg",
    "provell",
    "ovningsdal",
    "exempelgard",
    "provberg",
    "testander",
    "ovningslund",
    "mallstrom",
    "provinge",
    "overmo",
    "provmark",
    "modellberg",
)
Rule = Callable[[AnyRow], AnyRow | None]


class Hosts(NamedTuple):
    """Two practice hosts: of one, records are read as FHIR, of the other one through RIV-TA."""

    fhir: str
    rivta: str


@pytest.fixture(scope="module")
def hosts() -> Iterator[Hosts]:
    servers = [http_server(practice_store(rivta=rivta), TOKEN) for rivta in (False, True)]
    with bind(0) as one, bind(0) as other:
        running = [
            threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            for server, listener in zip(servers, (one, other), strict=True)
        ]
        for each in running:
            each.start()
        yield Hosts(address_of(one), address_of(other))
        for server, thread in zip(servers, running, strict=True):
            server.should_exit = True
            thread.join()


# --- what RIV-TA has no place for -----------------------------------------------------------------


def no_stage_no_note_no_state(row: AnyRow) -> AnyRow:
    """GetDiagnosis tells what, when and which code: no stage, no remark, no end."""
    if isinstance(row, DiagnosisRow):
        return msgspec.structs.replace(row, detail="", status="")
    return row


def reactions_in_one_text(row: AnyRow) -> AnyRow:
    """GetAlertInformation has one comment for all reactions."""
    if isinstance(row, AlertRow) and row.reactions:
        return msgspec.structs.replace(row, reactions=(", ".join(row.reactions),))
    return row


def no_goals_no_family_no_open_referrals(row: AnyRow) -> AnyRow | None:
    """No contract carries goals or heredity, and a referral only with its answer."""
    missing = ("Goal/", "FamilyMemberHistory/", "ServiceRequest/")
    return None if row.reference.startswith(missing) else row


def covered(row: AnyRow) -> AnyRow:
    """No contract tells what a photograph shows: all are covered until somebody uncovers them."""
    pictured = isinstance(row, MediaRow) and row.medium is not MediaKind.DOCUMENT
    return msgspec.structs.replace(row, intimate=True) if pictured else row


CARRIED: tuple[Rule, ...] = (
    no_stage_no_note_no_state,
    reactions_in_one_text,
    no_goals_no_family_no_open_referrals,
    covered,
)


def carried(row: AnyRow) -> AnyRow | None:
    """Return what RIV-TA can carry of a row."""
    told: AnyRow | None = row
    for rule in CARRIED:
        told = rule(told) if told is not None else None
    return told


# --- both ways ------------------------------------------------------------------------------------


async def overviews(hosts: Hosts, patient: str, definition: str = "") -> tuple[Overview, Overview]:
    """Return a case's overview by FHIR and by RIV-TA."""

    async def by(base: str, make: Callable[[Case], RecordSource]) -> Overview:
        async with FhirClient(base, TOKEN) as client:
            host = FhirHost(client)
            (meeting,) = await host.meetings()
            cases = (await host.read(meeting.id)).meeting
            numbered = enumerate(cases.cases, 1)
            reference = f"Patient/{patient}"
            number, case = next(n for n in numbered if n[1].patient.reference == reference)
            named = definition or case.definition or cases.definition
            return await shown(case, number, named, make(case), NOW)

    url = hosts.rivta.replace("/fhir", "/rivta")
    access = ContractAccess(base_url=url, token=TOKEN, own_address=ACTOR.provider)
    reading = Reading(actors=(ACTOR,))
    async with FhirClient(hosts.fhir, TOKEN) as fhir, SoapClient(url, token=TOKEN) as soap:
        return await by(hosts.fhir, lambda _case: FhirRecordSource(fhir, "Källan")), await by(
            hosts.rivta,
            lambda case: RivtaRecordSource(soap, access, "Källan", case.patient, reading),
        )


def told(row: AnyRow) -> str:
    """Return all that a row tells, times as moments, without who wrote it and by which version."""
    fields: dict[str, Any] = msgspec.to_builtins(row)
    for name in ("reference", "version", "origin"):
        fields.pop(name, None)
    if fields.get("status") == "active":
        fields["status"] = ""  # nothing is said of what goes on
    return str({name: _in_moments(name, value) for name, value in sorted(fields.items())})


def _in_moments(name: str, value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_in_moments(name, each) for each in value]
    if isinstance(value, dict):
        return {key: _in_moments(key, each) for key, each in value.items()}
    dated = name in {"at", "since", "until"} and isinstance(value, str) and value
    return moment(value) if dated else value


def rows(section: Section) -> list[AnyRow]:
    """Return what RIV-TA can carry of a section."""
    return [left for row in section.rows if (left := carried(row)) is not None]


def same_author(one: AnyRow, other: AnyRow) -> bool:
    """Tell whether what FHIR tells of unit and author is told by RIV-TA, too."""
    here, there = one.origin, other.origin
    return here.unit in {"", there.unit} and here.author in {"", there.author}


@pytest.mark.parametrize("patient", CASES)
async def test_a_case_is_the_same_by_fhir_and_by_rivta(hosts: Hosts, patient: str) -> None:
    fhir, rivta = await overviews(hosts, patient)
    _compare(fhir, rivta)


@pytest.mark.parametrize("patient", ["mallstrom", "testander", "exempelgard"])
async def test_the_whole_record_is_the_same_by_fhir_and_by_rivta(
    hosts: Hosts, patient: str
) -> None:
    fhir, rivta = await overviews(hosts, patient, "https://samsyn.se/definitions/whole")
    _compare(fhir, rivta)


def _compare(fhir: Overview, rivta: Overview) -> None:
    assert rivta.is_complete
    assert [each.key for each in rivta.sections] == [each.key for each in fhir.sections]
    for here, there in zip(fhir.sections, rivta.sections, strict=True):
        expected = rows(here)
        found = [row for row in there.rows if not _only_there(row, rivta)]
        assert there.left_out == here.left_out, here.key
        if expected:
            assert there.answer is here.answer, here.key
        if here.left_out and here.kind is SectionKind.DIAGNOSES:
            assert len(found) == len(expected)  # a limit keeps what is not over: nobody tells that
            continue
        assert sorted(map(told, found)) == sorted(map(told, expected)), here.key
        by_words = {told(row): row for row in found}
        assert all(same_author(row, by_words[told(row)]) for row in expected), here.key
    assert {each.resource_type for each in rivta.not_shown} <= {
        each.resource_type for each in fhir.not_shown
    }


def _only_there(row: AnyRow, rivta: Overview) -> bool:
    """Tell whether RIV-TA alone has a row: an answered referral, or the words of a photograph."""
    pictures = {
        each.reference
        for section in rivta.sections
        for each in section.rows
        if isinstance(each, MediaRow) and each.medium is not MediaKind.DOCUMENT
    }
    words = isinstance(row, StatementRow) and row.reference in pictures
    return words or row.reference.startswith("ServiceRequest?")


async def test_what_is_blocked_is_in_no_section(hosts: Hosts) -> None:
    _, rivta = await overviews(hosts, "modellberg", "https://samsyn.se/definitions/whole")
    assert BLOCKED_TEXT not in str(msgspec.to_builtins(rivta, builtin_types=(bytes,)))


def test_every_case_of_the_meeting_is_compared() -> None:
    assert {version.id for version in practice_store().all("Patient")} == set(CASES)
