"""What the host must know about who was shown which case: the access log and the case's times.

The log is only ever added to (docs/adr/0020): a read is written before anything is seen, whoever
comes in while a case is shown is added at once, and when the case is left one entry says who saw
it from when to when. The last two wait in the outbox; the case's times are written after them, so
a closed time at the host means that its entry is there.
"""

import asyncio
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager

import msgspec

from app.model.attendance import Interval
from app.model.case import AccessFacts, Assertion, Case, Check, Patient, SharedFacts, Standing
from app.model.errors import HostError, SharedLogDown
from app.model.people import Actor, Person
from app.room import sight
from app.room.desk import Desk
from app.room.gate import is_care
from app.room.outbox import Job, Outbox, Work
from app.room.ports import (
    AccessEntry,
    AccessKind,
    AccessLog,
    Clock,
    MeetingHost,
    SharedCare,
)
from app.room.retry import Verdict, judge
from app.room.slot_views import is_open
from app.room.state import NoticeKind, Waiting

Ask = Callable[[Patient, Actor], Awaitable[bool]]
Seen = tuple[tuple[Person, Interval], ...]
_NAMESPACE = uuid.UUID("6a3f6d0e-52a4-5a55-9d3c-2f0c8d7b1e90")


class Asking:
    """One wish to open a case. What was logged and is not `opened` is logged as aborted."""

    def __init__(self, ledger: "Ledger", case: Case) -> None:
        """Take the case that is asked for; nothing is written yet."""
        self._ledger, self._case = ledger, case
        self.logged = False
        self.opened = False
        self.people: tuple[Person, ...] = ()

    async def record(self, kind: AccessKind, people: Sequence[Person] = ()) -> None:
        """Return when the log has acknowledged the read, with the people it is shown to.

        When the national log has not, the gate's reach is the own provider's from now on, and the
        entry waits until it has.
        """
        now = Interval(start=self._ledger.clock.now())
        shown_to = tuple((person, now) for person in people)
        before, self.logged = self.logged, True  # an answer that is lost leaves it unclear
        entry = self._ledger.entry(kind, self._case, shown_to)
        try:
            await self._ledger.write(entry)
        except SharedLogDown:
            self._ledger.shared_log_down(self._case, entry)
        except HostError as error:
            self.logged = before or judge(error) is Verdict.AGAIN
            raise
        self.people += tuple(people)


