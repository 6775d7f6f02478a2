"""`samsyn seed-practice`: the practice meeting onto a FHIR R4 test server."""

import argparse
import asyncio
import os
import sys
from datetime import UTC, datetime
from typing import Any

from app.commands import COMMANDS
from app.model.counting import counted
from app.model.errors import (
    ConfigError,
    HostConflict,
    HostError,
    HostMissing,
    HostNonsense,
    HostRefused,
    HostSilent,
    HostUnreachable,
)

_WORDS: dict[type[HostError], str] = {
    HostUnreachable: "the server cannot be reached: is the address right, and is it running?",
    HostSilent: "the server does not answer in time: try again later",
    HostRefused: "the server refuses the sign-in: set SAMSYN_TOKEN to a valid token",
    HostConflict: "the server holds other resources under the practice meeting's ids",
    HostMissing: "there is no FHIR server at this address: is the path right?",
    HostNonsense: "what answers at this address is not a FHIR R4 server that can be used",
}


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser(
        "seed-practice",
        help=COMMANDS["seed-practice"],
        description="Put today's practice meeting (invented people with official test numbers) onto"
        " a FHIR R4 test server. The token, if the server needs one, is read from SAMSYN_TOKEN."
        " Doing it again on the same day changes nothing.",
    )
    parser.add_argument("--host", required=True, metavar="URL", help="the server's base address")


def run(args: argparse.Namespace) -> int:
    """Seed the server; return 0 when the meeting is there."""
    from app.practice.seeding import seed  # noqa: PLC0415 -- help stays fast
    from app.wire.address import AddressError, check_base_url  # noqa: PLC0415 -- help stays fast

    try:
        base_url = check_base_url(args.host)
    except AddressError as error:
        raise ConfigError("seed-practice", "--host", str(error)) from None
    today = datetime.now(UTC).astimezone().date()
    try:
        written = asyncio.run(seed(base_url, os.environ.get("SAMSYN_TOKEN", ""), today))
    except HostError as error:
        sys.stderr.write(f"samsyn: {_words(error)} ({error})\n")
        return 1
    said = f"{counted(written, 'resource')} written" if written else "it was there already"
    sys.stdout.write(f"The practice meeting of {today.isoformat()} is at the server: {said}.\n")
    return 0


def _words(error: HostError) -> str:
    kinds = [kind for kind in type(error).__mro__ if kind in _WORDS]
    return _WORDS[kinds[0]] if kinds else "the server does not take the practice meeting"
