"""What a FHIR server answers, understood: a resource, a page of a search, or a refusal.

Pure: bytes in, a value or a HostError out. An OperationOutcome is read for its codes only; its
texts may quote what was sent. References to the server's own base address become relative ones.
"""

import re
from typing import Any

import msgspec

from app.model.base import Private
from app.model.errors import (
    HostConflict,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostTrouble,
    TooMuch,
)
from app.wire.http import Reply
from app.wire.jsontext import Resource, decode_object

_ISSUE_CODE = re.compile(r"[a-z][a-z-]{1,30}")
_WRITTEN = re.compile(r"(?:^|/)([A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64})(?:/_history/[^/]+)?$")
_MAX_CODES = 5
_KINDS = {
    401: HostRefused,
    403: HostRefused,
    404: HostMissing,
    409: HostConflict,
    410: HostMissing,
    412: HostConflict,
}


class Page(Private, frozen=True, kw_only=True):
    """One page of a search: the matches as JSON text, and the link to the next page ("")."""

    resources: tuple[msgspec.Raw, ...]
    next: str = ""


class _Link(msgspec.Struct):
    relation: str = ""
    url: str = ""


class _Search(msgspec.Struct):
    mode: str = "match"


class _Entry(msgspec.Struct):
    resource: msgspec.Raw = msgspec.Raw(b"")
    search: _Search = msgspec.field(default_factory=_Search)


class _Bundle(msgspec.Struct):
    resource_type: str = msgspec.field(name="resourceType", default="")
    type: str = ""
    link: list[_Link] = msgspec.field(default_factory=list)
    entry: list[_Entry] = msgspec.field(default_factory=list)


_bundle_decoder = msgspec.json.Decoder(_Bundle)


def refuse(reply: Reply) -> None:
    """Raise the HostError that an answer's status means; return when it is a success."""
    if 200 <= reply.status < 300:  # noqa: PLR2004 -- RFC 9110
        return
    if not 400 <= reply.status < 600:  # noqa: PLR2004 -- RFC 9110
        raise HostNonsense(f"HTTP {reply.status} where an answer was due")
    codes = _issue_codes(reply.body)
    if kind := _KINDS.get(reply.status):
        raise kind(f"HTTP {reply.status} {codes}".strip())
    raise HostTrouble(reply.status, codes, retry_after=reply.retry_after)


def resource_of(reply: Reply, resource_type: str, base_url: str) -> Resource:
    """Return the resource of that type that an answer holds. Raises HostNonsense."""
    resource = decode_object(_with_relative_references(reply.body, base_url))
    found = resource.get("resourceType")
    if found == "OperationOutcome":
        raise HostNonsense(f"an OperationOutcome: {_issue_codes(reply.body)}")
    if found != resource_type:
        raise HostNonsense("a resource of another type")
    return resource


def read_page(reply: Reply, base_url: str) -> Page:
    """Split a searchset without reading its resources. Raises HostNonsense or TooMuch."""
    body = _with_relative_references(reply.body, base_url)
    try:
        bundle = _bundle_decoder.decode(body)
    except RecursionError:
        raise TooMuch("nested too deep") from None
    except (msgspec.MsgspecError, ValueError):
        raise HostNonsense("not a Bundle") from None
    if bundle.resource_type != "Bundle" or bundle.type != "searchset":
        codes = _issue_codes(body) if bundle.resource_type == "OperationOutcome" else ""
        raise HostNonsense(f"not a searchset {codes}".strip())
    texts = [bytes(entry.resource) for entry in bundle.entry]
    # A key that is there twice hides entries: then more resources were sent than were read.
    marker = b'"resourceType"'
    if body.count(marker) != 1 + sum(text.count(marker) for text in texts):
        raise HostNonsense("the same key twice")
    return Page(
        resources=tuple(e.resource for e in bundle.entry if e.search.mode == "match"),
        next=next((link.url for link in bundle.link if link.relation == "next"), ""),
    )


def version_of(reply: Reply, resource: Resource) -> str:
    """Return the ETag of an answer, made from meta.versionId where there is none; else ""."""
    if etag := reply.headers.get("etag"):
        return etag
    meta = resource.get("meta")
    version = meta.get("versionId") if isinstance(meta, dict) else None
    return f'W/"{version}"' if isinstance(version, str) else ""


def written_references(bundle: Resource, count: int) -> list[str]:
    """Return `Type/id` of each entry of a transaction's answer. Raises HostNonsense."""
    entries = bundle.get("entry", [])
    if bundle.get("type") != "transaction-response" or not isinstance(entries, list):
        raise HostNonsense("not the answer to a transaction")
    if len(entries) != count:
        raise HostNonsense("an answer to another number of entries")
    return [_written(entry) for entry in entries]


def _written(entry: Any) -> str:
    response = entry.get("response") if isinstance(entry, dict) else None
    if not isinstance(response, dict) or not str(response.get("status")).startswith("2"):
        raise HostNonsense("a transaction that was done in parts")
    match = _WRITTEN.search(str(response.get("location", "")))
    return match[1] if match else ""


def _with_relative_references(body: bytes, base_url: str) -> bytes:
    own = f'"{base_url}/'.encode()
    if own not in body:
        return body
    for opening in (b'"reference":', b'"reference": '):
        body = body.replace(opening + own, opening + b'"')
    return body


def _issue_codes(body: bytes) -> str:
    try:
        outcome = decode_object(body)
    except HostNonsense:
        return ""
    issues = outcome.get("issue")
    found = [
        each.get("code")
        for each in (issues if isinstance(issues, list) else ())
        if isinstance(each, dict)
    ]
    codes = [code for code in found if isinstance(code, str) and _ISSUE_CODE.fullmatch(code)]
    return ",".join(codes[:_MAX_CODES])
