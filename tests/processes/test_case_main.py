"""The real case process on the practice host: from the order to the pixels, and what goes wrong."""

import asyncio
import sys
from collections.abc import AsyncIterator

import msgspec
import pytest

from app.link.messages import RecordAccess
from app.model.case import Case
from app.model.overview import Answer
from app.practice.process import PracticeHost
from app.room.ports import CaseEvent, CaseOrder, CaseProgress, PageShown, Slot
from tests.processes.conftest import Theatre, colours
from tests.processes.real import case_of, order_of, real_theatre

pytestmark = [
    pytest.mark.processes,
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
    pytest.mark.usefixtures("no_frames_before"),
]


@pytest.fixture
def host(practice_host: PracticeHost) -> PracticeHost:
    return practice_host


@pytest.fixture
async def case(host: PracticeHost) -> Case:
    """Return the first case of the practice meeting."""
    return await case_of(host, "Testberg")


@pytest.fixture
async def theatre(host: PracticeHost) -> AsyncIterator[Theatre]:
    made = real_theatre(host.base_url, host.token)
    yield made
    made.slots.close()


def order_for(case: Case) -> CaseOrder:
    return order_of(case, "colorectal")


def is_complete(events: list[CaseEvent]) -> bool:
    return any(isinstance(event, CaseProgress) and event.complete for event in events)


async def test_a_practice_case_is_read_laid_out_and_shown(theatre: Theatre, case: Case) -> None:
    theatre.slots.load(order_for(case))
    await theatre.until(lambda: is_complete(theatre.told) and theatre.previews)
    theatre.slots.take_stage()
    await theatre.until(lambda: theatre.frame is not None)
    assert theatre.frame is not None
    assert (theatre.frame.width, theatre.frame.height) == (1920, 1080)
    assert len(colours(theatre.frame)) > 10  # text, not a blank page
    progress = [event for event in theatre.told if isinstance(event, CaseProgress)][-1]
    assert len(progress.pages) > 1
    answers = {section.key: section.answer for section in progress.sections}
    assert Answer.KNOWN in answers.values()
    assert Answer.FAILED not in answers.values()
    shown = [event for event in theatre.told if isinstance(event, PageShown)][-1]
    assert shown.information


async def test_every_page_can_be_turned_to(theatre: Theatre, case: Case) -> None:
    theatre.slots.load(order_for(case))
    await theatre.until(lambda: is_complete(theatre.told) and theatre.previews)
    progress = [event for event in theatre.told if isinstance(event, CaseProgress)][-1]
    theatre.slots.take_stage()
    pages = [title.number for title in progress.pages]
    for page in [*pages, *reversed(pages)]:
        theatre.slots.turn(Slot.ON_STAGE, page)
        await theatre.until(lambda: theatre.frame is not None and theatre.frame.page == page)  # noqa: B023 -- awaited here
    assert all(len(seen) > 10 for seen in theatre.seen)


async def test_a_host_that_is_not_there_is_said_on_the_page(theatre: Theatre, case: Case) -> None:
    theatre.look = msgspec.structs.replace(
        theatre.look, access=RecordAccess(base_url="http://127.0.0.1:9", source="Ingen")
    )
    theatre.slots.load(order_for(case))
    await theatre.until(lambda: is_complete(theatre.told) and theatre.previews)
    progress = [event for event in theatre.told if isinstance(event, CaseProgress)][-1]
    assert {section.answer for section in progress.sections} == {Answer.FAILED}


async def test_a_case_process_prints_nothing_and_answers_while_it_loads(
    theatre: Theatre, case: Case, capfd: pytest.CaptureFixture[str]
) -> None:
    theatre.slots.load(order_for(case))
    session = theatre.slots._places[Slot.IN_THE_WINGS].session
    await theatre.until(lambda: session._heartbeat.booted)
    while not is_complete(theatre.told):
        theatre.slots._tick()
        await asyncio.sleep(0.01)
    assert not session._slow
    assert capfd.readouterr() == ("", "")
