"""Renewed in time, ended when it must, left for good; and nothing of it is ever printed."""

import asyncio
import logging
import traceback
from typing import Any

import pytest
from joserfc.jwk import RSAKey

from app.model.errors import (
    HostError,
    HostTrouble,
    HostUnreachable,
    SignInRefused,
    SignInUntrusted,
)
from app.signin.session import Session, SignIn, keep
from tests.fakes.raw_http import ok
from tests.fakes.room import FakeClock
from tests.unit.signin.forger import (
    CLIENT_ID,
    GONE,
    KEYS,
    REVOKED,
    SUBJECT,
    TOKENS,
    Forger,
    as_json,
    by_hand,
    half_hash,
    sign_in,
    signed,
    unsigned,
)
from tests.unit.signin.lies import (
    ANNA,
    HTML,
    NO_LIVES,
    Lie,
    no,
    personal,
    says,
    says_when,
)
from tests.unit.signin.test_id_token import FORGED


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
