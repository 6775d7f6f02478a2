"""`samsyn practice`: the practice meeting, whatever is configured. It begins anew each time."""

import argparse
from typing import Any

from app.commands import COMMANDS


def add_parser(subparsers: Any) -> None:
    """Describe the command and its option."""
    parser = subparsers.add_parser("practice", help=COMMANDS["practice"], description=__doc__)
    add_record_option(parser)


def add_record_option(parser: argparse.ArgumentParser) -> None:
    """Let it be said which way records are read."""
    parser.add_argument(
        "--record",
        choices=("fhir", "rivta"),
        default="fhir",
        help="read the records as FHIR (the default), or through the service contracts of"
        " Nationell patientöversikt",
    )


def run(args: argparse.Namespace) -> int:
    """Open the console and the room screen on a practice host of their own."""
    from ui.main import Start, run_console  # noqa: PLC0415 -- Qt is loaded for windows only

    rivta = args.record == "rivta"
    start = Start(practice=True, rivta=rivta, config=args.config, language=args.language)
    return run_console(start)
