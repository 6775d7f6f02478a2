"""Believable rooms for the console's tests and pictures: invented people, official test numbers."""

from datetime import UTC, datetime, timedelta

import msgspec

from app.model.attendance import Attendance, Attendee, Interval
from app.model.case import (
    Case,
    CaseState,
    GroundClaim,
    LegalGround,
    Meeting,
    NumberKind,
    Patient,
    PersonNumber,
    Pick,
    PostponeReason,
    Question,
    Sex,
)
from app.model.definition import CheckItem, InformationKind, Moment, Title, Whose
from app.model.figures import CaseFigures, MeetingFigures
from app.model.local_text import LOCAL, Finding, FindingKind, LocalText
from app.model.outcome import (
    Duty,
    Intention,
    Measure,
    Outcome,
    OutcomeStatus,
    Referral,
    Responsibility,
    StandardText,
)
from app.model.overview import Answer, SourceState, SourceStatus
from app.model.people import Channel, Organisation, Person, Role
from app.model.record import Reach, Reading
from app.room.gate import Decision, Limit, Objection, Refusal
from app.room.ports import (
    ConsoleMark,
    FilmState,
    PageItem,
    PageTitle,
    SectionReport,
    StopReason,
)
from app.room.stage_view import RecommendationView, ScreenMode, StageView, WaitingView
from app.room.state import (
    CaseLine,
    CheckLine,
    DefinitionChoice,
    ExtraCase,
    LocalTexts,
    Lookup,
    Notice,
    NoticeKind,
    OutcomePanel,
    Purpose,
    Readiness,
    RoomState,
    SlotState,
    SlotView,
    TextNews,
    TextsNews,
    TextWriting,
    Timers,
    Undoable,
    Undone,
    UndoneCase,
    Unfinished,
)

NOW = datetime(2026, 11, 23, 13, 12, 7, tzinfo=UTC)
REGION = Organisation(hsa_id="SE2321000000-A000", name="Region Exempel")
UNIT = Organisation(hsa_id="SE2321000000-A001", name="Kirurgkliniken, Exempelsjukhuset")


def person(
    key: str, name: str, profession: str, role: Role = Role.PARTICIPANT, unit: str = ""
) -> Person:
    """Make somebody of the care provider's own staff."""
    return Person(
        id=f"PractitionerRole/{key}",
        name=name,
        role=role,
        profession=profession,
        unit=Organisation(name=unit) if unit else UNIT,
        provider=REGION,
        hsa_id=f"SE2321000000-{key}",
    )


CHAIR = person("p1", "Anna-Karin Wallmark", "kolorektalkirurg", Role.CHAIR)
PRESENTER = person("p2", "Johan Ekdal", "kirurg", Role.PRESENTER)
ONCOLOGIST = person("p3", "Leila Hosseini", "onkolog", unit="Onkologkliniken")
RADIOLOGIST = person("p4", "Per-Olof Åsberg", "radiolog", unit="Röntgenkliniken")
PATHOLOGIST = person("p5", "Maria Lindqvist", "patolog", unit="Klinisk patologi")
NURSE = person("p6", "Sofia Bergman", "kontaktsjuksköterska")
COORDINATOR = person("p7", "Birgitta Öhman", "koordinator", Role.COORDINATOR)
STUDENT = person("p8", "Elias Nyberg", "läkarstudent", Role.STUDENT)
EVERYBODY = (CHAIR, PRESENTER, ONCOLOGIST, RADIOLOGIST, PATHOLOGIST, NURSE, COORDINATOR, STUDENT)


def _case(key: str, patient: Patient, question: str, diagnosis: str, code: str) -> Case:
    return Case(
        id=key,
        patient=patient,
        question=Question(text=question),
        diagnosis=diagnosis,
        diagnosis_code=code,
        presenter=PRESENTER.id,
    )


def _patient(number: str, family: str, given: str, sex: Sex, *, protected: bool = False) -> Patient:
    return Patient(
        reference=f"Patient/{number}",
        family=family,
        given=given,
        number=PersonNumber(value=number, kind=NumberKind.PERSONNUMMER),
        birth_date=f"{number[:4]}-{number[4:6]}-{number[6:8]}",
        sex=sex,
        protected=protected,
        provider=REGION,
    )


