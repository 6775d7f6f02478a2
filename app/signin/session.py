"""Signing in, staying signed in and signing out. Every token stays in memory.

`SignIn.attempt` gives the address for the browser and, once whoever it is has come back, a
`Session`; `keep` renews that before it ends; `Session.leave` ends it at the provider, too, or the
next person at this computer would go on as this one. Leaves out the browser and all windows.
"""

import asyncio
import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from math import isfinite
from time import monotonic, time
from typing import Any, Self
from urllib.parse import urlencode

import msgspec
from authlib.common.urls import add_params_to_uri
from authlib.oauth2.rfc6749.parameters import prepare_grant_uri, prepare_token_request
from authlib.oauth2.rfc7636 import create_s256_code_challenge
from joserfc.jwk import KeySet

from app.model.base import Private
from app.model.errors import (
    HostError,
    HostNonsense,
    HostTrouble,
    SignInLeft,
    SignInRefused,
    SignInUntrusted,
)
from app.model.sign_in import IdentityProvider
from app.room.ports import Timer
from app.signin.account import Account, Expected, read_account, read_keys
from app.signin.loopback import Loopback, Words
from app.signin.metadata import Metadata, read_metadata, well_known
from app.wire.http import HttpClient, Limits, Reply
from app.wire.jsontext import decode_object

LIMITS = Limits(deadline=15.0, max_bytes=1 << 20, tries=3)
SOON_S = 300.0  # before its end a token is renewed, or a quarter of its life where that is less
_RETRY_S = 10.0
_LEAST_S, _LONGEST_S = 5.0, 3600.0  # between two renewals; that is slept at a time
_FORM = {"Content-Type": "application/x-www-form-urlencoded", "Accept": "application/json"}
_CODE = re.compile(r"[a-z_]{1,40}")
_MOST = 16 * 1024  # characters of a token
_OK = 200


class _Tokens(Private, frozen=True, kw_only=True, forbid_unknown_fields=False):
    """A token endpoint's answer. Source: RFC 6749, 5.1; OpenID Connect Core 1.0, 3.1.3.3."""

    access_token: str
    token_type: str
    expires_in: float | None = None
    refresh_token: str | None = None
    id_token: str | None = None

    @property
    def life(self) -> float | None:
        """Seconds that the access token lives, None where nothing sensible is said of it."""
        life = self.expires_in
        return life if life is not None and isfinite(life) and life > 0 else None


class _Asked(Private, frozen=True, kw_only=True):
    """What one sign-in has asked for, and how its answer is known."""

    state: str
    nonce: str
    verifier: str
    at: float  # seconds of the epoch

    @property
    def challenge(self) -> str:
        """What goes along with the asking; the verifier itself goes with the answer's code."""
        made: str = create_s256_code_challenge(self.verifier)  # type: ignore[no-untyped-call]
        return made

    @classmethod
    def anew(cls) -> Self:
        return cls(
            state=secrets.token_urlsafe(32),
            nonce=secrets.token_urlsafe(32),
            verifier=secrets.token_urlsafe(64),
            at=time(),
        )


