"""What a provider says of itself is believed only where it is safe to."""

from collections.abc import Callable
from typing import Any

import pytest

from app.model.errors import (
    HostError,
    HostNonsense,
    HostTrouble,
    HostUnreachable,
    SignInUntrusted,
    TooMuch,
)
from app.signin.session import SignIn
from tests.fakes.raw_http import Answer, ok
from tests.unit.signin.forger import (
    GONE,
    REVOKED,
    WELL_KNOWN,
    Forger,
    as_json,
    sign_in,
    way_in,
)
from tests.unit.signin.lies import (
    ANNA,
    HTML,
    Lie,
    endless,
)


def told(**metadata: Any) -> Lie:
    return lambda forger: forger.metadata.update(metadata)


def told_of_it(make: Callable[[Forger], dict[str, Any]]) -> Lie:
    return lambda forger: forger.metadata.update(make(forger))


DISCOVERED: dict[str, Lie] = {
    "another issuer": told(issuer="https://login.example.org"),
    "the issuer and a slash": told_of_it(lambda forger: {"issuer": f"{forger.base_url}/"}),
    "the issuer in capitals": told_of_it(lambda forger: {"issuer": forger.base_url.upper()}),
    "no issuer": told(issuer=GONE),
    "issuers": told_of_it(lambda forger: {"issuer": [forger.base_url]}),
    "only plain PKCE": told(code_challenge_methods_supported=["plain"]),
    "no PKCE": told(code_challenge_methods_supported=[]),
    "PKCE that is null": told(code_challenge_methods_supported=None),
    "iss in words": told(authorization_response_iss_parameter_supported="yes"),
}
ENDPOINTS = [
    "authorization_endpoint",
    "token_endpoint",
    "jwks_uri",
    "revocation_endpoint",
    "end_session_endpoint",
]
ADDRESSES = {
    "http elsewhere": "http://login.example.org/x",
    "user info": "https://user:password@login.example.org/x",
    "a user": "http://evil@127.0.0.1/x",
    "a fragment": "https://login.example.org/x#y",
    "no scheme": "login.example.org/x",
    "a path": "/x",
    "javascript": "javascript:alert(1)",
    "a file": "file:///etc/passwd",
    "a line break": "https://login.example.org/x\r\nX: y",
    "a blank": "https://login.example.org/x y",
    "a port beyond all": "https://login.example.org:99999/x",
    "a number": 7,
    "a list": ["https://login.example.org/x"],
}


async def undiscovered(forger: Forger) -> HostError:
    """Return what an attempt ends in, before anybody is sent anywhere; then be honest."""
    async with way_in(forger) as way:
        with pytest.raises(HostError) as caught:
            await sign_in(forger, way)
        assert {request.path for request in forger.requests} == {WELL_KNOWN}
        forger.be_honest()
        assert (await sign_in(forger, way)).account == ANNA
    return caught.value


@pytest.mark.parametrize("case", DISCOVERED)
async def test_a_provider_that_is_another_is_not_asked(forger: Forger, case: str) -> None:
    DISCOVERED[case](forger)
    assert type(await undiscovered(forger)) is SignInUntrusted


@pytest.mark.parametrize("name", ENDPOINTS)
@pytest.mark.parametrize("case", ADDRESSES)
async def test_an_endpoint_that_is_unsafe_is_not_asked(
    forger: Forger, name: str, case: str
) -> None:
    forger.metadata[name] = ADDRESSES[case]
    assert type(await undiscovered(forger)) is SignInUntrusted


@pytest.mark.parametrize("name", ENDPOINTS[:3])
@pytest.mark.parametrize("value", [GONE, "", None])
async def test_what_a_sign_in_needs_must_be_there(forger: Forger, name: str, value: object) -> None:
    forger.metadata[name] = value
    assert type(await undiscovered(forger)) is SignInUntrusted


@pytest.mark.parametrize("value", [GONE, None])
async def test_without_a_way_out_there_is_none(forger: Forger, way: SignIn, value: object) -> None:
    forger.metadata = {"revocation_endpoint": value, "end_session_endpoint": value}
    session = await sign_in(forger, way)
    assert await session.leave() == ""
    assert session.token == ""
    assert forger.asked(REVOKED) == []


NO_METADATA: dict[str, tuple[Answer, type[HostError], int]] = {
    "HTML": (HTML, HostNonsense, 1),
    "a list": (ok(b"[]"), HostNonsense, 1),
    "a key twice": (ok(b'{"issuer":"x","issuer":"y"}'), HostNonsense, 1),
    "500": (ok(b"", status="500 No"), HostTrouble, 3),
    "404": (ok(b"", status="404 No"), HostTrouble, 1),
    "400 in JSON": (as_json({"error": "access_denied"}, "400 No"), HostTrouble, 1),
    "401 in JSON": (as_json({"error": "invalid_grant"}, "401 No"), HostTrouble, 1),
    "403 in JSON": (as_json({"error": "forbidden"}, "403 No"), HostTrouble, 1),
    "a redirect": (ok(b"", "Location: http://127.0.0.1:1/", status="302 Found"), HostTrouble, 1),
    "endless": (endless, TooMuch, 1),
    "deep": (ok(b'{"x":' + b"[" * 5000 + b"]" * 5000 + b"}"), TooMuch, 1),
    "nothing": (b"", HostUnreachable, 3),
}


@pytest.mark.parametrize("case", NO_METADATA)
async def test_what_is_no_metadata_is_called_so(forger: Forger, case: str) -> None:
    forger.raw[WELL_KNOWN], kind, times = NO_METADATA[case]
    assert type(await undiscovered(forger)) is kind
    assert len(forger.asked(WELL_KNOWN)) == times + 1
