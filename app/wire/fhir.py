"""FHIR R4 REST with one server: read, search with paging, update, transaction.

Source: FHIR R4, RESTful API and Search. Searches go by POST `_search`, so that nobody's identifier
stands in an address that servers and proxies log; only the server's own paging links are GETs, and
only on its own origin. A resource is created by a transaction with `ifNoneExist`, which a repeated
request cannot double. Leaves out patch, delete, batch and operations.
"""

import re
from collections.abc import AsyncIterator, Callable, Sequence
from typing import Self
from urllib.parse import urlencode

from app.model.base import Private
from app.model.errors import HostNonsense, TooMuch
from app.model.jsontext import encode
from app.wire.address import AddressError, check_base_url, on_same_origin
from app.wire.http import USUAL_LIMITS, Backoff, HttpClient, Limits, Reply
from app.wire.jsontext import Resource, decode_object
from app.wire.replies import Page, read_page, refuse, resource_of, version_of, written_references

_FHIR_JSON = "application/fhir+json"
_FORM = "application/x-www-form-urlencoded"
_TYPE = re.compile(r"[A-Z][A-Za-z]{1,63}")
_ID = re.compile(r"(?!\.+\Z)[A-Za-z0-9.-]{1,64}")
_MAX_PAGES = 2_000
_MAX_RESOURCES = 100_000
_PAGE_SIZE = 500
_MAX_NAME = 80
_UNAUTHORIZED = 401

Parameters = Sequence[tuple[str, str]]


class Versioned(Private, frozen=True, kw_only=True):
    """A resource and the ETag of the version it is ("" where the server has none)."""

    resource: Resource
    etag: str = ""


class Entry(Private, frozen=True, kw_only=True):
    """One write of a transaction.

    With `unique` (an Identifier's system and value) it is a create that does nothing where a
    resource with that identifier exists; without, an update of the resource's id, if the host still
    has the version `etag`. Other entries may refer to it as `full_url`.
    """

    resource: Resource
    full_url: str = ""
    unique: tuple[str, str] | None = None
    etag: str = ""