class SignIn:
    """The way in at one identity provider. `aclose` in the end.

    Every method raises HostError or one of its kinds, and nothing else.
    """

    def __init__(
        self, provider: IdentityProvider, words: Words, *, audience: str, limits: Limits = LIMITS
    ) -> None:
        """Take the provider, what the browser is told, and the host's base address.

        `audience`: which FHIR server the token is for, as SMART App Launch has it.
        """
        self.provider, self._words, self._audience = provider, words, audience
        self._http = HttpClient(provider.issuer, headers={"User-Agent": "Samsyn"}, limits=limits)
        self._known: Metadata | None = None

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    @asynccontextmanager
    async def attempt(self) -> AsyncIterator["Attempt"]:
        """Listen for the browser's way back for as long as the context lasts."""
        metadata = await self.metadata()
        async with Loopback(self._words, self.provider.port) as loopback:
            yield Attempt(self, metadata, loopback, self._audience)

    async def metadata(self) -> Metadata:
        """Return what the provider says of itself; asked once."""
        if self._known is None:
            issuer = self.provider.issuer
            reply = await self._http.send("GET", well_known(issuer), again=True)
            self._known = read_metadata(_object(reply), issuer)
        return self._known

    async def tokens(self, **fields: str) -> _Tokens:
        """Ask for tokens, once: neither a code nor a renewed token may be used again."""
        metadata = await self.metadata()
        grant = fields.pop("grant_type")
        body = prepare_token_request(grant, client_id=self.provider.client_id, **fields).encode()
        url = metadata.token_endpoint
        said = _granted(await self._http.send("POST", url, headers=_FORM, body=body))
        try:
            tokens = msgspec.convert(said, _Tokens, strict=False)
        except msgspec.ValidationError:
            raise SignInUntrusted("a token endpoint's answer that is none") from None
        access = tokens.access_token
        is_one = access and access.isascii() and access.isprintable() and len(access) <= _MOST
        if not is_one or tokens.token_type.casefold() != "bearer":
            raise SignInUntrusted("an access token that is none")
        return tokens

    async def keys(self) -> KeySet:
        """Ask for the provider's keys: before what they are for is used up."""
        url = (await self.metadata()).jwks_uri
        return read_keys(_object(await self._http.send("GET", url, again=True)))

    def account(self, tokens: _Tokens, keys: KeySet, *, nonce: str, since: float | None) -> Account:
        """Verify an id_token and return whose it is. Raises SignInUntrusted."""
        expected = Expected(
            issuer=self.provider.issuer,
            client_id=self.provider.client_id,
            nonce=nonce,
            access_token=tokens.access_token,
            since=since,
            hsa_id_claim=self.provider.hsa_id_claim,
        )
        return read_account(tokens.id_token or "", keys, expected)

    async def revoke(self, token: str) -> None:
        """Tell the provider to forget a token (RFC 7009), where it can."""
        if url := (await self.metadata()).revocation_endpoint:
            fields = {"token": token, "client_id": self.provider.client_id}
            await self._http.send("POST", url, headers=_FORM, body=urlencode(fields).encode())

    async def way_out(self) -> str:
        """Return where a browser signs out, "" where the provider has no such place."""
        metadata = await self.metadata()
        if not metadata.end_session_endpoint:
            return ""
        client = {"client_id": self.provider.client_id}
        out: str = add_params_to_uri(metadata.end_session_endpoint, client)
        return out


class Attempt:
    """One sign-in. `address` is for the browser, as often as wanted; `finish` waits for it."""

    def __init__(
        self, sign_in: SignIn, metadata: Metadata, loopback: Loopback, audience: str
    ) -> None:
        """Ask for something that only this attempt knows."""
        self._sign_in, self._metadata, self._loopback = sign_in, metadata, loopback
        self._asked = asked = _Asked.anew()
        self._answer = loopback.expect(asked.state)
        provider = sign_in.provider
        offline = "offline_access" in provider.scope.split()
        self.address: str = prepare_grant_uri(
            metadata.authorization_endpoint,
            client_id=provider.client_id,
            response_type="code",
            redirect_uri=loopback.redirect_uri,
            scope=provider.scope,
            state=asked.state,
            nonce=asked.nonce,
            code_challenge=asked.challenge,
            code_challenge_method="S256",
            prompt="login consent" if offline else "login",  # never as whoever was here before
            resource=provider.resource or None,
            aud=audience,
        )

    async def finish(self) -> "Session":
        """Return who has signed in. Raises SignInRefused, SignInUntrusted or HostError. Once."""
        answer = await self._answer
        issuer, wanted = answer.get("iss"), self._metadata.issuer
        must_say = self._metadata.authorization_response_iss_parameter_supported
        if issuer != wanted and (must_say or issuer is not None):  # RFC 9207
            raise SignInUntrusted("an answer of another issuer")
        if error := answer.get("error"):
            kind = SignInLeft if error == "access_denied" else SignInRefused
            raise kind(_code(error))
        if not answer.get("code"):
            raise SignInUntrusted("an answer without a code")
        keys = await self._sign_in.keys()
        tokens = await self._sign_in.tokens(
            grant_type="authorization_code",
            code=answer["code"],
            redirect_uri=self._loopback.redirect_uri,
            code_verifier=self._asked.verifier,
        )
        nonce, since = self._asked.nonce, self._asked.at
        account = self._sign_in.account(tokens, keys, nonce=nonce, since=since)
        return Session(self._sign_in, account, tokens, nonce)


