"""From asking to the complete overview: answers are taken as they come, and composed in good time.

Composing a large record costs half a second, and answers come in bursts: so it is done when the
last one is there, and in between only when no answer has come for a while.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.casework.ports import Composer
from app.model.case import Patient
from app.model.overview import Overview
from app.model.record import Need
from app.overview import Record
from app.room.ports import RecordSource

_QUIET_S = 0.4  # without an answer: what is there is composed
_LONGEST_S = 1.5  # that an answer waits to be composed
_ROUNDS = 3  # what was found may point to more, and that to more again, but not for ever


class Loading:
    """One case being loaded. `show` is called with every newer overview."""

    def __init__(
        self,
        patient: Patient,
        source: RecordSource,
        composer: Composer,
        *,
        show: Callable[[Overview], None],
        now: Callable[[], datetime],
    ) -> None:
        self._patient = patient
        self._source = source
        self._composer = composer
        self._show = show
        self._now = now
        self._record = Record()
        self._due: asyncio.TimerHandle | None = None
        self._latest = 0.0

    async def run(self) -> None:
        """Ask, and ask for what the answers point to; return when every source has answered."""
        needs = self._composer.needs()
        self._record = Record.awaiting(self._source.sources, needs)
        self._compose()
        asked: set[Need] = set()
        for _ in range(_ROUNDS):
            await self._ask(needs)
            asked.update(needs)
            needs = tuple(n for n in self._composer.further(self._record) if n not in asked)
            if not needs:
                break
            self._record = self._record.asked_further(self._source.sources, needs)
        self._compose()

    async def _ask(self, needs: tuple[Need, ...]) -> None:
        async for answer in self._source.ask(self._patient.reference, needs):
            self._record = self._record.with_answer(answer, self._patient)
            if self._record.waiting:
                self._compose_soon()

    def _compose_soon(self) -> None:
        loop = asyncio.get_running_loop()
        now = loop.time()
        if self._due is None:
            self._latest = now + _LONGEST_S
        else:
            self._due.cancel()
        self._due = loop.call_at(min(now + _QUIET_S, self._latest), self._compose)

    def _compose(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None
        self._show(self._composer.compose(self._record, self._now()))
