"""Whoever else comes to the address that the browser comes back to is turned away."""

import asyncio
import gc
import hashlib
import re
from base64 import b64encode
from collections.abc import AsyncIterator
from typing import Any

import pytest

from app.model.errors import (
    SignInLeft,
    SignInRefused,
    SignInUntrusted,
)
from app.signin.session import Attempt, SignIn
from tests.unit.signin.forger import (
    GONE,
    WORDS,
    Forger,
    as_reply,
    browse,
    knock,
    port_of,
    sign_in,
    way_in,
)
from tests.unit.signin.lies import (
    ANNA,
    personal,
    refused,
)

HEAD = "GET /samsyn?code=c&state={state}&iss={iss} HTTP/1.1\r\nHost: {host}\r\n\r\n"
STRANGERS = {
    "another state": HEAD.replace("{state}", "another"),
    "part of the state": HEAD.replace("{state}", "{part}"),
    "an empty state": HEAD.replace("{state}", ""),
    "a state that is not ASCII": HEAD.replace("{state}", "%C3%A5%FF%00"),
    "no state": HEAD.replace("&state={state}", ""),
    "the state, then another": HEAD.replace("{state}", "{state}&state=another"),
    "no parameters": HEAD.replace("?code=c&state={state}&iss={iss}", ""),
    "an error without the state": HEAD.replace("code=c&state={state}", "error=access_denied"),
    "more parameters than any answer has": HEAD.replace("code=c", "&".join(["x=1"] * 30)),
    "another name of this machine": HEAD.replace("{host}", "localhost:{port}"),
    "another name that points here": HEAD.replace("{host}", "evil.example:{port}"),
    "our address without the port": HEAD.replace("{host}", "127.0.0.1"),
    "no host": HEAD.replace("HTTP/1.1\r\nHost: {host}", "HTTP/1.0"),
    "POST": HEAD.replace("GET", "POST"),
    "HEAD": HEAD.replace("GET", "HEAD"),
    "OPTIONS": HEAD.replace("GET", "OPTIONS"),
    "another path": HEAD.replace("/samsyn", "/"),
    "a path below": HEAD.replace("/samsyn", "/samsyn/"),
    "a whole address": HEAD.replace("/samsyn", "http://{host}/samsyn"),
    "a path with dots": HEAD.replace("/samsyn", "/x/../samsyn"),
}
NO_HTTP = {
    "binary garbage": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(range(256)) * 4,
    "nothing": b"",
    "words": b"hello\r\n\r\n",
    "an oversized line": b"GET /samsyn?code=" + b"x" * 200_000 + b" HTTP/1.1\r\n\r\n",
    "oversized headers": b"GET /samsyn HTTP/1.1\r\n" + b"X: " + b"x" * 200_000 + b"\r\n\r\n",
    "headers without end": b"GET /samsyn HTTP/1.1\r\n" + b"X: x\r\n" * 20_000,
}


async def is_still_waiting(forger: Forger, attempt: Attempt) -> None:
    """See to it that the true answer is still taken."""
    assert forger.forms() == []
    assert (await forger.bring_back(attempt)).status == 200
    assert (await attempt.finish()).account == ANNA


def written(line: str, forger: Forger, attempt: Attempt) -> bytes:
    port, state = port_of(attempt), forger.answer_for(attempt)["state"]
    given = {"host": f"127.0.0.1:{port}", "state": state, "part": state[:-1]}
    return line.format(**given, port=port, iss=forger.base_url).encode()


@pytest.mark.parametrize("case", STRANGERS)
async def test_a_stranger_is_turned_away_and_disturbs_nothing(
    forger: Forger, attempt: Attempt, case: str
) -> None:
    reply = as_reply(await knock(port_of(attempt), written(STRANGERS[case], forger, attempt)))
    assert reply.status == 400
    assert (WORDS.stranger in reply.page) == (case != "HEAD")
    await is_still_waiting(forger, attempt)


async def test_two_hosts_are_no_http(forger: Forger, attempt: Attempt) -> None:
    line = HEAD.replace("{host}", "{host}\r\nHost: {host}")
    assert await knock(port_of(attempt), written(line, forger, attempt)) == b""
    await is_still_waiting(forger, attempt)


@pytest.mark.parametrize("case", NO_HTTP)
async def test_what_speaks_no_http_is_hung_up_on(
    forger: Forger,
    attempt: Attempt,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    case: str,
) -> None:
    monkeypatch.setattr("app.signin.loopback._PATIENCE_S", 0.2)
    assert await knock(port_of(attempt), NO_HTTP[case]) == b""
    await is_still_waiting(forger, attempt)
    assert caplog.text == ""


async def test_an_answer_counts_once(forger: Forger, attempt: Attempt) -> None:
    assert (await forger.bring_back(attempt)).status == 200
    for changes in ({}, {"code": "another"}, {"code": GONE, "error": "access_denied"}):
        again = await forger.bring_back(attempt, **changes)
        assert (again.status, WORDS.stranger in again.page) == (400, True)
    assert (await attempt.finish()).account == ANNA
    assert [form["code"] for form in forger.forms()] == ["secret-code-1"]


