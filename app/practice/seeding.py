"""The practice meeting put onto a FHIR R4 test server.

One transaction where the server takes it, else one resource after the other, what is referred to
first and the Appointment last. So the Appointment is there only when everything is, and its
presence says that there is nothing left to do.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from app.model.errors import HostMissing, HostNonsense, HostTrouble
from app.practice.meeting import meeting_id, practice_meeting
from app.wire.fhir import Entry, FhirClient
from app.wire.http import HttpClient, Limits
from app.wire.replies import refuse, resource_of

_PATIENCE = Limits(deadline=60.0, tries=2)
_FIRST = ("Organization", "Practitioner", "PractitionerRole", "Location", "Patient")
_LAST = ("ServiceRequest", "List", "Appointment")
_UNKNOWN_WAY = frozenset({400, 404, 405, 413, 422, 501})


async def seed(base_url: str, token: str, today: date) -> int:
    """Put that day's practice meeting onto the server; returns how many resources were written.

    0: it was there already. Raises HostError or one of its kinds.
    """
    await _require_r4(base_url, token)
    async with FhirClient(base_url, token, limits=_PATIENCE) as host:
        try:
            await host.read("Appointment", meeting_id(today))
        except HostMissing:
            resources = [each["resource"] for each in practice_meeting(today)["entry"]]
            await _write(host, resources)
            return len(resources)
    return 0


async def _require_r4(base_url: str, token: str) -> None:
    headers = {"Accept": "application/fhir+json"}
    if token:
        headers["Authorization"] = f"Bearer {token}"
    async with HttpClient(base_url, headers=headers, limits=_PATIENCE) as http:
        reply = await http.send("GET", f"{base_url}/metadata", again=True)
    refuse(reply)
    statement = resource_of(reply, "CapabilityStatement", base_url)
    if not str(statement.get("fhirVersion", "")).startswith("4.0"):
        raise HostNonsense("the server does not speak FHIR R4 (4.0.1)")


async def _write(host: FhirClient, resources: list[dict[str, Any]]) -> None:
    try:
        await host.transaction([Entry(resource=each) for each in resources])
    except (HostMissing, HostNonsense):  # no such way at this server, or none that it tells
        pass
    except HostTrouble as error:
        if error.status not in _UNKNOWN_WAY:
            raise
    else:
        return
    for resource in _in_order(resources):
        await host.update(resource)


def _in_order(resources: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Put what others refer to first, so that a server that checks references accepts them."""

    def place(resource: dict[str, Any]) -> int:
        kind = resource["resourceType"]
        if kind in _FIRST:
            return _FIRST.index(kind)
        return len(_FIRST) + (1 + _LAST.index(kind) if kind in _LAST else 0)

    return sorted(resources, key=place)
