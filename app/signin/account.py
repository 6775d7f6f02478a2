"""Who has signed in: an id_token, verified, and each claim held against what was asked for.

Source: OpenID Connect Core 1.0, 3.1.3.7. The claims are Authlib's to check, the signature is
joserfc's; what is trusted (issuer, client, nonce, algorithms, the clock's error) is said here.
"""

import time
from typing import Any

from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import JoseError
from joserfc.jwk import Key, KeySet, import_key
from joserfc.jws import JWSRegistry

from app.model.base import Private
from app.model.errors import SignInUntrusted
from app.signin.metadata import ALGORITHMS

LEEWAY_S = 120  # hospital clocks
_MOST = 64 * 1024  # characters of a token
_MOST_HEADER = 8 * 1024  # bytes: some send their certificates along
_MOST_TEXT = 200
_MOST_SUBJECT = 255  # OpenID Connect Core 1.0, 2
_KINDS = ("RSA", "EC")
_REGISTRY = JWSRegistry(algorithms=ALGORITHMS)
_REGISTRY.max_header_length = _MOST_HEADER


class Account(Private, frozen=True, kw_only=True):
    """Somebody at the identity provider. `subject` tells them from everybody else there.

    `hsa_id` and `fhir_user` ("Practitioner/ab12") are how the host may know them, "" where the
    provider does not say.
    """

    subject: str
    name: str = ""
    hsa_id: str = ""
    fhir_user: str = ""


class Expected(Private, frozen=True, kw_only=True):
    """What an id_token must say, of whoever has signed in since `since` (seconds of the epoch).

    `since` None: in answer to a renewal, which may leave the nonce out and is of an older sign-in.
    """

    issuer: str
    client_id: str
    nonce: str
    access_token: str
    since: float | None
    hsa_id_claim: str = "employeeHsaId"


def read_keys(said: dict[str, Any]) -> KeySet:
    """Return the keys of a provider's set that we can use (RFC 7517, 5). Raises SignInUntrusted."""
    keys = said.get("keys")
    found = [key for each in keys if (key := _key(each))] if isinstance(keys, list) else []
    if not found:
        raise SignInUntrusted("the provider's keys")
    return KeySet(found)


def _key(said: object) -> Key | None:
    if not isinstance(said, dict) or said.get("kty") not in _KINDS:
        return None
    try:
        return import_key(said)
    except (JoseError, ValueError, TypeError, KeyError, AttributeError):
        return None


def read_account(token: str, keys: KeySet, expected: Expected) -> Account:
    """Verify an id_token and return whose it is. Raises SignInUntrusted with what is wrong."""
    if not token.isascii() or len(token) > _MOST:
        raise SignInUntrusted("an id_token that is none")
    options = {
        "iss": {"essential": True, "value": expected.issuer},
        "aud": {"essential": True, "value": expected.client_id},
    }
    params = {
        "client_id": expected.client_id,
        "nonce": expected.nonce if expected.since is not None else "",
        "access_token": expected.access_token,
    }
    try:
        signed = jwt.decode(token, keys, registry=_REGISTRY)
        claims = CodeIDToken(signed.claims, signed.header, options, params)
        claims.validate(now=int(time.time()), leeway=LEEWAY_S)
    except JoseError as error:
        raise SignInUntrusted(f"id_token: {error.error}") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):  # claims of no kind
        raise SignInUntrusted("id_token: cannot be read") from None
    if claims.get("nonce", expected.nonce) != expected.nonce:  # a renewal's, if it has one
        raise SignInUntrusted("id_token: nonce")
    if expected.since is not None and not _is_of(expected.since, claims):
        raise SignInUntrusted("id_token: auth_time")
    subject = claims["sub"]
    if not isinstance(subject, str) or not 0 < len(subject) <= _MOST_SUBJECT:
        raise SignInUntrusted("id_token: sub")
    return Account(
        subject=subject,
        name=_text(claims, "name"),
        hsa_id=_text(claims, expected.hsa_id_claim),
        fhir_user=_text(claims, "fhirUser"),
    )


def _is_of(since: float, claims: dict[str, Any]) -> bool:
    """Tell whether somebody was asked for this sign-in; a provider need not say when it was."""
    at = claims.get("auth_time", since)
    return isinstance(at, int | float) and at >= since - LEEWAY_S


def _text(claims: dict[str, Any], name: str) -> str:
    value = claims.get(name)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if len(text) <= _MOST_TEXT and text.isprintable() else ""
