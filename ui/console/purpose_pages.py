"""What the meeting is opened for: to lead it, or to prepare it; and who prepares."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QWidget

from app.model.case import Meeting
from app.model.people import Person, Role
from app.room.state import Purpose
from ui.console.labels import clock_time, term
from ui.console.start_pages import StartPage
from ui.console.widgets import Line, Scroll, button, column, label, row

_LINE = 64  # px
_LEAST = 192  # px: three of them, where the screen is small; else as many as fit


class _Choice(Line):
    def __init__(self, heading: str, words: str, pressed: partial[None]) -> None:
        super().__init__(pressed)
        whole = column(label(heading, "heading"), label(words, "quiet", wrap=True), gap=4)
        whole.setContentsMargins(18, 14, 18, 14)
        self.setLayout(whole)
        self.setAccessibleName(heading)
        self.setAccessibleDescription(words)


class PurposePage(StartPage):
    """Asks whether the meeting is led here, or prepared. Answers with a `Purpose`."""

    def __init__(self, meeting: Meeting, leader: Person) -> None:
        super().__init__("")
        when = f"{meeting.start.astimezone():%Y-%m-%d} {clock_time(meeting.start)}"
        self._add(label(meeting.title, "title", wrap=True))
        self._add(label(when, "quiet"))
        lead = _Choice(
            self.tr("Lead the meeting"),
            self.tr("Room screen, attendance, recommendations. Led by {name}.").format(
                name=leader.name
            ),
            partial(self._settle, Purpose.MEETING.value),
        )
        prepare = _Choice(
            self.tr("Prepare"),
            self.tr("At a desk: order, picks, what is missing. Nothing is shown in the room."),
            partial(self._settle, Purpose.PREPARATION.value),
        )
        both = QWidget()
        both.setLayout(column(lead, prepare, gap=10))
        self._add(both)
        self.setFocusProxy(lead)


class PersonPage(StartPage):
    """Asks who prepares, where no sign-in tells. Answers with a Person.id, "" to go back."""

    def __init__(self, people: Sequence[Person]) -> None:
        super().__init__("")
        self._add(label(self.tr("Who are you?"), "title", wrap=True))
        self._add(label(self.tr("What you read is logged in your name."), "quiet", wrap=True))
        inside = QWidget()
        lines = column(gap=6)
        inside.setLayout(lines)
        shown = [_person(each, partial(self._settle, each.id)) for each in people]
        for line in shown:
            lines.addWidget(line)
        lines.addStretch(1)
        scroll = Scroll(inside, self.tr("People"))
        scroll.setMinimumHeight(min(_LEAST, _LINE * max(1, len(shown))))
        self._add(scroll)
        back = button(self.tr("Back"), partial(self._settle, ""))
        self._add(row(back, None))
        self.setFocusProxy(shown[0] if shown else back)


def _person(person: Person, pressed: partial[None]) -> Line:
    made = Line(pressed)
    role = "" if person.role is Role.PARTICIPANT else term(person.role)
    same = role.casefold() == person.profession.casefold()
    profession = "" if same else person.profession
    about = " · ".join(filter(None, (role, profession, person.unit.name)))
    whole = column(label(person.name, "strong"), label(about, "quiet", wrap=True), gap=1)
    whole.setContentsMargins(14, 8, 14, 8)
    made.setLayout(whole)
    made.setAccessibleName(person.name)
    made.setAccessibleDescription(about)
    return made
