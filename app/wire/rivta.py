"""What adapters of RIV-TA's security services write and read alike: who, when, and the result.

The services know people by HSA-ids and patients by number and register; times are Swedish local
time without a zone. A result that is neither OK nor INFO means that nothing was done.
Source: informationsecurity:authorization:consent 2, …:blocking 4, …:auditing:log 2,
ehr:patientrelationship 1.
"""

from datetime import datetime
from zoneinfo import ZoneInfo

from app.model.case import NumberKind, PersonNumber
from app.model.errors import (
    HostConflict,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostTrouble,
)
from app.model.people import Actor
from app.wire.envelope import Fields
from app.wire.xmltext import Node

SWEDEN = ZoneInfo("Europe/Stockholm")
_REGISTERS = {
    NumberKind.PERSONNUMMER: "1.2.752.129.2.1.3.1",
    NumberKind.SAMORDNINGSNUMMER: "1.2.752.129.2.1.3.3",
    NumberKind.RESERVNUMMER: "1.2.752.74.9.1",
}
_DONE = frozenset({"OK", "INFO"})


def patient_id(number: PersonNumber | None) -> Fields:
    """Return a patient's `IIType`. Raises HostMissing for a number of no register."""
    root = _REGISTERS.get(number.kind) if number else None
    if number is None or root is None:
        raise HostMissing("a patient without a number that the services know")
    return [("root", root), ("extension", number.value)]


def accessing(actor: Actor) -> Fields:
    """Return who asks, as `AccessingActorType`."""
    return [
        ("employeeId", actor.employee),
        ("careProviderId", actor.provider),
        ("careUnitId", actor.unit),
    ]


def local_time(at: datetime) -> str:
    """Return a time as the services tell it: xs:dateTime, Swedish local time, no zone."""
    return at.astimezone(SWEDEN).replace(tzinfo=None, microsecond=0).isoformat()


def check_result(result: Node) -> None:
    """Return when what was asked for is done; else raise the HostError that the code means."""
    code = (result.value("resultCode") or "").upper()
    if code in _DONE:
        return
    match code.replace("_", ""):
        case "ACCESSDENIED":
            raise HostRefused(code)
        case "NOTFOUND":
            raise HostMissing(code)
        case "ALREADYEXISTS":
            raise HostConflict(code)
        case "VALIDATIONERROR" | "INVALIDSTATE":
            raise HostTrouble(400, code)
        case "ERROR":
            raise HostTrouble(500, code)
        case _:
            raise HostNonsense("a result without a known code")
