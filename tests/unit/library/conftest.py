"""A room with a signed library, and the server of which it believes that it is the publishers'."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from app.library.fetching import Patience
from app.library.store import Store
from app.library.updates import LibraryUpdates, Source, Standing
from tests.fakes.publishers import Publishers, text_file
from tests.fakes.raw_http import Answer, RawServer, Request, ok
from tests.unit.library.shelves import a_text

GOOD = text_file(a_text(1))
NEWER = text_file(a_text(1), a_text(2))
MISSING = ok(b"", status="404 Not Found")


class Room:
    """A room, its library, and the server of which it believes that it is the publishers'."""

    def __init__(self, folder: Path, publishers: Publishers) -> None:
        self.publishers = publishers
        self.files: dict[str, bytes] = {}
        self.odd: dict[str, Answer] = {}
        self.asked: list[str] = []
        self.folder = folder
        self.store = Store(folder)
        self.patience = Patience(file=5.0, whole=20.0)

    def answer(self, request: Request) -> Any:
        self.asked.append(request.path)
        if request.path in self.odd:
            return self.odd[request.path]
        found = self.files.get(request.path)
        return MISSING if found is None else ok(found)

    async def update(self) -> Standing:
        """Start the program anew and let it update."""
        async with RawServer(self.answer) as server:
            updates = self.updates(server.base_url)
            updates.open()
            return await updates.update(lambda _: None)

    def updates(self, url: str = "http://127.0.0.1:1") -> LibraryUpdates:
        source = Source(url=url, root=self.publishers.root)
        return LibraryUpdates(source, self.folder, self.store, self.patience)

    @property
    def titles(self) -> list[str]:
        """The titles of the texts that the next meeting would have."""
        release = self.store.read().release
        return [text.title for text in release.texts] if release else []


@pytest.fixture
def publishers(tmp_path: Path) -> Publishers:
    made = Publishers(tmp_path)
    made.sign("anna", "bo")
    return made


@pytest.fixture
async def room(tmp_path: Path, publishers: Publishers) -> Room:
    """A room that has the first release."""
    made = Room(tmp_path / "room", publishers)
    made.files = publishers.release(colorectal=GOOD)
    standing = await made.update()
    assert standing.trouble == ""
    assert made.titles == ["Koloncancer, text 1"]
    return made


async def silence(writer: asyncio.StreamWriter) -> None:
    """Answer nothing at all."""
    await asyncio.sleep(3600)
