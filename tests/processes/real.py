"""The real case process, on the practice host."""

import msgspec

from app.host.host import FhirHost
from app.library.builtin import BuiltinLibrary
from app.link.messages import RecordAccess
from app.link.process import CASE_COMMAND
from app.model.case import Case
from app.model.room_profile import RoomProfile
from app.practice.process import PracticeHost
from app.room.ports import CaseOrder, CaseProgress, PageShown, Slot
from app.wire.fhir import FhirClient
from tests.processes.conftest import Theatre


def real_theatre(base_url: str, token: str) -> Theatre:
    """Return slots whose processes are real, with a screen of the usual size."""
    made = Theatre(CASE_COMMAND)
    access = RecordAccess(base_url=base_url, token=token, source="Övningsvärden")
    made.look = msgspec.structs.replace(
        made.look, access=access, profile=RoomProfile(), preview_width=640
    )
    return made


async def case_of(host: PracticeHost, family: str) -> Case:
    """Return the case of the practice meeting whose patient has that name."""
    async with FhirClient(host.base_url, host.token) as client:
        meeting_host = FhirHost(client)
        header = (await meeting_host.meetings())[0]
        cases = (await meeting_host.read(header.id)).meeting.cases
        return next(case for case in cases if case.patient.family == family)


def order_of(case: Case, definition: str) -> CaseOrder:
    """Return the order for that case with the definition of that name."""
    return CaseOrder(
        generation=1,
        case=case,
        number=1,
        definition=BuiltinLibrary().definition_named(definition),
    )


async def on_stage(theatre: Theatre, order: CaseOrder) -> int:
    """Let the room see the case; return how many pages it has."""
    theatre.slots.load(order)
    await theatre.until(lambda: theatre.previews and _last(theatre).complete)
    theatre.slots.take_stage()
    await theatre.until(lambda: theatre.frame is not None)
    return pages_of(theatre)


def pages_of(theatre: Theatre) -> int:
    """Return how many pages there are now."""
    return len(_last(theatre).pages)


def _last(theatre: Theatre) -> CaseProgress:
    return [event for event in theatre.told if isinstance(event, CaseProgress)][-1]


async def turned(theatre: Theatre, page: int) -> PageShown:
    """Turn the room's page; return what is told of it."""
    theatre.slots.turn(Slot.ON_STAGE, page)
    await theatre.until(lambda: theatre.frame is not None and theatre.frame.page == page)
    await theatre.until(lambda: shown(theatre) is not None and now(theatre).page == page)
    return now(theatre)


def shown(theatre: Theatre) -> PageShown | None:
    """Return what was told last of a page."""
    return next((e for e in reversed(theatre.told) if isinstance(e, PageShown)), None)


def now(theatre: Theatre) -> PageShown:
    """Return what was told last of a page that there is."""
    told = shown(theatre)
    assert told is not None
    return told
