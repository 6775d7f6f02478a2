"""The organisation's own standard texts: written, changed, copied, retired, exported, imported.

What is being written lies in the room's memory until it is kept: a refusal, an error or a full disk
loses nothing of it. Every text is screened while it is written. Each kept change is a step that
can be taken back, as one more version: all versions stay.
"""

from collections.abc import Callable, Coroutine, Sequence
from pathlib import Path
from typing import Any

import msgspec

from app.model.errors import DefinitionError, LibraryConflict, LibraryError, PersonalText
from app.model.local_text import LOCAL, KnownPerson, LocalText
from app.model.outcome import StandardText
from app.room import catalogue
from app.room.desk import Desk
from app.room.memory import Memory
from app.room.ports import Library
from app.room.state import LocalTexts, TextNews, TextsNews, TextWriting, Undoable
from app.room.undo import Step, TextChange, done
from app.tasks import TaskOwner

EMPTY = StandardText(url="", version="", title="", text="", status=LOCAL)


class LocalTextWork:
    """The use cases. `changed` is called when the texts have changed that can be chosen."""

    def __init__(
        self, desk: Desk, library: Library, tasks: TaskOwner, *, changed: Callable[[], None]
    ) -> None:
        """Take the library that keeps them."""
        self._desk, self._library, self._tasks = desk, library, tasks
        self._changed = changed

    # --- looking ----------------------------------------------------------------------------------

    def open(self) -> None:
        """See how the texts are now, also what another program has changed."""
        self._show(found=self._find(""), news=None)
        self._start(self._look())

    def find(self, words: str) -> None:
        """Let `found` be what the library finds."""
        self._show(found=self._find(words))

    # --- writing ----------------------------------------------------------------------------------

    def begin(self, text: StandardText) -> None:
        """Begin to change a local text; or a new one, as a copy, when the text is none of ours."""
        own = any(each.text == text for each in self._texts.texts)
        start = text if own else _copy(text)
        self._show(writing=self._written(start, start if own else EMPTY), news=None)

    def write(self, text: StandardText) -> None:
        """Take what is written so far; address, version and status stay as they were."""
        writing = self._texts.writing
        if writing is None or writing.saving:
            return
        same = {"url": writing.text.url, "version": writing.text.version, "status": LOCAL}
        written = msgspec.structs.replace(text, **same)
        if written != writing.text:
            self._show(writing=self._written(written, writing.before), news=None)

    def put_away(self) -> None:
        """Let go of what is being written."""
        writing = self._texts.writing
        if writing is not None and not writing.saving:
            self._show(writing=None, news=None)

    def keep(self) -> None:
        """Keep what is being written, unless it tells who somebody is."""
        writing = self._texts.writing
        if writing is None or writing.saving:
            return
        if writing.findings:
            self._say(TextNews.PERSONAL)
            return
        self._show(writing=msgspec.structs.replace(writing, saving=True), news=None)
        retired = any(t.retired for t in self._texts.texts if t.text.url == writing.text.url)
        text = LocalText(text=writing.text, retired=retired)
        self._start(self._keep([text], TextNews.KEPT))

    def retire(self, url: str, *, retired: bool) -> None:
        """Take a text out of use, or into use again."""
        for each in self._texts.texts:
            if each.text.url == url and each.retired is not retired:
                news = TextNews.RETIRED if retired else TextNews.TAKEN_UP
                wanted = msgspec.structs.replace(each, retired=retired)
                self._start(self._keep([wanted], news))

    def take_back(self, step: Step) -> None:
        """Let the texts of that step be as they were before it, as new versions."""
        self._start(self._take_back(step))

    # --- files ------------------------------------------------------------------------------------

    def export(self, path: str) -> None:
        """Write all texts that are in use to a new file."""
        self._start(self._export(Path(path).expanduser()))

    def bring_in(self, path: str) -> None:
        """Keep what a file of texts holds, all or nothing."""
        self._start(self._import(Path(path).expanduser()))

    # --- work -------------------------------------------------------------------------------------

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.start("local texts", self._told(work))

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        """Do work with the file; what goes wrong is told, and what is being written stays."""
        refused: TextsNews | None = None
        try:
            await work
        except PersonalText as error:
            refused = TextsNews(what=TextNews.PERSONAL, places=error.places)
        except DefinitionError as error:
            refused = TextsNews(what=TextNews.FAULTY, where=error.where)
        except LibraryError as error:
            refused = TextsNews(what=TextNews.FAILED, error=error.code)
        finally:
            writing = self._texts.writing
            if writing is not None and writing.saving:
                self._show(writing=msgspec.structs.replace(writing, saving=False))
        if refused is not None:  # only now: what is pointed at can be written into again
            self._show(news=refused)

    async def _look(self) -> None:
        await self._library.look_again()
        if self._library.trouble:
            self._say(TextNews.FAILED, error=self._library.trouble)
        self._see()

    async def _keep(self, texts: list[LocalText], news: TextNews) -> None:
        before = {each.text.url: each for each in self._library.local()}
        kept = await self._library.keep(texts, people(self._desk.memory))
        if news is not TextNews.TAKEN_BACK:
            self._remember([(before.get(each.text.url), each) for each in kept])
        writing = self._texts.writing
        if news is TextNews.KEPT or (writing is not None and not writing.is_changed):
            self._show(writing=None)  # it would go on from a version that is past
        self._see()
        self._say(news)

    async def _take_back(self, step: Step) -> None:
        try:
            now = {each.text.url: each for each in self._library.local()}
            wanted = [_as_before(change, now.get(change[1].text.url)) for change in step.texts]
            await self._keep(wanted, TextNews.TAKEN_BACK)
        except (LibraryError, PersonalText):
            self._desk.change(
                history=done(self._desk.memory.history, step)
            )  # it can be tried again
            raise

    async def _export(self, path: Path) -> None:
        self._say(TextNews.EXPORTED, count=await self._library.export_texts(path))

    async def _import(self, path: Path) -> None:
        changes = await self._library.import_texts(path, people(self._desk.memory))
        self._remember(changes)
        self._see()
        self._say(TextNews.IMPORTED, count=len(changes))

    # --- shared -----------------------------------------------------------------------------------

    @property
    def _texts(self) -> LocalTexts:
        return self._desk.memory.local

    def _written(self, text: StandardText, before: StandardText) -> TextWriting:
        found = self._library.screen(text, people(self._desk.memory))
        return TextWriting(text=text, before=before, findings=found)

    def _find(self, words: str) -> tuple[StandardText, ...]:
        return self._desk.memory.permitted(self._library.search(words))

    def _remember(self, changes: Sequence[TextChange]) -> None:
        changed = tuple(change for change in changes if change[0] != change[1])
        if changed:
            step = Step(what=Undoable.TEXT, texts=changed)
            self._desk.change(history=done(self._desk.memory.history, step))

    def _see(self) -> None:
        """Show the texts as they are, and let them be chosen."""
        self._show(texts=self._library.local(), found=self._find(""))
        self._desk.change(reviewed=catalogue.reviewed(self._library))
        self._changed()

    def _say(self, what: TextNews, **about: Any) -> None:
        self._show(news=TextsNews(what=what, **about))

    def _show(self, **changes: Any) -> None:
        self._desk.change(local=msgspec.structs.replace(self._texts, **changes))


