"""The wings: the case that the chair looks at in the console, or the next one, loaded in advance.

Nothing is fetched for a case before the gate says yes to the chair and the log has acknowledged
the read. What was loaded in advance is not seen before the chair looks, which is a read of its own.
"""

import asyncio
from itertools import count

import msgspec

from app.model.case import Case
from app.model.errors import HostError
from app.room import notices
from app.room.desk import Desk
from app.room.ledger import Ledger
from app.room.memory import ask_gate
from app.room.ports import (
    AccessKind,
    CaseEvent,
    CaseOrder,
    CaseProgress,
    CaseSlots,
    CaseSlow,
    Library,
    PageShown,
    Slot,
)
from app.room.slot_views import is_open, nearest_page, progressed, slowed, stopped, turned
from app.room.state import NoticeKind, SlotView
from app.tasks import TaskOwner

_OF_THE_PREVIEW = (NoticeKind.LOG_DOWN, NoticeKind.CASE_STOPPED)


class Wings:
    """Drives the slot IN_THE_WINGS. One wish at a time: a new one ends the one before."""

    def __init__(
        self, desk: Desk, ledger: Ledger, library: Library, slots: CaseSlots, tasks: TaskOwner
    ) -> None:
        """Take the state, the log, the definitions and the two processes."""
        self._desk, self._ledger, self._library = desk, ledger, library
        self._slots, self._tasks = slots, tasks
        self._generations = count(1)
        self._wish: asyncio.Task[None] | None = None
        self._wished = ""  # the case that the chair waits to see

    def preview(self, case: Case) -> None:
        """Let the chair look at the case; the one that stands on the stage is seen there."""
        memory = self._desk.memory
        if case.id == self._wished:
            return
        self.forget_wish()
        told = notices.without(memory.notices, *_OF_THE_PREVIEW, case=case.id)
        self._desk.change(selected=case.id, notices=told)
        if is_open(memory.on_stage, case.id):
            return
        if not is_open(memory.wings, case.id):
            self.leave()
        elif memory.wings is not None and memory.wings.previewed:
            return
        self._wished = case.id
        self._wish = self._tasks.start("preview", self._open(case, AccessKind.PREVIEW))

    def prepare(self, case: Case | None) -> None:
        """Load a case in advance, unless the wings are in use."""
        busy = self._desk.memory.wings is not None or self._wish is not None
        if case is not None and not busy:
            self._wish = self._tasks.start("prepare", self._open(case, AccessKind.PREPARATION))

    def turn(self, page: int) -> None:
        """Show that page of the previewed case, or the nearest there is."""
        view = self._desk.memory.wings
        if view is not None and view.previewed and is_open(view, view.case):
            self._slots.turn(Slot.IN_THE_WINGS, nearest_page(view, page))

    def load(self, case: Case) -> SlotView:
        """Have the case loaded; the gate and the log have been asked."""
        memory = self._desk.memory
        order = CaseOrder(
            generation=next(self._generations),
            case=case,
            number=memory.number(case.id),
            definition=self._library.definition(case.definition or memory.meeting.definition),
            picks=case.picks,
            practice=memory.meeting.practice,
        )
        view = SlotView(case=case.id, generation=order.generation)
        self._desk.change(wings=view)
        self._slots.load(order)
        return view

    def leave(self) -> None:
        """Kill what is in the wings."""
        if self._desk.memory.wings is not None:
            self._desk.change(wings=None)
            self._slots.leave(Slot.IN_THE_WINGS)

    def forget_wish(self) -> None:
        """End the wish that is under way."""
        wish, self._wish, self._wished = self._wish, None, ""
        if wish is not None:
            wish.cancel()

    def gate_again(self) -> None:
        """Kill what is in the wings if the chair may not see it any more."""
        memory = self._desk.memory
        case = memory.case(memory.wings.case) if memory.wings else None
        if case is not None and not ask_gate(memory, case, alone=True).is_yes:
            self.leave()

    def hear(self, view: SlotView, event: CaseEvent) -> None:
        """Take an event of the process in the wings, which looks like `view` so far."""
        match event:
            case CaseProgress():
                self._desk.change(wings=progressed(view, event))
            case PageShown():
                self._desk.change(wings=turned(view, event))
            case CaseSlow(slow=slow):
                self._desk.change(wings=slowed(view, slow=slow))
            case _:
                self._desk.change(wings=stopped(view, event.reason))
                self._desk.tell(NoticeKind.CASE_STOPPED, case=view.case, stopped=event.reason)
                self._slots.leave(Slot.IN_THE_WINGS)

    async def _open(self, case: Case, kind: AccessKind) -> None:
        try:
            await self._ledger.learn_facts(case)
            if not ask_gate(self._desk.memory, case, alone=True).is_yes:
                self.leave()
                return
            async with self._ledger.asking(case) as asked:
                await asked.record(kind)
                asked.opened = self._bring_in(case, kind)
        except HostError as error:
            if kind is AccessKind.PREVIEW:
                self._desk.tell(NoticeKind.LOG_DOWN, case=case.id, error=error.code)
        finally:
            if self._wish is asyncio.current_task():
                self._wish, self._wished = None, ""

    def _bring_in(self, case: Case, kind: AccessKind) -> bool:
        """Load the case if it is still permitted; show its first page if the chair asked."""
        memory = self._desk.memory
        if not ask_gate(memory, case, alone=True).is_yes:
            return False
        view = memory.wings
        if view is None or not is_open(view, case.id):
            view = self.load(case)
        if kind is AccessKind.PREVIEW:
            self._desk.change(wings=_seen(view))
            self._slots.turn(Slot.IN_THE_WINGS, 1)
        return True


def _seen(view: SlotView) -> SlotView:
    return msgspec.structs.replace(view, previewed=True)
