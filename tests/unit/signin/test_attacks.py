"""Whatever a provider, a web page or another program says: nobody is signed in by a lie.

Each attack ends in the error that says so, and what is true is still taken afterwards.
"""

import asyncio
import gc
import hashlib
import logging
import re
import time
import traceback
from base64 import b64encode
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlsplit

import pytest
from joserfc.jwk import ECKey, Key, OctKey, RSAKey
from msgspec import Raw

from app.model.errors import (
    HostError,
    HostNonsense,
    HostTrouble,
    HostUnreachable,
    SignInLeft,
    SignInRefused,
    SignInUntrusted,
    TooMuch,
)
from app.signin.account import Account
from app.signin.metadata import ALGORITHMS
from app.signin.session import Attempt, Session, SignIn, keep
from tests.fakes.raw_http import Answer, ok
from tests.fakes.room import FakeClock
from tests.unit.signin.forger import (
    AUDIENCE,
    CLIENT_ID,
    EC,
    GONE,
    HSA_ID,
    KEYS,
    NAME,
    REVOKED,
    RSA,
    STRANGE,
    STRANGE_EC,
    SUBJECT,
    TOKENS,
    WELL_KNOWN,
    WORDS,
    Forger,
    as_json,
    as_reply,
    b64,
    browse,
    by_hand,
    half_hash,
    hs256,
    knock,
    port_of,
    sign_in,
    signed,
    unsigned,
    way_in,
)

ANNA = Account(subject=SUBJECT, name=NAME, hsa_id=HSA_ID, fhir_user="Practitioner/anna")
Lie = Callable[[Forger], None]


@pytest.fixture
async def forger() -> AsyncIterator[Forger]:
    async with Forger() as running:
        yield running


@pytest.fixture
async def way(forger: Forger) -> AsyncIterator[SignIn]:
    async with way_in(forger) as made:
        yield made


@pytest.fixture
async def attempt(way: SignIn) -> AsyncIterator[Attempt]:
    async with way.attempt() as begun:
        yield begun


async def refused(forger: Forger, way: SignIn, **changes: Any) -> HostError:
    """Return what a sign-in ends in, and see to it that an honest one then ends well."""
    with pytest.raises(HostError) as caught:
        await sign_in(forger, way, **changes)
    error = caught.value
    printed = "".join(traceback.format_exception(error))
    for secret in (*personal(forger), "secret-"):
        assert secret not in printed
    forger.be_honest()
    assert (await sign_in(forger, way)).account == ANNA
    return error


def personal(forger: Forger) -> list[str]:
    """Return what nothing may show that is printed."""
    asked = forger.authorization
    return [NAME, HSA_ID, SUBJECT, "Practitioner/anna", asked["state"], asked["nonce"]]


# --- the id_token ---------------------------------------------------------------------------------


def says(**claims: Any) -> Lie:
    return lambda forger: forger.claims.update(claims)


def says_of_it(make: Callable[[Forger], dict[str, Any]]) -> Lie:
    return lambda forger: forger.claims.update(make(forger))


def says_when(**seconds: float) -> Lie:
    """Say times, counted from now."""
    return lambda forger: forger.claims.update(
        {name: int(time.time()) + passed for name, passed in seconds.items()}
    )


def is_made(make: Callable[[dict[str, Any]], Any]) -> Lie:
    def lie(forger: Forger) -> None:
        forger.make_id_token = make

    return lie


def has_keys(keys: Any) -> Lie:
    def lie(forger: Forger) -> None:
        forger.keys = keys

    return lie


def answers(**tokens: Any) -> Lie:
    return lambda forger: forger.tokens.update(tokens)


RSA_PUBLIC, EC_PUBLIC = RSA.as_dict(private=False), EC.as_dict(private=False)
HS256 = {"alg": "HS256", "kid": "rsa-1"}
SHARED = OctKey.import_key(b"shared" * 8, {"kid": "rsa-1"})
DEEP = b"[" * 5000 + b"]" * 5000


def broken(token: str) -> str:
    """Return the token with another signature of the same length."""
    text, _, signature = token.rpartition(".")
    return f"{text}.{signature[::-1]}"


def with_other_claims(claims: dict[str, Any]) -> str:
    """Return claims below a signature that is of others."""
    head, _, signature = signed(claims).split(".")
    other = by_hand({}, {**claims, "sub": "somebody-else"}).split(".")[1]
    return f"{head}.{other}.{signature}"


def a_key_is_a_secret(forger: Forger) -> None:
    """Sign with a secret that stands among the keys."""
    forger.keys = {"keys": [SHARED.as_dict(), EC_PUBLIC]}
    forger.make_id_token = lambda claims: by_hand(HS256, claims, hs256(b"shared" * 8))


