"""The practice host's FHIR R4 interface over HTTP: an ASGI application, with RIV-TA beside it.

What it can is told at `/fhir/metadata`. Every request needs the one-time token. Leaves out XML,
PATCH, chained search and everything that a meeting does not ask for; what is left out is refused
in words (OperationOutcome), never answered half.
"""

import contextlib
import secrets
from email.utils import format_datetime
from http import HTTPStatus
from typing import cast
from urllib.parse import parse_qsl

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from app.practice import bundles, interactions
from app.practice.body import Resource, decode, encode
from app.practice.capabilities import capability_statement
from app.practice.incoming import whole_body
from app.practice.interactions import Done
from app.practice.refusal import Refusal, outcome
from app.practice.rivta.face import RivtaFace
from app.practice.search import Pairs, find, understand
from app.practice.store import Store, Version
from app.practice.transaction import Bundles

PATH = "/fhir"
_JSON = "application/fhir+json"
_FORM = "application/x-www-form-urlencoded"


def create_app(store: Store, token: str) -> Starlette:
    """Return the host of that store, for those who bring the token."""
    return Starlette(
        routes=[*_Endpoints(store).routes(), *RivtaFace(store).routes()],
        middleware=[Middleware(_Guard, token=token)],
        exception_handlers={Refusal: _refused, HTTPException: _no_such_way, Exception: _broken},
    )


class _Guard:
    """Lets nobody in without the token (RFC 6750)."""

    def __init__(self, app: ASGIApp, *, token: str) -> None:
        self._app, self._wanted = app, f"Bearer {token}".encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        app = self._app
        if scope["type"] == "http":
            given = dict(scope["headers"]).get(b"authorization", b"")
            if not secrets.compare_digest(given, self._wanted):
                app = _json(401, outcome("error", "login", "a valid token is needed"))
                app.headers["WWW-Authenticate"] = "Bearer"
        with contextlib.suppress(ClientDisconnect):  # a case process may be killed while it asks
            await app(scope, receive, send)


class _Endpoints:
    """What answers each address; the store is used between two awaits only, so never halfway."""

    def __init__(self, store: Store) -> None:
        self._store, self._pages = store, bundles.Pages()

    def routes(self) -> list[Route]:
        """Return the addresses of the FHIR interface."""
        one, all_of = PATH + "/{type}/{id}", PATH + "/{type}"
        return [
            Route(PATH + "/metadata", self.capabilities, methods=["GET"]),
            *(Route(path, self.page, methods=["GET"]) for path in (PATH, PATH + "/")),
            *(Route(path, self.bundle, methods=["POST"]) for path in (PATH, PATH + "/")),
            Route(all_of + "/_search", self.search_by_post, methods=["POST"]),
            Route(all_of, self.search, methods=["GET"]),
            Route(all_of, self.create, methods=["POST"]),
            Route(all_of, self.update_matching, methods=["PUT"]),
            Route(one, self.read, methods=["GET"]),
            Route(one, self.update, methods=["PUT"]),
            Route(one, self.delete, methods=["DELETE"]),
            Route(one + "/_history", self.history, methods=["GET"]),
            Route(one + "/_history/{version}", self.vread, methods=["GET"]),
        ]

    async def capabilities(self, request: Request) -> Response:
        """Tell what the host can."""
        return _json(200, encode(capability_statement(_base(request))))

    async def read(self, request: Request) -> Response:
        """Read a resource; 304 when the caller has this version."""
        version = interactions.read(self._store, *_address(request))
        if request.headers.get("if-none-match") == version.etag:
            return Response(status_code=304, headers={"ETag": version.etag})
        return _resource(200, version)

    async def vread(self, request: Request) -> Response:
        """Read one version of a resource."""
        number = request.path_params["version"]
        return _resource(200, interactions.vread(self._store, *_address(request), number))

    async def history(self, request: Request) -> Response:
        """Tell all versions of a resource."""
        resource_type, resource_id = _address(request)
        versions = self._store.history(interactions.known_type(resource_type), resource_id)
        if not versions:
            raise Refusal(404, "not-found", f"there is no {resource_type} with this id")
        return _json(200, bundles.history(_base(request), versions))

    async def search(self, request: Request) -> Response:
        """Search with the parameters of the address."""
        return self._found(request, request.query_params.multi_items())

    async def search_by_post(self, request: Request) -> Response:
        """Search with the parameters of a form, and of the address."""
        body = await whole_body(request)
        if request.headers.get("content-type", "").partition(";")[0].strip() != _FORM:
            raise Refusal(415, "not-supported", f"a search by POST is sent as {_FORM}")
        form = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True)
        return self._found(request, [*request.query_params.multi_items(), *form])

    def _found(self, request: Request, pairs: Pairs) -> Response:
        _refuse_other_formats(request)
        resource_type = interactions.known_type(request.path_params["type"])
        strict = "handling=strict" in request.headers.get("prefer", "")
        query = understand(resource_type, pairs, strict=strict, base=_base(request) + "/")
        return _json(200, self._pages.first(_base(request), query, find(self._store, query)))

    async def page(self, request: Request) -> Response:
        """Give a later page of a search."""
        asked = request.query_params
        if set(asked) != bundles.PAGE_PARAMETERS:
            raise Refusal(400, "not-supported", "searching across all types is not known here")
        return _json(200, self._pages.later(_base(request), asked["_getpages"], asked["_offset"]))

    async def create(self, request: Request) -> Response:
        """Create a resource, unless If-None-Exist finds one."""
        resource = await _received(request)
        condition = request.headers.get("if-none-exist", "")
        done = interactions.create(
            self._store, request.path_params["type"], resource, if_none_exist=condition
        )
        return _written(request, done)

    async def update(self, request: Request) -> Response:
        """Update a resource, or create it under the id of the address."""
        resource, if_match = await _received(request), request.headers.get("if-match", "")
        address = _address(request)
        return _written(
            request, interactions.update(self._store, *address, resource, if_match=if_match)
        )

    async def update_matching(self, request: Request) -> Response:
        """Update the resource that the query of the address finds, or create it."""
        resource, if_match = await _received(request), request.headers.get("if-match", "")
        resource_type, query = request.path_params["type"], request.url.query
        done = interactions.update_matching(
            self._store, resource_type, query, resource, if_match=if_match
        )
        return _written(request, done)

    async def delete(self, request: Request) -> Response:
        """Delete a resource."""
        if_match = request.headers.get("if-match", "")
        gone = interactions.delete(self._store, *_address(request), if_match=if_match)
        return Response(status_code=204, headers=_headers(gone) if gone else None)

    async def bundle(self, request: Request) -> Response:
        """Do a batch or a transaction."""
        bundle = await _received(request)
        if bundle["resourceType"] != "Bundle":
            raise Refusal(400, "invariant", "only a Bundle can be sent to this address")
        bundle_type, all_replies = Bundles(self._store, self._pages, _base(request)).process(bundle)
        return _json(200, bundles.replies(bundle_type, all_replies))