COLON = _case(
    "c1",
    _patient("195009072553", "Lundgren", "Sven-Erik", Sex.MALE),
    "Sigmoideumcancer cT3N1M0. Operation direkt eller cytostatika före?",
    "Malign tumör i sigmoideum",
    "C18.7",
)
RECTUM = _case(
    "c2",
    _patient("196101182803", "Hedström", "Ulla-Britt", Sex.FEMALE),
    "Rektalcancer 6 cm med hotad mesorektal fascia. Strålbehandling?",
    "Malign tumör i ändtarmen",
    "C20.9",
)
LIVER = _case(
    "c3",
    _patient("199002222397", "Karimi", "Daniel", Sex.MALE, protected=True),
    "Levermetastaser efter högersidig hemikolektomi. Resektabla?",
    "Sekundär malign tumör i lever",
    "C78.7",
)
CASES = (COLON, RECTUM, LIVER)
MEETING = Meeting(
    id="m1",
    title="MDK kolorektal",
    start=NOW - timedelta(minutes=12),
    end=NOW + timedelta(minutes=48),
    unit=UNIT,
    provider=REGION,
    practice=True,
    invited=EVERYBODY,
    cases=CASES,
)

TEXTS = (
    StandardText(
        url="https://samsyn.example/texts/colon-surgery-first",
        version="1",
        title="Koloncancer, kurativt syfte: operation direkt",
        text="Rekommendation: {ingrepp!} med kurativt syfte. Postoperativ bedömning av"
        " adjuvant behandling på ny konferens när PAD föreligger.",
        diagnoses=("C18",),
        intention=Intention.CURATIVE,
        source="Nationellt vårdprogram tjock- och ändtarmscancer",
    ),
    StandardText(
        url="https://samsyn.example/texts/colon-neoadjuvant",
        version="1",
        title="Koloncancer cT4 eller N2: neoadjuvant cytostatika",
        text="Rekommendation: neoadjuvant cytostatika {regim!}, därefter ny DT och ny konferens.",
        diagnoses=("C18",),
        intention=Intention.CURATIVE,
    ),
    StandardText(
        url="https://samsyn.example/texts/colon-work-up",
        version="1",
        title="Kompletterande utredning före ställningstagande",
        text="Underlaget räcker inte. Komplettera med {undersökning!}. Ny konferens därefter.",
        intention=Intention.DIAGNOSTIC,
    ),
    StandardText(
        url="https://samsyn.example/texts/palliative-oncology",
        version="1",
        title="Palliativ onkologisk behandling",
        text="Rekommendation: palliativ onkologisk behandling via onkologkliniken.",
        intention=Intention.PALLIATIVE,
    ),
    StandardText(
        url="https://samsyn.example/texts/best-supportive-care",
        version="1",
        title="Bästa understödjande behandling",
        text="Rekommendation: bästa understödjande behandling, kontakt med palliativt team.",
        valid_to="2026-01-31",
        intention=Intention.PALLIATIVE,
    ),
)


DEFINITIONS = (
    DefinitionChoice(
        url="https://samsyn.se/definitions/colorectal",
        title=Title(sv="Kolorektal cancer", en="Colorectal cancer"),
    ),
    DefinitionChoice(
        url="https://samsyn.se/definitions/liver",
        title=Title(sv="Lever, gallvägar och bukspottkörtel", en="Liver, bile ducts and pancreas"),
    ),
    DefinitionChoice(
        url="https://samsyn.se/definitions/general",
        title=Title(sv="Allmän konferens", en="General conference"),
    ),
)


def here(*people: Person) -> tuple[Attendee, ...]:
    """Make them confirmed and present since the meeting began."""
    since = NOW - timedelta(minutes=10)
    return tuple(
        Attendee(person=each, ticked=True, confirmed_at=since, presences=(Interval(start=since),))
        for each in people
    )


CONFIRMED = Attendance(
    attendees=(
        *here(*EVERYBODY[:6]),
        Attendee(person=COORDINATOR),
        Attendee(person=STUDENT),
    )
)

_SECTIONS = (
    ("alerts", "Överkänslighet", "Alerts", Answer.KNOWN),
    ("diagnoses", "Diagnoser", "Diagnoses", Answer.KNOWN),
    ("laboratory", "Laboratorium", "Laboratory", Answer.KNOWN),
    ("imaging", "Bilddiagnostik", "Imaging", Answer.FAILED),
    ("pathology", "Patologi", "Pathology", Answer.NOT_DOCUMENTED),
    ("medicines", "Läkemedel", "Medicines", Answer.KNOWN),
)