FORGED: dict[str, Lie] = {
    "alg none": is_made(lambda claims: by_hand({"alg": "none"}, claims)),
    "alg nOnE": is_made(lambda claims: by_hand({"alg": "nOnE", "kid": "rsa-1"}, claims)),
    "no alg": is_made(lambda claims: by_hand({"kid": "rsa-1"}, claims)),
    "alg a list": is_made(lambda claims: by_hand({"alg": ["RS256"], "kid": "rsa-1"}, claims)),
    "signed with the client's id": is_made(
        lambda claims: by_hand(HS256, claims, hs256(CLIENT_ID.encode()))
    ),
    "signed with the public key": is_made(
        lambda claims: by_hand(HS256, claims, hs256(RSA.as_pem(private=False)))
    ),
    "signed with an empty secret": is_made(lambda claims: by_hand(HS256, claims, hs256(b""))),
    "no signature": is_made(lambda claims: signed(claims).rpartition(".")[0] + "."),
    "another signature": is_made(lambda claims: broken(signed(claims))),
    "other claims": is_made(with_other_claims),
    "a stranger's key": is_made(lambda claims: signed(claims, STRANGE)),
    "a stranger's key that comes along": is_made(
        lambda claims: signed(claims, STRANGE_EC, jwk=STRANGE_EC.as_dict(private=False))
    ),
    "an unknown key": is_made(lambda claims: signed(claims, kid="rsa-2")),
    "no key told, though there are two": is_made(lambda claims: signed(claims, kid=GONE)),
    "a key of another kind": is_made(lambda claims: signed(claims, kid="ec-1")),
    "a critical extension": is_made(lambda claims: signed(claims, crit=["exp"], exp=1)),
    "signed with a secret that is told": a_key_is_a_secret,
    "an endless header": is_made(lambda claims: signed(claims, x5c=["A" * 20_000])),
    "a header of more than 8 KiB": is_made(lambda claims: signed(claims, x5c=["A" * 8192])),
    "deep claims": is_made(lambda _: signed(Raw(DEEP))),
    "a deep claim": is_made(lambda claims: signed({**claims, "x": Raw(DEEP)})),
    "claims that are a list": is_made(lambda claims: signed([claims])),
    "claims that are a word": is_made(lambda _: signed("claims")),
    "garbage": is_made(lambda _: "garbage"),
    "three dots of it": is_made(lambda _: "gar.ba.ge"),
    "dots": is_made(lambda _: "." * 1000),
    "encrypted": is_made(lambda claims: f"{signed(claims)}.AAAA.AAAA"),
    "empty": is_made(lambda _: ""),
    "missing": is_made(lambda _: GONE),
    "enormous": is_made(lambda claims: signed({**claims, "x": "x" * 70_000})),
    "not ASCII": is_made(lambda claims: f"{signed(claims)}å"),
    "a zero": is_made(lambda claims: f"{signed(claims)}\0"),
    "a number": is_made(lambda _: 7),
    "null": is_made(lambda _: None),
    "a list": is_made(lambda claims: [signed(claims)]),
}
WRONG: dict[str, Lie] = {
    "another issuer": says(iss="http://127.0.0.1:1"),
    "the issuer and a slash": says_of_it(lambda forger: {"iss": f"{forger.base_url}/"}),
    "no issuer": says(iss=GONE),
    "issuers": says_of_it(lambda forger: {"iss": [forger.base_url]}),
    "another audience": says(aud="another-program"),
    "no audience": says(aud=GONE),
    "an empty audience": says(aud=[]),
    "an audience of lists": says(aud=[[CLIENT_ID]]),
    "several audiences": says(aud=[CLIENT_ID, "another-program"]),
    "several audiences, for another": says(aud=[CLIENT_ID, "another-program"], azp="another-one"),
    "other audiences, for us": says(aud=["another-program", "a-third"], azp=CLIENT_ID),
    "for another": says(azp="another-program"),
    "for a list": says(azp=[CLIENT_ID]),
    "another nonce": says(nonce="another"),
    "no nonce": says(nonce=GONE),
    "an empty nonce": says(nonce=""),
    "a nonce that is null": says(nonce=None),
    "a list of nonces": is_made(lambda claims: signed({**claims, "nonce": [claims["nonce"]]})),
    "expired": says_when(exp=-130),
    "no end": says(exp=GONE),
    "an end in words": says(exp="99999999999"),
    "an end that is true": says(exp=True),
    "of the future": says_when(iat=300),
    "not yet": says_when(nbf=300),
    "no beginning": says(iat=GONE),
    "nobody": says(sub=GONE),
    "an empty subject": says(sub=""),
    "a subject that is null": says(sub=None),
    "a subject that is a number": says(sub=77),
    "a subject that is a list": says(sub=[SUBJECT]),
    "an enormous subject": says(sub="x" * 1000),
    "a subject of one too many": says(sub="x" * 256),
    "of a sign-in before this one": says_when(auth_time=-200),
    "of the oldest sign-in": says(auth_time=0),
    "auth_time false": says(auth_time=False),
    "auth_time in words": says(auth_time="99999999999"),
    "auth_time an empty word": says(auth_time=""),
    "auth_time null": says(auth_time=None),
    "auth_time a list": says(auth_time=[99_999_999_999]),
    "auth_time an empty list": says(auth_time=[]),
    "auth_time an object": says(auth_time={}),
    "of another access token": says(at_hash=half_hash("another")),
    "at_hash a list": says(at_hash=["x"]),
    "at_hash a number": says(at_hash=7),
    "at_hash not ASCII": says(at_hash="å"),
}
OTHER_KEYS: dict[str, Lie] = {
    "without the key": has_keys({"keys": [EC_PUBLIC]}),
    "another key of that name": has_keys({"keys": [STRANGE.as_dict(private=False)]}),
    "a key to encrypt with": has_keys({"keys": [{**RSA_PUBLIC, "use": "enc"}]}),
    "a key for another algorithm": has_keys({"keys": [{**RSA_PUBLIC, "alg": "PS256"}]}),
}
NO_KEYS: dict[str, Lie] = {
    "no keys": has_keys({"keys": []}),
    "no key set": has_keys({}),
    "keys that are null": has_keys({"keys": None}),
    "keys that are words": has_keys({"keys": ["rsa-1"]}),
    "a key without its number": has_keys({"keys": [{"kty": "RSA", "kid": "rsa-1"}]}),
    "a point on no curve": has_keys({"keys": [{**EC_PUBLIC, "x": "AAAA"}]}),
    "unknown kinds": has_keys({"keys": [{"kty": "AKP", "kid": "rsa-1"}]}),
    "kinds that are lists": has_keys({"keys": [{"kty": ["RSA"], "kid": "rsa-1"}]}),
    "names that are numbers": has_keys({"keys": [{**RSA_PUBLIC, "kid": 1}]}),
    "a secret": has_keys({"keys": [SHARED.as_dict()]}),
    "a curve that nobody knows": has_keys({"keys": [{**EC_PUBLIC, "crv": "P-0"}]}),
}


@pytest.mark.parametrize("case", [*FORGED, *WRONG, *OTHER_KEYS])
async def test_an_id_token_that_is_not_proven_signs_nobody_in(
    forger: Forger, way: SignIn, case: str
) -> None:
    {**FORGED, **WRONG, **OTHER_KEYS}[case](forger)
    assert type(await refused(forger, way)) is SignInUntrusted


@pytest.mark.parametrize("case", NO_KEYS)
async def test_without_a_key_that_can_be_used_nobody_is_signed_in_and_no_code_is_spent(
    forger: Forger, way: SignIn, case: str
) -> None:
    NO_KEYS[case](forger)
    assert type(await refused(forger, way)) is SignInUntrusted
    assert len(forger.forms()) == 1  # the honest one's


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (ok(b"<html>Logga in</html>", "Content-Type: text/html"), HostNonsense),
        (ok(b"[]"), HostNonsense),
        (ok(b"", status="500 No"), HostTrouble),
        (ok(b"", "Location: /elsewhere", status="302 Found"), HostTrouble),
        (as_json({"error": "forbidden"}, "403 No"), HostTrouble),
        (b"", HostUnreachable),
    ],
    ids=["HTML", "a list", "500", "a redirect", "403 in JSON", "nothing"],
)
async def test_without_keys_nobody_is_signed_in_and_no_code_is_spent(
    forger: Forger, way: SignIn, answer: bytes, kind: type[HostError]
) -> None:
    forger.raw[KEYS] = answer
    assert type(await refused(forger, way)) is kind
    assert len(forger.forms()) == 1  # the honest one's


