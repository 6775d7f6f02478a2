"""How a slot looks to the console after each event of its case process. Pure."""

from datetime import datetime

import msgspec

from app.model.overview import SourceStatus
from app.room.ports import CaseProgress, PageShown, StopReason
from app.room.state import Readiness, SlotState, SlotView


def progressed(view: SlotView, event: CaseProgress) -> SlotView:
    """Return the slot with more pages, sections and sources that have answered."""
    return msgspec.structs.replace(
        view,
        state=SlotState.READY if event.pages else view.state,
        pages=event.pages,
        sections=event.sections,
        missing=event.missing,
        complete=event.complete,
        blocked=event.blocked,
        blocked_by=event.blocked_by,
    )


def turned(view: SlotView, event: PageShown) -> SlotView:
    """Return the slot with that page standing."""
    return msgspec.structs.replace(
        view,
        state=SlotState.READY,
        page=event.page,
        items=event.items,
        covered=event.covered,
        film=event.film,
    )


def readiness(event: CaseProgress, at: datetime) -> Readiness:
    """Return what a record was found to have, once every source has answered."""
    failed = any(
        source.status is SourceStatus.FAILED
        for section in event.sections
        for source in section.sources
    )
    return Readiness(at=at, missing=event.missing, failed=failed)


def slowed(view: SlotView, *, slow: bool) -> SlotView:
    """Return the slot that does not answer, or answers again."""
    if slow:
        return msgspec.structs.replace(view, state=SlotState.SLOW)
    back = SlotState.READY if view.pages else SlotState.LOADING
    return msgspec.structs.replace(view, state=back)


def stopped(view: SlotView, reason: StopReason | None = None) -> SlotView:
    """Return the slot whose process is gone; without a reason it was taken away by the gate."""
    return msgspec.structs.replace(view, state=SlotState.STOPPED, stopped=reason)


def nearest_page(view: SlotView, page: int) -> int:
    """Return the page of that number, or the nearest that there is."""
    return max(1, min(page, len(view.pages)))


def is_open(view: SlotView | None, case_id: str) -> bool:
    """Tell whether a living process holds that case."""
    return view is not None and view.case == case_id and view.state is not SlotState.STOPPED


def holds(view: SlotView | None, case_id: str, *, whole: bool) -> bool:
    """Tell whether a living process holds that case, whole or as its conference sees it."""
    return is_open(view, case_id) and view is not None and view.whole is whole