def _slot(case: Case, generation: int, *, page: int = 1, previewed: bool = False) -> SlotView:
    titles = {key: Title(sv=sv, en=en) for key, sv, en, _ in _SECTIONS}
    pages = (("alerts", "diagnoses"), ("laboratory",), ("imaging", "pathology"), ("medicines",))
    return SlotView(
        case=case.id,
        generation=generation,
        state=SlotState.READY,
        page=page,
        pages=tuple(
            PageTitle(number=number, sections=tuple(titles[key] for key in keys))
            for number, keys in enumerate(pages, start=1)
        ),
        complete=True,
        sections=tuple(
            SectionReport(
                key=key,
                title=titles[key],
                answer=answer,
                rows=3 if answer is Answer.KNOWN else 0,
                sources=(
                    SourceState(
                        source=REGION.name,
                        status=SourceStatus.FAILED
                        if answer is Answer.FAILED
                        else SourceStatus.FOUND,
                        at=NOW - timedelta(minutes=3),
                        error="host-silent" if answer is Answer.FAILED else "",
                    ),
                ),
            )
            for key, _, _, answer in _SECTIONS
        ),
        missing=(InformationKind.PATHOLOGY, InformationKind.PATIENTS_WISHES),
        previewed=previewed,
    )


def _lines(**changes: object) -> tuple[CaseLine, ...]:
    decisions = (
        Decision(),
        Decision(
            objections=(
                Objection(refusal=Refusal.CONSENT_MISSING, custodian="Capio Exempelnärsjukhus"),
            )
        ),
        Decision(blocks_exist=True),
    )
    lines = [
        CaseLine(number=number, case=case, decision=decision)
        for number, (case, decision) in enumerate(zip(CASES, decisions, strict=True), start=1)
    ]
    lines[0] = msgspec.structs.replace(lines[0], **changes)
    return tuple(lines)


def _changed(state: RoomState, **changes: object) -> RoomState:
    return msgspec.structs.replace(state, **changes)


_LISTS = (
    (Moment.BEFORE, "sound", "Ljud och bild fungerar, här och på distans.", Whose.ROOM),
    (Moment.BEFORE, "agenda", "Dagordningen är genomgången: ordning och tillägg.", Whose.CHAIR),
    (Moment.DURING, "wishes", "Ork, samsjuklighet och egna önskemål nämns.", Whose.ROOM),
    (Moment.DURING, "aloud", "Rekommendationen läses upp innan den skickas.", Whose.ROOM),
    (Moment.AFTER, "who", "Varje patient har någon som informerar.", Whose.CHAIR),
    (Moment.AFTER, "left", "Inga papper eller öppna bilder ligger kvar i rummet.", Whose.CHAIR),
)


def _checklist(*ticked: str) -> tuple[CheckLine, ...]:
    return tuple(
        CheckLine(
            item=CheckItem(key=key, text=Title(sv=words, en=words), whose=whose),
            moment=moment,
            checked_at=NOW if key in ticked else None,
        )
        for moment, key, words, whose in _LISTS
    )


def before_attest() -> RoomState:
    """Make the meeting just opened: nothing is attested, nobody is here."""
    return RoomState(
        meeting=MEETING,
        chair=CHAIR,
        attendance=Attendance(attendees=tuple(Attendee(person=each) for each in EVERYBODY)),
        lines=tuple(CaseLine(number=n, case=case) for n, case in enumerate(CASES, start=1)),
        stage=StageView(waiting=WaitingView(title=MEETING.title, case_count=3, practice=True)),
        timers=Timers(meeting_started=MEETING.start),
        competences_missing=("kirurg", "onkolog", "radiolog", "patolog"),
        checklist=_checklist(),
        definitions=DEFINITIONS,
        texts=TEXTS,
    )


def ticked() -> RoomState:
    """Make three people ticked and not attested yet."""
    state = _changed(before_attest(), attested=True, undo=Undoable.CHECK_IN)
    marked = tuple(
        msgspec.structs.replace(each, ticked=index < 3)
        for index, each in enumerate(state.attendance.attendees)
    )
    return _changed(state, attendance=Attendance(attendees=marked))


