"""The national access log: StoreLog 2; and both logs as one. Implement `AccessLog`.

`user` is whoever has signed in and reads, with HSA-ids of person, unit and care provider; those who
are in the room are never in it: they are in the host's log as "visad för". The same entry written
twice has the same `logId`. Leaves out what is no read of others' information: who saw a case and
when, and openings that came to nothing, are the host's own.
"""

from app.model.case import AssertionKind
from app.model.errors import HostError, HostMissing, SharedLogDown
from app.model.people import Organisation, Person
from app.room.ports import AccessEntry, AccessKind, AccessLog
from app.wire.envelope import Field, Fields
from app.wire.interactions import STORE_LOG
from app.wire.rivta import check_result, local_time, patient_id
from app.wire.soap import SoapClient

# Words of the contract's description (activityType, purpose, resourceType).
_READ, _WRITE, _EMERGENCY = "Läsa", "Skriva", "Nödöppning"
_PURPOSE = "Vård och behandling"
_OVERVIEW, _CONSENT = "översikt", "samtycke"
_LONGEST = 256  # characters of a name
_KINDS = frozenset(
    {AccessKind.SHOW, AccessKind.PREVIEW, AccessKind.PREPARATION, AccessKind.REGISTERED}
)


class NationalLog:
    """The log service behind an integration platform."""

    def __init__(self, client: SoapClient, address: str, system: str) -> None:
        """Take the client, which the caller closes, the log's address and our own HSA-id."""
        self._client, self._address, self._system = client, address, system

    async def record(self, entry: AccessEntry) -> None:
        """Return when the log has acknowledged the entry.

        Of a patient whom the national services do not know nothing can be read from them.
        """
        if entry.kind not in _KINDS:
            return
        try:
            patient = patient_id(entry.patient.number)
        except HostMissing:
            return
        log = self._log(entry, patient)
        reply = await self._client.call(STORE_LOG, self._address, [("log", log)])
        check_result(reply.body.one("result"))

    def _log(self, entry: AccessEntry, patient: Fields) -> list[Field]:
        activity, resource = _what(entry)
        return [
            ("logId", entry.id),
            ("system", [("systemId", self._system), ("systemName", "Samsyn")]),
            (
                "activity",
                [
                    ("activityType", activity),
                    ("startDate", local_time(entry.at)),
                    ("purpose", _PURPOSE),
                ],
            ),
            ("user", _user(entry.reader)),
            (
                "resources",
                [
                    (
                        "resource",
                        [
                            ("resourceType", resource),
                            ("patient", [("patientId", patient)]),
                            ("careProvider", _named("careProvider", entry.reader.provider)),
                        ],
                    )
                ],
            ),
        ]


class BothLogs:
    """The host's access log first, and then the national one."""

    def __init__(self, own: AccessLog, national: AccessLog) -> None:
        """Take both."""
        self._own, self._national = own, national

    async def record(self, entry: AccessEntry) -> None:
        """Return when both have acknowledged the entry.

        Raises SharedLogDown when only the host has.
        """
        await self._own.record(entry)
        try:
            await self._national.record(entry)
        except HostError as error:
            raise SharedLogDown(error.code) from None


def _what(entry: AccessEntry) -> tuple[str, str]:
    """Return activity and resource type."""
    if entry.assertion is None:
        return _READ, _OVERVIEW
    emergency = entry.assertion.kind is AssertionKind.EMERGENCY
    return (_EMERGENCY, _OVERVIEW) if emergency else (_WRITE, _CONSENT)


def _user(reader: Person) -> list[Field]:
    if reader.actor is None:
        raise HostMissing("a reader without HSA-ids")
    title: list[Field] = [("title", reader.profession[:_LONGEST])] if reader.profession else []
    return [
        ("userId", reader.actor.employee),
        ("name", reader.name[:_LONGEST]),
        *title,
        ("careProvider", _named("careProvider", reader.provider)),
        ("careUnit", _named("careUnit", reader.unit)),
    ]


def _named(what: str, organisation: Organisation) -> list[Field]:
    named: list[Field] = (
        [(f"{what}Name", organisation.name[:_LONGEST])] if organisation.name else []
    )
    return [(f"{what}Id", organisation.hsa_id), *named]
