"""Signed in at a real OpenID provider, in a browser: in whose name is read, and for how long."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.endtoend import chair, walk
from tests.endtoend.gate import Gate, gate
from tests.endtoend.host_eyes import HostEyes
from tests.endtoend.program import Program, program
from tests.endtoend.xserver import XServer, until
from tests.signin.browser import browser_program
from tests.signin.provider import Provider, running_provider

pytestmark = [
    pytest.mark.windows,
    pytest.mark.processes,
    pytest.mark.parametrize("eyes", ["practice"], indirect=True),
]

COORDINATOR = {"name": "Anette Grönmark", "employeeHsaId": "SE0000000001-A007"}
CHAIR = {"name": "Karin Sandelvik", "fhirUser": "Practitioner/sandelvik"}
STRANGER = {"name": "Nils Obekant", "employeeHsaId": "SE0000000009-A001"}
OFFLINE = "openid profile offline_access"
ACCOUNTS = {"anette": COORDINATOR, "karin": CHAIR, "nils": STRANGER}


@pytest.fixture
def provider() -> Iterator[Provider]:
    with running_provider(ACCOUNTS) as running:
        yield running


def desktop_of(folder: Path, *logins: str) -> dict[str, str]:
    """Return the environment of a desktop whose browser signs these in, one after another.

    "" opens and does nothing. The last one signs in whenever it is opened again.
    """
    programs = folder / "programs"
    programs.mkdir()
    turns = []
    for number, login in enumerate(logins):
        own = folder / f"browser-{number}"
        own.mkdir()
        turns.append(str(browser_program(own, login)) if login else "true")
    count = programs / "count"
    count.write_text("0")
    choose = "".join(f'{n}) exec "{turn}" "$@";;\n' for n, turn in enumerate(turns[:-1]))
    (programs / "xdg-open").write_text(
        f'#!/bin/sh\nn=$(cat "{count}")\necho $((n + 1)) >"{count}"\n'
        f'case $n in\n{choose}*) exec "{turns[-1]}" "$@";;\nesac\n'
    )
    (programs / "xdg-open").chmod(0o700)
    return {"PATH": f"{programs}{os.pathsep}{os.environ['PATH']}"}


@contextmanager
def signing_in(
    x: XServer,
    eyes: HostEyes,
    provider: Provider,
    folder: Path,
    *logins: str,
    scope: str = "openid profile",
) -> Iterator[tuple[Gate, Program]]:
    """Start a room's program before a guarded host, with a browser that signs these in."""
    settings, environment = folder / "room.toml", desktop_of(folder, *logins)
    with gate(eyes, provider) as standing:
        settings.write_text(
            f'[host]\nurl = "{standing.base_url}"\nname = "Region Exempel"\n[sign_in]\n'
            f'issuer = "{provider.issuer}"\nclient_id = "samsyn"\nscope = "{scope}"\n',
            encoding="utf-8",
        )
        with program(x, "--config", str(settings), token="", environment=environment) as started:
            yield standing, started


def test_who_signs_in_prepares_in_their_own_name_and_is_signed_out_with_the_program(
    x: XServer, eyes: HostEyes, provider: Provider, tmp_path: Path
) -> None:
    with signing_in(x, eyes, provider, tmp_path, "anette") as (standing, desk):
        desk.press("Förbereda")
        desk.until_seen("Det du läser loggas som förberedelse, för Anette Grönmark.")
        chair.choose(desk, walk.POLYP)
        until("the read is logged", eyes.reads)
        desk.press("Stäng Samsyn")
        assert desk.wait() == 0
    until("the token has ended", lambda: not active(provider, standing.tokens))
    agents = {event["agent"][0]["name"] for event in eyes.reads()}
    assert agents == {"Anette Grönmark"}
    visited = (tmp_path / "browser-0" / "browser.log").read_text()
    assert "Gå tillbaka till Samsyn" in visited
    until("the browser is signed out", lambda: signs_out(tmp_path / "browser-0"))


def signs_out(folder: Path) -> bool:
    return len((folder / "browser.log").read_text().splitlines()) > 1


def active(provider: Provider, tokens: list[str]) -> bool:
    return any(provider.introspect(token)["active"] for token in tokens)


