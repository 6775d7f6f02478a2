"""The real case process reads through service contracts that err: it says so and goes on."""

import sys
from collections.abc import AsyncIterator

import msgspec
import pytest

from app.link.messages import RecordAccess
from app.model.overview import Answer
from app.model.people import Actor
from app.model.record import ContractAccess, Reading
from app.practice.process import PracticeHost
from app.practice.rivta.documents import BLOCKED_TEXT
from app.practice.serving import practice_store
from app.room.ports import CaseOrder, CaseProgress
from app.wire import interactions as named
from tests.fakes import aggregator as spoilt
from tests.fakes.aggregator import Aggregator
from tests.processes.conftest import Theatre
from tests.processes.real import case_of, now, on_stage, order_of, real_theatre, turned

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.usefixtures("no_frames_before"),
]

ACTOR = Actor(employee="SE0000000001-A001", unit="SE0000000001-K010", provider="SE0000000001-P001")


@pytest.fixture
async def service() -> AsyncIterator[Aggregator]:
    async with Aggregator(practice_store()) as running:
        yield running


@pytest.fixture
async def theatre(service: Aggregator) -> AsyncIterator[Theatre]:
    made = real_theatre(service.base_url, "")
    contracts = ContractAccess(base_url=service.base_url, own_address=ACTOR.provider)
    access = RecordAccess(base_url=service.base_url, source="NPÖ", contracts=contracts)
    made.look = msgspec.structs.replace(made.look, access=access)
    yield made
    made.slots.close()


async def ordered(host: PracticeHost, family: str) -> CaseOrder:
    """Return the order of a case that is read for somebody of Kirurgkliniken."""
    order = order_of(await case_of(host, family), "colorectal")
    return msgspec.structs.replace(order, reading=Reading(actors=(ACTOR,)))


def progress(theatre: Theatre) -> CaseProgress:
    return [event for event in theatre.told if isinstance(event, CaseProgress)][-1]


async def test_a_case_is_shown_and_what_one_contract_cannot_say_is_said(
    theatre: Theatre, service: Aggregator, practice_host: PracticeHost
) -> None:
    service.spoil(named.GET_MEDICATION_HISTORY, spoilt.bomb)
    count = await on_stage(theatre, await ordered(practice_host, "Testberg"))
    answers = {section.key: section.answer for section in progress(theatre).sections}
    assert answers["medicines"] is Answer.FAILED
    assert {answers[key] for key in ("alerts", "tumour", "laboratory")} == {Answer.KNOWN}
    for page in range(2, count + 1):
        told = await turned(theatre, page)
        assert all("?identifier=" in each.reference for each in told.information)
    assert not theatre.lost


async def test_what_is_blocked_stays_in_the_case_process_and_the_console_hears_that_it_is(
    theatre: Theatre, practice_host: PracticeHost
) -> None:
    await on_stage(theatre, await ordered(practice_host, "Modellberg"))
    assert progress(theatre).blocked
    assert progress(theatre).blocked_by == ()
    assert BLOCKED_TEXT not in str(theatre.told)
    assert now(theatre).page == 1
