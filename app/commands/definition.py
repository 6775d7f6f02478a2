"""`samsyn definition`: for people who write conference definitions.

`check` tells everything that is wrong with a file, each with its line and a cure. `try` shows the
overview that it gives of a record, how many resources each rule kept, and what no section shows.
`schema` prints the JSON Schema. Exit codes: 0 it can be used, 1 it cannot, 2 the call is wrong.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from app.commands import COMMANDS
from app.commands.checking import read_file, tell, told_of_person
from app.commands.overview import overview_of, told_of, told_of_all
from app.commands.row_words import words_of
from app.commands.view import explained, resources_of
from app.library.reading import check_definition, read_definition, with_lines
from app.library.schema import as_text, definition_schema
from app.library.screening import screen_json
from app.model.counting import counted
from app.model.definition import ConferenceDefinition, Moment
from app.overview.preparing import PreparedSection, prepare


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser("definition", help=COMMANDS["definition"], description=__doc__)
    what = parser.add_subparsers(dest="what", required=True, metavar="check | try | schema")
    check = what.add_parser("check", help="tell everything that is wrong with a file")
    tried = what.add_parser("try", help="show the overview that it gives of a record")
    words = "a conference definition"
    check.add_argument("files", type=Path, nargs="+", metavar="FILE.json", help=words)
    tried.add_argument("file", type=Path, metavar="FILE.json", help=words)
    tried.add_argument("record", type=Path, metavar="RECORD.json", help="a FHIR R4 Bundle")
    tried.add_argument(
        "--language",
        choices=("sv", "en"),
        default=argparse.SUPPRESS,  # it may stand before the command, too
        help="of the headings; Swedish is usual",
    )
    what.add_parser("schema", help="print the JSON Schema of such files")


def run(args: argparse.Namespace) -> int:
    """Check, try or print; 1 when the file cannot be used."""
    if args.what == "schema":
        sys.stdout.write(as_text(definition_schema()))
        return 0
    if args.what == "check":
        return max(_check(path) for path in args.files)
    data = read_file(args.file)
    faults = check_definition(data)
    if any(fault.refused for fault in faults):
        return tell(args.file, faults, "")
    definition = _read(data, args.file)
    sys.stdout.writelines(f"{line}\n" for line in _try(definition, args.record, args.language))
    return 0


def _check(path: Path) -> int:
    data = read_file(path)
    faults = check_definition(data)
    if any(fault.refused for fault in faults):
        return tell(path, faults, "")
    personal = (told_of_person(found.field, found) for found in screen_json(data))
    return tell(path, with_lines(data, (*faults, *personal)), _fine(_read(data, path)))


def _read(data: bytes, path: Path) -> ConferenceDefinition:
    return read_definition(data, path.name)


def _fine(definition: ConferenceDefinition) -> str:
    views = sum(len(section.views) for section in definition.sections)
    sections = counted(len(definition.sections), "section")
    lines = counted(len(definition.checklists.all), "line")
    return f"fine, {sections}, {counted(views, 'view')}, {lines} of checklists"


def _try(definition: ConferenceDefinition, record: Path, language: str | None) -> Iterator[str]:
    """Yield the overview as text, under each section's heading its rules and what they kept."""
    spoken = language or "sv"
    overview = overview_of(record, definition, spoken)
    resources = resources_of(record)
    prepared = {each.definition.key: each for each in prepare(definition).sections}
    yield f"{definition.title.in_language(spoken)} ({definition.canonical})"
    yield counted(len(resources), "resource")
    for section in overview.sections:
        yield ""
        yield from told_of(section, spoken)
        if section.empty:
            yield f"  says: {section.empty.in_language(spoken)}"
        rules = prepared.get(section.key)  # chapters of a document have none
        if rules is not None:
            yield from _kept(rules, resources)
        yield from (f"  – {words_of(row)}" for row in section.rows)
    yield ""
    yield from told_of_all(overview)
    for moment in Moment:
        for item in definition.checklists.of(moment):
            yield f"checklist, {moment.value}: {item.text.in_language(spoken)} ({item.whose.value})"


def _kept(section: PreparedSection, resources: Sequence[Any]) -> Iterator[str]:
    for place, each in enumerate(section.views):
        name = section.definition.views[place].get("name", "")
        yield f"  view {place + 1}{f', {name}' if name else ''}:"
        yield from (line.rstrip("\n") for line in explained(each.view, resources))