def the_only_key_is_not_told(forger: Forger) -> None:
    forger.keys = {"keys": [RSA_PUBLIC]}
    forger.make_id_token = lambda claims: signed(claims, kid=GONE)


SOUND: dict[str, Lie] = {
    "as it is": says(),
    "ES256": is_made(lambda claims: signed(claims, EC)),
    "one audience in a list": says(aud=[CLIENT_ID]),
    "several audiences, for us": says(aud=[CLIENT_ID, "another-program"], azp=CLIENT_ID),
    "for us": says(azp=CLIENT_ID),
    "just expired": says_when(exp=-60),
    "a clock that is ahead": says_when(iat=60, nbf=60),
    "no at_hash": says(at_hash=GONE),
    "the only key, not told": the_only_key_is_not_told,
    "just signed in": says_when(auth_time=0),
    "a clock that is behind": says_when(auth_time=-60),
    "with its certificates": is_made(lambda claims: signed(claims, x5c=["A" * 2000] * 2)),
}
ODD_KEYS: list[Any] = [
    {"kty": "AKP", "kid": "x"},
    {"kty": "EC", "crv": "brainpoolP256r1", "kid": "x", "x": "AAAA", "y": "AAAA"},
    {"kty": "EC", "crv": ["P-256"], "x": "AAAA", "y": "AAAA"},
    {**EC_PUBLIC, "kid": "x", "x": "AAAA"},
    {"kty": "RSA", "kid": "x"},
    {"kty": "RSA", "kid": "x", "n": "", "e": 7},
    {"kty": "OKP", "crv": "Foo", "x": "AAAA"},
    {"kty": "oct", "k": "AAAA"},
    {"kty": ["RSA"]},
    {},
    [],
    "rsa-1",
    None,
]


@pytest.mark.parametrize("case", SOUND)
async def test_what_is_proven_signs_in(forger: Forger, way: SignIn, case: str) -> None:
    SOUND[case](forger)
    session = await sign_in(forger, way)
    assert session.account == ANNA
    assert session.token == "secret-access-1"


@pytest.mark.parametrize("odd", ODD_KEYS)
async def test_a_key_that_cannot_be_used_disturbs_no_other(
    forger: Forger, way: SignIn, odd: object
) -> None:
    for keys in ([odd, RSA_PUBLIC], [RSA_PUBLIC, odd]):
        forger.keys = {"keys": keys}
        assert (await sign_in(forger, way)).account == ANNA


def key_for(algorithm: str) -> Key:
    if algorithm.startswith("ES"):
        curve = {"256": "P-256", "384": "P-384", "512": "P-521"}[algorithm[2:]]
        return ECKey.generate_key(curve, {"kid": "x"})
    return RSA