def confirmed() -> RoomState:
    """Make six people confirmed, and no case begun."""
    return _changed(
        before_attest(),
        attested=True,
        shared=False,
        attendance=CONFIRMED,
        lines=_lines(),
        competences_missing=(),
    )


def previewed() -> RoomState:
    """Make the first case looked at in the console, and not shown yet."""
    return _changed(confirmed(), selected=COLON.id, wings=_slot(COLON, 1, previewed=True))


def live() -> RoomState:
    """Make the first case shown, with nothing chosen yet."""
    started = msgspec.structs.replace(COLON, state=CaseState.STARTED)
    draft = Outcome(meeting=MEETING.id, case=COLON.id)
    return _changed(
        confirmed(),
        lines=_lines(case=started),
        selected=COLON.id,
        stage=StageView(mode=ScreenMode.LIVE, generation=1, page=2),
        on_stage=_slot(COLON, 1, page=2),
        checklist=_checklist("sound", "agenda", "wishes"),
        moment=Moment.DURING,
        outcome=OutcomePanel(
            case=started,
            draft=draft,
            suggestions=TEXTS,
            intentions=tuple(Intention),
            unfinished=(Unfinished.TEXT,),
        ),
        timers=Timers(meeting_started=MEETING.start, case_started=NOW - timedelta(seconds=95)),
    )


def chosen() -> RoomState:
    """Make a standard text chosen whose mandatory blank is open."""
    state = live()
    assert state.outcome is not None
    draft = Outcome(
        meeting=MEETING.id,
        case=COLON.id,
        text=TEXTS[0].text,
        intention=Intention.CURATIVE,
        source=TEXTS[0].reference,
        responsibilities=(
            Responsibility(duty=Duty.DOCUMENT, person=PRESENTER.id),
            Responsibility(duty=Duty.ORDER, person=PRESENTER.id),
            Responsibility(duty=Duty.TELL_PATIENT),
        ),
    )
    panel = msgspec.structs.replace(
        state.outcome,
        draft=draft,
        blanks=("ingrepp",),
        unfinished=(Unfinished.BLANK,),
        saved=False,
    )
    return _changed(state, outcome=panel, undo=Undoable.CHOICE)


def on_screen() -> RoomState:
    """Make the recommendation stand in the room, complete, not sent."""
    state = chosen()
    assert state.outcome is not None
    draft = msgspec.structs.replace(
        state.outcome.draft,
        text=state.outcome.draft.text.replace("{ingrepp!}", "sigmoideumresektion"),
    )
    panel = msgspec.structs.replace(
        state.outcome, draft=draft, blanks=(), on_screen=True, saved=True
    )
    large = RecommendationView(
        patient=COLON.patient, question=COLON.question, case_number=1, text=draft.text
    )
    stage = msgspec.structs.replace(state.stage, recommendation=large)
    return _changed(state, outcome=panel, stage=stage)


def sending() -> RoomState:
    """Make the outcome on its way while the host is away, and the time nearly over."""
    state = on_screen()
    assert state.outcome is not None
    panel = msgspec.structs.replace(state.outcome, status=OutcomeStatus.SENDING)
    return _changed(
        state,
        outcome=panel,
        waiting_deliveries=2,
        notices=(
            Notice(id=1, kind=NoticeKind.HOST_DOWN, error="host-unreachable"),
            Notice(id=2, kind=NoticeKind.TIME_SOON_UP, case=COLON.id),
        ),
        timers=Timers(
            meeting_started=MEETING.start, case_started=NOW - timedelta(minutes=3, seconds=40)
        ),
    )


def delivered() -> RoomState:
    """Make the outcome delivered."""
    state = on_screen()
    assert state.outcome is not None
    panel = msgspec.structs.replace(
        state.outcome, status=OutcomeStatus.DELIVERED, delivered=state.outcome.draft
    )
    done = msgspec.structs.replace(COLON, state=CaseState.DONE)
    return _changed(state, outcome=panel, lines=_lines(case=done, outcome=OutcomeStatus.DELIVERED))


