"""`samsyn library-update`: fetch the newest signed texts and definitions, without a window.

For whoever looks after many rooms; the console does the same when it starts.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app import config as settings_file
from app.commands import COMMANDS
from app.commands.library_words import trouble
from app.model.errors import ConfigError, LibraryError

if TYPE_CHECKING:
    from app.library.updates import Standing


def add_parser(subparsers: Any) -> None:
    """Describe the command; it has no options of its own."""
    subparsers.add_parser("library-update", help=COMMANDS["library-update"], description=__doc__)


def run(args: argparse.Namespace) -> int:
    """Update the configured library; 1 when that was not possible."""
    from app.library.store import Store  # noqa: PLC0415 -- help stays fast
    from app.library.updates import LibraryUpdates, Source  # noqa: PLC0415

    config = settings_file.load(args.config)
    if config is None or not config.library.url:
        raise ConfigError("samsyn.toml", "library.url", "is missing: add it")
    source = Source(url=config.library.url, root=config.read_library_root())
    folder = config.library_folder
    try:
        updates = LibraryUpdates(source, folder, Store(folder))
        updates.open()
    except LibraryError as error:
        sys.stderr.write(f"samsyn: {trouble(error.code)}\n")
        return 1
    standing = asyncio.run(updates.update(lambda _: None))
    sys.stdout.writelines(f"{line}\n" for line in _said(standing))
    return 1 if standing.trouble else 0


def _said(after: "Standing") -> Iterator[str]:
    if after.changes is None and not after.trouble:
        yield "The library is up to date."
    if after.changes is not None:
        for kind, part in (
            ("text", after.changes.texts),
            ("definition", after.changes.definitions),
        ):
            for sign, titles in (("+", part.added), ("~", part.changed), ("-", part.removed)):
                yield from (f"{sign} {kind}: {title}" for title in titles)
    if after.trouble:
        yield f"The library was not updated: {trouble(after.trouble)}."
    if after.checked is not None:
        yield f"Last found to be the newest: {after.checked.astimezone():%Y-%m-%d %H:%M}."
