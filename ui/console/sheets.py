"""The sheets of the console, by the action that opens each."""

from collections.abc import Callable

from app.keyboard import Action
from app.room.room import Room
from ui.console.checklists import ChecklistSheet
from ui.console.consents import Consents
from ui.console.defining import Defining
from ui.console.extra_case import ExtraCaseSheet
from ui.console.grounds import Grounds
from ui.console.meeting_text import MeetingByText
from ui.console.own_texts import OwnTexts
from ui.console.page_list import PageList
from ui.console.postponing import Postponing
from ui.console.sheet import Sheet


def sheets(room: Room, close: Callable[[], None]) -> dict[Action, Sheet]:
    """Make all sheets; `close` leads back to the patient."""
    return {
        Action.PAGES: PageList(room, close),
        Action.EXTRA_CASE: ExtraCaseSheet(room, close),
        Action.CHECKLIST: ChecklistSheet(room, close),
        Action.POSTPONE: Postponing(room, close),
        Action.MEET_BY_TEXT: MeetingByText(room, close),
        Action.DEFINITION: Defining(room, close),
        Action.LEGAL_GROUND: Grounds(room, close),
        Action.CONSENT: Consents(room, close),
        Action.TEXTS: OwnTexts(room, close),
    }