def conflict() -> RoomState:
    """Make the host hold another recommendation."""
    state = on_screen()
    assert state.outcome is not None
    rival = msgspec.structs.replace(
        state.outcome.draft,
        revision=2,
        text="Rekommendation: neoadjuvant cytostatika FOLFOX, därefter ny DT och ny konferens.",
    )
    panel = msgspec.structs.replace(state.outcome, status=OutcomeStatus.CONFLICT, rival=rival)
    return _changed(
        state,
        outcome=panel,
        notices=(Notice(id=1, kind=NoticeKind.DELIVERY_CONFLICT, case=COLON.id),),
    )


def frozen() -> RoomState:
    """Make the first case frozen while the third is previewed: the outcome is locked."""
    state = chosen()
    assert state.outcome is not None
    return _changed(
        state,
        selected=LIVER.id,
        stage=StageView(mode=ScreenMode.FROZEN, generation=1, page=2),
        wings=_slot(LIVER, 2, previewed=True),
        outcome=msgspec.structs.replace(state.outcome, locked=True),
    )


def black() -> RoomState:
    """Make the room screen black with the case still on stage."""
    return _changed(live(), stage=StageView(mode=ScreenMode.BLACK, generation=1, page=2))


def newcomer() -> RoomState:
    """Make somebody walk in while a case is shown."""
    state = live()
    stranger = person("p9", "Torbjörn Granath", "leverkirurg", unit="Transplantationskirurgen")
    return _changed(
        state,
        attendance=Attendance(
            attendees=(*CONFIRMED.attendees, Attendee(person=stranger, ticked=True))
        ),
        undo=Undoable.CHECK_IN,
    )


def refused() -> RoomState:
    """Make the gate say no to the second case."""
    state = confirmed()
    decision = state.lines[1].decision
    return _changed(
        state,
        selected=RECTUM.id,
        notices=(Notice(id=3, kind=NoticeKind.SHOW_REFUSED, case=RECTUM.id, decision=decision),),
    )


def student_present() -> RoomState:
    """Make a student be here, who needs the chair's yes for the case."""
    state = confirmed()
    attendees = (*here(*EVERYBODY[:6], STUDENT), Attendee(person=COORDINATOR))
    no = Decision(objections=(Objection(refusal=Refusal.NEEDS_CHAIRS_YES, people=(STUDENT.id,)),))
    return _changed(
        state,
        attendance=Attendance(attendees=attendees),
        selected=COLON.id,
        wings=_slot(COLON, 1, previewed=True),
        lines=_lines(decision=no),
        notices=(Notice(id=4, kind=NoticeKind.SHOW_REFUSED, case=COLON.id, decision=no),),
    )


def stopped() -> RoomState:
    """Make the case process die while its case was shown."""
    state = live()
    assert state.on_stage is not None
    gone = msgspec.structs.replace(state.on_stage, state=SlotState.STOPPED, stopped=StopReason.DIED)
    return _changed(
        state,
        stage=StageView(),
        on_stage=gone,
        notices=(
            Notice(id=5, kind=NoticeKind.CASE_STOPPED, case=COLON.id, stopped=StopReason.DIED),
        ),
    )


def looking_on() -> RoomState:
    """Make another console drive the meeting."""
    return _changed(
        live(),
        driver=ConsoleMark(id="other", name="Rum B 214", since=NOW - timedelta(minutes=2)),
        notices=(Notice(id=6, kind=NoticeKind.TAKEN_OVER),),
    )


def ending() -> RoomState:
    """Make the list of what is undone be shown."""
    state = confirmed()
    return _changed(
        state,
        ending=True,
        checklist=_checklist("sound", "agenda", "wishes", "aloud", "who"),
        moment=Moment.AFTER,
        undone=(
            UndoneCase(number=2, case=RECTUM, what=Undone.NOT_DISCUSSED),
            UndoneCase(number=3, case=LIVER, what=Undone.WITHOUT_RECOMMENDATION),
        ),
    )


def ended() -> RoomState:
    """Make the meeting over at the host."""
    return _changed(ending(), ended=True)


# --- the whole conference -------------------------------------------------------------------------

ITEMS = tuple(
    PageItem(
        reference=f"Observation/{number}",
        picked=number in {2, 4},
        left=0.04,
        top=0.23 + 0.09 * number,
        width=0.9 - 0.06 * (number % 3),
        height=0.06,
    )
    for number in range(6)
)


