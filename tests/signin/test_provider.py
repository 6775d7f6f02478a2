"""The provider and the browser of the sign-in tests do what the real ones do."""

import asyncio
import json
import secrets
import sys
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any, Self
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx2
import pytest

from tests.signin.browser import Browser, RefusedError, browser_program
from tests.signin.provider import CLIENT_ID, Provider, running_provider

pytestmark = pytest.mark.processes

ANNA = {"name": "Anna Ek", "employeeHsaId": "SE2321000016-1", "fhirUser": "Practitioner/anna"}
BO = {"name": "Bo Dahl", "employeeHsaId": "SE2321000016-2", "fhirUser": "Practitioner/bo"}
VERIFIER = "v" * 43
OFFLINE = "openid profile offline_access"


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider({"anna": ANNA, "bo": BO}, scopes=("user/*.rs",)) as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser() as opened:
        yield opened


class Native:
    """The signed-in program: it is called back on loopback, and asks the provider for tokens."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.http = httpx2.AsyncClient(trust_env=False)
        self.calls: list[dict[str, str]] = []  # the queries of all callbacks
        self.home = ""

    @asynccontextmanager
    async def running(self) -> AsyncIterator[Self]:
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.home = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/samsyn"
        async with server, self.http:
            yield self

    def authorization(self, **changes: str) -> str:
        asked = {
            "client_id": CLIENT_ID,
            "response_type": "code",
            "redirect_uri": self.home,
            "scope": "openid profile",
            "prompt": "login",
            "state": secrets.token_hex(8),
            "nonce": "once",
            "code_challenge": _base64url(sha256(VERIFIER.encode()).digest()),
            "code_challenge_method": "S256",
            **changes,
        }
        return f"{self.issuer}/auth?{urlencode(asked)}"

    async def token(self, **asked: str) -> dict[str, Any]:
        reply = await self.http.post(f"{self.issuer}/token", data={"client_id": CLIENT_ID, **asked})
        told: dict[str, Any] = reply.json()
        return told

    async def exchange(self) -> dict[str, Any]:
        return await self.token(
            grant_type="authorization_code",
            code=self.calls[-1]["code"],
            redirect_uri=self.home,
            code_verifier=VERIFIER,
        )

    async def refresh(self, token: str) -> dict[str, Any]:
        return await self.token(grant_type="refresh_token", refresh_token=token)

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        target = urlsplit((await reader.readuntil(b"\r\n\r\n")).split()[1].decode())
        if target.path == "/samsyn/sign-out":
            body, kind = self._sign_out(parse_qs(target.query)["hint"][0]), "text/html"
        else:
            self.calls.append({name: value for name, (value,) in parse_qs(target.query).items()})
            body, kind = f"seen: {target.path}", "text/plain"
        writer.write(
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n"
            f"Connection: close\r\n\r\n{body}".encode()
        )
        await writer.drain()
        writer.close()
        await writer.wait_closed()

    def _sign_out(self, id_token: str) -> str:
        return (
            f'<body onload="document.forms[0].submit()"><form method="post"'
            f' action="{self.issuer}/session/end">'
            f'<input type="hidden" name="id_token_hint" value="{id_token}">'
            f'<input type="hidden" name="state" value="out">'
            f'<input type="hidden" name="post_logout_redirect_uri" value="{self.home}/signed-out">'
            f"</form></body>"
        )


@pytest.fixture
async def native(provider: Provider) -> AsyncIterator[Native]:
    async with Native(provider.issuer).running() as running:
        yield running


def _base64url(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def part(token: str, index: int) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(urlsafe_b64decode(token.split(".")[index] + "=="))
    return told


async def test_who_signs_in_stands_in_the_id_token(
    provider: Provider, native: Native, browser: Browser
) -> None:
    said = await browser.sign_in(native.authorization(state="mine"), "anna")
    assert said == "seen: /samsyn"
    assert browser.visited[-1] == f"GET {native.home}"
    assert native.calls[0].keys() == {"code", "state", "iss"}
    assert (native.calls[0]["state"], native.calls[0]["iss"]) == ("mine", provider.issuer)
    tokens = await native.exchange()
    claims = part(tokens["id_token"], 1)
    assert ANNA.items() <= claims.items()
    assert (claims["iss"], claims["aud"], claims["sub"]) == (provider.issuer, CLIENT_ID, "anna")
    assert claims["nonce"] == "once"
    assert "refresh_token" not in tokens
    told = provider.introspect(tokens["access_token"])
    assert (told["active"], told["sub"], told["client_id"]) == (True, "anna", CLIENT_ID)
    assert provider.introspect("nonsense") == {"active": False}


async def test_it_grants_the_scopes_it_knows_and_ignores_for_which_server(
    provider: Provider, native: Native, browser: Browser
) -> None:
    asked = native.authorization(
        scope="openid fhirUser user/*.rs user/Nothing.c",
        aud="https://host.example/fhir",
        resource="https://host.example/fhir",
    )
    await browser.sign_in(asked, "bo")
    tokens = await native.exchange()
    assert part(tokens["id_token"], 1)["fhirUser"] == BO["fhirUser"]
    assert set(tokens["scope"].split()) == {"openid", "fhirUser", "user/*.rs"}
    assert provider.introspect(tokens["access_token"])["scope"] == tokens["scope"]


@pytest.mark.parametrize("prompt", ["login", "login consent"])
async def test_offline_access_needs_the_prompt_for_consent(
    native: Native, browser: Browser, prompt: str
) -> None:
    await browser.sign_in(native.authorization(scope=OFFLINE, prompt=prompt), "anna")
    assert ("refresh_token" in await native.exchange()) == (prompt == "login consent")


async def test_a_refresh_token_is_good_for_one_time(native: Native, browser: Browser) -> None:
    await browser.sign_in(native.authorization(scope=OFFLINE, prompt="login consent"), "anna")
    first = await native.exchange()
    second = await native.refresh(first["refresh_token"])
    assert second["refresh_token"] != first["refresh_token"]
    assert part(second["id_token"], 1)["sub"] == "anna"
    assert (await native.refresh(first["refresh_token"]))["error"] == "invalid_grant"
    # that looked like a theft
    assert (await native.refresh(second["refresh_token"]))["error"] == "invalid_grant"


async def test_a_revoked_refresh_token_takes_the_access_token_with_it(
    provider: Provider, native: Native, browser: Browser
) -> None:
    await browser.sign_in(native.authorization(scope=OFFLINE, prompt="login consent"), "anna")
    tokens = await native.exchange()
    fields = {"client_id": CLIENT_ID, "token": tokens["refresh_token"]}
    reply = await native.http.post(f"{native.issuer}/token/revocation", data=fields)
    assert reply.status_code == 200
    assert provider.introspect(tokens["access_token"]) == {"active": False}
    assert (await native.refresh(tokens["refresh_token"]))["error"] == "invalid_grant"


async def test_a_wrong_login_name_is_refused(native: Native, browser: Browser) -> None:
    with pytest.raises(RefusedError, match="Wrong login name"):
        await browser.sign_in(native.authorization(), "nobody")
    assert native.calls == []


async def test_cancelling_is_told(provider: Provider, native: Native, browser: Browser) -> None:
    await browser.cancel(native.authorization(state="mine"))
    (call,) = native.calls
    assert (call["error"], call["state"]) == ("access_denied", "mine")
    assert call["iss"] == provider.issuer


@pytest.mark.parametrize(
    "changes",
    [{"code_challenge_method": "plain"}, {"code_challenge": "", "code_challenge_method": ""}],
)
async def test_without_s256_there_is_no_code(
    native: Native, browser: Browser, changes: dict[str, str]
) -> None:
    await browser.open(native.authorization(**changes))
    assert native.calls[0]["error"] == "invalid_request"


async def test_a_code_without_its_verifier_is_worth_nothing(
    native: Native, browser: Browser
) -> None:
    await browser.sign_in(native.authorization(), "anna")
    told = await native.token(
        grant_type="authorization_code",
        code=native.calls[0]["code"],
        redirect_uri=native.home,
        code_verifier="w" * 43,
    )
    assert told["error"] == "invalid_grant"


async def test_signing_out_ends_the_session(native: Native, browser: Browser) -> None:
    await browser.sign_in(native.authorization(), "anna")
    id_token = (await native.exchange())["id_token"]
    await browser.open(native.authorization(prompt="none"))
    assert native.calls[-1]["error"] == "interaction_required"  # a native client: always consent
    said = await browser.open(f"{native.home}/sign-out?hint={id_token}")
    assert said == "seen: /samsyn/signed-out"
    assert native.calls[-1] == {"state": "out"}
    assert f"POST {native.issuer}/session/end" in browser.visited
    await browser.open(native.authorization(prompt="none"))
    assert native.calls[-1]["error"] == "login_required"


@pytest.mark.parametrize(("scope", "outlives"), [("openid profile", False), (OFFLINE, True)])
async def test_offline_access_outlives_a_sign_out(
    provider: Provider, native: Native, browser: Browser, *, scope: str, outlives: bool
) -> None:
    await browser.sign_in(native.authorization(scope=scope, prompt="login consent"), "anna")
    tokens = await native.exchange()
    await browser.open(f"{native.home}/sign-out?hint={tokens['id_token']}")
    assert provider.introspect(tokens["access_token"])["active"] == outlives


async def test_the_next_person_is_asked_though_the_last_one_did_not_sign_out(
    native: Native, browser: Browser
) -> None:
    for login in ("anna", "bo"):
        await browser.sign_in(native.authorization(), login)
        assert part((await native.exchange())["id_token"], 1)["sub"] == login


async def test_new_keys_sign_and_the_old_ones_stay(
    provider: Provider, native: Native, browser: Browser
) -> None:
    kids = []
    for _ in range(2):
        await browser.sign_in(native.authorization(), "anna")
        kids.append(part((await native.exchange())["id_token"], 0)["kid"])
        published = (await native.http.get(f"{native.issuer}/jwks")).json()["keys"]
        assert set(kids) <= {key["kid"] for key in published}
        provider.rotate_keys()
    assert kids[0] != kids[1]


async def test_the_browser_as_a_program_keeps_its_cookies(native: Native, tmp_path: Path) -> None:
    async def run(address: str, login: str) -> int:
        program = await asyncio.create_subprocess_exec(browser_program(tmp_path, login), address)
        return await program.wait()

    if sys.platform == "win32":
        pytest.skip("a program of the shell")
    assert await run(native.authorization(), "nobody") == 1
    assert await run(native.authorization(), "anna") == 0
    id_token = (await native.exchange())["id_token"]
    assert await run(f"{native.home}/sign-out?hint={id_token}", "anna") == 0
    assert [call.keys() for call in native.calls] == [{"code", "state", "iss"}, {"state"}]
    told = (tmp_path / "browser.log").read_text(encoding="utf-8").splitlines()
    assert told[1:] == ["seen: /samsyn", "seen: /samsyn/signed-out"]


async def test_other_settings(browser: Browser, capfd: pytest.CaptureFixture[str]) -> None:
    with running_provider(
        {"anna": ANNA},
        access_ttl=7,
        id_ttl=9,
        always_refresh=True,
        post_methods=False,
        id_token_alg="ES256",
    ) as other:
        async with Native(other.issuer).running() as native:
            await browser.sign_in(native.authorization(), "anna")
            tokens = await native.exchange()
            await browser.open(f"{native.home}/sign-out?hint={tokens['id_token']}")
    claims = part(tokens["id_token"], 1)
    assert tokens["expires_in"] == 7
    assert claims["exp"] - claims["iat"] == 9
    assert "refresh_token" in tokens
    assert part(tokens["id_token"], 0)["alg"] == "ES256"
    assert browser.page is not None
    assert browser.page.response.status_code == 404  # no POST there
    assert other.process.returncode == 0
    assert capfd.readouterr().err == ""
    other.stop()  # once more is no error


def test_where_it_is_not_installed_a_person_is_told_and_ci_fails(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("tests.signin.provider.PROVIDER_FOLDER", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match="run make setup: it installs the provider"):
        running_provider({})
    monkeypatch.setenv("CI", "true")
    with pytest.raises(RuntimeError, match="oidc-provider is missing"):
        running_provider({})
