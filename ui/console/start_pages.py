"""What the window shows before a meeting is open: waiting, sign-in, which meeting, trouble.

Each page asks one thing; `answer` is awaited by whoever put it in front.
"""

import asyncio
from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.room.ports import MeetingHeader
from ui.console.inputs import line_edit
from ui.console.labels import clock_time
from ui.console.widgets import Card, Line, Scroll, button, column, label, row, say

_WIDTH = 560
_SECRET_CAP = 8192


class StartPage(QWidget):
    """A card in the middle of the window. Answers once."""

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self.setObjectName("ground")
        self._answer: asyncio.Future[str] | None = None
        self._card = Card(label("Samsyn", "brand"), label(title, "title", wrap=True), margins=32)
        self._card.setFixedWidth(_WIDTH)
        self._sentence = label(sentence, wrap=True)
        self._add(self._sentence)
        middle = row(None, self._card, None)
        self.setLayout(column(None, middle, None, margins=16))

    async def answer(self) -> str:
        """Return what was answered."""
        self._answer = asyncio.get_running_loop().create_future()
        return await self._answer

    def _add(self, part: QWidget | QHBoxLayout) -> None:
        inside = self._card.layout()
        if not isinstance(inside, QVBoxLayout):
            raise TypeError("a card's parts lie below each other")
        if isinstance(part, QWidget):
            inside.addWidget(part)
        else:
            inside.addLayout(part)

    def _settle(self, value: str) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(value)


class WaitPage(StartPage):
    """Says what is being done."""

    def __init__(self, sentence: str) -> None:
        super().__init__("", sentence)


class SecretPage(StartPage):
    """Asks for something that nobody else is to see."""

    def __init__(self, heading: str, field: str, press: str, trouble: str) -> None:
        super().__init__("")
        self._add(label(heading, "title", wrap=True))
        said = label("", tone="alarm", wrap=True)
        self._add(said)
        say(said, trouble)
        self._secret = line_edit(field, personal=True)
        self._secret.setMaxLength(_SECRET_CAP)
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.returnPressed.connect(self._entered)
        self._go = button(press, self._entered, "primary")
        self._secret.textChanged.connect(self._written)
        self._written("")
        self._add(self._secret)
        self._add(row(None, self._go))
        self.setFocusProxy(self._secret)

    def _written(self, text: str) -> None:
        self._go.setEnabled(bool(text.strip()))

    def _entered(self) -> None:
        if secret := self._secret.text().strip():
            self._secret.clear()
            self._settle(secret)


class PassphrasePage(SecretPage):
    """Asks for the passphrase of the room's certificate."""

    def __init__(self, trouble: str = "") -> None:
        heading = self.tr("The room's certificate is locked")
        super().__init__(heading, self.tr("Passphrase"), self.tr("Open"), trouble)


class MeetingPage(StartPage):
    """Asks which meeting to open, when there are several."""

    def __init__(self, meetings: Sequence[MeetingHeader]) -> None:
        super().__init__("")
        self._add(label(self.tr("Which meeting?"), "title", wrap=True))
        inside = QWidget()
        lines = column(gap=8)
        inside.setLayout(lines)
        shown = [MeetingLine(each, partial(self._settle, each.id)) for each in meetings]
        for line in shown:
            lines.addWidget(line)
        lines.addStretch(1)
        scroll = Scroll(inside, self.tr("Meetings"))
        scroll.setMinimumHeight(min(168, 84 * len(meetings)))  # a small screen has more below
        self._add(scroll)
        if shown:
            self.setFocusProxy(shown[0])


class MeetingLine(Line):
    """One meeting: when, and what."""

    def __init__(self, meeting: MeetingHeader, pressed: partial[None]) -> None:
        super().__init__(pressed)
        day = meeting.start.astimezone().date().isoformat()
        when = f"{day} {clock_time(meeting.start)}"
        whole = column(label(meeting.title, "strong", wrap=True), label(when, "quiet"), gap=2)
        whole.setContentsMargins(16, 12, 16, 12)
        self.setLayout(whole)
        self.setAccessibleName(f"{meeting.title}, {when}")


class ScreenPage(StartPage):
    """Asks which screen is the room's, when that cannot be told. Answers with its place."""

    def __init__(self, screens: Sequence[str]) -> None:
        super().__init__("")
        self._add(label(self.tr("Which screen does the room see?"), "title", wrap=True))
        for at, name in enumerate(screens):
            line = button(name, partial(self._settle, str(at)))
            self._add(line)
            if at == 0:
                self.setFocusProxy(line)
        self._add(label(self.tr("It can be changed later: F1."), "quiet", wrap=True))


class TroublePage(StartPage):
    """Says what went wrong and offers to try again."""

    def __init__(self, sentence: str, step: str = "") -> None:
        super().__init__("")
        self._add(label(sentence, "heading", wrap=True))
        self._add(label(step, wrap=True))
        again = button(self.tr("Try again"), partial(self._settle, ""), "primary")
        self._add(row(None, again))
        self.setFocusProxy(again)
