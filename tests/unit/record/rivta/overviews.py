"""The short way from a source to the complete overview of a case."""

from datetime import datetime

from app.casework.composing import CaseComposer
from app.casework.loading import Loading
from app.library.builtin import BuiltinLibrary
from app.model.case import Case
from app.model.overview import Overview
from app.model.people import Actor
from app.room.ports import CaseOrder, RecordSource

LIBRARY = BuiltinLibrary()
ACTOR = Actor(employee="SE0000000001-A001", unit="SE0000000001-K010", provider="SE0000000001-P001")


async def shown(
    case: Case, number: int, definition: str, source: RecordSource, now: datetime
) -> Overview:
    """Return the complete overview of a case."""
    order = CaseOrder(
        generation=1,
        case=case,
        number=number,
        definition=LIBRARY.definition(definition),
        practice=True,
    )
    seen: list[Overview] = []
    await Loading(
        case.patient,
        source,
        CaseComposer(order, "sv"),
        show=seen.append,
        now=lambda: now,
        blocked=lambda _owners: None,
    ).run()
    return seen[-1]