def _with_line(state: RoomState, at: int, **changes: object) -> RoomState:
    lines = list(state.lines)
    lines[at] = msgspec.structs.replace(lines[at], **changes)
    return _changed(state, lines=tuple(lines))


def _case_with(case: Case, **changes: object) -> Case:
    return msgspec.structs.replace(case, **changes)


def readiness() -> RoomState:
    """Make the readiness of the cases known, or being checked, and one of each other state."""
    state = previewed()
    yes, at = Decision(), NOW - timedelta(minutes=5)
    state = _with_line(state, 0, readiness=Readiness(at=at))
    state = _with_line(
        state,
        1,
        decision=yes,
        competences_missing=("barnonkolog",),
        readiness=Readiness(
            at=at,
            missing=(InformationKind.PATHOLOGY, InformationKind.PATIENTS_WISHES),
            failed=True,
        ),
    )
    more = [
        CaseLine(
            number=4,
            case=_case_with(
                COLON,
                id="c4",
                state=CaseState.POSTPONED,
                postponed=PostponeReason.PATHOLOGY,
                state_reason="svar väntas på fredag",
            ),
        ),
        CaseLine(
            number=5,
            case=_case_with(RECTUM, id="c5", state=CaseState.BY_STANDARD_TEXT, met_by="x|1"),
        ),
        CaseLine(number=6, case=_case_with(COLON, id="c6", state=CaseState.DONE)),
    ]
    return _changed(state, lines=(*state.lines, *more), checking=True)


def shared() -> RoomState:
    """Make the screen be shared, with people who take part from elsewhere."""
    state = live()
    remote = msgspec.structs.replace(
        person("p10", "Åsa Lind", "hepatolog", unit="Karolinska"), channel=Channel.REMOTE_PERSON
    )
    room = msgspec.structs.replace(
        person("p11", "Falu lasarett, sal 4", "", unit="Kirurgen Falun"),
        channel=Channel.REMOTE_ROOM,
        responsible="Margareta Norrman",
    )
    attendees = (*here(*EVERYBODY[:5], remote, room), Attendee(person=COORDINATOR))
    return _changed(state, shared=True, attendance=Attendance(attendees=attendees))


def identity() -> RoomState:
    """Make the whole identity stand on a shared screen, for the identity check."""
    return _changed(shared(), identity_shown=True)


def radiology() -> RoomState:
    """Make radiology's system have the screen."""
    stage = StageView(mode=ScreenMode.ELSEWHERE, generation=1, page=2)
    return _changed(live(), stage=stage)


def intimate() -> RoomState:
    """Make a covered picture and a film stand on the room's page, while it is shared."""
    state = shared()
    slot = msgspec.structs.replace(_slot(COLON, 1, page=2), covered=True, film=FilmState.STILL)
    return _changed(
        state,
        on_stage=slot,
        notices=(Notice(id=7, kind=NoticeKind.INTIMATE_WHILE_SHARED, case=COLON.id),),
    )


def playing() -> RoomState:
    """Make the film of the room's page play."""
    slot = msgspec.structs.replace(_slot(COLON, 1, page=2), film=FilmState.PLAYING)
    return _changed(live(), on_stage=slot)


def emergency() -> RoomState:
    """Make the chair claim a legal ground for a case; a guardian takes part in it."""
    ground = GroundClaim(ground=LegalGround.EMERGENCY, reason="medvetslös")
    guardian = msgspec.structs.replace(
        person("p12", "Eva Karimi", "", Role.GUARDIAN), for_case=COLON.id
    )
    state = _with_line(previewed(), 0, ground=ground)
    return _changed(state, attendance=Attendance(attendees=here(*EVERYBODY[:6], guardian)))


def everything_said() -> RoomState:
    """Make an outcome with all that can be said beside the text, and half of it unfinished."""
    state = chosen()
    assert state.outcome is not None
    draft = msgspec.structs.replace(
        state.outcome.draft,
        text="Sigmoideumresektion med kurativt syfte.",
        deviation="",
        wishes="Vill inte ha stomi om det går att undvika.",
        referral=Referral(to="", reason="Spirometri före operation"),
        note="Ring dottern.",
        new_conference=True,
    )
    panel = msgspec.structs.replace(
        state.outcome,
        draft=draft,
        blanks=(),
        unfinished=(Unfinished.DEVIATION, Unfinished.REFERRAL),
        unreviewed=True,
    )
    notices = (Notice(id=8, kind=NoticeKind.UNFINISHED, case=COLON.id),)
    return _changed(state, outcome=panel, notices=notices)


