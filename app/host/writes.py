"""Two ways of writing that do no harm when they are done twice: `ensure` and `change`."""

from collections.abc import Callable

from app.host.codes import has_identifier
from app.host.delivery import etag_of
from app.model.errors import (
    HostConflict,
    HostError,
    HostNonsense,
    HostSilent,
    HostTrouble,
    HostUnreachable,
)
from app.overview.shape import Json, string
from app.wire.fhir import Entry, FhirClient, Versioned

ATTEMPTS = 6
_SERVER_FAULTS = 500
_BUSY = 429


def is_unclear(error: HostError) -> bool:
    """Tell whether a write may have been done in spite of this: look before trying again."""
    if isinstance(error, HostTrouble):
        return error.status >= _SERVER_FAULTS or error.status == _BUSY
    return isinstance(error, HostUnreachable | HostSilent | HostNonsense)


async def find(client: FhirClient, kind: str, unique: tuple[str, str]) -> Versioned | None:
    """Return the resource with that identifier, None where there is none."""
    found = await client.search(kind, [("identifier", "|".join(unique))])
    # A server that ignores the parameter answers with everything that it has.
    own = [each for each in found if has_identifier(each, *unique)]
    if not own:
        return None
    first = min(own, key=lambda each: string(each, "id"))
    return Versioned(resource=first, etag=etag_of(first))


async def ensure(client: FhirClient, resource: Json, unique: tuple[str, str]) -> Versioned:
    """Return the resource with that identifier; create it where there is none."""
    kind = str(resource["resourceType"])
    unclear: HostError | None = None
    for attempt in range(ATTEMPTS):
        if held := await find(client, kind, unique):
            return held
        try:
            await client.transaction([Entry(resource=resource, unique=unique)])
        except HostError as error:
            if not is_unclear(error):
                raise
            unclear = error
            await client.backoff.pause(attempt)
    raise unclear or HostNonsense("what was created is not found")


async def change(client: FhirClient, held: Versioned, edit: Callable[[Json], Json]) -> Versioned:
    """Change a resource if the host still has the version that is known; else read it and retry.

    `edit` may be asked several times, each time with what the host has then; what it raises, and
    HostConflict when somebody else is always first, goes to the caller.
    """
    for _ in range(ATTEMPTS):
        edited = edit(held.resource)
        if edited == held.resource:
            return held
        try:
            return await client.update(edited, etag=held.etag)
        except HostConflict:
            held = await client.read(
                string(held.resource, "resourceType"), string(held.resource, "id")
            )
    raise HostConflict("somebody else was first, again and again")