def has_ended(provider: Provider, token: str) -> bool:
    return not active(provider, [token])


def test_the_chair_is_known_by_the_record_system_s_reference_and_leads(
    x: XServer, eyes: HostEyes, provider: Provider, tmp_path: Path
) -> None:
    with signing_in(x, eyes, provider, tmp_path, "karin") as (_, console):
        chair.open_the_meeting(console)
        chair.show(console, walk.POLYP)
        reads = until("the read is logged", eyes.reads)
        console.kill()
    assert {event["agent"][0]["name"] for event in reads} == {"Karin Sandelvik"}


def test_who_is_not_invited_is_told_so_and_somebody_else_signs_in(
    x: XServer, eyes: HostEyes, provider: Provider, tmp_path: Path
) -> None:
    with signing_in(x, eyes, provider, tmp_path, "nils", "anette") as (standing, desk):
        desk.until_seen("Du är inte kallad till det här mötet.")
        desk.press("Logga in")
        desk.press("Förbereda")
        desk.until_seen("Det du läser loggas som förberedelse, för Anette Grönmark.")
        assert not active(provider, standing.tokens[:1]), "the first token has ended"
        desk.kill()


def test_a_sign_in_that_fails_is_told_and_tried_again(
    x: XServer, eyes: HostEyes, provider: Provider, tmp_path: Path
) -> None:
    provider.stop()
    with signing_in(x, eyes, provider, tmp_path, "", "anette") as (standing, desk):
        desk.until_seen("Inloggningstjänsten svarar inte som den ska.")
        with running_provider(ACCOUNTS, port=provider.port) as again:
            standing.ask(again)
            desk.press("Logga in")
            desk.until_seen("Logga in i webbläsaren som öppnades")
            desk.press("Avbryt")
            desk.until_seen("Ingen loggades in.")
            desk.press("Logga in")
            desk.press("Förbereda")
            desk.until_seen("Det du läser loggas som förberedelse, för Anette Grönmark.")
            desk.kill()


@pytest.mark.thorough
def test_the_token_is_renewed_under_a_meeting_that_goes_on(
    x: XServer, eyes: HostEyes, tmp_path: Path
) -> None:
    with (
        running_provider(ACCOUNTS, access_ttl=12) as provider,
        signing_in(x, eyes, provider, tmp_path, "karin", scope=OFFLINE) as (standing, console),
    ):
        chair.open_the_meeting(console)
        chair.show(console, walk.POLYP)
        ending = standing.tokens[-1]
        until("the token has ended", partial(has_ended, provider, ending))
        chair.show(console, walk.SIGMOID)
        assert standing.tokens[-1] != ending
        assert standing.refused == 0
        console.kill()


def test_a_token_that_the_host_refuses_is_renewed_or_asked_for_anew(
    x: XServer, eyes: HostEyes, provider: Provider, tmp_path: Path
) -> None:
    with signing_in(x, eyes, provider, tmp_path, "karin", scope=OFFLINE) as (standing, console):
        chair.open_the_meeting(console)
        standing.distrust()
        chair.show(console, walk.POLYP)
        assert len(standing.tokens) == 2, "renewed before its time"
        standing.distrust(for_good=True)
        chair.choose(console, walk.SIGMOID)
        console.key("F5")
        console.until_seen("Logga in igen, så fortsätter mötet som det är.")
        console.kill()


@pytest.mark.thorough
def test_a_sign_in_that_ends_is_taken_up_again_without_the_meeting_ending(
    x: XServer, eyes: HostEyes, tmp_path: Path
) -> None:
    with (
        running_provider(ACCOUNTS, access_ttl=40) as provider,
        signing_in(x, eyes, provider, tmp_path, "karin", "anette", "karin") as (standing, console),
    ):
        chair.open_the_meeting(console)
        chair.show(console, walk.POLYP)
        console.until_seen("Din inloggning går ut kl. ")
        console.press("Logga in igen")
        console.until_seen("Någon annan loggade in. Mötet är öppnat av Karin Sandelvik.")
        console.press("Logga in igen")
        console.until_gone("Din inloggning går ut kl. ")
        console.until_gone("Logga in i webbläsaren och kom sedan tillbaka hit.")
        chair.show(console, walk.SIGMOID)
        assert standing.refused == 0
        console.kill()
