"""An OpenID provider on loopback that lies as a test says, and the browser that comes back from it.

Honest as it is made. A test changes what it says of itself, its keys, its tokens; or gives the
very bytes of an answer. It keeps what it was asked (`RawServer.requests`).
"""

import asyncio
import hashlib
import hmac
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any, NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import msgspec
from joserfc.jwk import ECKey, Key, RSAKey
from joserfc.jws import JWSRegistry

from app.model.sign_in import IdentityProvider
from app.signin.loopback import Words
from app.signin.session import Attempt, Session, SignIn
from app.wire.http import Limits
from tests.fakes.raw_http import Answer, RawServer, Request, ok

CLIENT_ID = "samsyn-console"
AUDIENCE = "https://fhir.example.org/r4"
NAME, HSA_ID, SUBJECT = "Anna Testsson", "SE2321000016-1ab2", "person-77"
WELL_KNOWN = "/.well-known/openid-configuration"
KEYS, TOKENS, REVOKED = "/jwks", "/token", "/revoke"
LIMITS = Limits(deadline=5.0, max_bytes=1 << 20, tries=3, backoff=0.0)
WORDS = Words(language="sv", back="Gå tillbaka.", refused="Ingen kom in.", stranger="Hör ej hit.")
GONE: Any = object()  # the value of something that is left out

RSA = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig"})
EC = ECKey.generate_key("P-256", {"kid": "ec-1", "use": "sig"})
STRANGE = RSAKey.generate_key(2048, {"kid": "rsa-1", "use": "sig"})  # says that it is RSA
STRANGE_EC = ECKey.generate_key("P-256", {"kid": "ec-1"})

_SECONDS = 5.0  # of a knock; nothing that is answered takes as long


class Reply(NamedTuple):
    """What a browser is answered. `head`: the lines before the page; "" where nothing came."""

    status: int
    head: str
    page: str


Sign = Callable[[bytes], bytes]