def people(memory: Memory) -> tuple[KnownPerson, ...]:
    """Return everybody of the meeting whom a text could name: patients, and who takes part."""
    found = [case.patient for case in memory.cases]
    if memory.extra is not None and memory.extra.patient is not None:
        found.append(memory.extra.patient)
    patients = (
        KnownPerson(
            names=(each.family, each.given),
            birth_date=each.birth_date,
            number=each.number.value if each.number else "",
        )
        for each in found
    )
    present = (each.person for each in memory.attendance.attendees)
    others = {one.id: one for one in (*memory.meeting.invited, *present, memory.chair)}.values()
    names = [one.name for one in others] + [one.responsible for one in others if one.responsible]
    return (*patients, *(KnownPerson(names=(name,)) for name in names))


def _copy(text: StandardText) -> StandardText:
    return msgspec.structs.replace(text, url="", version="", status=LOCAL)


def _as_before(change: TextChange, now: LocalText | None) -> LocalText:
    """Return what takes a change back; what was not there before is retired.

    Raises LibraryConflict when the text is not what the change made of it any more.
    """
    before, after = change
    if now is None or _content(now) != _content(after):
        raise LibraryConflict("changed since")
    if before is None:
        return msgspec.structs.replace(now, retired=True)
    text = msgspec.structs.replace(before.text, version=now.text.version)
    return LocalText(text=text, retired=before.retired)


def _content(local: LocalText) -> tuple[StandardText, bool]:
    return msgspec.structs.replace(local.text, version=""), local.retired
