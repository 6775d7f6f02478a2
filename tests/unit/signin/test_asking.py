"""What the provider is asked with, and with what it is not."""

import hashlib
import re
from urllib.parse import urlsplit

from app.signin.session import SignIn
from tests.unit.signin.forger import (
    AUDIENCE,
    CLIENT_ID,
    KEYS,
    REVOKED,
    TOKENS,
    WELL_KNOWN,
    Forger,
    b64,
    port_of,
    way_in,
)


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
