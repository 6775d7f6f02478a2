"""The program's own sign-in, at a real provider and with a browser that has no screen."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from app.model.errors import SignInLeft, SignInRefused
from app.model.sign_in import IdentityProvider
from app.signin.account import Account
from app.signin.loopback import Words
from app.signin.session import Session, SignIn, keep
from tests.fakes.room import FakeClock
from tests.signin.browser import Browser, RefusedError
from tests.signin.provider import CLIENT_ID, Provider, running_provider

pytestmark = pytest.mark.processes

CLAIMS = {
    "anna": {"name": "Anna Ek", "employeeHsaId": "SE1-1", "fhirUser": "Practitioner/anna"},
    "bo": {"name": "Bo Dahl", "employeeHsaId": "SE1-2", "fhirUser": "Practitioner/bo"},
}
ANNA = Account(subject="anna", name="Anna Ek", hsa_id="SE1-1", fhir_user="Practitioner/anna")
BO = Account(subject="bo", name="Bo Dahl", hsa_id="SE1-2", fhir_user="Practitioner/bo")
HOST = "https://fhir.example.org/r4"
OFFLINE = "openid profile offline_access"
WORDS = Words(back="Go back.", refused="Nobody was signed in.", stranger="Not ours.")


@pytest.fixture(scope="module")
def provider() -> Iterator[Provider]:
    with running_provider(CLAIMS, access_ttl=900) as running:
        yield running


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    async with Browser() as opened:
        yield opened


@asynccontextmanager
async def way_in(provider: Provider, **settings: Any) -> AsyncIterator[SignIn]:
    known = IdentityProvider(issuer=provider.issuer, client_id=CLIENT_ID, **settings)
    way = SignIn(known, WORDS, audience=HOST)
    try:
        yield way
    finally:
        await way.aclose()


@pytest.fixture
async def way(provider: Provider) -> AsyncIterator[SignIn]:
    async with way_in(provider) as made:
        yield made


@pytest.fixture
async def offline_way(provider: Provider) -> AsyncIterator[SignIn]:
    async with way_in(provider, scope=OFFLINE) as made:
        yield made


async def sign_in(way: SignIn, browser: Browser, login: str = "anna") -> Session:
    async with way.attempt() as attempt:
        assert await browser.sign_in(attempt.address, login) == f"Samsyn {WORDS.back}"
        return await attempt.finish()


async def refusal_without_asking(way: SignIn, browser: Browser) -> str:
    """Return why the provider signs nobody in when it may not ask (prompt=none)."""
    async with way.attempt() as attempt:
        address = urlsplit(attempt.address)
        asked = {**dict(parse_qsl(address.query)), "prompt": "none"}
        said = await browser.open(address._replace(query=urlencode(asked)).geturl())
        assert said == f"Samsyn {WORDS.refused}"
        with pytest.raises(SignInRefused) as caught:
            await attempt.finish()
    return caught.value.reason


async def test_who_signs_in_is_known_and_gets_a_token(
    provider: Provider, way: SignIn, browser: Browser
) -> None:
    session = await sign_in(way, browser)
    assert session.account == ANNA
    told = provider.introspect(session.token)
    assert (told["active"], told["sub"], told["client_id"]) == (True, "anna", CLIENT_ID)
    assert session.left == pytest.approx(900, abs=10)
    assert session.until_soon == pytest.approx(675, abs=10)
    assert not session.can_renew


async def test_es256_is_understood(browser: Browser) -> None:
    with running_provider(CLAIMS, id_token_alg="ES256") as other:
        async with way_in(other) as way:
            assert (await sign_in(way, browser, "bo")).account == BO


async def test_the_hsa_id_may_stand_in_another_claim(provider: Provider, browser: Browser) -> None:
    async with way_in(provider, hsa_id_claim="fhirUser") as way:
        assert (await sign_in(way, browser)).account.hsa_id == "Practitioner/anna"


async def test_who_cancels_has_left_and_may_try_again(way: SignIn, browser: Browser) -> None:
    async with way.attempt() as attempt:
        assert await browser.cancel(attempt.address) == f"Samsyn {WORDS.refused}"
        with pytest.raises(SignInLeft) as caught:
            await attempt.finish()
    assert type(caught.value) is SignInLeft
    assert (await sign_in(way, browser)).account == ANNA


async def test_a_wrong_name_ends_nothing(way: SignIn, browser: Browser) -> None:
    async with way.attempt() as attempt:
        with pytest.raises(RefusedError):
            await browser.sign_in(attempt.address, "nobody")
        await browser.sign_in(attempt.address, "bo")
        assert (await attempt.finish()).account == BO


async def test_a_program_that_the_provider_does_not_know_gets_nowhere(
    provider: Provider, browser: Browser
) -> None:
    known = IdentityProvider(issuer=provider.issuer, client_id="another")
    way = SignIn(known, WORDS, audience=HOST)
    async with way.attempt() as attempt:
        await browser.open(attempt.address)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(attempt.finish(), 0.2)
    await way.aclose()
    assert browser.page is not None
    assert browser.page.response.status_code == 400


@pytest.mark.parametrize("fixed", [False, True])
async def test_with_offline_access_tokens_are_renewed_and_change(
    provider: Provider, browser: Browser, unused_tcp_port: int, *, fixed: bool
) -> None:
    port = unused_tcp_port if fixed else 0
    async with way_in(provider, scope=OFFLINE, port=port) as way:
        session = await sign_in(way, browser)
        tokens = [session.token]
        refresh = [session._refresh_token]
        for _ in range(2):
            assert session.can_renew
            await session.renew()
            tokens.append(session.token)
            refresh.append(session._refresh_token)
        assert (len(set(tokens)), len(set(refresh))) == (3, 3)
        assert provider.introspect(tokens[2])["active"]
        assert session.account == ANNA
        if fixed:
            assert browser.visited[-1] == f"GET http://127.0.0.1:{port}/samsyn"


async def test_new_keys_of_the_provider_disturb_no_renewal(
    provider: Provider, offline_way: SignIn, browser: Browser
) -> None:
    session = await sign_in(offline_way, browser)
    provider.rotate_keys()
    before = session.token
    await session.renew()
    assert session.token != before
    assert (await sign_in(offline_way, browser, "bo")).account == BO


async def test_a_stolen_refresh_token_ends_the_sign_in(
    provider: Provider, offline_way: SignIn, browser: Browser
) -> None:
    session = await sign_in(offline_way, browser)
    stolen = session._refresh_token
    await session.renew()
    with pytest.raises(SignInRefused, match="invalid_grant"):
        await offline_way.tokens(grant_type="refresh_token", refresh_token=stolen)
    with pytest.raises(SignInRefused, match="invalid_grant"):
        await session.renew()


class Stepping(FakeClock):
    """Time passes at once, but for the third sleep: it says `is_third`, and waits for `go`."""

    def __init__(self) -> None:
        super().__init__()
        self.slept: list[float] = []
        self.is_third, self.go = asyncio.Event(), asyncio.Event()

    async def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self._passed += seconds
        if len(self.slept) == 3:
            self.is_third.set()
            await self.go.wait()


async def test_a_session_is_kept_until_the_provider_ends_it(
    provider: Provider,
    offline_way: SignIn,
    browser: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    clock = Stepping()
    monkeypatch.setattr("app.signin.session.monotonic", clock.monotonic)
    session = await sign_in(offline_way, browser)
    heard: list[str] = []

    keeping = asyncio.create_task(
        keep(session, clock, renewed=heard.append, ends=lambda: heard.append("ends"))
    )
    async with asyncio.timeout(20):
        await clock.is_third.wait()
        assert len(set(heard)) == 2
        assert provider.introspect(heard[-1])["active"]
        await offline_way.revoke(session._refresh_token)
        clock.go.set()
        await keeping
    assert heard[2:] == ["ends"]
    assert clock.slept == [675.0] * 3


async def test_leaving_ends_the_tokens_and_the_browser_ends_the_session(
    provider: Provider, offline_way: SignIn, browser: Browser
) -> None:
    session = await sign_in(offline_way, browser)
    token, refresh = session.token, session._refresh_token
    way_out = await session.leave()
    assert (session.token, session.can_renew) == ("", False)
    assert provider.introspect(token) == {"active": False}
    with pytest.raises(SignInRefused, match="invalid_grant"):
        await offline_way.tokens(grant_type="refresh_token", refresh_token=refresh)
    # a native client: there is a session, and nobody is signed in without consent
    assert await refusal_without_asking(offline_way, browser) == "interaction_required"
    assert parse_qsl(urlsplit(way_out).query) == [("client_id", CLIENT_ID)]
    await browser.open(way_out)
    assert browser.page is not None
    assert browser.page.response.status_code == 200
    assert await refusal_without_asking(offline_way, browser) == "login_required"


async def test_without_offline_access_leaving_ends_the_token_too(
    provider: Provider, way: SignIn, browser: Browser
) -> None:
    session = await sign_in(way, browser)
    token = session.token
    await session.leave()
    assert provider.introspect(token) == {"active": False}


async def test_somebody_else_can_sign_in_though_the_last_one_did_not_leave(
    provider: Provider, way: SignIn, browser: Browser
) -> None:
    first = await sign_in(way, browser, "anna")
    second = await sign_in(way, browser, "bo")
    assert (first.account, second.account) == (ANNA, BO)
    assert provider.introspect(second.token)["sub"] == "bo"


async def test_a_port_that_is_taken_is_told(provider: Provider) -> None:
    taken = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
    port = taken.sockets[0].getsockname()[1]
    async with taken, way_in(provider, port=port) as way:
        with pytest.raises(SignInRefused, match="no port to come back to"):
            async with way.attempt():
                pass
