"""`samsyn practice-host`: a practice host in the foreground, so that a meeting can be resumed."""

import argparse
import secrets
import sys
from typing import Any

from app.commands import COMMANDS
from app.commands.practice import add_record_option

_HIGHEST_PORT = 65535


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser(
        "practice-host",
        help=COMMANDS["practice-host"],
        description="Run the practice host with today's practice meeting on the loopback until"
        " Ctrl-C. It keeps everything in memory: a console may be closed and opened again, but"
        " when the host ends, all of it is gone.",
    )
    parser.add_argument(
        "--port", type=_port, default=0, help="a fixed port; any free one otherwise"
    )
    add_record_option(parser)
    parser.add_argument("--empty", action="store_true", help="without the practice meeting")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C."""
    from app.practice.serving import bind, practice_store, serve  # noqa: PLC0415 -- help stays fast

    try:
        listener = bind(args.port)
    except OSError:
        sys.stderr.write(f"samsyn: port {args.port} cannot be used: choose another one, or none\n")
        return 1
    token = secrets.token_urlsafe(32)
    rivta = args.record == "rivta"
    store = practice_store(empty=args.empty, rivta=rivta)
    serve(store, token, listener, ready=lambda address: _introduce(address, token, rivta=rivta))
    return 0


def _introduce(address: str, token: str, *, rivta: bool) -> None:
    from app.practice.settings import rivta_record  # noqa: PLC0415

    told = rivta_record(address).items() if rivta else ()
    record = "".join(f'  {key} = "{value}"\n' for key, value in told)
    record = f"\n  [record]\n{record}" if record else ""
    sys.stdout.write(
        f"The practice host answers at {address} until Ctrl-C. All in it is invented.\n\n"
        "A console for it, from another terminal:\n\n"
        "  # practice.toml\n"
        f'  [host]\n  url = "{address}"\n{record}\n'
        f"  SAMSYN_TOKEN={token} samsyn --config practice.toml\n"
    )
    sys.stdout.flush()


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text[:6]) <= _HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"a number from 0 to {_HIGHEST_PORT}")
    return int(text)
