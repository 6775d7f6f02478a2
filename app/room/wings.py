"""The wings: the case that the chair looks at in the console, or the next one, loaded in advance.

Nothing is fetched for a case before the gate says yes to the chair and the log has acknowledged
the read. What was loaded in advance is not seen before the chair looks, which is a read of its own.
"""

import asyncio
import contextlib
from collections.abc import Callable, Coroutine
from functools import partial
from itertools import count
from typing import Any

import msgspec

from app.model.case import Case
from app.model.definition import WHOLE_RECORD
from app.model.errors import HostError
from app.room import catalogue, notices
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
from app.room.slot_views import holds, is_open, nearest_page, progressed, slowed, stopped, turned
from app.room.state import NoticeKind, SlotView
from app.room.terms import reading
from app.tasks import TaskOwner

_NOTHING = ("", False)
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
        self._asked_page = 1
        self._wish: asyncio.Task[None] | None = None
        self._wished = _NOTHING  # the case that the chair waits to see, and if it is whole

    # --- what the chair looks at ------------------------------------------------------------------

    def preview(self, case: Case) -> None:
        """Let the chair look at the case; the one that stands on the stage is seen there."""
        memory = self._desk.memory
        if case.id == self._wished[0]:
            return
        self._select(case)
        if is_open(memory.on_stage, case.id):
            return
        if not is_open(memory.wings, case.id):
            self.leave()
        elif memory.wings is not None and memory.wings.previewed:
            return
        self._look(case, whole=False)

    def browse(self, case: Case, *, whole: bool) -> None:
        """Let the chair look at the case's whole record, or at its overview again."""
        wings = self._desk.memory.wings
        is_whole = self._wished == (case.id, True) or holds(wings, case.id, whole=True)
        if whole is is_whole:
            return
        self._select(case)
        self.leave()
        if whole:
            self._look(case, whole=True)
        else:
            self.preview(case)

    def load_anew(self, case: Case) -> None:
        """Load the case by its new conference definition, if the wings hold its overview."""
        view = self._desk.memory.wings
        wished = self._wished == (case.id, False)
        held = view is not None and holds(view, case.id, whole=False)
        if not wished and not held:
            return
        looked_at = wished or (view is not None and view.previewed)
        self.forget_wish()
        self.leave()
        if looked_at:
            self.preview(case)

    def turn(self, step: int) -> None:
        """Turn the preview that many pages on from the one asked for last."""
        self.to_page(self._asked_page + step)

    def to_page(self, page: int) -> None:
        """Show that page of the previewed case, or the nearest there is."""
        view = self._desk.memory.wings
        if view is not None and view.previewed and is_open(view, view.case):
            self._asked_page = nearest_page(view, page)
            self._slots.turn(Slot.IN_THE_WINGS, self._asked_page)

    # --- what is loaded in advance ----------------------------------------------------------------

    def prepare(self, case: Case | None) -> None:
        """Load a case in advance, unless the wings are in use."""
        busy = self._desk.memory.wings is not None or self._wish is not None
        if case is not None and not busy:
            self.wish("prepare", partial(self._prepare, case))

    async def load_ahead(self, case: Case) -> bool:
        """Load a case that nobody looks at; tell whether that is permitted. Raises HostError."""
        return await self._open(case, AccessKind.PREPARATION, whole=False) is not None

    def load(self, case: Case, *, whole: bool = False) -> SlotView:
        """Have the case loaded; the gate and the log have been asked."""
        memory = self._desk.memory
        url = WHOLE_RECORD if whole else case.definition or memory.meeting.definition
        order = CaseOrder(
            generation=next(self._generations),
            case=case,
            number=memory.number(case.id),
            definition=self._library.definition(url),
            banner=memory.banner,
            practice=memory.meeting.practice,
            reading=reading(memory, case.id),
        )
        view = SlotView(
            case=case.id, generation=order.generation, whole=whole, reading=order.reading
        )
        self._desk.change(wings=view)
        self._slots.load(order)
        return view

    # --- both -------------------------------------------------------------------------------------

    def wish(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Do that with the wings; whatever else was to be done with them is ended."""
        self.forget_wish()
        self._wish = self._tasks.start(name, self._until_done(work))

    def leave(self) -> None:
        """Kill what is in the wings."""
        if self._desk.memory.wings is not None:
            self._desk.change(wings=None)
            self._slots.leave(Slot.IN_THE_WINGS)

    def forget_wish(self) -> None:
        """End the wish that is under way."""
        wish, self._wish, self._wished = self._wish, None, _NOTHING
        self._desk.change(checking=False)
        if wish is not None:
            wish.cancel()

    def gate_again(self) -> None:
        """Kill what is in the wings if the chair may not see it any more, or as it was read.

        What the chair looks at is then read again, on the terms of now.
        """
        memory = self._desk.memory
        view = memory.wings
        case = memory.case(view.case) if view else None
        if view is None or case is None:
            return
        permitted = ask_gate(memory, case, alone=True).is_yes
        if permitted and view.reading.serves(reading(memory, case.id)):
            return
        self.leave()
        if permitted and view.previewed:
            self._look(case, whole=view.whole)

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

    def _select(self, case: Case) -> None:
        self.forget_wish()
        memory = self._desk.memory
        self._desk.change(
            selected=case.id,
            texts=catalogue.fitting(self._library, memory, case),
            notices=notices.without(memory.notices, *_OF_THE_PREVIEW, case=case.id),
        )

    def _look(self, case: Case, *, whole: bool) -> None:
        self.wish("preview", partial(self._preview, case, whole=whole))
        self._wished = (case.id, whole)

    async def _preview(self, case: Case, *, whole: bool) -> None:
        preparing = self._desk.memory.is_preparing
        kind = AccessKind.PREPARATION if preparing else AccessKind.PREVIEW
        try:
            view = await self._open(case, kind, whole=whole)
        except HostError as error:
            self._desk.tell(NoticeKind.LOG_DOWN, case=case.id, error=error.code)
        else:
            if view is None:
                self.leave()
            else:
                self._desk.change(wings=msgspec.structs.replace(view, previewed=True))
                self._asked_page = 1
                self._slots.turn(Slot.IN_THE_WINGS, 1)

    async def _prepare(self, case: Case) -> None:
        with contextlib.suppress(HostError):  # it is tried again when it is shown
            await self._open(case, AccessKind.PREPARATION, whole=False)

    async def _until_done(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        finally:
            if self._wish is asyncio.current_task():
                self._wish, self._wished = None, _NOTHING
                self._desk.change(checking=False)

    async def _open(self, case: Case, kind: AccessKind, *, whole: bool) -> SlotView | None:
        """Ask the gate and the log, then load; None if the gate says no. Raises HostError."""
        await self._ledger.learn_facts(case)
        if not self._is_permitted(case):
            return None
        async with self._ledger.asking(case) as asked:
            await asked.record(kind)
            asked.opened = self._is_permitted(case)
            return self._bring_in(case, whole=whole) if asked.opened else None

    def _is_permitted(self, case: Case) -> bool:
        memory = self._desk.memory
        return ask_gate(memory, memory.known(case.id), alone=True).is_yes

    def _bring_in(self, case: Case, *, whole: bool) -> SlotView:
        memory = self._desk.memory
        view = memory.wings
        held = view is not None and holds(view, case.id, whole=whole)
        if held and view is not None and view.reading.serves(reading(memory, case.id)):
            return view
        return self.load(memory.known(case.id), whole=whole)
