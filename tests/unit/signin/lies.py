"""What the forged provider is told to say, and how a sign-in by a lie must end."""

import asyncio
import time
import traceback
from collections.abc import Callable
from typing import Any

import pytest

from app.model.errors import HostError
from app.signin.account import Account
from app.signin.session import SignIn
from tests.fakes.raw_http import ok
from tests.unit.signin.forger import (
    GONE,
    HSA_ID,
    NAME,
    SUBJECT,
    Forger,
    as_json,
    sign_in,
)

ANNA = Account(subject=SUBJECT, name=NAME, hsa_id=HSA_ID, fhir_user="Practitioner/anna")
Lie = Callable[[Forger], None]
HTML = ok(b"<html><body>Logga in</body></html>", "Content-Type: text/html")
NO_LIVES = [GONE, None, 0, -5, "-0.0", "nan", "inf", "-inf"]


async def refused(forger: Forger, way: SignIn, **changes: Any) -> HostError:
    """Return what a sign-in ends in, and see to it that an honest one then ends well."""
    with pytest.raises(HostError) as caught:
        await sign_in(forger, way, **changes)
    error = caught.value
    printed = "".join(traceback.format_exception(error))
    for secret in (*personal(forger), "secret-"):
        assert secret not in printed
    forger.be_honest()
    assert (await sign_in(forger, way)).account == ANNA
    return error


def personal(forger: Forger) -> list[str]:
    """Return what nothing may show that is printed."""
    asked = forger.authorization
    return [NAME, HSA_ID, SUBJECT, "Practitioner/anna", asked["state"], asked["nonce"]]


def says(**claims: Any) -> Lie:
    return lambda forger: forger.claims.update(claims)


def says_of_it(make: Callable[[Forger], dict[str, Any]]) -> Lie:
    return lambda forger: forger.claims.update(make(forger))


def says_when(**seconds: float) -> Lie:
    """Say times, counted from now."""
    return lambda forger: forger.claims.update(
        {name: int(time.time()) + passed for name, passed in seconds.items()}
    )


def is_made(make: Callable[[dict[str, Any]], Any]) -> Lie:
    def lie(forger: Forger) -> None:
        forger.make_id_token = make

    return lie


def has_keys(keys: Any) -> Lie:
    def lie(forger: Forger) -> None:
        forger.keys = keys

    return lie


def answers(**tokens: Any) -> Lie:
    return lambda forger: forger.tokens.update(tokens)


def no(code: str, status: str = "400 Bad Request") -> bytes:
    return as_json({"error": code, "error_description": "secret-words"}, status)


async def endless(writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
    while True:
        writer.write(b"2000\r\n" + b" " * 0x2000 + b"\r\n")
        await writer.drain()
