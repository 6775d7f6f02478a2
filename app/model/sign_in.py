"""How this program is known at the hospital's identity provider: the settings' `[sign_in]`."""

from typing import Annotated

import msgspec

from app.model.base import Value

_Text = Annotated[str, msgspec.Meta(max_length=200)]


class IdentityProvider(Value, frozen=True, kw_only=True):
    """An OpenID provider. `issuer` exactly as it names itself, "" where there is no sign-in.

    `scope`: with `offline_access` the provider asks for consent, too. `resource`: whose token it is
    (RFC 8707), "" to leave that to the provider. `hsa_id_claim`: which claim of the id_token holds
    the HSA-id. `port`: of 127.0.0.1, for a provider that knows one redirect address only; 0: any.
    """

    issuer: _Text = ""
    client_id: _Text = ""
    scope: _Text = "openid profile"
    resource: _Text = ""
    hsa_id_claim: _Text = "employeeHsaId"
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 0