def care_plan() -> RoomState:
    """Make the outcome a plan: measures, and no intention."""
    state = chosen()
    assert state.outcome is not None
    draft = msgspec.structs.replace(
        state.outcome.draft,
        text="Samordnad individuell plan enligt nedan.",
        intention=None,
        measures=(
            Measure(text="Hemtjänst morgon och kväll", who="Kommunen", until="2026-12-01"),
            Measure(text="", who="", until=""),
        ),
    )
    panel = msgspec.structs.replace(
        state.outcome,
        draft=draft,
        blanks=(),
        intentions=(),
        care_plan=True,
        unfinished=(Unfinished.MEASURE,),
    )
    return _changed(state, outcome=panel)


def postponed() -> RoomState:
    """Make the selected case postponed."""
    case = _case_with(COLON, state=CaseState.POSTPONED, postponed=PostponeReason.TIME)
    return _with_line(_changed(previewed(), wings=None), 0, case=case)


def long_agenda(*, refused: bool = False) -> RoomState:
    """Make the last of many patients be looked at; `refused`: more stands on its line then."""
    state = confirmed()
    lines = [
        CaseLine(
            number=number,
            case=_case_with(COLON, id=f"c{number}", state=CaseState.WITHOUT_RECOMMENDATION),
        )
        for number in range(1, 13)
    ]
    if refused:
        lines[-1] = msgspec.structs.replace(lines[-1], decision=state.lines[1].decision)
    return _changed(state, lines=tuple(lines), selected="c12")


def extra(lookup: Lookup) -> RoomState:
    """Make a patient looked up who is not on the agenda."""
    patient = _patient("201709192388", "Backlund", "Alva", Sex.FEMALE)
    there = lookup in {Lookup.FOUND, Lookup.ADDING, Lookup.ON_AGENDA}
    made = ExtraCase(
        number="20170919-2388",
        lookup=lookup,
        patient=patient if there else None,
        case=COLON.id if lookup is Lookup.ON_AGENDA else "",
    )
    return _changed(previewed(), extra=made)


def desk() -> RoomState:
    """Make somebody prepare: nothing selected yet."""
    return _changed(
        before_attest(),
        purpose=Purpose.PREPARATION,
        chair=COORDINATOR,
        competences_missing=(),
        shared=None,
        checklist=(),
    )


def desk_picking() -> RoomState:
    """Make a coordinator pick on the page of the first case."""
    slot = msgspec.structs.replace(_slot(COLON, 1, previewed=True), items=ITEMS)
    case = _case_with(COLON, picks=(Pick(reference="Observation/2"), Pick(reference="Report/9")))
    line = CaseLine(number=1, case=case, decision=Decision(), readiness=Readiness(at=NOW))
    state = desk()
    return _changed(state, selected=COLON.id, wings=slot, lines=(line, *state.lines[1:]))


def desk_whole() -> RoomState:
    """Make the whole record be browsed; the case is met by a standard text."""
    state = desk_picking()
    assert state.wings is not None
    wings = msgspec.structs.replace(state.wings, whole=True)
    case = _case_with(COLON, state=CaseState.BY_STANDARD_TEXT, met_by="x|1")
    return _with_line(_changed(state, wings=wings), 0, case=case)


FIGURES = MeetingFigures(
    seconds=2940,
    people=9,
    competences_missing=("patolog",),
    cases=(
        CaseFigures(number=1, state=CaseState.DONE, seconds=254),
        CaseFigures(
            number=2,
            state=CaseState.POSTPONED,
            postponed=PostponeReason.PATHOLOGY,
            missing=(InformationKind.PATHOLOGY, InformationKind.PATIENTS_WISHES),
        ),
        CaseFigures(number=3, state=CaseState.WITHOUT_RECOMMENDATION, seconds=611),
    ),
)


def figures() -> RoomState:
    """Make the figures stand below what is undone."""
    return _changed(ending(), figures=FIGURES)


def ended_with_figures() -> RoomState:
    """Make the meeting over, with its figures."""
    return _changed(ended(), figures=FIGURES, undone=())


