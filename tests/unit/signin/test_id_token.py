"""Nobody is signed in by an id_token that is not the provider's, for this very sign-in."""

import hashlib
from typing import Any

import pytest
from joserfc.jwk import ECKey, Key, OctKey
from msgspec import Raw

from app.model.errors import (
    HostError,
    HostNonsense,
    HostTrouble,
    HostUnreachable,
    SignInUntrusted,
)
from app.signin.account import Account
from app.signin.metadata import ALGORITHMS
from app.signin.session import SignIn
from tests.fakes.raw_http import ok
from tests.unit.signin.forger import (
    CLIENT_ID,
    EC,
    GONE,
    KEYS,
    RSA,
    STRANGE,
    STRANGE_EC,
    SUBJECT,
    Forger,
    as_json,
    b64,
    by_hand,
    half_hash,
    hs256,
    sign_in,
    signed,
    way_in,
)
from tests.unit.signin.lies import (
    ANNA,
    Lie,
    has_keys,
    is_made,
    refused,
    says,
    says_of_it,
    says_when,
)

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