def _base(request: Request) -> str:
    return str(request.base_url).rstrip("/") + PATH


def _address(request: Request) -> tuple[str, str]:
    return request.path_params["type"], request.path_params["id"]


async def _received(request: Request) -> Resource:
    body = await whole_body(request)
    if "json" not in request.headers.get("content-type", ""):
        raise Refusal(415, "not-supported", f"resources are sent as {_JSON}")
    return decode(body)


def _refuse_other_formats(request: Request) -> None:
    asked = request.query_params.get("_format", request.headers.get("accept", ""))
    if asked and "json" not in asked and "*" not in asked:
        raise Refusal(406, "not-supported", f"answers are given as {_JSON} only")


def _written(request: Request, done: Done) -> Response:
    response = _resource(done.status, done.version)
    if "return=minimal" in request.headers.get("prefer", ""):
        response = Response(status_code=done.status, headers=_headers(done.version))
    location = f"{_base(request)}/{done.version.reference}/_history/{done.version.number}"
    response.headers["Location"] = location
    return response


def _resource(status: int, version: Version) -> Response:
    response = _json(status, version.body or b"")
    response.headers.update(_headers(version))
    return response


def _headers(version: Version) -> dict[str, str]:
    last_modified = format_datetime(version.updated, usegmt=True)
    return {"ETag": version.etag, "Last-Modified": last_modified}


def _json(status: int, body: bytes) -> Response:
    return Response(body, status, media_type=_JSON, headers={"Cache-Control": "no-store"})


async def _refused(_request: Request, error: Exception) -> Response:
    refusal = cast(Refusal, error)  # it is registered for nothing else
    return _json(refusal.status, refusal.outcome)


async def _broken(_request: Request, _error: Exception) -> Response:
    return _json(500, outcome("fatal", "exception", "the practice host made a mistake"))


async def _no_such_way(_request: Request, error: Exception) -> Response:
    status = cast(HTTPException, error).status_code
    words = f"this is no interaction of this host ({HTTPStatus(status).phrase})"
    return _json(status, outcome("error", "not-supported", words))
