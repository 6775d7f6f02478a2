"""`samsyn practice`: the practice meeting, whatever is configured. It begins anew each time."""

import argparse
from typing import Any

from app.commands import COMMANDS


def add_parser(subparsers: Any) -> None:
    """Describe the command; it has no options of its own."""
    subparsers.add_parser("practice", help=COMMANDS["practice"], description=__doc__)


def run(args: argparse.Namespace) -> int:
    """Open the console and the room screen on a practice host of their own."""
    from ui.main import Start, run_console  # noqa: PLC0415 -- Qt is loaded for windows only

    return run_console(Start(practice=True, config=args.config, language=args.language))