@pytest.mark.parametrize("algorithm", ALGORITHMS)
async def test_every_algorithm_is_understood_and_its_signature_checked(
    forger: Forger, way: SignIn, algorithm: str
) -> None:
    key = key_for(algorithm)
    digest = hashlib.new(f"sha{algorithm[2:]}", b"secret-1")
    forger.tokens = {"access_token": "secret-1"}
    forger.claims = {"at_hash": b64(digest.digest()[: digest.digest_size // 2])}
    forger.keys = {"keys": [key.as_dict(private=False)]}
    forger.make_id_token = lambda claims: signed(claims, key, algorithm)
    assert (await sign_in(forger, way)).account == ANNA
    forger.make_id_token = lambda claims: broken(signed(claims, key, algorithm))
    assert type(await refused(forger, way)) is SignInUntrusted


@pytest.mark.parametrize(
    "value",
    [["Anna"], {"x": "Anna"}, 7, None, True, "Anna\x1b[2J", "Anna\u202ekE", "x" * 201, "\t "],
)
async def test_a_claim_that_is_no_text_to_show_is_none(
    forger: Forger, way: SignIn, value: object
) -> None:
    forger.claims = {"name": value, "employeeHsaId": value, "fhirUser": value}
    assert (await sign_in(forger, way)).account == Account(subject=SUBJECT)


@pytest.mark.parametrize("value", ["Anna\nEk", " Anna  Ek\t", "Anna\u00a0Ek", "Anna\u2003\r\nEk"])
async def test_whatever_stands_between_two_words_is_one_blank(
    forger: Forger, way: SignIn, value: str
) -> None:
    forger.claims = {"name": value}
    assert (await sign_in(forger, way)).account.name == "Anna Ek"


@pytest.mark.parametrize(
    ("subject", "other"),
    [
        ("x" * 255, "x" * 254),
        (" ", "  "),
        (f" {SUBJECT}", SUBJECT),
        (f"{SUBJECT}\n", SUBJECT),
        ("Åsa\0", "Åsa"),
        ("\u202ekE", "kE"),
        ("A\u030asa", "Åsa"),
        (SUBJECT, SUBJECT.upper()),
    ],
)
async def test_a_subject_is_taken_as_it_stands(
    forger: Forger, way: SignIn, subject: str, other: str
) -> None:
    forger.claims = {"sub": subject}
    session = await sign_in(forger, way)
    assert session.account.subject == subject
    await session.renew()
    forger.claims = {"sub": other}
    with pytest.raises(SignInUntrusted):
        await session.renew()
    assert (session.token, session.account.subject) == ("secret-access-2", subject)


async def test_which_claim_holds_the_hsa_id_is_a_setting(forger: Forger) -> None:
    forger.claims = {"http://sambi.se/hsaid": " SE1-2 "}
    async with way_in(forger, hsa_id_claim="http://sambi.se/hsaid") as way:
        assert (await sign_in(forger, way)).account.hsa_id == "SE1-2"


async def test_the_id_token_of_one_attempt_is_worth_nothing_in_the_next(
    forger: Forger, way: SignIn
) -> None:
    stolen: list[str] = []

    def make(claims: dict[str, Any]) -> str:
        stolen.append(signed({**claims, "at_hash": None}))
        return stolen[0]

    forger.make_id_token = make
    await sign_in(forger, way)
    assert type(await refused(forger, way)) is SignInUntrusted
    assert len(stolen) == 2


# --- what is asked --------------------------------------------------------------------------------


async def test_it_asks_as_the_standard_says(forger: Forger) -> None:
    async with way_in(forger, scope="openid profile user/*.rs") as way, way.attempt() as attempt:
        address = urlsplit(attempt.address)
        await forger.bring_back(attempt)
        await attempt.finish()
        uri = f"http://127.0.0.1:{port_of(attempt)}/samsyn"
    asked, (form,) = forger.authorization, forger.forms()
    assert f"{address.scheme}://{address.netloc}{address.path}" == f"{forger.base_url}/authorize"
    assert asked == {
        "response_type": "code",
        "client_id": CLIENT_ID,
        "redirect_uri": uri,
        "scope": "openid profile user/*.rs",
        "state": asked["state"],
        "nonce": asked["nonce"],
        "code_challenge": asked["code_challenge"],
        "code_challenge_method": "S256",
        "prompt": "login",
        "aud": AUDIENCE,
    }
    assert form == {
        "grant_type": "authorization_code",
        "client_id": CLIENT_ID,
        "redirect_uri": uri,
        "code": "secret-code-1",
        "code_verifier": form["code_verifier"],
    }
    assert b64(hashlib.sha256(form["code_verifier"].encode()).digest()) == asked["code_challenge"]
    assert re.fullmatch(r"[A-Za-z0-9._~-]{43,128}", form["code_verifier"])
    # 128 bits at least of each; nothing stands for two things
    assert min(len(asked["state"]), len(asked["nonce"])) >= 22
    assert len({asked["state"], asked["nonce"], form["code_verifier"]}) == 3


async def test_nothing_secret_stands_in_an_address(forger: Forger, way: SignIn) -> None:
    async with way.attempt() as attempt:
        await forger.bring_back(attempt)
        session = await attempt.finish()
    await session.renew()
    way_out = await session.leave()
    assert [f"{request.method} {request.path}" for request in forger.requests] == [
        f"GET {WELL_KNOWN}",
        f"GET {KEYS}",
        f"POST {TOKENS}",
        f"GET {KEYS}",
        f"POST {TOKENS}",
        f"POST {REVOKED}",
        f"POST {REVOKED}",
    ]
    assert way_out == f"{forger.base_url}/leave?ui=sv&client_id={CLIENT_ID}"
    assert forger.forms()[0]["code_verifier"] not in attempt.address


async def test_no_two_attempts_ask_the_same(forger: Forger, way: SignIn) -> None:
    asked = []
    for _ in range(2):
        async with way.attempt() as attempt:
            forger.answer_for(attempt)
            asked.append(forger.authorization)
    for name in ("state", "nonce", "code_challenge"):
        assert asked[0][name] != asked[1][name]


async def test_the_refresh_token_needs_consent_and_a_resource_is_told(forger: Forger) -> None:
    async with (
        way_in(forger, scope="openid offline_access", resource="https://r.example") as way,
        way.attempt() as attempt,
    ):
        forger.answer_for(attempt)
    assert forger.authorization["prompt"] == "login consent"
    assert forger.authorization["resource"] == "https://r.example"


async def test_an_endpoint_with_a_query_keeps_it(forger: Forger, way: SignIn) -> None:
    address = f"{forger.base_url}/authorize?tenant=a+b"
    forger.metadata = {"authorization_endpoint": address}
    async with way.attempt() as attempt:
        assert attempt.address.startswith(f"{address}&")
        forger.answer_for(attempt)
    assert forger.authorization["tenant"] == "a b"


# --- the way back ---------------------------------------------------------------------------------

HEAD = "GET /samsyn?code=c&state={state}&iss={iss} HTTP/1.1\r\nHost: {host}\r\n\r\n"
STRANGERS = {
    "another state": HEAD.replace("{state}", "another"),
    "part of the state": HEAD.replace("{state}", "{part}"),
    "an empty state": HEAD.replace("{state}", ""),
    "a state that is not ASCII": HEAD.replace("{state}", "%C3%A5%FF%00"),
    "no state": HEAD.replace("&state={state}", ""),
    "the state, then another": HEAD.replace("{state}", "{state}&state=another"),
    "no parameters": HEAD.replace("?code=c&state={state}&iss={iss}", ""),
    "an error without the state": HEAD.replace("code=c&state={state}", "error=access_denied"),
    "more parameters than any answer has": HEAD.replace("code=c", "&".join(["x=1"] * 30)),
    "another name of this machine": HEAD.replace("{host}", "localhost:{port}"),
    "another name that points here": HEAD.replace("{host}", "evil.example:{port}"),
    "our address without the port": HEAD.replace("{host}", "127.0.0.1"),
    "no host": HEAD.replace("HTTP/1.1\r\nHost: {host}", "HTTP/1.0"),
    "POST": HEAD.replace("GET", "POST"),
    "HEAD": HEAD.replace("GET", "HEAD"),
    "OPTIONS": HEAD.replace("GET", "OPTIONS"),
    "another path": HEAD.replace("/samsyn", "/"),
    "a path below": HEAD.replace("/samsyn", "/samsyn/"),
    "a whole address": HEAD.replace("/samsyn", "http://{host}/samsyn"),
    "a path with dots": HEAD.replace("/samsyn", "/x/../samsyn"),
}
NO_HTTP = {
    "binary garbage": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 4,
    "nothing": b"",
    "words": b"hello\r\n\r\n",
    "an oversized line": b"GET /samsyn?code=" + b"x" * 200_000 + b" HTTP/1.1\r\n\r\n",
    "oversized headers": b"GET /samsyn HTTP/1.1\r\n" + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
    "headers without end": b"GET /samsyn HTTP/1.1\r\n" + b"X: x\r\n" * 20_000,
}


async def is_still_waiting(forger: Forger, attempt: Attempt) -> None:
    """See to it that the true answer is still taken."""
    assert forger.forms() == []
    assert (await forger.bring_back(attempt)).status == 200
    assert (await attempt.finish()).account == ANNA


def written(line: str, forger: Forger, attempt: Attempt) -> bytes:
    port, state = port_of(attempt), forger.answer_for(attempt)["state"]
    given = {"host": f"127.0.0.1:{port}", "state": state, "part": state[:-1]}
    return line.format(**given, port=port, iss=forger.base_url).encode()


@pytest.mark.parametrize("case", STRANGERS)
async def test_a_stranger_is_turned_away_and_disturbs_nothing(
    forger: Forger, attempt: Attempt, case: str
) -> None:
    reply = as_reply(await knock(port_of(attempt), written(STRANGERS[case], forger, attempt)))
    assert reply.status == 400
    assert (WORDS.stranger in reply.page) == (case != "HEAD")
    await is_still_waiting(forger, attempt)


async def test_two_hosts_are_no_http(forger: Forger, attempt: Attempt) -> None:
    line = HEAD.replace("{host}", "{host}\r\nHost: {host}")
    assert await knock(port_of(attempt), written(line, forger, attempt)) == b""
    await is_still_waiting(forger, attempt)


@pytest.mark.parametrize("case", NO_HTTP)
async def test_what_speaks_no_http_is_hung_up_on(
    forger: Forger,
    attempt: Attempt,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    case: str,
) -> None:
    monkeypatch.setattr("app.signin.loopback._PATIENCE_S", 0.2)
    assert await knock(port_of(attempt), NO_HTTP[case]) == b""
    await is_still_waiting(forger, attempt)
    assert caplog.text == ""


async def test_an_answer_counts_once(forger: Forger, attempt: Attempt) -> None:
    assert (await forger.bring_back(attempt)).status == 200
    for changes in ({}, {"code": "another"}, {"code": GONE, "error": "access_denied"}):
        again = await forger.bring_back(attempt, **changes)
        assert (again.status, WORDS.stranger in again.page) == (400, True)
    assert (await attempt.finish()).account == ANNA
    assert [form["code"] for form in forger.forms()] == ["secret-code-1"]


@pytest.mark.parametrize("twice", ["code", "iss", "error", "other"])
async def test_a_parameter_twice_is_no_answer(forger: Forger, way: SignIn, twice: str) -> None:
    error = await refused(forger, way, **{twice: ["secret-1", "secret-2"]})
    assert type(error) is SignInUntrusted
    assert len(forger.forms()) == 1  # the honest one's


async def test_the_state_twice_is_no_answer(forger: Forger, attempt: Attempt) -> None:
    state = forger.answer_for(attempt)["state"]
    reply = await forger.bring_back(attempt, state=["another", state])
    assert (reply.status, WORDS.refused in reply.page) == (400, True)
    with pytest.raises(SignInUntrusted):
        await attempt.finish()
    assert forger.forms() == []


async def test_an_answer_that_nobody_waits_for_leaves_no_trace(
    forger: Forger, way: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    for changes in ({}, {"code": ["secret-1", "secret-2"]}, {"error": "server_error"}):
        async with way.attempt() as attempt:
            await forger.bring_back(attempt, **changes)
        del attempt
        gc.collect()
        await asyncio.sleep(0)
    assert caplog.text == ""
    assert forger.forms() == []


async def test_a_code_is_sent_on_as_it_came(forger: Forger, way: SignIn) -> None:
    code = "å\r\n&grant_type=refresh_token&x=%00\0"
    assert (await sign_in(forger, way, code=code)).account == ANNA
    (form,) = forger.forms()
    assert (form["code"], form["grant_type"]) == (code, "authorization_code")
    assert "x" not in form


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:1", GONE, ""])
@pytest.mark.parametrize("outcome", [{}, {"code": GONE, "error": "access_denied"}])
async def test_an_answer_of_another_issuer_gets_no_code(
    forger: Forger, way: SignIn, issuer: object, outcome: dict[str, Any]
) -> None:
    error = await refused(forger, way, iss=issuer, **outcome)
    assert type(error) is SignInUntrusted
    assert len(forger.forms()) == 1


@pytest.mark.parametrize(("issuer", "passes"), [(GONE, True), ("http://127.0.0.1:1", False)])
async def test_a_provider_that_promises_no_issuer_need_not_say_it(
    forger: Forger, way: SignIn, *, issuer: object, passes: bool
) -> None:
    forger.metadata = {"authorization_response_iss_parameter_supported": GONE}
    if passes:
        assert (await sign_in(forger, way, iss=issuer)).account == ANNA
    else:
        assert type(await refused(forger, way, iss=issuer)) is SignInUntrusted


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        ("access_denied", SignInLeft, "access_denied"),
        ("login_required", SignInRefused, "login_required"),
        ("server_error", SignInRefused, "server_error"),
        ("<script>alert(1)</script>", SignInRefused, "a code that is none"),
        ("access_denied\n", SignInRefused, "a code that is none"),
        ("Anna Testsson", SignInRefused, "a code that is none"),
        ("x" * 41, SignInRefused, "a code that is none"),
        ("åäö", SignInRefused, "a code that is none"),
    ],
)
async def test_a_refusal_is_told_by_its_code_alone(
    forger: Forger, way: SignIn, said: str, kind: type[SignInRefused], reason: str
) -> None:
    async with way.attempt() as attempt:
        changes = {"code": GONE, "error": said, "error_description": "secret-words"}
        reply = await forger.bring_back(attempt, **changes)
        with pytest.raises(SignInRefused) as caught:
            await attempt.finish()
    assert (type(caught.value), caught.value.reason) == (kind, reason)
    assert (reply.status, WORDS.refused in reply.page) == (200, True)
    assert forger.forms() == []
    assert (await sign_in(forger, way)).account == ANNA


@pytest.mark.parametrize(
    ("error", "kind"), [("server_error", SignInRefused), ("access_denied", SignInLeft)]
)
async def test_a_code_beside_an_error_is_not_used(
    forger: Forger, attempt: Attempt, error: str, kind: type[SignInRefused]
) -> None:
    reply = await forger.bring_back(attempt, error=error)
    assert (reply.status, WORDS.refused in reply.page) == (200, True)
    with pytest.raises(SignInRefused) as caught:
        await attempt.finish()
    assert (type(caught.value), caught.value.reason) == (kind, error)
    assert forger.forms() == []


async def test_an_answer_that_says_nothing_is_none(forger: Forger, way: SignIn) -> None:
    assert type(await refused(forger, way, code=GONE)) is SignInUntrusted


class Crowd:
    """Connections that say nothing, or a byte now and then."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.writers: list[asyncio.StreamWriter] = []
        self.ends: list[asyncio.Task[bytes]] = []

    async def come(self, number: int) -> None:
        for _ in range(number):
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            self.writers.append(writer)
            self.ends.append(asyncio.create_task(reader.read()))

    async def are_served(self, number: int) -> None:
        """Wait until all others have been hung up on."""
        async with asyncio.timeout(5):
            while sum(not end.done() for end in self.ends) != number:
                await asyncio.wait(self.ends, timeout=0.01)

    async def leave(self) -> None:
        for writer in self.writers:
            writer.close()
        await asyncio.gather(*self.ends, return_exceptions=True)


@pytest.fixture
async def crowd(attempt: Attempt) -> AsyncIterator[Crowd]:
    come = Crowd(port_of(attempt))
    yield come
    await come.leave()


async def test_fifteen_that_say_nothing_keep_nobody_out(
    forger: Forger, attempt: Attempt, crowd: Crowd
) -> None:
    await crowd.come(15)
    await is_still_waiting(forger, attempt)


async def test_of_forty_that_say_nothing_sixteen_keep_others_out_until_they_leave(
    forger: Forger, attempt: Attempt, crowd: Crowd
) -> None:
    await crowd.come(40)
    await crowd.are_served(16)
    assert (await forger.bring_back(attempt)).status == 0
    await crowd.leave()
    await is_still_waiting(forger, attempt)


@pytest.mark.parametrize("drips", [False, True])
async def test_whoever_says_nothing_is_let_go_of(
    forger: Forger,
    attempt: Attempt,
    crowd: Crowd,
    monkeypatch: pytest.MonkeyPatch,
    *,
    drips: bool,
) -> None:
    monkeypatch.setattr("app.signin.loopback._PATIENCE_S", 0.3)
    await crowd.come(16)
    async with asyncio.timeout(5):
        while any(not end.done() for end in crowd.ends):
            for writer in crowd.writers if drips else ():
                writer.write(b"G")
            await asyncio.sleep(0.05)
    await is_still_waiting(forger, attempt)


async def test_whoever_still_says_nothing_is_let_go_of_in_the_end(way: SignIn) -> None:
    async with way.attempt() as attempt:
        silent = Crowd(port_of(attempt))
        await silent.come(3)
        silent.writers[0].write(b"GET /samsyn?")
        await asyncio.sleep(0.05)
        assert not any(end.done() for end in silent.ends)
    async with asyncio.timeout(1):
        assert await asyncio.gather(*silent.ends) == [b""] * 3
    await silent.leave()


async def test_nobody_listens_after_the_sign_in(forger: Forger, way: SignIn) -> None:
    async with way.attempt() as attempt:
        pass
    with pytest.raises(ConnectionRefusedError):
        await forger.bring_back(attempt)


async def test_only_this_very_machine_can_come(attempt: Attempt) -> None:
    server = attempt._loopback._server
    assert server is not None
    assert [each.getsockname()[0] for each in server.sockets] == ["127.0.0.1"]


async def test_a_port_that_is_taken_is_told(forger: Forger, way: SignIn) -> None:
    async with way.attempt() as attempt, way_in(forger, port=port_of(attempt)) as second:
        with pytest.raises(SignInRefused, match="no port to come back to"):
            await sign_in(forger, second)


# --- its pages ------------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"code": EVIL, "x": EVIL}, 200, WORDS.back),
        ({"code": GONE, "error": EVIL, "error_description": EVIL}, 200, WORDS.refused),
        ({"code": [EVIL, EVIL]}, 400, WORDS.refused),
        ({"state": EVIL, EVIL: EVIL}, 400, WORDS.stranger),
    ],
)
async def test_its_pages_show_one_sentence_and_nothing_of_what_came(
    forger: Forger, attempt: Attempt, changes: dict[str, Any], status: int, sentence: str
) -> None:
    reply = await forger.bring_back(attempt, **changes)
    if status == 400 and sentence == WORDS.refused:
        with pytest.raises(SignInUntrusted):
            await attempt.finish()
    assert reply.status == status
    assert reply.page.startswith('<!doctype html><html lang="sv"><meta charset="utf-8">')
    assert f"<p>{sentence}</p>" in reply.page
    for trace in ("script", "alert", "<a", "<img", "<link", "http", *personal(forger)):
        assert trace not in reply.page
    (style,) = re.findall("<style>(.*)</style>", reply.page)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    lines = reply.head.lower().splitlines()[1:]
    headers = dict(line.split(": ", 1) for line in lines)
    assert len(headers) == len(lines)
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
        f"style-src 'sha256-{digest.lower()}'"
    )
    assert "access-control-allow-origin" not in headers


async def test_words_are_text_and_no_markup(forger: Forger) -> None:
    words = type(WORDS)(language='en"><b>', back="a < b", refused="", stranger="<i>x</i> & y")
    async with way_in(forger) as way:
        way._words = words
        async with way.attempt() as attempt:
            page = (await browse(attempt, "")).page
    assert "&lt;i&gt;x&lt;/i&gt; &amp; y" in page
    assert '<html lang="en&quot;&gt;&lt;b&gt;">' in page


# --- what the provider says of itself -------------------------------------------------------------


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


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"2000\r\n" + b" " * 0x2000 + b"\r\n")
        await writer.drain()


HTML = ok(b"<html><body>Logga in</body></html>", "Content-Type: text/html")
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


# --- the token endpoint ---------------------------------------------------------------------------


def no(code: str, status: str = "400 Bad Request") -> bytes:
    return as_json({"error": code, "error_description": "secret-words"}, status)


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


NO_LIVES = [GONE, None, 0, -5, "-0.0", "nan", "inf", "-inf"]


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


# --- renewal --------------------------------------------------------------------------------------


class Sleeper(FakeClock):
    """Time passes at once by as much as is slept. `slept`: how much, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._passed += seconds


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Sleeper:
    turned = Sleeper()
    monkeypatch.setattr("app.signin.session.monotonic", turned.monotonic)
    return turned


class Kept:
    """What the program is told while a session is kept."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    async def until_it_ends(self, session: Session, clock: Sleeper) -> None:
        async with asyncio.timeout(5):
            await keep(
                session, clock, renewed=self.heard.append, ends=lambda: self.heard.append("ends")
            )


REFUSED = no("invalid_grant")
OTHER_CLAIMS = {"sub": "somebody-else"}


RENEWED_BY_LIES: dict[str, Lie] = {
    "somebody else": says(**OTHER_CLAIMS),
    "somebody with a blank more": says(sub=f" {SUBJECT}"),
    "unsigned": FORGED["alg none"],
    "a stranger's key": FORGED["a stranger's key"],
    "deep claims": FORGED["deep claims"],
    "another issuer": says(iss="x"),
    "another program": says(aud="another-program"),
    "another nonce": says(nonce="another"),
    "an empty nonce": says(nonce=""),
    "a nonce that is null": says(nonce=None),
    "expired": says_when(exp=-130),
    "of another access token": says(at_hash=half_hash("another")),
    "auth_time in words": says(auth_time="0"),
}


@pytest.mark.parametrize("case", RENEWED_BY_LIES)
async def test_a_renewal_by_a_lie_changes_nobody_but_its_refresh_token_is_kept(
    forger: Forger, way: SignIn, case: str
) -> None:
    session = await sign_in(forger, way)
    RENEWED_BY_LIES[case](forger)
    with pytest.raises(SignInUntrusted):
        await session.renew()
    assert (session.token, session.account) == ("secret-access-1", ANNA)
    forger.be_honest()
    await session.renew()
    used = [form["refresh_token"] for form in forger.forms()[1:]]
    assert used == ["secret-refresh-1", "secret-refresh-2"]
    assert (session.token, session.account) == ("secret-access-3", ANNA)


async def test_a_renewal_asks_with_the_refresh_token_alone(forger: Forger, way: SignIn) -> None:
    session = await sign_in(forger, way)
    await session.renew()
    assert forger.forms()[1] == {
        "grant_type": "refresh_token",
        "client_id": CLIENT_ID,
        "refresh_token": "secret-refresh-1",
    }
    assert session.token == "secret-access-2"


@pytest.mark.parametrize("id_token", [GONE, None])
async def test_a_renewal_needs_no_id_token(forger: Forger, way: SignIn, id_token: object) -> None:
    session = await sign_in(forger, way)
    forger.tokens = {"id_token": id_token}
    await session.renew()
    assert (session.token, session.account) == ("secret-access-2", ANNA)


@pytest.mark.parametrize("claims", [{"nonce": GONE}, {"auth_time": 1}])
async def test_a_renewed_id_token_needs_no_nonce_and_may_be_of_an_older_sign_in(
    forger: Forger, way: SignIn, claims: dict[str, Any]
) -> None:
    session = await sign_in(forger, way)
    forger.claims = claims
    await session.renew()
    assert session.token == "secret-access-2"


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (ok(b"", status="503 No"), HostTrouble),
        (as_json({"error": "forbidden"}, "403 No"), HostTrouble),
        (as_json({"keys": []}), SignInUntrusted),
        (b"", HostUnreachable),
    ],
    ids=["503", "403 in JSON", "no keys", "unreachable"],
)
async def test_without_keys_no_refresh_token_is_used_up(
    forger: Forger, way: SignIn, answer: bytes, kind: type[HostError]
) -> None:
    session = await sign_in(forger, way)
    forger.raw[KEYS] = answer
    with pytest.raises(HostError) as caught:
        await session.renew()
    assert type(caught.value) is kind
    assert (session.token, session.account) == ("secret-access-1", ANNA)
    assert len(forger.forms()) == 1
    forger.be_honest()
    await session.renew()
    assert forger.forms()[1]["refresh_token"] == "secret-refresh-1"
    assert session.token == "secret-access-2"


async def test_new_keys_may_sign_a_renewal(forger: Forger, way: SignIn) -> None:
    session = await sign_in(forger, way)
    new = RSAKey.generate_key(2048, {"kid": "rsa-9"})
    forger.keys = {"keys": [new.as_dict(private=False)]}
    forger.make_id_token = lambda claims: signed(claims, new)
    await session.renew()
    assert session.token == "secret-access-2"


async def test_the_refresh_token_is_kept_or_replaced(forger: Forger, way: SignIn) -> None:
    session = await sign_in(forger, way)
    forger.queue += [{"refresh_token": GONE}, {"refresh_token": ""}, {}, {}]
    for _ in range(4):
        await session.renew()
    used = [form["refresh_token"] for form in forger.forms()[1:]]
    assert used == [*["secret-refresh-1"] * 3, "secret-refresh-4"]


LONG = 30 * 86_400


@pytest.mark.parametrize(
    ("life", "waits"),
    [
        (LONG, [*[3600] * (LONG // 3600 - 1), 3300]),
        (36_000, [*[3600] * 9, 3300]),
        (3901, [3600, 5]),
        (3900, [3600]),
        (3600, [3300]),
        (1200, [900]),
        (600, [450]),
        (8, [6]),
        (6, [5]),
        (0.25, [5]),
    ],
)
async def test_a_token_is_renewed_a_quarter_before_its_end_at_most_five_minutes(
    forger: Forger, way: SignIn, clock: Sleeper, life: float, waits: list[float]
) -> None:
    forger.tokens = {"expires_in": life}
    session = await sign_in(forger, way)
    forger.queue += [{}, {}, REFUSED]
    kept = Kept()
    await kept.until_it_ends(session, clock)
    assert kept.heard == ["secret-access-2", "secret-access-3", "ends"]
    assert clock.slept == waits * 3
    assert session.token == "secret-access-3"
    assert session.left == life - sum(waits)


@pytest.mark.parametrize(
    "answer",
    [b"", ok(b"", status="500 No"), ok(b"", status="429 No")],
    ids=["unreachable", "500", "429"],
)
async def test_while_the_provider_is_away_it_is_asked_again(
    forger: Forger, way: SignIn, clock: Sleeper, answer: bytes
) -> None:
    session = await sign_in(forger, way)
    forger.queue += [answer, answer, {}, REFUSED]
    kept = Kept()
    await kept.until_it_ends(session, clock)
    assert kept.heard == ["secret-access-2", "ends"]
    assert clock.slept == [3300, 10, 5, 10, 5, 3300]


@pytest.mark.parametrize("path", [TOKENS, KEYS])
async def test_when_the_provider_stays_away_the_end_is_told_a_little_before_it_comes(
    forger: Forger, way: SignIn, clock: Sleeper, path: str
) -> None:
    session = await sign_in(forger, way)
    forger.raw[path] = b""
    kept = Kept()
    await kept.until_it_ends(session, clock)
    assert kept.heard == ["ends"]
    assert session.left is not None
    assert 0 < session.left <= 15
    assert len(forger.asked(path)) >= 20
    assert {form.get("refresh_token") for form in forger.forms()[1:]} <= {"secret-refresh-1"}


@pytest.mark.parametrize("case", ["refused", "nonsense", "another person", "a token that is none"])
async def test_what_the_provider_refuses_ends_it_at_once(
    forger: Forger, way: SignIn, clock: Sleeper, case: str
) -> None:
    session = await sign_in(forger, way)
    if case == "another person":
        forger.claims = OTHER_CLAIMS
    else:
        others: dict[str, dict[str, Any] | bytes] = {
            "refused": REFUSED,
            "nonsense": HTML,
            "a token that is none": {"access_token": "å"},
        }
        forger.queue.append(others[case])
    kept = Kept()
    await kept.until_it_ends(session, clock)
    assert kept.heard == ["ends"]
    assert clock.slept == [3300]
    assert session.left == 300
    assert session.token == "secret-access-1"


async def test_without_a_refresh_token_the_end_is_told_in_time(
    forger: Forger, way: SignIn, clock: Sleeper
) -> None:
    forger.tokens = {"refresh_token": GONE}
    session = await sign_in(forger, way)
    assert not session.can_renew
    kept = Kept()
    await kept.until_it_ends(session, clock)
    assert kept.heard == ["ends"]
    assert clock.slept == [3300]
    assert len(forger.forms()) == 1


@pytest.mark.parametrize("life", NO_LIVES)
async def test_a_sign_in_without_an_end_is_left_alone(
    forger: Forger, way: SignIn, clock: Sleeper, life: object
) -> None:
    forger.tokens = {"expires_in": life}
    session = await sign_in(forger, way)
    kept = Kept()
    await kept.until_it_ends(session, clock)
    assert (kept.heard, clock.slept, session.left) == ([], [], None)
    assert len(forger.forms()) == 1


async def test_nothing_more_is_told_when_the_provider_stops_telling_the_end(
    forger: Forger, way: SignIn, clock: Sleeper
) -> None:
    session = await sign_in(forger, way)
    forger.queue.append({"expires_in": GONE})
    kept = Kept()
    await kept.until_it_ends(session, clock)
    assert kept.heard == ["secret-access-2"]


# --- leaving --------------------------------------------------------------------------------------


async def test_leaving_has_both_tokens_forgotten_there_and_here(
    forger: Forger, way: SignIn
) -> None:
    session = await sign_in(forger, way)
    await session.leave()
    assert forger.forms(REVOKED) == [
        {"token": "secret-refresh-1", "client_id": CLIENT_ID},
        {"token": "secret-access-1", "client_id": CLIENT_ID},
    ]
    assert (session.token, session.can_renew) == ("", False)
    await session.leave()
    assert len(forger.asked(REVOKED)) == 2


@pytest.mark.parametrize("answer", [b"", HTML, ok(b"", status="503 No"), no("invalid_client")])
async def test_leaving_goes_well_whatever_the_provider_says(
    forger: Forger, way: SignIn, answer: bytes
) -> None:
    session = await sign_in(forger, way)
    forger.raw[REVOKED] = answer
    assert (await session.leave()).startswith(f"{forger.base_url}/leave?")
    assert session.token == ""
    assert len(forger.asked(REVOKED)) == 2


class Gate:
    """An answer that comes only when it may: `came` says that it was asked for."""

    def __init__(self, answer: bytes) -> None:
        self._answer = answer
        self.came, self.go = asyncio.Event(), asyncio.Event()

    async def __call__(self, writer: asyncio.StreamWriter) -> None:
        self.came.set()
        await self.go.wait()
        writer.write(self._answer)
        await writer.drain()


async def left_while_renewing(session: Session, gate: Gate) -> SignInRefused:
    """Leave while a renewal waits at the gate; return what that one ends in."""
    async with asyncio.timeout(5):
        renewal = asyncio.create_task(session.renew())
        await gate.came.wait()
        await session.leave()
        gate.go.set()
        with pytest.raises(SignInRefused) as caught:
            await renewal
    assert (session.token, session.can_renew, session.account) == ("", False, ANNA)
    return caught.value


LATE = {"access_token": "secret-late", "token_type": "Bearer", "expires_in": 3600}


@pytest.mark.parametrize("refresh_token", ["secret-late-too", None])
@pytest.mark.parametrize("id_token", [None, "a lie"])
async def test_what_a_renewal_brings_to_whoever_has_left_is_forgotten_there(
    forger: Forger, way: SignIn, refresh_token: str | None, id_token: str | None
) -> None:
    session = await sign_in(forger, way)
    gate = Gate(as_json({**LATE, "refresh_token": refresh_token, "id_token": id_token}))
    forger.raw[TOKENS] = gate
    error = await left_while_renewing(session, gate)
    assert (type(error), error.reason) == (SignInRefused, "left meanwhile")
    forgotten = [form["token"] for form in forger.forms(REVOKED)]
    late = [refresh_token] if refresh_token else []
    assert forgotten == ["secret-refresh-1", "secret-access-1", *late, "secret-late"]


@pytest.mark.parametrize("answer", [{}, no("invalid_request")])
async def test_whoever_leaves_before_the_keys_have_come_has_left(
    forger: Forger, way: SignIn, answer: dict[str, Any] | bytes
) -> None:
    session = await sign_in(forger, way)
    gate = Gate(as_json(forger.keys))
    forger.raw[KEYS] = gate
    forger.queue.append(answer)
    assert type(await left_while_renewing(session, gate)) is SignInRefused
    forgotten = [form["token"] for form in forger.forms(REVOKED)]
    late = ["secret-refresh-2", "secret-access-2"] if forger.given == 2 else []
    assert forgotten == ["secret-refresh-1", "secret-access-1", *late]


# --- what is printed ------------------------------------------------------------------------------


async def test_nothing_that_is_printed_or_logged_tells_a_secret(
    forger: Forger, way: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with way.attempt() as attempt:
        await forger.bring_back(attempt)
        session = await attempt.finish()
    made = [way, attempt, attempt._asked, attempt._loopback, session]
    shown = [f"{each!r} {each!s}" for each in (*made, session.account)]
    await session.renew()
    forger.claims = OTHER_CLAIMS
    with pytest.raises(SignInUntrusted) as caught:
        await session.renew()
    shown.append("".join(traceback.format_exception(caught.value)))
    await session.leave()
    verifier = forger.forms()[0]["code_verifier"]
    id_token = signed(unsigned(by_hand({}, {})))  # every one begins so
    printed = "\n".join([*shown, *(record.getMessage() for record in caplog.records)])
    for secret in (*personal(forger), verifier, "secret-", id_token[:20], "somebody-else"):
        assert secret not in printed