def own_only(*limits: Limit) -> RoomState:
    """Make a record of many providers previewed, with the own provider's information alone."""
    told = limits or (Limit.CONSENT_MISSING,)
    decision = Decision(reach=Reach.OWN, limits=told)
    slot = msgspec.structs.replace(_slot(COLON, 1, previewed=True), blocked=True)
    return _changed(previewed(), lines=_lines(decision=decision, shared=True), wings=slot)


def nothing_answers() -> RoomState:
    """Make every service of the nation down, and a consent that was not registered."""
    state = own_only(Limit.RELATION_UNKNOWN, Limit.CONSENT_UNKNOWN, Limit.LOG_DOWN)
    kind = NoticeKind.CONSENT_NOT_REGISTERED
    return _changed(
        state, notices=(Notice(id=1, kind=kind, case=COLON.id, error="host-unreachable"),)
    )


def blocks_named() -> RoomState:
    """Make an emergency registered: everything is read, and where something is blocked is told."""
    claim = GroundClaim(ground=LegalGround.EMERGENCY, reason="Medvetslös")
    others = (
        Organisation(hsa_id="SE2321000000-B000", name="Hjärtmottagningen Exempel AB"),
        Organisation(hsa_id="SE2321000000-C000"),  # older records name the unit only
    )
    slot = msgspec.structs.replace(
        _slot(COLON, 1, page=2),
        blocked=True,
        blocked_by=others,
        reading=Reading(names_blocks=True),
    )
    return _changed(
        live(), lines=_lines(decision=Decision(), shared=True, ground=claim), on_stage=slot
    )


def guests_without_consent() -> RoomState:
    """Make a case refused: people of another provider, and a chair without HSA-ids."""
    people = (ONCOLOGIST.id, RADIOLOGIST.id)
    decision = Decision(
        objections=(
            Objection(refusal=Refusal.READER_UNKNOWN, people=(CHAIR.id,)),
            Objection(refusal=Refusal.VIEWERS_WITHOUT_CONSENT, people=people),
        )
    )
    return _changed(
        confirmed(),
        selected=COLON.id,
        lines=_lines(decision=decision, shared=True),
        notices=(Notice(id=1, kind=NoticeKind.SHOW_REFUSED, case=COLON.id, decision=decision),),
    )


OWN = tuple(
    LocalText(
        text=msgspec.structs.replace(
            text, url=f"urn:uuid:{number}", version="1", status=LOCAL, title=f"Vår {number}"
        ),
        retired=number == 2,
    )
    for number, text in enumerate(TEXTS[:3])
)


def own_texts() -> RoomState:
    """Make the organisation have texts of its own, one of them out of use."""
    news = TextsNews(what=TextNews.IMPORTED, count=2)
    return _changed(confirmed(), local=LocalTexts(texts=OWN, found=TEXTS, news=news))


def own_text() -> RoomState:
    """Make an own text be written that names a patient and has a telephone number in it."""
    text = msgspec.structs.replace(
        OWN[0].text, title="Rutin för Lundgren", text="Ring 08-123 45 67 om {sida!}."
    )
    findings = (
        Finding(field="title", start=10, end=18, kind=FindingKind.NAME),
        Finding(field="text", start=5, end=17, kind=FindingKind.TELEPHONE),
    )
    writing = TextWriting(text=text, before=OWN[0].text, findings=findings)
    news = TextsNews(what=TextNews.PERSONAL)
    return _changed(confirmed(), local=LocalTexts(texts=OWN, writing=writing, news=news))


ALL = {
    made.__name__: made
    for made in (
        before_attest,
        ticked,
        confirmed,
        previewed,
        live,
        chosen,
        on_screen,
        sending,
        delivered,
        conflict,
        frozen,
        black,
        newcomer,
        refused,
        student_present,
        stopped,
        looking_on,
        ending,
        ended,
        readiness,
        shared,
        identity,
        radiology,
        intimate,
        playing,
        emergency,
        everything_said,
        care_plan,
        postponed,
        long_agenda,
        desk,
        desk_picking,
        desk_whole,
        figures,
        ended_with_figures,
        own_only,
        nothing_answers,
        blocks_named,
        guests_without_consent,
        own_texts,
        own_text,
    )
}
