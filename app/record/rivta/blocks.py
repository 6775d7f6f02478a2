"""What the patient has blocked: CheckBlocks 4 on everything that is to be shown.

Runs in the case process. Asked for every unit whose people see the screen (`Reading.actors`): what
is blocked for one of them is shown to nobody. An answer that does not come, or says nothing of a
row, is no yes; but what the very unit of all who see it has recorded cannot be blocked for them,
and an organisation's policy may trust its own provider.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import NamedTuple

from app.model.case import PersonNumber
from app.model.errors import HostError
from app.model.identity import bounds_of
from app.model.people import Actor
from app.model.record import ContractAccess, Reading
from app.wire.envelope import Field
from app.wire.interactions import CHECK_BLOCKS
from app.wire.rivta import accessing, check_result, local_time, patient_id
from app.wire.soap import SoapClient
from app.wire.xmltext import Node

MEDICINES, ALERTS = "lak", "upp"  # the only information types that a block may leave open
_ROWS_A_CALL = 500
_EARLIEST, _LATEST = "1800-01-01T00:00:00", "2999-12-31T23:59:59"


class Verdict(StrEnum):
    """Whether a row may be shown."""

    PERMITTED = "permitted"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"  # nobody could say: it is not shown, either


class Row(NamedTuple):
    """What a block is about: whose information it is, from when to when, and of which type.

    Times are FHIR's, as `Header` has them; of one that is not known a block holds whenever.
    """

    provider: str
    unit: str
    start: str = ""
    end: str = ""
    information_type: str = ""


class BlockCheck:
    """The blocks of one patient, on the terms of one reading; nothing is asked twice."""

    def __init__(
        self,
        client: SoapClient,
        access: ContractAccess,
        number: PersonNumber | None,
        reading: Reading,
    ) -> None:
        """Take the client, which the caller closes, and who is read, for whom."""
        self._client, self._address = client, access.security_address
        self._number, self._reading = number, reading
        self._known: dict[tuple[Actor, Row], Verdict] = {}

    async def check(self, rows: Sequence[Row]) -> list[Verdict]:
        """Return for each row whether it may be shown; an answer that does not come is UNKNOWN."""
        distinct = tuple(dict.fromkeys(rows))
        actors = self._reading.actors
        await asyncio.gather(*(self._learn(actor, distinct) for actor in actors))
        return [self._verdict(row) for row in rows]

    def _verdict(self, row: Row) -> Verdict:
        said = {self._known.get((a, row), Verdict.UNKNOWN) for a in self._reading.actors}
        if Verdict.BLOCKED in said:
            return Verdict.BLOCKED
        if said == {Verdict.PERMITTED} or self._needs_no_answer(row):
            return Verdict.PERMITTED
        return Verdict.UNKNOWN

    def _needs_no_answer(self, row: Row) -> bool:
        """Tell whether all who see it are of the unit it is from, or the policy trusts them."""
        units = self._reading.units
        trusted = self._reading.own_unchecked and {p for p, _ in units} == {row.provider}
        return trusted or units == {(row.provider, row.unit)}

    async def _learn(self, actor: Actor, rows: Iterable[Row]) -> None:
        asked = [row for row in rows if (actor, row) not in self._known]
        portions = [asked[at : at + _ROWS_A_CALL] for at in range(0, len(asked), _ROWS_A_CALL)]
        await asyncio.gather(*(self._ask(actor, portion) for portion in portions))

    async def _ask(self, actor: Actor, rows: Sequence[Row]) -> None:
        try:
            fields: list[Field] = [
                ("accessingActor", accessing(actor)),
                ("patientId", patient_id(self._number)),
                *(("informationEntities", _entity(row, n)) for n, row in enumerate(rows, start=1)),
            ]
            reply = await self._client.call(CHECK_BLOCKS, self._address, fields)
            result = reply.body.one("checkBlocksResult")
            check_result(result.one("result"))
        except HostError:
            return  # what nobody has answered is unknown
        for number, verdict in _answers(result).items():
            if 1 <= number <= len(rows):
                self._known[actor, rows[number - 1]] = verdict


def _answers(result: Node) -> dict[int, Verdict]:
    """Return the verdicts by row number; of two about one row the stricter holds."""
    meant = {"OK": Verdict.PERMITTED, "BLOCKED": Verdict.BLOCKED}
    strict = [Verdict.PERMITTED, Verdict.UNKNOWN, Verdict.BLOCKED]
    found: dict[int, Verdict] = {}
    for each in result.all("checkResults"):
        row, status = each.value("rowNumber"), each.value("status").upper()
        if row.isascii() and row.isdigit():
            verdicts = (meant.get(status, Verdict.UNKNOWN), found.get(int(row), strict[0]))
            found[int(row)] = max(verdicts, key=strict.index)
    return found


def _entity(row: Row, number: int) -> list[Field]:
    kind: list[Field] = [("informationType", row.information_type)] if row.information_type else []
    return [
        ("informationStartDate", _first(row.start)),
        ("informationEndDate", _last(row.end or row.start)),
        ("informationCareUnitId", row.unit),
        ("informationCareProviderId", row.provider),
        *kind,
        ("rowNumber", str(number)),
    ]


def _first(text: str) -> str:
    """Return the first moment that a FHIR time may mean."""
    if exact := _exact(text):
        return exact
    bounds = bounds_of(text)
    return f"{bounds[0].isoformat()}T00:00:00" if bounds else _EARLIEST


def _last(text: str) -> str:
    if exact := _exact(text):
        return exact
    bounds = bounds_of(text)
    return f"{bounds[1].isoformat()}T23:59:59" if bounds else _LATEST


def _exact(text: str) -> str:
    """Return a time with its clock in Swedish local time, "" for a date or for no time."""
    if "T" not in text:
        return ""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return local_time(at if at.tzinfo else at.replace(tzinfo=UTC))
