"""What is known of a patient's record so far: one answer per source and need, kept as it came.

A record grows answer by answer while sources are still being asked; each step makes a new value.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from app.model.base import Private, Value
from app.model.case import Patient
from app.model.errors import OtherPatient
from app.model.overview import NotShown
from app.model.record import Need, SourceAnswer
from app.overview.shape import Json
from app.overview.subject import Subject


class Waiting(Value, frozen=True, kw_only=True):
    """A source that has been asked and has not answered yet."""

    source: str
    need: Need


class Sent(NamedTuple):
    """A resource and the source that sent it."""

    source: str
    resource: Json


class Record(Private, frozen=True, kw_only=True):
    """The answers so far, and what is still awaited.

    `full_urls` resolves a bundle's own addresses (`urn:uuid:…` → `Type/id`). `set_aside` counts
    what a bundle holds and was not read. `dated` is when a document says it was written.
    """

    answers: tuple[SourceAnswer, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    full_urls: Mapping[str, str] = {}
    set_aside: tuple[NotShown, ...] = ()

    @classmethod
    def awaiting(cls, sources: tuple[str, ...], needs: tuple[Need, ...]) -> "Record":
        """Return the record at the moment of asking: every source owes every need."""
        return cls(waiting=tuple(Waiting(source=s, need=n) for s in sources for n in needs))

    def asked_further(self, sources: tuple[str, ...], needs: tuple[Need, ...]) -> "Record":
        """Return the record with more needs awaited, such as those of `needs.further`."""
        more = Record.awaiting(sources, needs).waiting
        known = {*self.waiting, *(Waiting(source=a.source, need=a.need) for a in self.answers)}
        return self._with(self.answers, (*self.waiting, *(w for w in more if w not in known)))

    def with_answer(self, answer: SourceAnswer, patient: Patient) -> "Record":
        """Return the record with one more answer; it replaces an earlier one to the same need.

        An answer that holds a resource of another patient is kept as a failure (`other-patient`):
        nothing of it is used.
        """
        subject = Subject.of(patient, self.full_urls)
        if not all(subject.owns(resource) for resource in answer.resources):
            answer = failed(answer.source, answer.need, OtherPatient.code, answer.at)
        came = Waiting(source=answer.source, need=answer.need)
        others = tuple(a for a in self.answers if (a.source, a.need) != (came.source, came.need))
        return self._with((*others, answer), tuple(w for w in self.waiting if w != came))

    def _with(self, answers: tuple[SourceAnswer, ...], waiting: tuple[Waiting, ...]) -> "Record":
        return Record(
            answers=answers,
            waiting=waiting,
            full_urls=self.full_urls,
            set_aside=self.set_aside,
        )

    def resources(self) -> Iterator[Sent]:
        """Yield every resource with its source, in the order in which they came."""
        return (Sent(a.source, resource) for a in self.answers for resource in a.resources)


def failed(source: str, need: Need, code: str, at: datetime) -> SourceAnswer:
    """Return the answer of a source that could not be asked; `code` is a SamsynError's."""
    return SourceAnswer(source=source, need=need, at=at, error=code)