class FhirClient:
    """One FHIR R4 server. Use `async with`, or `aclose()` in the end.

    Every method raises HostError or one of its kinds, and nothing else.
    """

    def __init__(
        self, base_url: str, token: str = "", *, limits: Limits = USUAL_LIMITS, proxy: str = ""
    ) -> None:
        """Take the base address, the bearer token ("" for none), limits and a proxy's address.

        Raises HostNonsense for a base address that `check_base_url` refuses or a token that cannot
        stand in a header.
        """
        try:
            self.base_url = check_base_url(base_url)
        except AddressError as error:
            raise HostNonsense(str(error)) from None
        headers = {"Accept": _FHIR_JSON, "User-Agent": "Samsyn"} | _authorization(token)
        self._http = HttpClient(self.base_url, headers=headers, limits=limits, proxy=proxy)
        self.unauthorized: Callable[[], None] = lambda: None  # called when a token is not accepted

    @property
    def backoff(self) -> Backoff:
        """Return how to pause between attempts at something that this class does not repeat."""
        return self._http.backoff

    def authorize(self, token: str) -> None:
        """Ask with this token from now on. Raises HostNonsense for one that cannot be."""
        self._http.add_headers(_authorization(token))

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def __aenter__(self) -> Self:
        """Be the context of an `async with`."""
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close all connections."""
        await self.aclose()

    async def name(self) -> str:
        """Return what the server calls itself, in words; "" where it does not say."""
        reply = await self._http.send("GET", f"{self.base_url}/metadata", again=True)
        statement = self._resource(reply, "CapabilityStatement")
        places = (("implementation", "description"), ("software", "name"))
        for place, element in places:
            words = (found if isinstance(found := statement.get(place), dict) else {}).get(element)
            if isinstance(words, str) and words.strip():
                return " ".join(words.split())[:_MAX_NAME]
        return ""

    async def read(self, resource_type: str, resource_id: str) -> Versioned:
        """Return the current version of one resource; HostMissing where there is none."""
        reply = await self._http.send("GET", self._url(resource_type, resource_id), again=True)
        resource = self._resource(reply, resource_type)
        if resource.get("id") != resource_id:
            raise HostNonsense("an answer with another id")
        return Versioned(resource=resource, etag=version_of(reply, resource))

    async def search(self, resource_type: str, parameters: Parameters) -> list[Resource]:
        """Return all resources that match, from all pages. They are of that type and no other."""
        found: list[Resource] = []
        async for page in self.pages(resource_type, parameters):
            found += [decode_object(raw) for raw in page.resources]
        if any(each.get("resourceType") != resource_type for each in found):
            raise HostNonsense("a resource of another type")
        return found

    async def pages(
        self, resource_type: str, parameters: Parameters, *, page_size: int = _PAGE_SIZE
    ) -> AsyncIterator[Page]:
        """Yield the pages of a search, their resources still as JSON text.

        Raises HostNonsense for a link to another origin or back to a page that was there, TooMuch
        for more pages or resources than any record has.
        """
        form = urlencode([*parameters, ("_count", str(page_size))]).encode()
        url = f"{self._url(resource_type)}/_search"
        headers = {"Content-Type": _FORM}
        reply = await self._http.send("POST", url, headers=headers, body=form, again=True)
        seen: set[str] = set()
        resources = 0
        while True:
            page = read_page(self._accepted(reply), self.base_url)
            resources += len(page.resources)
            if resources > _MAX_RESOURCES or len(seen) > _MAX_PAGES:
                raise TooMuch("more pages or resources than any record has")
            yield page
            if not page.next:
                return
            following = on_same_origin(self.base_url, page.next)
            if following is None or following in seen:
                raise HostNonsense("a paging link that leads astray")
            seen.add(following)
            reply = await self._http.send("GET", following, again=True)

    async def update(self, resource: Resource, *, etag: str = "") -> Versioned:
        """Put a resource under its id; with an ETag only if the host still has that version.

        Doing it again does no harm, so it is repeated: after an answer that was lost, a repeated
        conditional update ends in HostConflict, and the caller reads what the host has.
        """
        url = self._url(str(resource.get("resourceType")), str(resource.get("id")))
        headers = {"Content-Type": _FHIR_JSON, "Prefer": "return=representation"}
        if etag:
            headers["If-Match"] = etag
        body = encode(resource)
        reply = await self._http.send("PUT", url, headers=headers, body=body, again=True)
        if not self._accepted(reply).body:
            return Versioned(resource=resource, etag=reply.headers.get("etag", ""))
        written = self._resource(reply, str(resource["resourceType"]))
        return Versioned(resource=written, etag=version_of(reply, written))

    async def transaction(self, entries: Sequence[Entry]) -> list[str]:
        """Write everything or nothing; return `Type/id` of each entry. Sent once: see the caller.

        Raises HostConflict when an `etag` or a `unique` identifier stood in the way.
        """
        bundle = {
            "resourceType": "Bundle",
            "type": "transaction",
            "entry": [_entry(each) for each in entries],
        }
        headers = {"Content-Type": _FHIR_JSON}
        reply = await self._http.send("POST", self.base_url, headers=headers, body=encode(bundle))
        return written_references(self._resource(reply, "Bundle"), len(entries))

    def _url(self, resource_type: str, resource_id: str | None = None) -> str:
        if not _TYPE.fullmatch(resource_type):
            raise HostNonsense("a resource type that is none")
        if resource_id is None:
            return f"{self.base_url}/{resource_type}"
        if not _ID.fullmatch(resource_id):
            raise HostNonsense("an id that is none")
        return f"{self.base_url}/{resource_type}/{resource_id}"

    def _resource(self, reply: Reply, resource_type: str) -> Resource:
        return resource_of(self._accepted(reply), resource_type, self.base_url)

    def _accepted(self, reply: Reply) -> Reply:
        if reply.status == _UNAUTHORIZED:
            self.unauthorized()
        refuse(reply)
        return reply


def _authorization(token: str) -> dict[str, str]:
    if not (token.isascii() and token.isprintable()):
        raise HostNonsense("a token with signs that no token has")
    return {"Authorization": f"Bearer {token}"} if token else {}


def _entry(entry: Entry) -> Resource:
    kind = str(entry.resource.get("resourceType"))
    request = {"method": "PUT", "url": f"{kind}/{entry.resource.get('id')}"}
    if entry.unique:
        query = urlencode([("identifier", "|".join(entry.unique))])
        request = {"method": "POST", "url": kind, "ifNoneExist": query}
    elif entry.etag:
        request["ifMatch"] = entry.etag
    full_url = {"fullUrl": entry.full_url} if entry.full_url else {}
    return full_url | {"resource": entry.resource, "request": request}