class Ledger:
    """Writes the access log, and the states and times of the cases."""

    def __init__(
        self,
        desk: Desk,
        host: MeetingHost,
        log: AccessLog,
        outbox: Outbox,
        clock: Clock,
        shared: SharedCare | None,
        *,
        learned: Callable[[], None],
    ) -> None:
        """Take where the cases stand, where they are written to, and who is asked about them.

        `learned`: something new is known of who may see a case.
        """
        self.clock = clock
        self._desk, self._host, self._log, self._outbox = desk, host, log, outbox
        self._shared, self._learned = shared, learned

    async def learn_facts(self, case: Case, *, again: bool = False) -> None:
        """Ask who may see the case; an answer that does not come is an answer, too.

        But of a case that stands on the room screen what the national services have said stands,
        as long as they say nothing else. `again`: the national log may be tried again.
        """
        hosts, asked = self._hosts_facts(case), self._shared_facts(case, again=again)
        facts, shared = await asyncio.gather(hosts, asked)
        self._know(case, msgspec.structs.replace(facts, shared=shared))
        self._learned()

    async def _hosts_facts(self, case: Case) -> AccessFacts:
        try:
            return await self._host.access_facts(case)
        except HostError:
            return AccessFacts(fetched=False)

    async def _shared_facts(self, case: Case, *, again: bool) -> SharedFacts | None:
        """Ask about the chair, and about everybody of another provider who sees the screen."""
        if self._shared is None:
            return None
        readers = self._desk.memory.readers
        own = readers[0].provider.hsa_id
        asked = [readers[0], *(p for p in readers[1:] if is_care(p) and p.provider.hsa_id != own)]
        care, patient = self._shared, case.patient
        standings = await asyncio.gather(*(_standing(care, patient, person) for person in asked))
        before = self._said_before(case)
        return SharedFacts(
            standings=tuple(_still(now, before.of(now.person)) for now in standings),
            log=again or before.log,
        )

    def _said_before(self, case: Case) -> SharedFacts:
        """Return what is known of a case that stands on the room screen; of others nothing."""
        memory = self._desk.memory
        facts = memory.facts.get(case.id) if is_open(memory.on_stage, case.id) else None
        return (facts.shared if facts is not None else None) or SharedFacts()

    def shared_log_down(self, case: Case, entry: AccessEntry) -> None:
        """Let the own provider's information alone be shown; the entry waits for the log."""
        facts = self._desk.memory.facts.get(case.id, AccessFacts())
        if facts.shared is not None:
            shared = msgspec.structs.replace(facts.shared, log=False)
            self._know(case, msgspec.structs.replace(facts, shared=shared))
        self._add(entry, lane="log")

    def _know(self, case: Case, facts: AccessFacts) -> None:
        self._desk.change(facts={**self._desk.memory.facts, case.id: facts})

    @asynccontextmanager
    async def asking(self, case: Case) -> AsyncIterator[Asking]:
        """Ask for a case; whatever ends the wish before it is opened is logged as aborted."""
        asked = Asking(self, case)
        try:
            yield asked
        finally:
            if asked.logged and not asked.opened:
                self.aborted(case)

    async def write(self, entry: AccessEntry) -> None:
        """Return when the log has acknowledged the entry."""
        await self._log.record(entry)

    def entry(
        self, kind: AccessKind, case: Case, shown_to: Seen, entry_id: str = ""
    ) -> AccessEntry:
        """Return what the log is to keep, with the chair as the one who reads, now."""
        memory = self._desk.memory
        claim = case.shown_ground if kind is AccessKind.SHOWN else memory.grounds.get(case.id)
        return AccessEntry(
            id=entry_id or str(uuid.uuid4()),
            kind=kind,
            at=self.clock.now(),
            reader=memory.chair,
            patient=case.patient,
            case=case.id,
            meeting=memory.meeting.id,
            shown_to=shown_to,
            ground=claim,
        )

    def registered(self, case: Case, assertion: Assertion) -> AccessEntry:
        """Return what the log is to keep of a consent, or an emergency, that is registered."""
        entry = self.entry(AccessKind.REGISTERED, case, (), assertion.id)
        return msgspec.structs.replace(entry, assertion=assertion)

    def aborted(self, case: Case) -> None:
        """Say that the case was asked for and not opened."""
        self._add(self.entry(AccessKind.ABORTED, case, ()), lane="log")

    def joined(self, case: Case, people: Sequence[Person]) -> None:
        """Say who has come to see the case that is on the room screen."""
        for person in people:
            shown_to = tuple(pair for pair in self._seen(case) if pair[0].id == person.id)
            self._add_shown(case, shown_to, person.id)

    def moves(self, case: Case, person: Person) -> None:
        """Say what somebody has seen of the case who sees it from elsewhere from now on, or not."""
        now = self.clock.now()
        seen = tuple(
            (one, msgspec.structs.replace(time, end=time.end or now))
            for one, time in self._seen(case)
            if one.id == person.id
        )
        if seen:
            self._add_shown(case, seen, f"{person.id} until {now.isoformat()}")

    def left(self, case: Case) -> None:
        """Say who saw the case, from when to when; then write its times."""
        self._add_shown(case, self._seen(case))
        self.save_case(case.id)

    def save_case(self, case_id: str) -> None:
        """Write the case's state and times, as they are when it is written."""

        async def work() -> None:
            memory = self._desk.memory
            case = memory.known(case_id)
            await self._host.save_case(memory.meeting.id, case, memory.attendance)

        self._post(Waiting.CASE, case_lane(case_id), "case", work)

    def _add_shown(self, case: Case, shown_to: Seen, about: str = "") -> None:
        """Post an entry whose id is the same again after a restart, so that it is kept once."""
        place = f"{self._desk.memory.meeting.id}|{case.id}|{len(case.shown)}|{about}"
        entry_id = str(uuid.uuid5(_NAMESPACE, place))
        self._add(self.entry(AccessKind.SHOWN, case, shown_to, entry_id), case_lane(case.id))

    def _add(self, entry: AccessEntry, lane: str) -> None:
        async def work() -> None:
            await self._log.record(entry)

        self._post(Waiting.LOG, lane, entry.id, work)

    def _post(self, kind: Waiting, lane: str, key: str, work: Work) -> None:
        def refused(error: HostError) -> None:
            self._desk.tell(NoticeKind.HOST_REFUSED, error=error.code)

        self._outbox.post(Job(kind=kind, lane=lane, key=key, work=work, refused=refused))

    def _seen(self, case: Case) -> Seen:
        """Return who has seen the case since it last came on the room screen."""
        memory = self._desk.memory
        seen = sight.seen(memory.attendance, memory.sharing, case.shown[-1:])
        return tuple((attendee.person, interval) for attendee, interval in seen)


async def _standing(care: SharedCare, patient: Patient, person: Person) -> Standing:
    actor = person.actor
    if actor is None:  # the services know nobody without HSA-ids
        return Standing(person=person.id, relation=Check.NO, consent=Check.NO)
    relation, consent = await asyncio.gather(
        _check(care.has_relation, patient, actor), _check(care.has_consent, patient, actor)
    )
    return Standing(person=person.id, relation=relation, consent=consent)


def _still(now: Standing, before: Standing) -> Standing:
    """Return what is said now; of what nobody answers, what was said before."""
    relation = before.relation if now.relation is Check.UNKNOWN else now.relation
    consent = before.consent if now.consent is Check.UNKNOWN else now.consent
    return Standing(person=now.person, relation=relation, consent=consent)


async def _check(ask: Ask, patient: Patient, actor: Actor) -> Check:
    try:
        return Check.YES if await ask(patient, actor) else Check.NO
    except HostError:
        return Check.UNKNOWN


def case_lane(case_id: str) -> str:
    """Return the lane in which a case's entries and times are written, in their order."""
    return f"case {case_id}"
