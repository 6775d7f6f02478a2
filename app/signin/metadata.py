"""What an OpenID provider says of itself. Source: OpenID Connect Discovery 1.0, RFC 8414.

Read strictly in what we rely on; everything else that stands there is passed over.
"""

from typing import Any

import msgspec

from app.model.errors import SignInUntrusted
from app.wire.address import AddressError, check_endpoint

# Asymmetric ones only: a public client has no secret to check any other with, and `none` is none.
ALGORITHMS = (
    "RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512",
)  # fmt: skip


class Metadata(msgspec.Struct, frozen=True, kw_only=True):
    """The addresses of one provider; None where it has none."""

    issuer: str
    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str
    end_session_endpoint: str | None = None
    revocation_endpoint: str | None = None
    authorization_response_iss_parameter_supported: bool = False
    code_challenge_methods_supported: tuple[str, ...] = ("S256",)


_ADDRESSES = ("authorization_endpoint", "token_endpoint", "jwks_uri")
_OPTIONAL = ("end_session_endpoint", "revocation_endpoint")


def well_known(issuer: str) -> str:
    """Return where a provider says it."""
    return f"{issuer.rstrip('/')}/.well-known/openid-configuration"


def read_metadata(said: dict[str, Any], issuer: str) -> Metadata:
    """Understand what the provider of that issuer has answered. Raises SignInUntrusted."""
    try:
        metadata = msgspec.convert(said, Metadata)
    except msgspec.ValidationError as error:
        raise SignInUntrusted(f"provider metadata: {error}") from None
    if metadata.issuer != issuer:
        raise SignInUntrusted("provider metadata of another issuer")
    if "S256" not in metadata.code_challenge_methods_supported:
        raise SignInUntrusted("a provider without PKCE S256")
    optional = [name for name in _OPTIONAL if getattr(metadata, name)]
    for name in (*_ADDRESSES, *optional):
        try:
            check_endpoint(getattr(metadata, name), issuer)
        except AddressError:
            raise SignInUntrusted(f"provider metadata: {name}") from None
    return metadata
