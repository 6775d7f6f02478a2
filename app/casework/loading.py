"""From asking to the complete overview: answers are taken as they come, and composed in good time.

Composing a large record costs half a second, and answers come in bursts: so it is done when the
last one is there, and in between only when no answer has come for a while.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

from app.casework.ports import Composer
from app.model.case import Patient, Pick
from app.model.overview import Overview
from app.model.people import Organisation
from app.model.record import Need
from app.overview import Record
from app.room.ports import RecordSource

_QUIET_S = 0.4  # without an answer: what is there is composed
_LONGEST_S = 1.5  # that an answer waits to be composed
_ROUNDS = 3  # what was found may point to more, and that to more again, but not for ever


class Loading:
    """One case being loaded. `show` is called with every newer overview.

    `blocked` is called with whose information an answer leaves out since the patient has blocked
    it. `run` returns when everything has been answered; after a later `set_picks` it may have to
    run again.
    """

    def __init__(
        self,
        patient: Patient,
        source: RecordSource,
        composer: Composer,
        *,
        show: Callable[[Overview], None],
        blocked: Callable[[tuple[Organisation, ...]], None],
        now: Callable[[], datetime],
    ) -> None:
        self._patient = patient
        self._source = source
        self._composer = composer
        self._show = show
        self._blocked = blocked
        self._now = now
        self._record = Record()
        self._asked: set[Need] = set()
        self._to_ask: list[Need] = []
        self._rounds = 0
        self._due: asyncio.TimerHandle | None = None
        self._latest = 0.0

    async def run(self) -> None:
        """Ask, and ask for what the answers point to; return when every source has answered."""
        if not self._rounds:
            self._begin()
        while self._to_ask:
            needs, self._to_ask = tuple(self._to_ask), []
            await self._ask(needs)
            self._want()
        self._compose()

    def set_picks(self, picks: tuple[Pick, ...]) -> None:
        """Compose with these picks at once; what they need besides, `run` asks for."""
        self._composer.set_picks(picks)
        if self._asked:
            self._begin()

    @property
    def has_to_ask(self) -> bool:
        """Tell whether something is to be asked for."""
        return bool(self._to_ask)

    def _begin(self) -> None:
        self._rounds = _ROUNDS
        self._want()
        self._compose()

    def _want(self) -> None:
        """Note what is needed and has not been asked for, as long as there are rounds left."""
        if self._rounds:
            self._rounds -= 1
            wanted = (*self._composer.needs(), *self._composer.further(self._record))
            needs = tuple(each for each in map(self._unasked, wanted) if each is not None)
            self._record = self._record.asked_further(self._source.sources, needs)
            self._asked.update(needs)
            self._to_ask += needs

    def _unasked(self, need: Need) -> Need | None:
        """Return what of a need has not been asked for: of single resources only the others."""
        if need in self._asked or not need.ids:
            return None if need in self._asked else need
        same = [each for each in self._asked if each.resource_type == need.resource_type]
        known = {own for each in same for own in each.ids}
        ids = tuple(own for own in need.ids if own not in known)
        return Need(resource_type=need.resource_type, ids=ids) if ids else None

    async def _ask(self, needs: tuple[Need, ...]) -> None:
        async for answer in self._source.ask(self._patient.reference, needs):
            self._record = self._record.with_answer(answer, self._patient)
            self._blocked(answer.blocked)
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
