"""What the host holds, read past the app, as plain FHIR."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import httpx2

from app.host.host import FhirHost
from app.model.case import Meeting
from app.practice.meeting import meeting_id
from app.room.ports import HostState
from app.wire.fhir import FhirClient


class HostEyes:
    """Reads a FHIR server of the tests."""

    def __init__(self, base_url: str, token: str, *, keeps_figures: bool = True) -> None:
        self.base_url, self.token, self.keeps_figures = base_url, token, keeps_figures

    def all(self, resource_type: str) -> list[dict[str, Any]]:
        """Return every resource of a type."""
        found: list[dict[str, Any]] = []
        url: str | None = f"{self.base_url}/{resource_type}?_count=200"
        with httpx2.Client(headers={"Authorization": f"Bearer {self.token}"}, timeout=30) as http:
            while url:
                bundle = http.get(url).raise_for_status().json()
                found += [entry["resource"] for entry in bundle.get("entry", ())]
                links = {link["relation"]: link["url"] for link in bundle.get("link", ())}
                url = links.get("next")
        return found

    def put(self, resource: dict[str, Any]) -> None:
        """Write a resource as another system of the hospital would."""
        with httpx2.Client(headers={"Authorization": f"Bearer {self.token}"}, timeout=30) as http:
            url = f"{self.base_url}/{resource['resourceType']}/{resource['id']}"
            http.put(url, json=resource).raise_for_status()

    def delete(self, resource: dict[str, Any]) -> None:
        """Take a resource away."""
        with httpx2.Client(headers={"Authorization": f"Bearer {self.token}"}, timeout=30) as http:
            url = f"{self.base_url}/{resource['resourceType']}/{resource['id']}"
            http.delete(url).raise_for_status()

    def of_case(self, resource_type: str, patient: str) -> list[dict[str, Any]]:
        """Return the resources of a type that are about or for the patient (`Patient/1`)."""
        return [
            resource
            for resource in self.all(resource_type)
            if patient
            in {(resource.get(key) or {}).get("reference") for key in ("subject", "for", "patient")}
        ]

    def reads(self, kind: str = "") -> list[dict[str, Any]]:
        """Return the access log, or the entries of one kind."""
        return [
            event
            for event in self.all("AuditEvent")
            if not kind or kind in {coding.get("code") for coding in event.get("subtype", ())}
        ]

    def state(self) -> HostState:
        """Return the meeting as a console would take it up."""

        async def read() -> HostState:
            async with FhirClient(self.base_url, self.token) as client:
                return await FhirHost(client).read(
                    meeting_id(datetime.now(UTC).astimezone().date())
                )

        return asyncio.run(read())

    def meeting(self) -> Meeting:
        """Return the planned meeting."""
        return self.state().meeting
