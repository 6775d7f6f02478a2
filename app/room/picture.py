"""How `RoomState`, and with it the room screen, follows from what the room remembers. Pure."""

from app.model.blanks import readable
from app.model.case import Case
from app.room import agenda, attendance
from app.room.memory import Memory, ask_gate
from app.room.stage_view import RecommendationView, ScreenMode, StageView, WaitingView
from app.room.state import CaseLine, OutcomePanel, RoomState, Timers

_PATIENT_SEEN = (ScreenMode.LIVE, ScreenMode.FROZEN)


def picture(memory: Memory) -> RoomState:
    """Return everything that the console shows."""
    return RoomState(
        meeting=memory.meeting,
        chair=memory.chair,
        attendance=memory.attendance,
        attested=memory.attested,
        lines=tuple(_line(memory, n, case) for n, case in enumerate(memory.cases, start=1)),
        selected=memory.selected,
        stage=_stage(memory),
        on_stage=memory.on_stage,
        wings=memory.wings,
        outcome=_panel(memory),
        notices=(*memory.notices, *memory.troubles),
        waiting_deliveries=memory.waiting_deliveries,
        undo=memory.history[-1].what if memory.history else None,
        timers=Timers(
            meeting_started=attendance.started(memory.attendance),
            case_started=memory.case_started,
            case_minutes=memory.case_minutes,
        ),
        competences_missing=attendance.competences_missing(memory.attendance, memory.definition),
        driver=memory.driver,
        undone=agenda.undone(memory.cases, memory.files) if memory.ending or memory.ended else (),
        ending=memory.ending,
        ended=memory.ended,
    )


def _line(memory: Memory, number: int, case: Case) -> CaseLine:
    file = memory.files.get(case.id)
    return CaseLine(
        number=number,
        case=case,
        decision=ask_gate(memory, case) if case.id in memory.facts else None,
        outcome=file.status if file is not None and file.has_content else None,
        allowed=memory.allowed.get(case.id, ()),
    )


def _panel(memory: Memory) -> OutcomePanel | None:
    slot = memory.on_stage
    case = memory.case(slot.case) if slot else None
    file = memory.files.get(case.id) if case else None
    if case is None or file is None:
        return None
    return OutcomePanel(
        case=case,
        draft=file.draft,
        status=file.status,
        saved=file.saved,
        locked=memory.selected not in ("", case.id),
        on_screen=recommendation(memory) is not None,
        blanks=file.mandatory_blanks,
        suggestions=memory.suggestions,
        delivered=file.delivered,
        rival=file.rival,
    )


def _stage(memory: Memory) -> StageView:
    slot = memory.on_stage
    return StageView(
        mode=memory.screen.mode,
        waiting=WaitingView(
            title=memory.meeting.title,
            case_number=memory.number(memory.begun),
            case_count=len(memory.cases),
            people=len(memory.here),
            now=memory.now,
            practice=memory.meeting.practice,
            ended=memory.ended,
        ),
        generation=slot.generation if slot is not None and memory.page else None,
        page=memory.page or 1,
        recommendation=recommendation(memory),
        recommendation_page=memory.large_page,
    )


def recommendation(memory: Memory) -> RecommendationView | None:
    """Return the recommendation when it stands large: in front of its own patient's page only."""
    slot = memory.on_stage
    case = memory.case(slot.case) if slot else None
    file = memory.files.get(case.id) if case else None
    seen = memory.large and memory.screen.mode in _PATIENT_SEEN
    if case is None or file is None or not seen:
        return None
    found = ((duty, memory.attendance.find(duty.person)) for duty in file.draft.responsibilities)
    return RecommendationView(
        patient=case.patient,
        question=case.question,
        case_number=memory.number(case.id),
        text=readable(file.draft.text),
        intention=file.draft.intention,
        responsibilities=tuple((duty, who.person if who else None) for duty, who in found),
        delivered=file.delivered == file.draft,
        practice=memory.meeting.practice,
    )