@pytest.mark.parametrize("twice", ["code", "iss", "error", "other"])
async def test_a_parameter_twice_is_no_answer(forger: Forger, way: SignIn, twice: str) -> None:
    error = await refused(forger, way, **{twice: ["secret-1", "secret-2"]})
    assert type(error) is SignInUntrusted
    assert len(forger.forms()) == 1  # the honest one's


async def test_the_state_twice_is_no_answer(forger: Forger, attempt: Attempt) -> None:
    state = forger.answer_for(attempt)["state"]
    reply = await forger.bring_back(attempt, state=["another", state])
    assert (reply.status, WORDS.refused in reply.page) == (400, True)
    with pytest.raises(SignInUntrusted):
        await attempt.finish()
    assert forger.forms() == []


async def test_an_answer_that_nobody_waits_for_leaves_no_trace(
    forger: Forger, way: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    for changes in ({}, {"code": ["secret-1", "secret-2"]}, {"error": "server_error"}):
        async with way.attempt() as attempt:
            await forger.bring_back(attempt, **changes)
        del attempt
        gc.collect()
        await asyncio.sleep(0)
    assert caplog.text == ""
    assert forger.forms() == []


async def test_a_code_is_sent_on_as_it_came(forger: Forger, way: SignIn) -> None:
    code = "å\r\n&grant_type=refresh_token&x=%00\0"
    assert (await sign_in(forger, way, code=code)).account == ANNA
    (form,) = forger.forms()
    assert (form["code"], form["grant_type"]) == (code, "authorization_code")
    assert "x" not in form


@pytest.mark.parametrize("issuer", ["http://127.0.0.1:1", GONE, ""])
@pytest.mark.parametrize("outcome", [{}, {"code": GONE, "error": "access_denied"}])
async def test_an_answer_of_another_issuer_gets_no_code(
    forger: Forger, way: SignIn, issuer: object, outcome: dict[str, Any]
) -> None:
    error = await refused(forger, way, iss=issuer, **outcome)
    assert type(error) is SignInUntrusted
    assert len(forger.forms()) == 1


@pytest.mark.parametrize(("issuer", "passes"), [(GONE, True), ("http://127.0.0.1:1", False)])
async def test_a_provider_that_promises_no_issuer_need_not_say_it(
    forger: Forger, way: SignIn, *, issuer: object, passes: bool
) -> None:
    forger.metadata = {"authorization_response_iss_parameter_supported": GONE}
    if passes:
        assert (await sign_in(forger, way, iss=issuer)).account == ANNA
    else:
        assert type(await refused(forger, way, iss=issuer)) is SignInUntrusted


@pytest.mark.parametrize(
    ("said", "kind", "reason"),
    [
        ("access_denied", SignInLeft, "access_denied"),
        ("login_required", SignInRefused, "login_required"),
        ("server_error", SignInRefused, "server_error"),
        ("<script>alert(1)</script>", SignInRefused, "a code that is none"),
        ("access_denied\n", SignInRefused, "a code that is none"),
        ("Anna Testsson", SignInRefused, "a code that is none"),
        ("x" * 41, SignInRefused, "a code that is none"),
        ("åäö", SignInRefused, "a code that is none"),
    ],
)
async def test_a_refusal_is_told_by_its_code_alone(
    forger: Forger, way: SignIn, said: str, kind: type[SignInRefused], reason: str
) -> None:
    async with way.attempt() as attempt:
        changes = {"code": GONE, "error": said, "error_description": "secret-words"}
        reply = await forger.bring_back(attempt, **changes)
        with pytest.raises(SignInRefused) as caught:
            await attempt.finish()
    assert (type(caught.value), caught.value.reason) == (kind, reason)
    assert (reply.status, WORDS.refused in reply.page) == (200, True)
    assert forger.forms() == []
    assert (await sign_in(forger, way)).account == ANNA


@pytest.mark.parametrize(
    ("error", "kind"), [("server_error", SignInRefused), ("access_denied", SignInLeft)]
)
async def test_a_code_beside_an_error_is_not_used(
    forger: Forger, attempt: Attempt, error: str, kind: type[SignInRefused]
) -> None:
    reply = await forger.bring_back(attempt, error=error)
    assert (reply.status, WORDS.refused in reply.page) == (200, True)
    with pytest.raises(SignInRefused) as caught:
        await attempt.finish()
    assert (type(caught.value), caught.value.reason) == (kind, error)
    assert forger.forms() == []


async def test_an_answer_that_says_nothing_is_none(forger: Forger, way: SignIn) -> None:
    assert type(await refused(forger, way, code=GONE)) is SignInUntrusted


class Crowd:
    """Connections that say nothing, or a byte now and then."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.writers: list[asyncio.StreamWriter] = []
        self.ends: list[asyncio.Task[bytes]] = []

    async def come(self, number: int) -> None:
        for _ in range(number):
            reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
            self.writers.append(writer)
            self.ends.append(asyncio.create_task(reader.read()))

    async def are_served(self, number: int) -> None:
        """Wait until all others have been hung up on."""
        async with asyncio.timeout(5):
            while sum(not end.done() for end in self.ends) != number:
                await asyncio.wait(self.ends, timeout=0.01)

    async def leave(self) -> None:
        for writer in self.writers:
            writer.close()
        await asyncio.gather(*self.ends, return_exceptions=True)


@pytest.fixture
async def crowd(attempt: Attempt) -> AsyncIterator[Crowd]:
    come = Crowd(port_of(attempt))
    yield come
    await come.leave()


async def test_fifteen_that_say_nothing_keep_nobody_out(
    forger: Forger, attempt: Attempt, crowd: Crowd
) -> None:
    await crowd.come(15)
    await is_still_waiting(forger, attempt)


async def test_of_forty_that_say_nothing_sixteen_keep_others_out_until_they_leave(
    forger: Forger, attempt: Attempt, crowd: Crowd
) -> None:
    await crowd.come(40)
    await crowd.are_served(16)
    assert (await forger.bring_back(attempt)).status == 0
    await crowd.leave()
    await is_still_waiting(forger, attempt)


@pytest.mark.parametrize("drips", [False, True])
async def test_whoever_says_nothing_is_let_go_of(
    forger: Forger,
    attempt: Attempt,
    crowd: Crowd,
    monkeypatch: pytest.MonkeyPatch,
    *,
    drips: bool,
) -> None:
    monkeypatch.setattr("app.signin.loopback._PATIENCE_S", 0.3)
    await crowd.come(16)
    async with asyncio.timeout(5):
        while any(not end.done() for end in crowd.ends):
            for writer in crowd.writers if drips else ():
                writer.write(b"G")
            await asyncio.sleep(0.05)
    await is_still_waiting(forger, attempt)


async def test_whoever_still_says_nothing_is_let_go_of_in_the_end(way: SignIn) -> None:
    async with way.attempt() as attempt:
        silent = Crowd(port_of(attempt))
        await silent.come(3)
        silent.writers[0].write(b"GET /samsyn?")
        await asyncio.sleep(0.05)
        assert not any(end.done() for end in silent.ends)
    async with asyncio.timeout(1):
        assert await asyncio.gather(*silent.ends) == [b""] * 3
    await silent.leave()


async def test_nobody_listens_after_the_sign_in(forger: Forger, way: SignIn) -> None:
    async with way.attempt() as attempt:
        pass
    with pytest.raises(ConnectionRefusedError):
        await forger.bring_back(attempt)


async def test_only_this_very_machine_can_come(attempt: Attempt) -> None:
    server = attempt._loopback._server
    assert server is not None
    assert [each.getsockname()[0] for each in server.sockets] == ["127.0.0.1"]


async def test_a_port_that_is_taken_is_told(forger: Forger, way: SignIn) -> None:
    async with way.attempt() as attempt, way_in(forger, port=port_of(attempt)) as second:
        with pytest.raises(SignInRefused, match="no port to come back to"):
            await sign_in(forger, second)


# --- its pages ------------------------------------------------------------------------------------

EVIL = "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("changes", "status", "sentence"),
    [
        ({"code": EVIL, "x": EVIL}, 200, WORDS.back),
        ({"code": GONE, "error": EVIL, "error_description": EVIL}, 200, WORDS.refused),
        ({"code": [EVIL, EVIL]}, 400, WORDS.refused),
        ({"state": EVIL, EVIL: EVIL}, 400, WORDS.stranger),
    ],
)
async def test_its_pages_show_one_sentence_and_nothing_of_what_came(
    forger: Forger, attempt: Attempt, changes: dict[str, Any], status: int, sentence: str
) -> None:
    reply = await forger.bring_back(attempt, **changes)
    if status == 400 and sentence == WORDS.refused:
        with pytest.raises(SignInUntrusted):
            await attempt.finish()
    assert reply.status == status
    assert reply.page.startswith('<!doctype html><html lang="sv"><meta charset="utf-8">')
    assert f"<p>{sentence}</p>" in reply.page
    for trace in ("script", "alert", "<a", "<img", "<link", "http", *personal(forger)):
        assert trace not in reply.page
    (style,) = re.findall("<style>(.*)</style>", reply.page)
    digest = b64encode(hashlib.sha256(style.encode()).digest()).decode()
    lines = reply.head.lower().splitlines()[1:]
    headers = dict(line.split(": ", 1) for line in lines)
    assert len(headers) == len(lines)
    assert headers["cache-control"] == "no-store"
    assert headers["referrer-policy"] == "no-referrer"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert headers["content-security-policy"] == (
        "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; "
        f"style-src 'sha256-{digest.lower()}'"
    )
    assert "access-control-allow-origin" not in headers


async def test_words_are_text_and_no_markup(forger: Forger) -> None:
    words = type(WORDS)(language='en"><b>', back="a < b", refused="", stranger="<i>x</i> & y")
    async with way_in(forger) as way:
        way._words = words
        async with way.attempt() as attempt:
            page = (await browse(attempt, "")).page
    assert "&lt;i&gt;x&lt;/i&gt; &amp; y" in page
    assert '<html lang="en&quot;&gt;&lt;b&gt;">' in page
