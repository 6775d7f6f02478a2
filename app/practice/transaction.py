"""Bundles that come in: a batch, and the transaction of which everything is done, or nothing.

Source: FHIR R4, RESTful API, 3.1.0.11. Entries are processed as DELETE, POST, PUT, GET; what they
call each other (`urn:uuid:`) becomes the reference that it has at the host; a conditional reference
(`Patient?identifier=…`) becomes the one that it finds. Left out: PATCH, conditional delete, and
links inside of narratives.
"""

from typing import Any, NamedTuple
from urllib.parse import parse_qsl
from uuid import uuid4

from app.practice import interactions
from app.practice.body import Resource
from app.practice.bundles import Pages, Reply
from app.practice.interactions import Done
from app.practice.refusal import Refusal
from app.practice.search import find, understand
from app.practice.store import Store

_ORDER = ("DELETE", "POST", "PUT", "GET")
MAX_ENTRIES = 50_000


class _Entry(NamedTuple):
    """One entry's request; `new_id` is what a create will be called."""

    method: str
    type: str
    id: str
    version: str
    query: str
    resource: Resource
    full_url: str
    if_match: str
    if_none_exist: str
    new_id: str


class Bundles:
    """Does batches and transactions on one store."""

    def __init__(self, store: Store, pages: Pages, base: str) -> None:
        """Take the store, where searches keep their pages, and the host's own address."""
        self._store, self._pages, self._base = store, pages, base

    def process(self, bundle: Resource) -> tuple[str, list[Reply]]:
        """Do what the bundle says; returns the type of the answer and a reply to each entry.

        A transaction's first refusal is raised (and nothing is done); in a batch it is a reply.
        """
        entries = bundle.get("entry", [])
        if not isinstance(entries, list) or len(entries) > MAX_ENTRIES:
            raise Refusal(413, "too-costly", f"a bundle holds at most {MAX_ENTRIES} entries")
        match bundle.get("type"):
            case "batch":
                return "batch-response", [self._try(each) for each in entries]
            case "transaction":
                return "transaction-response", self._transact([_read(each) for each in entries])
            case _:
                raise Refusal(400, "value", "the bundle is neither a batch nor a transaction")

    def _try(self, raw: Any) -> Reply:
        try:
            with self._store.atomically():
                return self._do(_read(raw))
        except Refusal as refusal:
            return Reply(refusal.status, refusal=refusal)

    def _transact(self, entries: list[_Entry]) -> list[Reply]:
        names = self._names(entries)
        _refuse_doubles(entries)
        done: dict[int, Reply] = {}
        with self._store.atomically():
            for method in _ORDER:
                for place, entry in enumerate(entries):
                    if entry.method == method:
                        self._rewrite(entry.resource, names)
                        done[place] = self._do(entry)
        return [done[place] for place in range(len(entries))]

    def _names(self, entries: list[_Entry]) -> dict[str, str]:
        """Return what each entry's fullUrl will be called at the host."""
        return {
            entry.full_url: f"{entry.type}/{self._id_to_be(entry)}"
            for entry in entries
            if entry.full_url and entry.method in {"POST", "PUT"}
        }

    def _id_to_be(self, entry: _Entry) -> str:
        query = entry.if_none_exist or entry.query
        found = interactions.only_match(self._store, entry.type, query) if query else None
        own_id = entry.resource.get("id") if entry.method == "PUT" else None
        return found.id if found else own_id or entry.new_id

    def _rewrite(self, value: Any, names: dict[str, str]) -> None:
        """Put the host's references where entries name each other, anywhere below `value`."""
        if isinstance(value, list):
            for each in value:
                self._rewrite(each, names)
        elif isinstance(value, dict):
            for key, each in value.items():
                if isinstance(each, dict | list):
                    self._rewrite(each, names)
                elif key in {"reference", "url"} and isinstance(each, str):
                    value[key] = self._resolved(key, each, names)

    def _resolved(self, key: str, text: str, names: dict[str, str]) -> str:
        if text in names:
            return names[text]
        if key != "reference":
            return text
        if text.startswith("urn:uuid:"):
            raise Refusal(400, "not-found", "a reference leads to no entry of this transaction")
        resource_type, found, query = text.partition("?")
        if not found or "/" in resource_type:
            return text
        match = interactions.only_match(self._store, resource_type, query)
        if match is None:
            raise Refusal(412, "not-found", "a conditional reference finds nothing")
        return match.reference

    def _do(self, entry: _Entry) -> Reply:
        match entry.method:
            case "GET":
                return self._get(entry)
            case "POST":
                return Reply(*self._post(entry))
            case "PUT":
                return Reply(*self._put(entry))
            case _:
                address, if_match = (entry.type, entry.id), entry.if_match
                return Reply(204, interactions.delete(self._store, *address, if_match=if_match))

    def _post(self, entry: _Entry) -> Done:
        return interactions.create(
            self._store,
            entry.type,
            entry.resource,
            if_none_exist=entry.if_none_exist,
            new_id=entry.new_id,
        )

    def _put(self, entry: _Entry) -> Done:
        resource, if_match = entry.resource, entry.if_match
        if not entry.query:
            return interactions.update(
                self._store, entry.type, entry.id, resource, if_match=if_match
            )
        return interactions.update_matching(
            self._store, entry.type, entry.query, resource, if_match=if_match, new_id=entry.new_id
        )

    def _get(self, entry: _Entry) -> Reply:
        if entry.version:
            version = interactions.vread(self._store, entry.type, entry.id, entry.version)
        elif entry.id:
            version = interactions.read(self._store, entry.type, entry.id)
        else:
            pairs = parse_qsl(entry.query, keep_blank_values=True)
            query = understand(entry.type, pairs, strict=False)
            found = find(self._store, query)
            return Reply(200, body=self._pages.first(self._base, query, found))
        return Reply(200, version, version.body)


