"""Both ends of the link in memory: everything is still encoded and decoded on its way."""

import io
from datetime import UTC, datetime, timedelta
from typing import TypeVar

import msgspec

from app.link import framing
from app.link.messages import (
    CaseSettings,
    FromCase,
    Message,
    RecordAccess,
    ToCase,
    from_case,
    to_case,
)
from app.link.session import CaseSession
from app.model.case import Case, Patient, Question
from app.model.definition import ConferenceDefinition, Title
from app.model.errors import LinkBroken
from app.model.outcome import ShownInformation
from app.room.ports import CaseEvent, CaseOrder, CaseProgress, PageTitle, StopReason

T = TypeVar("T")


class HandClock:
    """A clock that is turned by hand."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def now(self) -> datetime:
        return datetime(2026, 1, 1, tzinfo=UTC) + timedelta(seconds=self.seconds)

    def monotonic(self) -> float:
        return self.seconds


def through_the_wire(message: Message, decoder: msgspec.json.Decoder[T]) -> T:
    """Return the message as the other end reads it."""
    arrived = framing.read(io.BytesIO(framing.encode(message)), decoder)
    assert arrived is not None
    return arrived


class ConsoleEnd:
    """A session, what it said to the case process and to its listener, in order."""

    def __init__(self) -> None:
        self.clock = HandClock()
        self.sent: list[ToCase] = []
        self.heard: list[object] = []
        self.is_deaf = False
        self.session = CaseSession(self._send, self, self.clock.monotonic())

    def _send(self, message: Message) -> None:
        if self.is_deaf:
            raise LinkBroken("the other end does not read")
        self.sent.append(through_the_wire(message, to_case))

    def case_says(self, *messages: Message) -> None:
        for message in messages:
            arrived: FromCase = through_the_wire(message, from_case)
            self.session.receive(arrived, self.clock.monotonic())

    def tick(self, seconds: float = 1.0) -> None:
        self.clock.seconds += seconds
        self.session.tick(self.clock.monotonic())

    def taken(self) -> list[ToCase]:
        """Return what was sent since the last time."""
        sent, self.sent = self.sent, []
        return sent

    def event(self, event: CaseEvent) -> None:
        self.heard.append(event)

    def frame(self, page: int, buffer: int) -> None:
        self.heard.append(("frame", page, buffer))

    def preview(self, page: int, buffer: int) -> None:
        self.heard.append(("preview", page, buffer))

    def withdrawn(self) -> None:
        self.heard.append("withdrawn")

    def stopped(self, reason: StopReason) -> None:
        self.heard.append(reason)


TITLE = Title(sv="Prov", en="Tests")


def a_definition() -> ConferenceDefinition:
    return ConferenceDefinition(url="https://x", version="1", name="x", title=TITLE, sections=())


def an_order(generation: int = 7) -> CaseOrder:
    case = Case(
        id="c1",
        patient=Patient(reference="Patient/1", family="Test", given="Tolvan"),
        question=Question(text="Operation?"),
    )
    return CaseOrder(generation=generation, case=case, number=1, definition=a_definition())


def settings() -> CaseSettings:
    return CaseSettings(access=RecordAccess(base_url="http://127.0.0.1:1", token="secret"))


def progress(pages: int, generation: int = 7) -> CaseProgress:
    titles = tuple(PageTitle(number=n, sections=(TITLE,)) for n in range(1, pages + 1))
    return CaseProgress(generation=generation, pages=titles, complete=True)


def information(page: int) -> tuple[ShownInformation, ...]:
    return (ShownInformation(reference=f"Observation/{page}", version="1"),)
