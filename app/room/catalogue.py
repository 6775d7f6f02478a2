"""What of the library a meeting needs at hand: its cases' definitions, and which texts are real."""

from collections.abc import Iterable

from app.model.case import Case
from app.model.definition import ConferenceDefinition
from app.model.outcome import RETIRED, StandardText
from app.room.memory import PRACTICE, Memory
from app.room.ports import Library

MOST = 50  # texts that are offered: nobody reads on


def definitions(library: Library, cases: Iterable[Case]) -> dict[str, ConferenceDefinition]:
    """Return every definition that a case has or can have, by the url that a case names it by."""
    offered = {definition.url: definition for definition in library.definitions()}
    named = {case.definition for case in cases if case.definition}
    return offered | {url: library.definition(url) for url in named - offered.keys()}


def offered(library: Library) -> tuple[str, ...]:
    """Return the urls of the definitions that a case can be given; one that is retired is not."""
    return tuple(each.url for each in library.definitions() if each.status != RETIRED)


def fitting(library: Library, memory: Memory, case: Case) -> tuple[StandardText, ...]:
    """Return the texts that fit the case and its conference, may be used, and are valid today."""
    url = case.definition or memory.meeting.definition
    suggested = library.suggest(case.diagnosis_code, url)
    valid = (text for text in suggested if text.is_valid(memory.today))
    return memory.permitted(valid)[:MOST]


def reviewed(library: Library) -> frozenset[str]:
    """Return the canonicals of all texts that are no practice texts."""
    texts = (text for text in library.texts() if text.status != PRACTICE)
    return frozenset(text.reference.canonical for text in texts)


def find_text(library: Library, canonical: str) -> StandardText | None:
    """Return the text of that canonical, None if the library has another version of it, or none."""
    texts = (text for text in library.texts() if text.reference.canonical == canonical)
    return next(texts, None)
