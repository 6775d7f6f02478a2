"""A consent to other care providers' information, or an emergency, is registered for a case.

The log has acknowledged it before it is registered: the national service keeps no log of its own.
It holds for the chair's unit, to the end of the day. Registering the same again changes nothing.
Leaves out what stands in for a consent without being registered (`app.room.plan`).
"""

import uuid
from collections.abc import Callable
from datetime import datetime, time
from zoneinfo import ZoneInfo

from app.model.case import Assertion, AssertionKind, Case, LegalGround, PersonNumber
from app.model.errors import HostError
from app.model.people import Actor
from app.room.desk import Desk
from app.room.ledger import Ledger
from app.room.ports import Clock, SharedCare
from app.room.state import NoticeKind
from app.tasks import TaskOwner

MOST_WORDS = 1024  # characters of a reason (ReasonText)
_NAMESPACE = uuid.UUID("0f6f1c52-70a5-5e0c-8d5d-5b6a6c6f2f0e")
_SWEDEN = ZoneInfo("Europe/Stockholm")

Claim = Callable[[str, LegalGround, str], None]


class Consenting:
    """Registers at `shared`; where there is none, there is nothing to register."""

    def __init__(
        self,
        desk: Desk,
        ledger: Ledger,
        clock: Clock,
        tasks: TaskOwner,
        shared: SharedCare | None,
        *,
        claim: Claim,
        changed: Callable[[], None],
    ) -> None:
        """Take where it is registered and logged.

        `claim`: lets an emergency be the ground of what is shown. `changed`: the gate is to be
        asked again.
        """
        self._desk, self._ledger, self._clock, self._tasks = desk, ledger, clock, tasks
        self._shared, self._claim, self._changed = shared, claim, changed

    @property
    def is_possible(self) -> bool:
        """Tell whether consents and emergencies are registered at all."""
        return self._shared is not None

    def register(
        self,
        case: Case,
        kind: AssertionKind,
        reason: str,
        asked_by: str,
        on_behalf: PersonNumber | None,
    ) -> None:
        """Register it; `asked_by` is the HSA-id of who asked the patient, "" for the chair."""
        chair, words = self._desk.memory.chair.actor, reason.strip()[:MOST_WORDS]
        if self._shared is None or chair is None or not words:
            return
        now = self._clock.now()
        assertion = Assertion(
            id=self._same_again(case, chair, kind, words, asked_by, on_behalf),
            kind=kind,
            patient=case.patient,
            actor=chair,
            asked_by=asked_by or chair.employee,
            reason=words,
            on_behalf=on_behalf,
            at=now,
            until=_end_of_the_day(now),
        )
        self._desk.untell(NoticeKind.CONSENT_NOT_REGISTERED, case=case.id)
        self._tasks.start("register consent", self._register(self._shared, case, assertion))

    async def _register(self, shared: SharedCare, case: Case, assertion: Assertion) -> None:
        self._desk.change(registering=self._desk.memory.registering | {case.id})
        try:
            await self._ledger.write(self._ledger.registered(case, assertion))
            await shared.register(assertion)
            await self._ledger.learn_facts(case)
        except HostError as error:
            self._desk.tell(NoticeKind.CONSENT_NOT_REGISTERED, case=case.id, error=error.code)
            return
        finally:
            self._desk.change(registering=self._desk.memory.registering - {case.id})
        if assertion.kind is AssertionKind.EMERGENCY:
            self._claim(case.id, LegalGround.EMERGENCY, assertion.reason)
        self._changed()

    def _same_again(
        self,
        case: Case,
        chair: Actor,
        kind: AssertionKind,
        reason: str,
        asked_by: str,
        on_behalf: PersonNumber | None,
    ) -> str:
        who = on_behalf.value if on_behalf else ""
        told = (self._desk.memory.meeting.id, case.id, chair.unit, kind, reason, asked_by, who)
        return str(uuid.uuid5(_NAMESPACE, "\0".join(told)))


def _end_of_the_day(at: datetime) -> datetime:
    day = at.astimezone(_SWEDEN).date()
    return datetime.combine(day, time.max, _SWEDEN).replace(microsecond=0)