def _read(raw: Any) -> _Entry:
    """Read one entry of a bundle; refuses (400) what is not a request with a known method."""
    entry = raw if isinstance(raw, dict) else {}
    request = entry.get("request")
    request = request if isinstance(request, dict) else {}
    method, url = _text(request, "method"), _text(request, "url")
    path, _, query = url.partition("?")
    parts = path.split("/")
    resource = entry.get("resource", {})
    needs_resource = method in {"POST", "PUT"}
    if method not in _ORDER or not _fits(method, parts, query):
        raise Refusal(400, "value", "an entry's request has no known method and address")
    if needs_resource and not (isinstance(resource, dict) and "resourceType" in resource):
        raise Refusal(400, "required", "an entry that writes holds no resource")
    return _Entry(
        method=method,
        type=interactions.known_type(parts[0]),
        id=parts[1] if len(parts) > 1 else "",
        version=parts[3] if len(parts) > 3 else "",  # noqa: PLR2004 -- Type/id/_history/version
        query=query,
        resource=resource if needs_resource else {},
        full_url=_text(entry, "fullUrl"),
        if_match=_text(request, "ifMatch"),
        if_none_exist=_text(request, "ifNoneExist"),
        new_id=str(uuid4()),
    )


def _fits(method: str, parts: list[str], query: str) -> bool:
    match parts:
        case [_]:
            return method in {"POST", "GET"} or (method == "PUT" and bool(query))
        case [_, resource_id]:
            return method != "POST" and bool(resource_id)
        case [_, _, "_history", version]:
            return method == "GET" and bool(version)
        case _:
            return False


def _text(value: dict[str, Any], key: str) -> str:
    text = value.get(key, "")
    return text if isinstance(text, str) else ""


def _refuse_doubles(entries: list[_Entry]) -> None:
    writes = [each for each in entries if each.method != "GET"]
    named = [(e.type, key) for e in writes if (key := e.id or e.query or e.if_none_exist)]
    if len(named) != len(set(named)):
        raise Refusal(400, "duplicate", "two entries of the transaction write the same resource")
