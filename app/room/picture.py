"""How `RoomState`, and with it the room screen, follows from what the room remembers. Pure."""

from app.model.blanks import readable, without_empty_blanks
from app.model.case import Case
from app.model.definition import ConferenceDefinition, Moment
from app.room import agenda, attendance
from app.room.drafting import CaseFile
from app.room.figures import figures
from app.room.memory import Memory, ask_gate
from app.room.stage_view import RecommendationView, ScreenMode, StageView, WaitingView
from app.room.state import CaseLine, CheckLine, DefinitionChoice, OutcomePanel, RoomState, Timers

_PATIENT_SEEN = (ScreenMode.LIVE, ScreenMode.FROZEN)


def picture(memory: Memory) -> RoomState:
    """Return everything that the console shows."""
    over = memory.ending or memory.ended
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
        competences_missing=_competences_missing(memory, memory.definition),
        checklist=() if memory.is_preparing else _checklist(memory),
        moment=_moment(memory),
        purpose=memory.purpose,
        shared=memory.shared,
        identity_shown=memory.identity_shown,
        definitions=tuple(
            DefinitionChoice(url=url, title=memory.definitions[url].title) for url in memory.offered
        ),
        texts=memory.texts,
        local=memory.local,
        extra=memory.extra,
        names=memory.names,
        checking=memory.checking,
        figures=figures(memory, memory.now) if over else None,
        driver=memory.driver,
        undone=agenda.undone(memory.cases, memory.files) if over else (),
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
        readiness=memory.readiness.get(case.id),
        competences_missing=_competences_missing(memory, memory.definition_of(case)),
        ground=memory.grounds.get(case.id),
        shared=_is_shared_record(memory, case),
        registering=case.id in memory.registering,
    )


def _is_shared_record(memory: Memory, case: Case) -> bool:
    facts = memory.facts.get(case.id)
    return facts is not None and facts.shared is not None


def _competences_missing(memory: Memory, definition: ConferenceDefinition) -> tuple[str, ...]:
    """Return what nobody who is here has; before the meeting, what nobody who is invited has."""
    if memory.is_preparing:
        return attendance.competences_not_among(memory.meeting.invited, definition)
    return attendance.competences_missing(memory.attendance, definition)


def _checklist(memory: Memory) -> tuple[CheckLine, ...]:
    ticked = {each.item: each.at for each in memory.attendance.checks}
    lists = memory.definition.checklists
    return tuple(
        CheckLine(item=item, moment=moment, checked_at=ticked.get(item.key))
        for moment in Moment
        for item in lists.of(moment)
    )


def _moment(memory: Memory) -> Moment:
    if memory.ending or memory.ended:
        return Moment.AFTER
    begun = any(case.shown for case in memory.cases)
    return Moment.DURING if begun else Moment.BEFORE


def _panel(memory: Memory) -> OutcomePanel | None:
    slot = memory.on_stage
    case = memory.case(slot.case) if slot else None
    file = memory.files.get(case.id) if case else None
    if case is None or file is None:
        return None
    definition = memory.definition_of(case)
    return OutcomePanel(
        case=case,
        draft=file.draft,
        status=file.status,
        saved=file.saved,
        locked=memory.selected not in ("", case.id),
        on_screen=recommendation(memory) is not None,
        blanks=file.mandatory_blanks,
        unfinished=file.unfinished,
        intentions=definition.intentions,
        care_plan=definition.care_plan,
        unreviewed=_is_unreviewed(memory, file),
        suggestions=memory.suggestions,
        delivered=file.delivered,
        rival=file.rival,
    )


def _is_unreviewed(memory: Memory, file: CaseFile) -> bool:
    """Tell whether the draft was made from a practice text, or from one that nobody knows here."""
    source = file.draft.source
    known = source is None or source.canonical in memory.reviewed
    return memory.meeting.practice and not known


def _stage(memory: Memory) -> StageView:
    slot = memory.on_stage
    stands = slot is not None and memory.page > 0 and not memory.redrawing
    return StageView(
        mode=_mode(memory),
        waiting=WaitingView(
            title=memory.meeting.title,
            case_number=memory.number(memory.begun),
            case_count=len(memory.cases),
            people=len(memory.here),
            now=memory.now,
            practice=memory.meeting.practice,
            ended=memory.ended,
        ),
        generation=slot.generation if slot is not None and stands else None,
        page=memory.page or 1,
        recommendation=recommendation(memory),
        recommendation_page=memory.large_page,
    )


def _mode(memory: Memory) -> ScreenMode:
    """Return the mode; a page that is drawn anew is waited for."""
    mode = memory.screen.mode
    return ScreenMode.WAITING if memory.redrawing and mode in _PATIENT_SEEN else mode


def recommendation(memory: Memory) -> RecommendationView | None:
    """Return the recommendation when it stands large: in front of its own patient's page only."""
    slot = memory.on_stage
    case = memory.case(slot.case) if slot else None
    file = memory.files.get(case.id) if case else None
    seen = memory.large and _mode(memory) in _PATIENT_SEEN
    if case is None or file is None or not seen:
        return None
    found = ((duty, memory.attendance.find(duty.person)) for duty in file.draft.responsibilities)
    return RecommendationView(
        patient=case.patient,
        question=case.question,
        case_number=memory.number(case.id),
        text=readable(without_empty_blanks(file.draft.text)),  # as it will be sent
        intention=file.draft.intention,
        responsibilities=tuple((duty, who.person if who else None) for duty, who in found),
        deviation=file.draft.deviation,
        wishes=file.draft.wishes,
        referral=file.draft.referral,
        measures=file.draft.measures,
        new_conference=file.draft.new_conference,
        delivered=file.delivered == file.draft,
        practice=memory.meeting.practice,
        unreviewed=_is_unreviewed(memory, file),
        banner=memory.banner,
    )
