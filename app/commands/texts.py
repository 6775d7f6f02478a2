"""`samsyn texts`: for people who write standard texts.

`check` tells everything that is wrong with a file, each with its line and a cure; `schema` prints
the JSON Schema. Exit codes: 0 it can be used, 1 it cannot, 2 the call is wrong.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.commands import COMMANDS
from app.commands.checking import read_file, tell
from app.library.builtin import BuiltinLibrary
from app.library.faults import Fault
from app.library.reading import check_texts, read_texts, with_lines
from app.library.schema import as_text, texts_schema
from app.model.outcome import StandardText


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser("texts", help=COMMANDS["texts"], description=__doc__)
    what = parser.add_subparsers(dest="what", required=True, metavar="check | schema")
    check = what.add_parser("check", help="tell everything that is wrong with a file")
    check.add_argument("file", type=Path, metavar="FILE.json", help="standard texts")
    what.add_parser("schema", help="print the JSON Schema of such files")


def run(args: argparse.Namespace) -> int:
    """Check or print; 1 when the file cannot be used."""
    if args.what == "schema":
        sys.stdout.write(as_text(texts_schema()))
        return 0
    data = read_file(args.file)
    faults = check_texts(data)
    if any(fault.refused for fault in faults):
        return tell(args.file, faults, "")
    texts = read_texts(data, args.file.name)
    remarks = with_lines(data, (*faults, *_unknown_conferences(texts)))
    return tell(args.file, remarks, f"fine, {len(texts)} texts")


def _unknown_conferences(texts: tuple[StandardText, ...]) -> Iterator[Fault]:
    known = {each.url for each in BuiltinLibrary().definitions()}
    for place, text in enumerate(texts):
        for strange in sorted(set(text.conferences) - known):
            yield Fault(
                where=f"texts[{place}].conferences",
                reason=f"Samsyn brings no conference {strange} along",
                cure="see that the definition is published together with the text",
                refused=False,
            )
