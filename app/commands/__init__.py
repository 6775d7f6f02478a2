"""The command line: one sub-command per module, imported only when it is asked for.

A command's module offers `add_parser(subparsers)`, which describes it, and `run(args) -> int`,
which returns the exit code: 0 done, 1 it could not be done, 2 the call or the settings are wrong.
"""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Any, Protocol, cast

from app.model.errors import ConfigError, SamsynError

COMMANDS = {
    "practice": "open the practice meeting: console and room screen; it begins anew each time",
    "practice-host": "run the practice host by itself, so that a meeting can be resumed",
    "seed-practice": "put the practice meeting onto a FHIR test server",
    "overview": "render the pages of a FHIR Bundle as PNG, without a meeting",
    "definition": "check a conference definition, try it on a record, or print its schema",
    "texts": "standard texts: check a file; list, export, import or erase this room's own",
    "library-update": "fetch the newest signed standard texts and definitions",
    "view": "run a SQL-on-FHIR ViewDefinition over resources",
}
_ROOM = "room"


class _Command(Protocol):
    def add_parser(self, subparsers: Any) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `samsyn` with these arguments (the process's own by default); return the exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    args = _parser(given).parse_args(given)
    try:
        code = int(_module(args.command or _ROOM).run(args))
        sys.stdout.flush()
    except BrokenPipeError:
        return _nobody_reads()
    except ConfigError as error:
        return _say(error, 2)
    except SamsynError as error:
        return _say(error, 1)
    return code


def _say(error: SamsynError, code: int) -> int:
    sys.stderr.write(f"samsyn: {error}\n")
    return code


def _nobody_reads() -> int:
    """End quietly when whoever read the output has left (`samsyn … | head`)."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # else Python complains at exit
    return 1


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="samsyn",
        description="The companion app of the hospital conference room. Without a command it opens"
        " the meetings of the configured host, or the practice meeting when none is configured.",
    )
    parser.add_argument("--version", action="version", version=f"samsyn {version('samsyn')}")
    parser.add_argument("--config", type=Path, metavar="FILE", help="settings (TOML) of this room")
    parser.add_argument("--language", choices=("sv", "en"), help="of the windows; Swedish is usual")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name, words in COMMANDS.items():
        if name in given:  # only what may be run is imported: help stays fast
            _module(name).add_parser(subparsers)
        else:
            subparsers.add_parser(name, help=words, add_help=False)
    return parser


def _module(name: str) -> _Command:
    return cast("_Command", import_module(f"app.commands.{name.replace('-', '_')}"))
