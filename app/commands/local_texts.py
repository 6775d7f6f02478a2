"""`samsyn texts list | export | import | erase`: the local texts of this room's library.

A console that is open sees what has changed when its local texts are opened. Nothing is kept that
tells who somebody is; names are only known to a console in its meeting, so they are not looked for
here.
"""

import argparse
import asyncio
import sys
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from app import config
from app.commands.library_words import trouble
from app.library.room_library import RoomLibrary, open_library
from app.library.store import Store
from app.model.counting import counted
from app.model.errors import (
    ConfigError,
    DefinitionError,
    LibraryError,
    LibraryFileExists,
    LibraryFileMissing,
    PersonalText,
)


def add_parsers(what: Any) -> None:
    """Describe the commands and their options."""
    what.add_parser("list", help="list the local texts: address, version, title")
    out = what.add_parser("export", help="write the local texts that are in use to a new file")
    into = what.add_parser("import", help="keep the texts of a file as local texts, all or nothing")
    for each in (out, into):
        each.add_argument("file", type=Path, metavar="FILE.json", help="standard texts")
    erase = what.add_parser("erase", help="erase a local text with all its versions, for good")
    erase.add_argument("url", metavar="ADDRESS", help="as `samsyn texts list` tells it")


def run(args: argparse.Namespace) -> int:
    """Do what is asked; 1 when it cannot be done. Raises ConfigError."""
    try:
        return _run(args)
    except LibraryFileExists:
        raise ConfigError(str(args.file), "", "is there already: choose another name") from None
    except LibraryFileMissing:
        raise ConfigError(str(args.file), "", "there is no such file, or folder") from None
    except LibraryError as error:
        sys.stderr.write(f"samsyn: {trouble(error.code)}\n")
        return 1


def _run(args: argparse.Namespace) -> int:
    settings = config.load(args.config)
    store = Store(settings.library_folder if settings else config.usual_library_folder())
    store.read()  # what cannot be used is told before anything is done
    if args.what == "list":
        sys.stdout.writelines(f"{line}\n" for line in _listed(store))
        return 0
    if args.what == "erase":
        return _erase(store, args.url)
    library = open_library(store.path.parent, practice=False, proven=False, today=_today)
    work = _export if args.what == "export" else _import
    said, code = asyncio.run(work(library, args.file))
    sys.stdout.write(f"{args.file.name}: {said}\n")
    return code


def _listed(store: Store) -> Iterator[str]:
    for each in store.read().local:
        mark = " (retired)" if each.retired else ""
        yield f"{each.text.url}|{each.text.version}  {each.text.title}{mark}"


def _erase(store: Store, url: str) -> int:
    count = store.erase(url.partition("|")[0])
    sys.stdout.write(f"versions erased: {count}\n" if count else "there is no such local text\n")
    return 0 if count else 1


async def _export(library: RoomLibrary, path: Path) -> tuple[str, int]:
    return f"{counted(await library.export_texts(path), 'text')} written", 0


async def _import(library: RoomLibrary, path: Path) -> tuple[str, int]:
    try:
        changes = await library.import_texts(path, ())
    except PersonalText as error:
        places = (f"\n    {place}" for place in error.told)
        return f"nothing was kept: it tells who somebody is{''.join(places)}", 1
    except DefinitionError as error:
        return f"nothing was kept: {error.reason}", 1
    new = sum(before is None for before, _ in changes)
    return f"{new} new, {len(changes) - new} changed", 0


def _today() -> date:
    return datetime.now(UTC).astimezone().date()
