"""`samsyn texts`: for people who write standard texts.

`check` tells everything that is wrong with a file, each with its line and a cure, and what in it
tells who somebody is; `schema` prints the JSON Schema; `list`, `export`, `import` and `erase` are
about the local texts of this room (`app.commands.local_texts`). Exit codes: 0 it can be used, 1 it
cannot, 2 the call is wrong.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.commands import COMMANDS, local_texts
from app.commands.checking import read_file, tell, told_of_person
from app.library.builtin import BuiltinLibrary
from app.library.faults import Fault
from app.library.reading import check_texts, read_texts, with_lines
from app.library.schema import as_text, texts_schema
from app.library.screening import screen
from app.model.counting import counted
from app.model.outcome import StandardText


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser("texts", help=COMMANDS["texts"], description=__doc__)
    what = parser.add_subparsers(dest="what", required=True, metavar="WHAT")
    check = what.add_parser("check", help="tell everything that is wrong with a file")
    check.add_argument("files", type=Path, nargs="+", metavar="FILE.json", help="standard texts")
    what.add_parser("schema", help="print the JSON Schema of such files")
    local_texts.add_parsers(what)


def run(args: argparse.Namespace) -> int:
    """Do what is asked; 1 when it cannot be done, or the file cannot be used."""
    if args.what not in ("check", "schema"):
        return local_texts.run(args)
    if args.what == "schema":
        sys.stdout.write(as_text(texts_schema()))
        return 0
    return max(_check(path) for path in args.files)


def _check(path: Path) -> int:
    data = read_file(path)
    faults = check_texts(data)
    if any(fault.refused for fault in faults):
        return tell(path, faults, "")
    texts = read_texts(data, path.name)
    found = (*faults, *_personal(texts), *_unknown_conferences(texts))
    return tell(path, with_lines(data, found), f"fine, {counted(len(texts), 'text')}")


def _personal(texts: tuple[StandardText, ...]) -> Iterator[Fault]:
    """Yield what no library would keep."""
    for place, text in enumerate(texts):
        for found in screen(text):
            yield told_of_person(f"texts[{place}].{found.field}", found)


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
