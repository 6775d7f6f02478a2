"""The real case process on the practice host: from the order to the pixels, and what goes wrong."""

import asyncio
import sys
from collections.abc import AsyncIterator, Callable

import msgspec
import pytest

from app.link.messages import RecordAccess
from app.model.case import Case
from app.model.overview import Answer
from app.practice.process import PracticeHost
from app.room.ports import CaseEvent, CaseOrder, CaseProgress, PageShown, Slot
from tests.processes.conftest import Theatre, colours, maps_of
from tests.processes.real import (
    case_of,
    now,
    on_stage,
    order_of,
    pages_of,
    real_theatre,
    turned,
)

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


async def test_an_intimate_picture_is_covered_uncovered_and_covered_again(
    theatre: Theatre, host: PracticeHost
) -> None:
    order = order_of(await case_of(host, "Testander"), "penile")
    page = await page_with(theatre, order, lambda told: told.covered)
    covered = len(theatre.seen[-1])
    theatre.slots.uncover(Slot.ON_STAGE, page)
    await theatre.until(lambda: not now(theatre).covered)
    assert len(theatre.seen[-1]) > covered + 1000  # a photograph has colours
    assert not (await turned(theatre, page - 1)).covered
    assert (await turned(theatre, page)).covered
    assert len(theatre.seen[-1]) == covered


async def test_pages_of_a_document_are_seen_and_its_reader_is_in_the_case_process_only(
    theatre: Theatre, host: PracticeHost
) -> None:
    order = order_of(await case_of(host, "Provmark"), "discharge")
    await page_with(theatre, order, lambda told: "DocumentReference/provmark-epikris" in of(told))
    assert "libQt6Pdf" in maps_of(theatre.pid(Slot.ON_STAGE))
    assert "PySide6.QtPdf" not in sys.modules


async def test_what_is_picked_is_marked_and_unpicked(theatre: Theatre, case: Case) -> None:
    await on_stage(theatre, order_for(case))
    told = await page_of(theatre, lambda told: any(item.picked for item in told.items))
    picked = {item.reference for item in told.items if item.picked}
    assert picked <= {pick.reference for pick in case.picks}
    theatre.slots.set_picks(Slot.ON_STAGE, ())
    await theatre.until(lambda: is_unpicked(theatre))


async def page_with(
    theatre: Theatre, order: CaseOrder, is_it: Callable[[PageShown], object]
) -> int:
    """Let the room see the page of the case of which that is told; return its number."""
    await on_stage(theatre, order)
    return (await page_of(theatre, is_it)).page


async def page_of(theatre: Theatre, is_it: Callable[[PageShown], object]) -> PageShown:
    for page in range(1, pages_of(theatre) + 1):
        if is_it(told := await turned(theatre, page)):
            return told
    raise AssertionError("there is no such page")


def is_unpicked(theatre: Theatre) -> bool:
    return not any(item.picked for item in now(theatre).items)


def of(told: PageShown) -> set[str]:
    return {item.reference for item in told.items}
