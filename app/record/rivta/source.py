"""A patient's record by RIV-TA service contracts: implements `RecordSource`.

Runs in the case process. Each contract that the needs want is asked once, side by side with the
others, and handed on as it comes; a need is answered when all its contracts are. What the reach of
the reading leaves out, and what the patient has blocked, does not leave this module. Whoever an
aggregating service could not reach is named as a source of its own that failed.
"""

import asyncio
from collections.abc import AsyncGenerator, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from app.model.base import Private
from app.model.case import Patient
from app.model.errors import (
    BlocksUnknown,
    HostError,
    HostNonsense,
    HostSilent,
    OtherPatient,
    TooMuch,
)
from app.model.people import Organisation
from app.model.record import ContractAccess, Need, Reach, Reading, SourceAnswer
from app.overview.references import key_of
from app.overview.shape import Json, string
from app.record.rivta.blocks import BlockCheck, Row, Verdict
from app.record.rivta.codes import SWEDEN
from app.record.rivta.contents import BINARY, Contents
from app.record.rivta.contracts import Contract, contracts_for
from app.record.rivta.gathering import Gathered
from app.record.rivta.names import owner_of
from app.record.rivta.reading import Record, read_answer, resources_of
from app.wire.soap import SoapClient

_PROVENANCE = "Provenance"  # tells of whatever is handed on, so nobody has to ask for it
_MOST_PAGES = 100
_RECORDS_AT_ONCE = 100


class Fetched(Private, frozen=True, kw_only=True):
    """What became of one contract: resources, what was left out and why, and who did not answer."""

    resources: tuple[Json, ...] = ()
    error: str = ""
    unreadable: int = 0
    blocked: tuple[Organisation, ...] = ()
    silent: tuple[str, ...] = ()


Task = asyncio.Task[Fetched]


class _Asking(NamedTuple):
    """One contract being asked, from a day on (None: from the beginning)."""

    since: date | None
    task: Task