class Session:
    """Somebody who is signed in. `token` is the one to ask the host with, just now."""

    def __init__(self, sign_in: SignIn, account: Account, tokens: _Tokens, nonce: str) -> None:
        """Take who it is, what the provider has given, and what it was asked with."""
        self._sign_in, self.account, self._nonce = sign_in, account, nonce
        self._refresh_token = tokens.refresh_token or ""
        self._has_left = False
        self._one_renewal = asyncio.Lock()
        self._take(tokens)

    def _take(self, tokens: _Tokens) -> None:
        self.token = tokens.access_token
        life = tokens.life
        self._ends = None if life is None else monotonic() + life
        self._soon = min(SOON_S, (life or 0) / 4)

    @property
    def left(self) -> float | None:
        """Seconds until the token ends, None where the provider has not said."""
        return None if self._ends is None else self._ends - monotonic()

    @property
    def until_soon(self) -> float | None:
        """Seconds until it is time to renew it, None where it does not end."""
        return None if self.left is None else max(0.0, self.left - self._soon)

    @property
    def can_renew(self) -> bool:
        """Whether the provider gives another token without asking whoever it is."""
        return bool(self._refresh_token)

    async def renew(self) -> None:
        """Get another token. Raises SignInRefused when the sign-in has ended, or HostError."""
        async with self._one_renewal:  # a refresh token that is used twice ends them all
            await self._renew()

    async def _renew(self) -> None:
        keys = await self._sign_in.keys()
        renewed = await self._sign_in.tokens(
            grant_type="refresh_token", refresh_token=self._refresh_token
        )
        self._refresh_token = renewed.refresh_token or self._refresh_token  # the old one is used up
        if self._has_left:
            await self._revoke(renewed.access_token)
            raise SignInRefused("left meanwhile")
        if renewed.id_token:
            account = self._sign_in.account(renewed, keys, nonce=self._nonce, since=None)
            if account.subject != self.account.subject:
                raise SignInUntrusted("a renewal for somebody else")
        self._take(renewed)

    async def leave(self) -> str:
        """End the sign-in. Return the address at which the browser ends it too, "" for none.

        The provider asks there: an address that it need not ask at tells who somebody is, and
        browsers keep addresses. Whatever fails, the tokens are forgotten here.
        """
        self._has_left = True
        access, self.token = self.token, ""
        await self._revoke(access)
        return await self._sign_in.way_out()

    async def _revoke(self, access: str) -> None:
        refresh, self._refresh_token = self._refresh_token, ""
        for token in filter(None, (refresh, access)):
            with suppress(HostError):
                await self._sign_in.revoke(token)


async def keep(
    session: Session,
    clock: Timer,
    *,
    renewed: Callable[[str], None],
    ends: Callable[[], None],
) -> None:
    """Renew a session's token for as long as that goes.

    `renewed` is told each new token. `ends` is called once, a little before the sign-in ends: when
    it cannot be renewed, or when the provider says no.
    """
    while (wait := session.until_soon) is not None:
        await clock.sleep(min(max(wait, _LEAST_S), _LONGEST_S))
        if wait > _LONGEST_S:
            continue
        if not session.can_renew:
            break
        try:
            await session.renew()
        except (SignInRefused, HostNonsense):
            break
        except HostError:
            if (session.left or 0) <= _RETRY_S + _LEAST_S:
                break
            await clock.sleep(_RETRY_S)
        else:
            renewed(session.token)
    else:
        return
    ends()


def _object(reply: Reply) -> dict[str, Any]:
    """Return a JSON answer. Raises HostTrouble for any other."""
    if reply.status == _OK:
        return decode_object(reply.body)
    raise HostTrouble(reply.status, "identity provider", retry_after=reply.retry_after)


def _granted(reply: Reply) -> dict[str, Any]:
    """Return a token endpoint's answer; raises what its refusal means (RFC 6749, 5.2)."""
    if reply.status in {400, 401, 403}:
        with suppress(HostNonsense):
            said = decode_object(reply.body).get("error")
            if isinstance(said, str):
                raise SignInRefused(_code(said))
    return _object(reply)


def _code(error: str) -> str:
    return error if _CODE.fullmatch(error) else "a code that is none"
