"""`samsyn overview`: the pages of a FHIR Bundle as PNG files, without a meeting.

For authors of conference definitions and for test data. Pages are patient data: so it refuses
where a room is configured, and wants to be told that the record is synthetic.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from app.commands import COMMANDS
from app.model.case import Question
from app.model.definition import ConferenceDefinition
from app.model.errors import ConfigError, ContentError, DefinitionError
from app.model.overview import Overview, SourceStatus
from app.model.room_profile import RoomProfile, parse_screen

_SCREEN = "75in,1080,6m"


def add_parser(subparsers: Any) -> None:
    """Describe the command and its options."""
    parser = subparsers.add_parser(
        "overview",
        help=COMMANDS["overview"],
        description="Render the pages that a conference would see of a FHIR R4 Bundle (document,"
        " searchset, collection, transaction) as page-01.png, page-02.png …",
    )
    parser.add_argument("record", type=Path, metavar="RECORD.json", help="a FHIR R4 Bundle")
    parser.add_argument("--definition", required=True, metavar="NAME", help="such as colorectal")
    parser.add_argument(
        "--screen",
        default=_SCREEN,
        metavar="SCREEN",
        help=f"diagonal, pixels high, metres to the farthest seat; {_SCREEN} by default",
    )
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="where pages go")
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
    profile = _screen(args.screen)
    language = args.language or "sv"
    overview = _overview(_read(args.record), _definition(args.definition), args.record, language)
    from ui.pages.export import export  # noqa: PLC0415 -- Qt is loaded to paint only

    try:
        pages = export(overview, profile, args.out, language=language, theme=args.theme)
    except OSError as error:
        raise ConfigError(str(args.out), "--out", error.strerror or str(error)) from None
    for path, title in pages:
        words = ", ".join(section.in_language(language) for section in title.sections)
        sys.stdout.write(f"{path.name}  {words}\n")
    sys.stdout.writelines(f"{line}\n" for line in _report(overview, language))
    return 0


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
    from app.library.builtin import BuiltinLibrary  # noqa: PLC0415 -- help stays fast

    try:
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


def _overview(data: bytes, definition: ConferenceDefinition, path: Path, language: str) -> Overview:
    from app.overview import compose, read_bundle  # noqa: PLC0415 -- help stays fast

    now = datetime.now(UTC)
    try:
        read = read_bundle(data, definition, at=now)
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
    """Say in words what is missing and what is not on the pages."""
    for section in overview.sections:
        title = section.title.in_language(language)
        yield f"{title}: {section.answer.value}, {len(section.rows)} rows"
        if section.left_out:
            yield f"  {section.left_out} outside the definition's limits"
        for state in section.sources:
            if state.status is SourceStatus.FAILED:
                yield f"  a source failed: {state.error}"
            if state.unreadable:
                yield f"  {state.unreadable} could not be read"
    if overview.missing:
        yield f"missing from the record: {', '.join(kind.value for kind in overview.missing)}"
    for kind in overview.not_shown:
        yield f"not shown: {kind.count} {kind.resource_type} ({kind.reason.value})"
