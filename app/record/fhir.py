"""A patient's record from a FHIR R4 server: implements `RecordSource`.

Runs in the case process. All needs are asked side by side; each has its answer, and a failure is
one. A resource that cannot be read is counted; one of another patient refuses the whole answer.
Contents of media (Binary) are read one by one, by id, on this server and nowhere else.
"""

import asyncio
from collections.abc import AsyncGenerator
from datetime import UTC, datetime

from app.model.errors import HostError, HostNonsense, OtherPatient, TooMuch
from app.model.record import Need, SourceAnswer
from app.overview.references import key_of
from app.overview.shape import Json, child, string
from app.overview.subject import Subject
from app.record.limits import ALL_CONTENTS, LARGEST_CONTENT
from app.record.merging import BINARY, Asked, merged
from app.wire.fhir import FhirClient, Parameters
from app.wire.jsontext import decode_object

PAGE_SIZE = 1_000
_IDS_A_SEARCH = 100
_CONTENTS_AT_ONCE = 2
_UNSUITABLE = frozenset(  # belongs to no patient, so it is only ever read by its id
    {"Medication", "Practitioner", "PractitionerRole", "Organization", "Location", "Substance"}
)


class FhirRecordSource:
    """One FHIR R4 server as the source `name` (in words)."""

    def __init__(self, client: FhirClient, name: str) -> None:
        """Take the client, which the caller closes."""
        self._client, self._name = client, name
        self._contents_at_once = asyncio.Semaphore(_CONTENTS_AT_ONCE)
        self._contents_left = ALL_CONTENTS

    @property
    def sources(self) -> tuple[str, ...]:
        """The names of all sources that will be asked, in words."""
        return (self._name,)

    async def ask(
        self, patient_reference: str, needs: tuple[Need, ...]
    ) -> AsyncGenerator[SourceAnswer, None]:
        """Yield one answer per need, as they come; failures are answers, too.

        Where one search answered several needs, what it found comes with the first of them: once.
        """
        loop = asyncio.get_running_loop()
        tasks = [loop.create_task(self._answers(patient_reference, e)) for e in merged(needs)]
        try:
            for first in asyncio.as_completed(tasks):
                for answer in await first:
                    yield answer
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _answers(self, patient: str, asked: Asked) -> list[SourceAnswer]:
        try:
            if asked.need.resource_type == BINARY:
                resources, unreadable = [await self._content(patient, asked.need)], 0
            else:
                resources, unreadable = await self._fetch(patient, asked.need)
            error = ""
        except HostError as failure:
            resources, unreadable, error = [], 0, failure.code
        at = datetime.now(UTC)
        return [
            SourceAnswer(
                source=self._name,
                need=need,
                resources=tuple(resources) if need is asked.answers[0] else (),
                at=at,
                error=error,
                unreadable=unreadable,
                base=self._client.base_url,
            )
            for need in asked.answers
        ]

    async def _fetch(self, patient: str, need: Need) -> tuple[list[Json], int]:
        if not key_of(patient).startswith("Patient/"):
            raise HostNonsense("a case without its patient")
        resources: list[Json] = []
        unreadable = 0
        for parameters in _searches(patient, need):
            found, failed = await self._search(need.resource_type, parameters)
            resources, unreadable = resources + found, unreadable + failed
        if need.ids:
            wanted = [each for each in resources if string(each, "id") in need.ids]
            unreadable += max(0, len(need.ids) - len(wanted) - unreadable)
            resources = wanted
        subject = Subject(key=key_of(patient))
        if not all(subject.owns(each) for each in resources):
            raise OtherPatient("an answer with somebody else's resource")
        return resources, unreadable

    async def _content(self, patient: str, need: Need) -> Json:
        """Read one content by its id, a few at a time and no more than a case may have."""
        async with self._contents_at_once:
            if self._contents_left <= 0:
                raise TooMuch("the case has enough contents")
            found = (await self._client.read(BINARY, dict(need.parameters).get("_id", ""))).resource
        owner = key_of(string(child(found, "securityContext"), "reference"))
        if owner.startswith("Patient/") and owner != key_of(patient):
            raise OtherPatient("somebody else's content")
        size = len(string(found, "data")) * 3 // 4
        if size > min(LARGEST_CONTENT, self._contents_left):
            raise TooMuch("a content larger than a room needs")
        self._contents_left -= size
        return found

    async def _search(self, resource_type: str, parameters: Parameters) -> tuple[list[Json], int]:
        """Return the readable resources of a search, and how many there are that are not."""
        found: list[Json] = []
        unreadable = 0
        async for page in self._client.pages(resource_type, parameters, page_size=PAGE_SIZE):
            for raw in page.resources:
                try:
                    resource = decode_object(raw)
                except HostNonsense:
                    unreadable += 1
                    continue
                if resource.get("resourceType") == resource_type:
                    found.append(resource)
                else:
                    unreadable += 1
        return found, unreadable


def _searches(patient: str, need: Need) -> list[Parameters]:
    """Return the searches for a need: by id in portions, or all of the patient's."""
    if need.ids:
        portions = range(0, len(need.ids), _IDS_A_SEARCH)
        return [[("_id", ",".join(need.ids[at : at + _IDS_A_SEARCH]))] for at in portions]
    if need.resource_type == "Patient":
        return [[("_id", key_of(patient).removeprefix("Patient/"))]]
    if need.resource_type in _UNSUITABLE:
        return []
    return [[("patient", patient), *need.parameters]]
