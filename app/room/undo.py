"""What Ctrl+Z takes back: steps that remember how things stood before. Pure."""

from collections.abc import Mapping

from app.model.attendance import Attendee
from app.model.base import Private
from app.model.local_text import LocalText
from app.room.drafting import CaseFile
from app.room.state import Undoable

MOST_STEPS = 100


TextChange = tuple[LocalText | None, LocalText]  # as it was (None: not there), as it became


class Step(Private, frozen=True, kw_only=True):
    """One thing done. `people` stood so before (None: not listed); `file` was the case's.

    `texts`: what became of local texts.
    """

    what: Undoable
    people: Mapping[str, Attendee | None] = {}
    case: str = ""
    texts: tuple[TextChange, ...] = ()
    file: CaseFile | None = None


History = tuple[Step, ...]


def done(history: History, step: Step) -> History:
    """Return the history with one more step; the oldest are forgotten."""
    return (*history, step)[-MOST_STEPS:]


def settled(history: History, case_id: str) -> History:
    """Return the history without the choices of a case that is left or sent."""
    return tuple(step for step in history if step.case != case_id)