class RivtaRecordSource:
    """Service contracts as the source `name` (in words): one patient, on the terms of a reading."""

    def __init__(
        self,
        client: SoapClient,
        access: ContractAccess,
        name: str,
        patient: Patient,
        reading: Reading,
    ) -> None:
        """Take the client, which the caller closes, and who is read, for whom."""
        self._client, self._access, self._name = client, access, name
        self._patient, self._reading = patient, reading
        self._blocks = BlockCheck(client, access, patient.number, reading)
        self._asked: dict[str, _Asking] = {}
        self._given: set[Task] = set()  # whose resources have been handed on
        self._sent: set[str] = set()  # and those resources, by reference
        self._wanted = {_PROVENANCE}  # types that a need has asked for
        self._kept: list[tuple[str, Json]] = []  # what came of others, with its contract
        self._contents = Contents()

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all sources that will be asked, in words."""
        return (self._name,)

    async def ask(
        self, patient_reference: str, needs: tuple[Need, ...]
    ) -> AsyncGenerator[SourceAnswer, None]:
        """Yield what each contract gives as it comes, and one answer per need when all have come.

        Resources come in answers of their own, whose needs name the contract: so those of a quick
        contract never wait for a slow one. Failures are answers, too.
        """
        if key_of(patient_reference) != key_of(self._patient.reference):
            for need in needs:
                yield self._answer(need, error=OtherPatient.code)
            return
        self._wanted.update(need.resource_type for need in needs)
        for answer in self._handed_on(()):
            yield answer
        waiting = {need: self._begin(need, needs) for need in dict.fromkeys(needs)}
        pending = {task for tasks in waiting.values() for task in tasks} - self._given
        try:
            for answer in self._complete(waiting, pending):
                yield answer
            while pending:
                done, pending = await asyncio.wait(pending, return_when=asyncio.FIRST_COMPLETED)
                self._given |= done
                for answer in (*self._handed_on(done), *self._complete(waiting, pending)):
                    yield answer
        finally:
            await self._abandon(pending)

    def _begin(self, need: Need, needs: Sequence[Need]) -> list[Task]:
        """Return the tasks that a need waits for.

        A contract that has been asked is not asked again, but from an earlier day on; nor is one
        for single resources that have come already.
        """
        if need.ids and all(f"{need.resource_type}/{own}" in self._sent for own in need.ids):
            return []
        tasks = []
        for contract in contracts_for(need):
            since = contract.since([each for each in needs if contract in contracts_for(each)])
            asked = self._asked.get(contract.name)
            if asked is None or _is_wider(since, asked.since):
                fetching = self._fetch(contract, since)
                task = asyncio.get_running_loop().create_task(fetching, name=contract.name)
                asked = self._asked[contract.name] = _Asking(since, task)
            tasks.append(asked.task)
        return tasks

    async def _abandon(self, pending: Iterable[Task]) -> None:
        """End what nobody waits for any more, so that it can be asked again."""
        tasks = list(pending)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._asked = {k: v for k, v in self._asked.items() if v.task not in tasks}

    def _handed_on(self, done: Iterable[Task]) -> list[SourceAnswer]:
        """Return what contracts have given, an answer for each type of resource.

        What no need has asked for yet is kept until one does.
        """
        came = [(task.get_name(), each) for task in done for each in task.result().resources]
        by_type: dict[tuple[str, str], list[Json]] = {}
        kept, self._kept = [*self._kept, *came], []
        for contract, resource in kept:
            kind, own = string(resource, "resourceType"), string(resource, "id")
            if kind == BINARY:
                self._contents.hold(own, resource)
            elif kind not in self._wanted:
                self._kept.append((contract, resource))
            elif (reference := f"{kind}/{own}") not in self._sent:
                self._sent.add(reference)
                by_type.setdefault((contract, kind), []).append(resource)
        return [
            self._answer(
                Need(resource_type=kind, parameters=(("_contract", contract),)),
                resources=tuple(resources),
            )
            for (contract, kind), resources in by_type.items()
        ]

    def _complete(
        self, waiting: dict[Need, list[Task]], pending: AbstractSet[Task]
    ) -> Iterator[SourceAnswer]:
        """Yield the answers to the needs that wait for nothing any more, and forget those."""
        for need in [need for need, tasks in waiting.items() if pending.isdisjoint(tasks)]:
            fetched = [task.result() for task in waiting.pop(need)]
            if need.resource_type == BINARY:
                yield self._content(need)
                continue
            silent = dict.fromkeys(name for each in fetched for name in each.silent)
            errors = [each.error for each in fetched if each.error]
            if self._name in silent:
                errors.append(HostSilent.code)
            yield self._answer(
                need,
                error=next(iter(errors), ""),
                unreadable=sum(each.unreadable for each in fetched),
                blocked=tuple(dict.fromkeys(o for each in fetched for o in each.blocked)),
            )
            for name in silent:
                if name != self._name:
                    yield self._answer(need, source=name, error=HostSilent.code)

    def _content(self, need: Need) -> SourceAnswer:
        try:
            found = self._contents.take(dict(need.parameters).get("_id", ""))
        except HostError as failure:
            return self._answer(need, error=failure.code)
        return self._answer(need, resources=(found,))

    def _answer(self, need: Need, **told: Any) -> SourceAnswer:
        usual: dict[str, Any] = {"source": self._name, "at": datetime.now(UTC)}
        return SourceAnswer(need=need, **(usual | told))

    async def _fetch(self, contract: Contract, since: date | None) -> Fetched:
        """Ask a contract and make of its records what may be shown of them."""
        gathered = await self._gather(contract, since)
        records = [each for each in gathered.records if self._within_reach(each)]
        verdicts = await self._blocks.check([_row(contract, each) for each in records])
        told = list(zip(records, verdicts, strict=True))
        unknown = any(verdict is Verdict.UNKNOWN for _, verdict in told)
        resources: list[Json] = []
        unreadable = gathered.left_out
        for number, (record, verdict) in enumerate(told):
            if verdict is Verdict.PERMITTED:
                made = resources_of(contract, record)
                resources += made
                unreadable += not made
            if number % _RECORDS_AT_ONCE == 0:
                await asyncio.sleep(0)  # the console waits for answers, too
        return Fetched(
            resources=tuple(resources),
            error=gathered.error or (BlocksUnknown.code if unknown else ""),
            unreadable=unreadable,
            blocked=_owners(record for record, verdict in told if verdict is Verdict.BLOCKED),
            silent=tuple(dict.fromkeys(gathered.silent)),
        )

    def _within_reach(self, record: Record) -> bool:
        own = record.header.provider.hsa_id.upper() == self._reading.own.upper()
        return own or self._reading.reach is Reach.ALL

    async def _gather(self, contract: Contract, since: date | None) -> Gathered:
        """Ask a contract, and for the rest of what it has; what fails later takes nothing away."""
        shared = self._reading.reach is Reach.ALL
        first = self._access.logical_address if shared else self._access.own_address
        gathered, open_pages, seen = Gathered(), [(first, "")], set[tuple[str, str]]()
        while open_pages:
            page = address, more = open_pages.pop(0)
            if page in seen or (address != first and not shared):
                continue
            seen.add(page)
            try:
                if len(seen) > _MOST_PAGES:
                    raise TooMuch("more pages than any record has")
                fields = contract.request(self._patient.number, since, more)
                reply = await self._client.call(contract.interaction, address, fields)
                today = datetime.now(SWEDEN).date()
                answer = read_answer(contract, reply.body, self._patient.number, today)
            except OtherPatient as failure:
                return Gathered(error=failure.code)
            except HostError as failure:
                gathered.error = gathered.error or failure.code
                continue
            gathered.add(answer, reply)
            open_pages += [(where or address, rest) for where, rest in answer.more if rest]
            if not all(rest for _, rest in answer.more):
                gathered.error = HostNonsense.code  # there is more, and no way to it
        return gathered


def _is_wider(since: date | None, before: date | None) -> bool:
    """Tell whether more is asked for than before."""
    return before is not None and (since is None or since < before)


def _row(contract: Contract, record: Record) -> Row:
    header = record.header
    return Row(
        provider=header.provider.hsa_id,
        unit=header.unit.hsa_id,
        start=header.block_time,
        end=header.block_time,
        information_type=contract.information_type,
    )


def _owners(records: Iterable[Record]) -> tuple[Organisation, ...]:
    providers = (record.header.provider for record in records)
    return tuple(
        dict.fromkeys(
            Organisation(hsa_id=each.hsa_id, name=each.name or owner_of(each.hsa_id))
            for each in providers
        )
    )
