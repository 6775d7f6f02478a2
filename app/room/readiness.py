"""Readiness: what every case's record has, checked in the wings before the case's turn.

Whatever is loaded tells of its case. `Checking` loads the rest, one after the other, each read
logged; whatever the chair wants the wings for ends it.
"""

import asyncio

from app.model.case import Case
from app.model.errors import HostError
from app.room.desk import Desk
from app.room.ports import CaseEvent, CaseProgress, Clock
from app.room.slot_views import is_open, readiness
from app.room.state import NoticeKind, Readiness, SlotView
from app.room.wings import Wings


class Checking:
    """Goes through the cases that nobody has looked at yet."""

    def __init__(self, desk: Desk, wings: Wings, clock: Clock) -> None:
        """Take the wings, where cases are loaded."""
        self._desk, self._wings, self._clock = desk, wings, clock

    def start(self) -> None:
        """Check every case of which nothing is known; what is previewed is left."""
        memory = self._desk.memory
        if memory.checking:
            return
        on_stage = memory.on_stage.case if memory.on_stage is not None else ""
        self._wings.wish("check readiness", self._check)
        self._desk.change(checking=True, selected=on_stage)
        self._wings.leave()

    def heard(self, view: SlotView, event: CaseEvent) -> None:
        """Note what a record has, once every source has answered for its own definition."""
        if isinstance(event, CaseProgress) and event.complete and not view.whole:
            self._note(view.case, readiness(event, self._clock.now()))

    async def _check(self) -> None:
        for case in self._desk.memory.cases:
            try:
                await self._check_one(case)
            except HostError as error:
                self._desk.tell(NoticeKind.LOG_DOWN, case=case.id, error=error.code)
                return

    async def _check_one(self, case: Case) -> None:
        if case.id in self._desk.memory.readiness or not await self._wings.load_ahead(case):
            return
        await self._answered(case.id)
        view = self._desk.memory.wings
        if view is not None and case.id not in self._desk.memory.readiness:
            self._note(case.id, Readiness(at=self._clock.now(), failed=True))
        self._wings.leave()

    async def _answered(self, case_id: str) -> None:
        """Return when the record has told what it has, or its process is no more."""
        news = asyncio.Event()
        unsubscribe = self._desk.subscribe(lambda _state: news.set())
        try:
            while self._is_loading(case_id):
                news.clear()
                await news.wait()
        finally:
            unsubscribe()

    def _is_loading(self, case_id: str) -> bool:
        memory = self._desk.memory
        return case_id not in memory.readiness and is_open(memory.wings, case_id)

    def _note(self, case_id: str, found: Readiness) -> None:
        self._desk.change(readiness={**self._desk.memory.readiness, case_id: found})
