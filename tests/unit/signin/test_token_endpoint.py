"""Answers of the token endpoint: refusals, lies, and lives of tokens."""

import pytest

from app.model.errors import (
    HostError,
    HostNonsense,
    HostTrouble,
    HostUnreachable,
    SignInRefused,
    SignInUntrusted,
    TooMuch,
)
from app.signin.session import SignIn
from tests.fakes.raw_http import Answer, ok
from tests.unit.signin.forger import (
    GONE,
    TOKENS,
    Forger,
    as_json,
    sign_in,
)
from tests.unit.signin.lies import ANNA, HTML, NO_LIVES, Lie, answers, endless, no, refused

REFUSALS = {
    "invalid_grant": (no("invalid_grant"), "invalid_grant"),
    "invalid_client": (no("invalid_client", "401 No"), "invalid_client"),
    "forbidden": (no("access_denied", "403 No"), "access_denied"),
    "no code": (no("secret-<b>"), "a code that is none"),
}
TROUBLES: dict[str, tuple[Answer, type[HostError]]] = {
    "500": (ok(b"", status="500 No"), HostTrouble),
    "500 in JSON": (no("server_error", "500 No"), HostTrouble),
    "503": (ok(b"", "Retry-After: 0", status="503 No"), HostTrouble),
    "400 without words": (ok(b"", status="400 No"), HostTrouble),
    "400 with a list": (as_json({"error": ["invalid_grant"]}, "400 No"), HostTrouble),
    "a redirect": (ok(b"", "Location: /elsewhere", status="307 Elsewhere"), HostTrouble),
    "HTML": (HTML, HostNonsense),
    "an error with 200": (as_json({"error": "invalid_grant"}), SignInUntrusted),
    "endless": (endless, TooMuch),
    "a broken connection": (b"", HostUnreachable),
    "half an answer": (
        b'HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{"access_token":',
        HostUnreachable,
    ),
}
NO_TOKENS: dict[str, Lie] = {
    "token type mac": answers(token_type="mac"),
    "token type DPoP": answers(token_type="DPoP"),
    "no token type": answers(token_type=GONE),
    "no access token": answers(access_token=GONE),
    "an empty access token": answers(access_token=""),
    "an access token that is null": answers(access_token=None),
    "an access token that is a list": answers(access_token=["a"]),
    "a line break": answers(access_token="a\r\nX-Evil: 1"),
    "a zero": answers(access_token="a\0b"),
    "not ASCII": answers(access_token="åäö"),
    "20 kB": answers(access_token="a" * 20_000),
    "a life in words": answers(expires_in="an hour"),
    "a life in a list": answers(expires_in=[3600]),
    "a life that is true": answers(expires_in=True),
    "a refresh token that is a number": answers(refresh_token=7),
    "a refresh token that is a list": answers(refresh_token=["a"]),
}


@pytest.mark.parametrize("case", REFUSALS)
async def test_a_code_that_the_provider_does_not_take_signs_nobody_in(
    forger: Forger, way: SignIn, case: str
) -> None:
    forger.raw[TOKENS], reason = REFUSALS[case]
    error = await refused(forger, way)
    assert (type(error), error.reason) == (SignInRefused, reason)


@pytest.mark.parametrize("case", TROUBLES)
async def test_a_code_is_sent_once_whatever_comes_back(
    forger: Forger, way: SignIn, case: str
) -> None:
    forger.raw[TOKENS], kind = TROUBLES[case]
    assert type(await refused(forger, way)) is kind
    assert len(forger.forms()) == 2  # its own and the honest one's


@pytest.mark.parametrize("case", NO_TOKENS)
async def test_a_token_that_is_none_signs_nobody_in(forger: Forger, way: SignIn, case: str) -> None:
    forger.claims = {"at_hash": GONE}
    NO_TOKENS[case](forger)
    assert type(await refused(forger, way)) is SignInUntrusted
    assert len(forger.forms()) == 2  # its own and the honest one's


@pytest.mark.parametrize(
    ("said", "left"),
    [(3600, 3600), ("3600", 3600), (3600.5, 3600.5), *((said, None) for said in NO_LIVES)],
)
async def test_a_life_may_be_told_in_several_ways(
    forger: Forger, way: SignIn, said: object, left: float | None
) -> None:
    forger.tokens = {"expires_in": said}
    session = await sign_in(forger, way)
    assert session.left == (left if left is None else pytest.approx(left, abs=2))
    soon = None if left is None else max(0, left - 300)
    assert session.until_soon == (soon if soon is None else pytest.approx(soon, abs=2))


async def test_no_refresh_token_may_be_told_as_null(forger: Forger, way: SignIn) -> None:
    forger.tokens = {"refresh_token": None}
    session = await sign_in(forger, way)
    assert (session.account, session.can_renew) == (ANNA, False)


@pytest.mark.parametrize("said", ["bearer", "BEARER"])
async def test_the_token_type_may_be_in_any_case(forger: Forger, way: SignIn, said: str) -> None:
    forger.tokens = {"token_type": said}
    assert (await sign_in(forger, way)).account == ANNA
