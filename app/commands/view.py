"""`samsyn view`: run a SQL-on-FHIR ViewDefinition over resources, for people who write them.

Resources come from a Bundle, a list, one resource (.json) or one a line (.ndjson). Rows go to
standard output; warnings, failures and `--explain` go to standard error.
"""

import argparse
import contextlib
import csv
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

import msgspec

from app.commands import COMMANDS
from app.fhirpath import View, ViewResult, compile_view
from app.model.counting import counted
from app.model.errors import ConfigError, RecordUnreadable
from app.model.jsontext import parse_json

_ENCODER = msgspec.json.Encoder(decimal_format="number")


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser("view", help=COMMANDS["view"], description=__doc__)
    parser.add_argument("view", type=Path, metavar="VIEW.json", help="the ViewDefinition")
    parser.add_argument(
        "resources", type=Path, metavar="RESOURCES", help="a .json or .ndjson file of resources"
    )
    parser.add_argument("--format", choices=_WRITERS, default="csv", help="of the rows (csv)")
    parser.add_argument(
        "--explain", action="store_true", help="say per condition how many resources it kept"
    )


def run(args: argparse.Namespace) -> int:
    """Print the rows; 1 when a resource could not be evaluated."""
    view = compile_view(parse_json(_read(args.view)), where=args.view.name)
    resources = resources_of(args.resources)
    for warning in view.warnings:
        sys.stderr.write(f"warning: {warning}\n")
    if args.explain:
        sys.stderr.write(f"{len(resources):>8}  resources\n")
        sys.stderr.writelines(explained(view, resources))
    result = view.run(resources)
    _WRITERS[args.format](view, result, sys.stdout)
    for count, reason in result.failures:
        sys.stderr.write(f"{count} of {counted(len(resources), 'resource')}: {reason}\n")
    return 1 if result.failures else 0


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ConfigError(str(path), "", f"cannot be read: {error.strerror}") from None


def resources_of(path: Path) -> Sequence[Any]:
    """Return the resources of a file: a Bundle's, a list's, one a line, or the only one.

    Raises ConfigError or RecordUnreadable.
    """
    data = _read(path)
    if path.suffix == ".ndjson":
        return [_line(line) for line in data.splitlines() if line.strip()]
    found = parse_json(data)
    if isinstance(found, Mapping) and found.get("resourceType") == "Bundle":
        entries = found.get("entry")
        known = entries if isinstance(entries, list) else []
        return [each["resource"] for each in known if _holds_resource(each)]
    return found if isinstance(found, list) else [found]


def _line(line: bytes) -> Any:
    """Return a line's resource; None for one that is no JSON, which counts as no resource."""
    with contextlib.suppress(RecordUnreadable):
        return parse_json(line)
    return None


def _holds_resource(entry: Any) -> bool:
    return isinstance(entry, Mapping) and "resource" in entry


def explained(view: View, resources: Sequence[Any]) -> Iterator[str]:
    """Yield a line for the type and each condition: how many resources were left after it."""
    for condition, kept in view.explain(resources):
        yield f"{kept:>8}  {condition}\n"


def _csv(view: View, result: ViewResult, out: TextIO) -> None:
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in view.columns])
    for row in result.rows:
        writer.writerow([_cell(value) for value in row.values()])


def _cell(value: Any) -> Any:
    """Return a value as CSV holds it: empty for null, JSON for Booleans, lists and elements."""
    return _ENCODER.encode(value).decode() if isinstance(value, bool | list | dict) else value


def _json(_view: View, result: ViewResult, out: TextIO) -> None:
    out.write(msgspec.json.format(_ENCODER.encode(result.rows)).decode() + "\n")


def _ndjson(_view: View, result: ViewResult, out: TextIO) -> None:
    out.writelines(_ENCODER.encode(row).decode() + "\n" for row in result.rows)


_WRITERS = {"csv": _csv, "json": _json, "ndjson": _ndjson}
