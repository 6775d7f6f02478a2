"""Bundles that go out: searchsets page by page, histories, and the answers to bundles.

The stored bytes of each resource are spliced in as they are. The pages of a search stay as they
were when it was asked, however the resources change meanwhile; a page's address is a random token,
so that no address holds anything about a patient.
"""

import secrets
from collections import OrderedDict
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlencode

from app.model.base import Private
from app.practice.body import encode
from app.practice.refusal import Refusal, outcome
from app.practice.search import Query
from app.practice.store import Version, instant

KEPT_SEARCHES = 256
_MAX_DIGITS = 9
PAGE_PARAMETERS = frozenset({"_getpages", "_offset"})


class _Search(Private, frozen=True, kw_only=True):
    found: list[Version]
    limit: int
    self_url: str


class Pages:
    """The searches whose next pages somebody may still ask for; the oldest are forgotten."""

    def __init__(self) -> None:
        """Begin without any."""
        self._searches: OrderedDict[str, _Search] = OrderedDict()

    def first(self, base: str, query: Query, found: list[Version]) -> bytes:
        """Return the first page of a search's result."""
        self_url = f"{base}/{query.type}"
        if query.used:
            self_url += f"?{urlencode(query.used)}"
        if query.only_count:
            return _bundle("searchset", [], total=len(found), links={"self": self_url})
        search, token = _Search(found=found, limit=query.limit, self_url=self_url), ""
        if len(found) > query.limit:
            token = secrets.token_urlsafe(24)
            self._searches[token] = search
            if len(self._searches) > KEPT_SEARCHES:
                self._searches.popitem(last=False)
        return _page(base, search, token, 0, query.ignored)

    def later(self, base: str, token: str, offset: str) -> bytes:
        """Return a later page; refuses (410) a search that is forgotten."""
        search = self._searches.get(token)
        if search is None or not offset.isdecimal() or len(offset) > _MAX_DIGITS:
            raise Refusal(410, "expired", "this page is no longer kept: search anew")
        self._searches.move_to_end(token)
        return _page(base, search, token, int(offset), ())


def _page(base: str, search: _Search, token: str, offset: int, ignored: Iterable[str]) -> bytes:
    end = offset + search.limit
    links = {"self": search.self_url if offset == 0 else _page_url(base, token, offset)}
    if end < len(search.found):
        links["next"] = _page_url(base, token, end)
    entries = [_entry(base, version, b'"search":{"mode":"match"}') for version in
               search.found[offset:end]]  # fmt: skip
    entries += [_warning(name) for name in ignored]
    return _bundle("searchset", entries, total=len(search.found), links=links)


def _page_url(base: str, token: str, offset: int) -> str:
    return f"{base}?{urlencode({'_getpages': token, '_offset': offset})}"


def _warning(name: str) -> bytes:
    words = f"the parameter '{name}' is not known here and was ignored"
    issue = outcome("warning", "not-supported", words)
    return b'{"resource":%b,"search":{"mode":"outcome"}}' % issue


def history(base: str, versions: list[Version]) -> bytes:
    """Return a history Bundle, newest version first."""
    entries = [_entry(base, each, _request_of(each)) for each in reversed(versions)]
    return _bundle("history", entries, total=len(versions), links={})


def _request_of(version: Version) -> bytes:
    method = "DELETE" if version.body is None else "PUT" if version.number > 1 else "POST"
    request = {"method": method, "url": version.reference}
    response = {"status": "200", "etag": version.etag, "lastModified": instant(version.updated)}
    return b'"request":%b,"response":%b' % (encode(request), encode(response))


def _entry(base: str, version: Version, rest: bytes) -> bytes:
    full_url = encode(f"{base}/{version.reference}")
    if version.body is None:
        return b'{"fullUrl":%b,%b}' % (full_url, rest)
    return b'{"fullUrl":%b,"resource":%b,%b}' % (full_url, version.body, rest)


class Reply(NamedTuple):
    """The answer to one entry of a batch or transaction; `body` goes in as its resource."""

    status: int
    version: Version | None = None
    body: bytes | None = None
    refusal: Refusal | None = None


def replies(bundle_type: str, all_replies: Iterable[Reply]) -> bytes:
    """Return the answer to a batch or transaction, one entry for each of its entries."""
    return _bundle(bundle_type, [_reply(each) for each in all_replies], total=None, links={})


def _reply(reply: Reply) -> bytes:
    response = {"status": str(reply.status)}
    if (version := reply.version) is not None:
        response["location"] = f"{version.reference}/_history/{version.number}"
        response["etag"] = version.etag
        response["lastModified"] = instant(version.updated)
    parts = [] if reply.body is None else [b'"resource":%b' % reply.body]
    said = encode(response)
    if reply.refusal is not None:
        said = b'%b,"outcome":%b}' % (said[:-1], reply.refusal.outcome)
    return b"{%b}" % b",".join([*parts, b'"response":%b' % said])


def _bundle(
    bundle_type: str, entries: list[bytes], *, total: int | None, links: dict[str, str]
) -> bytes:
    head: dict[str, object] = {"resourceType": "Bundle", "type": bundle_type}
    if total is not None:
        head["total"] = total
    if links:
        head["link"] = [{"relation": relation, "url": url} for relation, url in links.items()]
    if not entries:  # an empty array is no FHIR
        return encode(head)
    return b'%b,"entry":[%b]}' % (encode(head)[:-1], b",".join(entries))