def b64(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def half_hash(access_token: str) -> str:
    """Return the at_hash of a token that SHA-256 signs."""
    return b64(hashlib.sha256(access_token.encode()).digest()[:16])


def by_hand(header: Mapping[str, Any], claims: Any, sign: Sign = lambda _: b"") -> str:
    """Return a token with whatever header, claims and signature."""
    text = f"{b64(msgspec.json.encode(header))}.{b64(msgspec.json.encode(claims))}"
    return f"{text}.{b64(sign(text.encode()))}"


def hs256(secret: bytes) -> Sign:
    return lambda text: hmac.digest(secret, text, "sha256")


def signed(claims: Any, key: Key = RSA, alg: str = "", **header: Any) -> str:
    """Return a token with a sound signature. `header`: what stands there otherwise than usual."""
    alg = alg or ("RS256" if isinstance(key, RSAKey) else "ES256")
    algorithm = JWSRegistry.algorithms[alg]
    told = without_gone({"alg": alg, "kid": key.kid, **header})
    return by_hand(told, claims, lambda text: algorithm.sign(text, key))


def without_gone(told: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in told.items() if value is not GONE}


def unsigned(token: str) -> dict[str, Any]:
    """Return a token's claims, whoever has signed them."""
    claims: dict[str, Any] = msgspec.json.decode(urlsafe_b64decode(token.split(".")[1] + "=="))
    return claims


class Forger(RawServer):
    """The provider. `be_honest` takes all lies back.

    `metadata`, `claims`, `tokens`: what it says otherwise than an honest one. `keys`: its key set.
    `make_id_token`: of the claims. `raw`: the very answers at some paths. `queue`: the next answers
    at the token endpoint, changes of an honest one or bytes.
    """

    def __init__(self) -> None:
        super().__init__(self._decide)
        self.given = 0  # how many tokens
        self.queue: list[dict[str, Any] | Answer] = []
        self.authorization: dict[str, str] = {}
        self.be_honest()

    def be_honest(self) -> None:
        self.metadata: dict[str, Any] = {}
        self.claims: dict[str, Any] = {}
        self.tokens: dict[str, Any] = {}
        self.keys: Any = {"keys": [RSA.as_dict(private=False), EC.as_dict(private=False)]}
        self.make_id_token: Callable[[dict[str, Any]], Any] = signed
        self.raw: dict[str, Answer] = {}
        self.queue.clear()

    # --- what it was asked ------------------------------------------------------------------------

    def asked(self, path: str) -> list[Request]:
        return [request for request in self.requests if request.path == path]

    def forms(self, path: str = TOKENS) -> list[dict[str, str]]:
        return [dict(parse_qsl(request.form)) for request in self.asked(path)]

    # --- what it answers --------------------------------------------------------------------------

    def _decide(self, request: Request) -> Answer:
        if request.path in self.raw:
            return self.raw[request.path]
        if request.path == WELL_KNOWN:
            return as_json(self._metadata())
        if request.path == KEYS:
            return as_json(self.keys)
        if request.path == TOKENS:
            return self._tokens()
        return ok(b"", status="200 OK" if request.path == REVOKED else "404 Not Found")

    def _metadata(self) -> dict[str, Any]:
        usual = {
            "issuer": self.base_url,
            "authorization_endpoint": f"{self.base_url}/authorize",
            "token_endpoint": f"{self.base_url}{TOKENS}",
            "jwks_uri": f"{self.base_url}{KEYS}",
            "revocation_endpoint": f"{self.base_url}{REVOKED}",
            "end_session_endpoint": f"{self.base_url}/leave?ui=sv",
            "authorization_response_iss_parameter_supported": True,
            "code_challenge_methods_supported": ["S256"],
            "scopes_supported": ["openid"],
        }
        return without_gone({**usual, **self.metadata})

    def _tokens(self) -> Answer:
        changes = self.queue.pop(0) if self.queue else {}
        if not isinstance(changes, dict):
            return changes
        self.given += 1
        access_token = f"secret-access-{self.given}"
        now = int(time.time())
        claims = {
            "iss": self.base_url,
            "aud": CLIENT_ID,
            "sub": SUBJECT,
            "iat": now,
            "exp": now + 300,
            "nonce": self.authorization.get("nonce", GONE),
            "at_hash": half_hash(access_token),
            "name": NAME,
            "employeeHsaId": HSA_ID,
            "fhirUser": "Practitioner/anna",
        }
        usual = {
            "access_token": access_token,
            "token_type": "Bearer",
            "expires_in": 3600,
            "refresh_token": f"secret-refresh-{self.given}",
            "id_token": self.make_id_token(without_gone({**claims, **self.claims})),
            "scope": "openid",
        }
        return as_json(without_gone({**usual, **self.tokens, **changes}))

    # --- the browser ------------------------------------------------------------------------------

    def answer_for(self, attempt: Attempt) -> dict[str, str]:
        """Look at the address that the browser was sent to; return what an honest answer says."""
        self.authorization = asked = dict(parse_qsl(urlsplit(attempt.address).query))
        return {"code": "secret-code-1", "state": asked["state"], "iss": self.base_url}

    async def bring_back(self, attempt: Attempt, **changes: Any) -> Reply:
        """Bring the browser back with an honest answer, but for the changes."""
        answer = without_gone({**self.answer_for(attempt), **changes})
        return await browse(attempt, urlencode(answer, doseq=True))


def as_json(value: object, status: str = "200 OK") -> bytes:
    return ok(msgspec.json.encode(value), "Content-Type: application/json", status=status)


def port_of(attempt: Attempt) -> int:
    asked = dict(parse_qsl(urlsplit(attempt.address).query))
    port = urlsplit(asked["redirect_uri"]).port
    assert port
    return port


async def knock(port: int, octets: bytes) -> bytes:
    """Say that to the port, and return all that comes back until it hangs up."""
    async with asyncio.timeout(_SECONDS):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        try:
            with suppress(ConnectionError):
                writer.write(octets)
                await writer.drain()
                return await reader.read()
            return b""
        finally:
            writer.close()
            with suppress(ConnectionError):
                await writer.wait_closed()


async def browse(attempt: Attempt, query: str) -> Reply:
    """Get the redirect address with that query."""
    port = port_of(attempt)
    request = f"GET /samsyn?{query} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n"
    return as_reply(await knock(port, request.encode()))


def as_reply(octets: bytes) -> Reply:
    head, _, page = octets.decode().partition("\r\n\r\n")
    return Reply(int(head.split(" ")[1]) if head else 0, head, page)


def provider_of(forger: Forger, **changes: Any) -> IdentityProvider:
    usual = IdentityProvider(issuer=forger.base_url, client_id=CLIENT_ID)
    return msgspec.structs.replace(usual, **changes)


@asynccontextmanager
async def way_in(forger: Forger, **changes: Any) -> AsyncIterator[SignIn]:
    """Be the program that signs in there. `changes`: of the settings."""
    way = SignIn(provider_of(forger, **changes), WORDS, audience=AUDIENCE, limits=LIMITS)
    try:
        yield way
    finally:
        await way.aclose()


async def sign_in(forger: Forger, way: SignIn, **changes: Any) -> Session:
    """Sign in. `changes`: of what the browser brings back."""
    async with way.attempt() as attempt:
        await forger.bring_back(attempt, **changes)
        async with asyncio.timeout(_SECONDS):
            return await attempt.finish()
