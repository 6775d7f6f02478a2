"""`samsyn overview`: the pages of a FHIR Bundle as PNG files or one PDF, without a meeting.

For authors of conference definitions and for test data. Pages are patient data: so it refuses
where a room is configured, and wants to be told that the record is synthetic.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.commands import COMMANDS
from app.model.case import Question
from app.model.counting import counted
from app.model.definition import ConferenceDefinition
from app.model.errors import ConfigError, ContentError, DefinitionError
from app.model.overview import Overview, Section, SourceStatus
from app.model.room_profile import RoomProfile, parse_screen
from app.room.ports import PageTitle

_SCREEN = "75in,1080,6m"


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser(
        "overview",
        help=COMMANDS["overview"],
        description="Render the pages that a conference would see of a FHIR R4 Bundle (document,"
        " searchset, collection, transaction) as page-01.png, page-02.png … or as one PDF.",
    )
    parser.add_argument("record", type=Path, metavar="RECORD.json", help="a FHIR R4 Bundle")
    parser.add_argument(
        "--definition",
        required=True,
        metavar="NAME",
        help="such as colorectal or general, whole for everything that is in the record, or a file"
        " of your own: FILE.json",
    )
    parser.add_argument(
        "--screen",
        default=_SCREEN,
        metavar="SCREEN",
        help=f"diagonal, pixels high, metres to the farthest seat; {_SCREEN} by default",
    )
    parser.add_argument("--out", type=Path, metavar="DIR", help="where PNG files go")
    parser.add_argument("--pdf", type=Path, metavar="FILE.pdf", help="all pages in one file")
    parser.add_argument("--theme", choices=("light", "dark"), default="light")
    parser.add_argument(
        "--language",
        choices=("sv", "en"),
        default=argparse.SUPPRESS,  # it may stand before the command, too
        help="of the pages; Swedish is usual",
    )
    parser.add_argument(
        "--synthetic",
        action="store_true",
        help="I attest that the record is synthetic: no living or dead person's",
    )


def run(args: argparse.Namespace) -> int:
    """Render; return 0 when the pages are written."""
    _permit(args)
    _require_place(args)
    profile = _screen(args.screen)
    language = args.language or "sv"
    overview = overview_of(args.record, _definition(args.definition), language)
    sys.stdout.writelines(f"{line}\n" for line in _paint(overview, profile, args, language))
    sys.stdout.writelines(f"{line}\n" for line in _report(overview, language))
    return 0


def _paint(
    overview: Overview, profile: RoomProfile, args: argparse.Namespace, language: str
) -> Iterable[str]:
    """Write the pages, and say in a line for each what it holds."""
    from ui.pages.export import export, write_pdf  # noqa: PLC0415 -- Qt is loaded to paint only

    if args.out:
        with _writing(args.out, "--out"):
            pages = export(overview, profile, args.out, language=language, theme=args.theme)
        yield from (_contents(path.name, title, language) for path, title in pages)
    if args.pdf:
        with _writing(args.pdf, "--pdf"):
            titles = write_pdf(overview, profile, args.pdf, language=language, theme=args.theme)
        name = args.pdf.name
        yield from (_contents(f"{name} p. {each.number}", each, language) for each in titles)


@contextmanager
def _writing(path: Path, option: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise ConfigError(str(path), option, error.strerror or str(error)) from None


def _contents(name: str, title: PageTitle, language: str) -> str:
    words = ", ".join(section.in_language(language) for section in title.sections)
    return f"{name}  {words}"


def _require_place(args: argparse.Namespace) -> None:
    """Refuse to run for nothing, and to write a PDF over what is none (the record itself)."""
    if not args.out and not args.pdf:
        raise ConfigError("overview", "--out", "say where: --out DIR, or --pdf FILE.pdf, or both")
    if args.pdf and args.pdf.suffix.lower() != ".pdf":
        raise ConfigError(str(args.pdf), "--pdf", "the name must end with .pdf")


def _permit(args: argparse.Namespace) -> None:
    """Refuse real patients, and rooms in which there are some."""
    from app.config import find_config  # noqa: PLC0415 -- help stays fast

    configured = args.config or find_config()
    if configured:
        cure = "a room is configured here: pages are patient data, they are not written to its disk"
        raise ConfigError(str(configured), "", cure)
    if not args.synthetic:
        cure = "only synthetic records are rendered: add --synthetic to attest that this is one"
        raise ConfigError("overview", "--synthetic", cure)


def _screen(words: str) -> RoomProfile:
    from ui.pages.look import is_legible  # noqa: PLC0415 -- Qt is loaded to paint only

    try:
        profile = parse_screen(words)
    except ValueError as error:
        raise ConfigError("overview", "--screen", str(error)) from None
    if not is_legible(profile):
        cure = f"the last row cannot read '{words}': take a larger screen or a shorter distance"
        raise ConfigError("overview", "--screen", cure)
    return profile


def _definition(name: str) -> ConferenceDefinition:
    from app.commands.checking import read_file  # noqa: PLC0415 -- help stays fast
    from app.library.builtin import BuiltinLibrary  # noqa: PLC0415
    from app.library.reading import read_definition  # noqa: PLC0415

    try:
        if name.endswith(".json"):
            return read_definition(read_file(Path(name)), Path(name).name)
        return BuiltinLibrary().definition_named(name)
    except DefinitionError as error:
        raise ConfigError("overview", "--definition", str(error)) from None


def _read(path: Path) -> bytes:
    from app.overview.bundle import LARGEST  # noqa: PLC0415 -- help stays fast

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise ConfigError(str(path), "", error.strerror or "cannot be read") from None


def overview_of(path: Path, definition: ConferenceDefinition, language: str) -> Overview:
    """Return the overview of a Bundle's file by a definition. Raises ConfigError."""
    from app.overview import compose, read_bundle  # noqa: PLC0415 -- help stays fast

    now = datetime.now(UTC)
    try:
        read = read_bundle(_read(path), definition, at=now)
    except ContentError as error:
        raise ConfigError(str(path), "", str(error)) from None
    return compose(
        definition,
        read.record,
        patient=read.patient,
        question=Question(text=""),
        as_of=now,
        practice=True,  # the pages say that they are no real patient's
        language=language,
    )


def _report(overview: Overview, language: str) -> Iterable[str]:
    """Say in words what is on the pages, what is missing and what is not on them."""
    for section in overview.sections:
        yield from told_of(section, language)
    yield from told_of_all(overview)


def told_of(section: Section, language: str) -> Iterator[str]:
    """Say what a section claims, and what is not in it."""
    rows = counted(len(section.rows), "row")
    yield f"{section.title.in_language(language)}: {section.answer.value}, {rows}"
    if section.left_out:
        yield f"  {section.left_out} outside the definition's limits"
    for state in section.sources:
        if state.status is SourceStatus.FAILED:
            yield f"  a source failed: {state.error}"
        if state.unreadable:
            yield f"  {state.unreadable} could not be read"


def told_of_all(overview: Overview) -> Iterator[str]:
    """Say what is missing from the record, and what of it no section shows."""
    if overview.missing:
        yield f"missing from the record: {', '.join(kind.value for kind in overview.missing)}"
    for kind in overview.not_shown:
        yield f"not shown: {kind.count} {kind.resource_type} ({kind.reason.value})"
