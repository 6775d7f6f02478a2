"""The room's world in memory: clock, host, access log, library, case processes, room screen.

`World` puts them together and makes rooms on them. A second room on the same world is a restart
(`World.new_room`); a second console is `World.another_console`. Nothing here sleeps: `settle` lets
all that can happen now happen, `FakeClock.advance` lets time pass.
"""

import asyncio
import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec

from app.model.attendance import Attendance
from app.model.banner import BannerPolicy
from app.model.case import (
    AccessFacts,
    Assertion,
    Case,
    Consent,
    Meeting,
    NumberKind,
    Patient,
    PersonNumber,
    Pick,
    Question,
    Sex,
)
from app.model.definition import (
    WHOLE_RECORD,
    CheckItem,
    Checklists,
    Competence,
    ConferenceDefinition,
    InformationKind,
    Title,
    Whose,
)
from app.model.errors import (
    HostConflict,
    HostError,
    HostMissing,
    LibraryConflict,
    PersonalText,
    SamsynError,
)
from app.model.figures import MeetingFigures
from app.model.local_text import Finding, FindingKind, KnownPerson, LocalText
from app.model.outcome import Intention, Outcome, OutcomeStatus, ShownInformation, StandardText
from app.model.people import Actor, Organisation, OrganisationKind, Person, Role
from app.room.gate import Policy
from app.room.ports import (
    AccessEntry,
    CaseEvent,
    CaseOrder,
    CaseProgress,
    CaseStopped,
    ConsoleMark,
    FilmState,
    HostState,
    MeetingHeader,
    OutcomeContext,
    PageShown,
    PageTitle,
    Slot,
    StopReason,
    StoredOutcome,
)
from app.room.room import Room
from app.room.stage_view import RecommendationView, ScreenMode, StageView
from app.room.state import Purpose
from app.tasks import TaskOwner

START = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
OWN = Organisation(hsa_id="SE2321000000-own", name="Region Ett")
OTHER = Organisation(hsa_id="SE2321000000-other", name="Region Två")
CHAIR = Person(
    id="PractitionerRole/chair",
    name="Karin Ordförande",
    role=Role.CHAIR,
    profession="onkolog",
    provider=OWN,
)
SURGEON = Person(
    id="PractitionerRole/surgeon",
    name="Sven Kirurg",
    role=Role.PRESENTER,
    profession="kirurg",
    provider=OWN,
)
NURSE = Person(
    id="PractitionerRole/nurse",
    name="Nora Sköterska",
    profession="kontaktsjuksköterska",
    provider=OWN,
)
STUDENT = Person(
    id="PractitionerRole/student", name="Stina Student", role=Role.STUDENT, provider=OWN
)
OFFICIAL = Person(
    id="PractitionerRole/official",
    name="Oskar Handläggare",
    organisation=OrganisationKind.SOCIAL_SERVICES,
)
WALK_IN = Person(id="urn:uuid:walk-in", name="Vera Gäst", profession="radiolog", provider=OWN)
CONSOLE = ConsoleMark(id="console-1", name="Rum 1", since=START)
TEXT = StandardText(
    url="https://example.org/texts/resection",
    version="1",
    title="Resektion",
    text="Resektion, {sida!}. {tillägg}",
    diagnoses=("C18",),
    intention=Intention.CURATIVE,
)
PLAIN_TEXT = StandardText(
    url="https://example.org/texts/follow-up",
    version="1",
    title="Uppföljning",
    text="Uppföljning enligt vårdprogram.",
)
DEFINITION = ConferenceDefinition(
    url="https://example.org/definitions/colorectal",
    version="1",
    name="colorectal",
    title=Title(sv="Kolorektal MDK", en="Colorectal MDT"),
    sections=(),
    competences=(Competence(name="patolog"), Competence(name="kirurgi", professions=("kirurg",))),
    checklists=Checklists(
        before=(CheckItem(key="sound", text=Title(sv="Ljudet är provat", en="The sound works")),),
        during=(CheckItem(key="wishes", text=Title(sv="Önskemål tas upp", en="Wishes")),),
        after=(
            CheckItem(
                key="left",
                text=Title(sv="Inget ligger kvar", en="Nothing is left"),
                whose=Whose.CHAIR,
            ),
        ),
    ),
)
PALLIATIVE = ConferenceDefinition(
    url="https://example.org/definitions/palliative",
    version="1",
    name="palliative",
    title=Title(sv="Palliativ konferens", en="Palliative conference"),
    sections=(),
    competences=(Competence(name="onkolog"),),
    intentions=(),
    care_plan=True,
    minutes_per_case=10,
)
WHOLE = ConferenceDefinition(
    url=WHOLE_RECORD,
    version="1",
    name="whole",
    title=Title(sv="Hela journalen", en="The whole record"),
    sections=(),
)
REVIEWED_TEXT = StandardText(
    url="https://example.org/texts/reviewed",
    version="2",
    title="Granskad kontroll",
    text="Kontroll enligt granskat program.",
    status="active",
)
NEW_PATIENT = Patient(
    reference="Patient/new",
    family="Testsson",
    given="Nya",
    number=PersonNumber(value="200001252386", kind=NumberKind.PERSONNUMMER),
    birth_date="2000-01-25",
    provider=OWN,
)
NEW_NUMBER = "20000125-2386"
_NUMBERS = ("191212121212", "189002029800", "196101182803", "199002222397")


def a_case(number: int, *, provider: Organisation = OWN) -> Case:
    """Return the case of that number; every one is another patient's."""
    patient = Patient(
        reference=f"Patient/p{number}",
        family=f"Testsson{number}",
        given="Tolvan",
        number=PersonNumber(value=_NUMBERS[number % 4], kind=NumberKind.PERSONNUMMER),
        birth_date="1950",
        sex=Sex.FEMALE,
        provider=provider,
    )
    return Case(
        id=f"case-{number}",
        patient=patient,
        question=Question(text="Operation?"),
        diagnosis_code="C18.7",
        presenter=SURGEON.id,
    )


def a_meeting(cases: int = 3) -> Meeting:
    """Return a meeting of that many cases, all of the chair's own provider."""
    return Meeting(
        id="Appointment/m1",
        title="Kolorektal MDK",
        start=START,
        end=START + timedelta(hours=1),
        unit=Organisation(hsa_id="SE2321000000-unit", name="Kirurgkliniken"),
        provider=OWN,
        definition=DEFINITION.url,
        practice=True,
        invited=(CHAIR, SURGEON, NURSE),
        cases=tuple(a_case(number) for number in range(1, cases + 1)),
    )


async def settle() -> None:
    """Let everything happen that can happen without time passing."""
    for _ in range(60):
        await asyncio.sleep(0)


class FakeClock:
    """Time that passes when it is told to. Implements `Timer`."""

    def __init__(self) -> None:
        self._passed = 0.0
        self._sleepers: list[tuple[float, int, asyncio.Future[None]]] = []
        self._count = itertools.count()

    def now(self) -> datetime:
        return START + timedelta(seconds=self._passed)

    def monotonic(self) -> float:
        return self._passed

    async def sleep(self, seconds: float) -> None:
        woken: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._sleepers, (self._passed + seconds, next(self._count), woken))
        await woken

    async def advance(self, seconds: float) -> None:
        """Let that much time pass, with all that happens meanwhile in its order."""
        until = self._passed + seconds
        await settle()
        while self._sleepers and self._sleepers[0][0] <= until:
            at, _, woken = heapq.heappop(self._sleepers)
            self._passed = max(self._passed, at)
            if not woken.done():
                woken.set_result(None)
            await settle()
        self._passed = until


class Faults:
    """What goes wrong next, by the name of the method that is called."""

    def __init__(self) -> None:
        self._planned: dict[str, list[tuple[HostError, bool]]] = defaultdict(list)
        self._always: dict[str, HostError] = {}
        self._held: dict[str, asyncio.Event] = {}
        self.writes_left: float = math.inf

    def fail(self, method: str, *errors: HostError, after: bool = False) -> None:
        """Let the next calls fail; `after`: the work is done, only the answer is lost."""
        self._planned[method] += [(error, after) for error in errors]

    def keep_failing(self, method: str, error: HostError | None) -> None:
        """Let every call fail from now on; None: no more."""
        if error is None:
            self._always.pop(method, None)
        else:
            self._always[method] = error

    def hold(self, method: str) -> asyncio.Event:
        """Let calls wait until the event is set."""
        return self._held.setdefault(method, asyncio.Event())

    def release(self) -> None:
        """Let go of all calls that are held."""
        for held in self._held.values():
            held.set()
        self._held.clear()

    def forget(self) -> None:
        """Let nothing go wrong any more."""
        self.release()
        self._planned.clear()
        self._always.clear()

    def die_after(self, writes: float) -> None:
        """Let nothing be answered any more after that many writes."""
        self.writes_left = writes

    async def before(self, method: str) -> HostError | None:
        """Wait and fail as planned; return the error that is to come after the work."""
        if self.writes_left == 0:
            await asyncio.Event().wait()
        if held := self._held.get(method):
            await held.wait()
        if method in self._always:
            raise self._always[method]
        error, after = self._planned[method].pop(0) if self._planned[method] else (None, False)
        if error is not None and not after:
            raise error
        return error

    async def written(self, error: HostError | None) -> None:
        """Count a write that is done, and lose its answer as planned."""
        self.writes_left -= 1
        if self.writes_left == 0:
            await asyncio.Event().wait()
        if error is not None:
            raise error


class FakeHost:
    """The host as one console sees it; `another_console` sees the same meeting."""

    def __init__(self, meeting: Meeting, faults: Faults) -> None:
        self.held = {
            "state": HostState(meeting=meeting, attendance=Attendance()),
        }
        self.facts: dict[str, AccessFacts] = {}
        self.patients: list[Patient] = [NEW_PATIENT]
        self.figures: list[MeetingFigures] = []
        self.names_by_id = {OTHER.hsa_id: OTHER.name}
        self.calls: list[tuple[str, object]] = []
        self.delivered_times: list[tuple[str, int]] = []
        self.contexts: list[OutcomeContext] = []
        self.faults = faults
        self._mark: ConsoleMark | None = None

    def another_console(self) -> "FakeHost":
        other = FakeHost(self.state.meeting, self.faults)
        other.held, other.facts, other.calls = self.held, self.facts, self.calls
        other.delivered_times, other.contexts = self.delivered_times, self.contexts
        other.patients, other.figures = self.patients, self.figures
        return other

    @property
    def state(self) -> HostState:
        return self.held["state"]

    def case(self, case_id: str) -> Case:
        return next(case for case in self.state.meeting.cases if case.id == case_id)

    def outcomes(self, case_id: str, status: OutcomeStatus) -> list[Outcome]:
        return [
            one.outcome
            for one in self.state.outcomes
            if one.outcome.case == case_id and one.status is status
        ]

    def names(self) -> list[str]:
        return [name for name, _ in self.calls]

    async def meetings(self) -> tuple[MeetingHeader, ...]:
        meeting = self.state.meeting
        return (MeetingHeader(id=meeting.id, title=meeting.title, start=meeting.start),)

    async def read(self, meeting_id: str) -> HostState:
        await self.faults.before("read")
        if meeting_id != self.state.meeting.id:
            raise HostMissing
        return self.state

    async def claim(self, meeting_id: str, mark: ConsoleMark) -> None:
        self._mark = mark
        await self._write("claim", mark, lambda: self._set(driver=mark))

    async def save_attendance(self, meeting_id: str, attendance: Attendance) -> Attendance:
        if self.state.driver != self._mark:
            raise HostConflict
        await self._write("save_attendance", attendance, lambda: self._set(attendance=attendance))
        return self.state.attendance

    async def save_case(self, meeting_id: str, case: Case, attendance: Attendance) -> None:
        def write() -> None:
            held = self.case(case.id)
            self.put_case(
                msgspec.structs.replace(case, picks=held.picks, definition=held.definition)
            )

        await self._write("save_case", case, write)

    async def access_facts(self, case: Case) -> AccessFacts:
        self.calls.append(("access_facts", case.id))
        await self.faults.before("access_facts")
        return self.facts.get(case.id, AccessFacts())

    async def save_draft(self, outcome: Outcome, context: OutcomeContext) -> None:
        await self._write(
            "save_draft",
            outcome,
            lambda: self.put(outcome, OutcomeStatus.DRAFT, context.information),
        )

    async def deliver(self, outcome: Outcome, context: OutcomeContext) -> None:
        def write() -> None:
            sent = self.outcomes(outcome.case, OutcomeStatus.DELIVERED)
            same = [one for one in sent if one.revision == outcome.revision]
            if any(one.revision > outcome.revision for one in sent) or (same and same != [outcome]):
                raise HostConflict
            if not same:
                self.delivered_times.append((outcome.case, outcome.revision))
                self.contexts.append(context)
                self.put(outcome, OutcomeStatus.DELIVERED, context.information)

        await self._write("deliver", outcome, write)

    async def save_order(self, meeting_id: str, order: tuple[str, ...]) -> tuple[str, ...]:
        def write() -> None:
            cases = self.state.meeting.cases
            named = [self.case(case_id) for case_id in order]
            self.set_cases(*named, *(case for case in cases if case.id not in order))

        await self._write("save_order", order, write)
        return tuple(case.id for case in self.state.meeting.cases)

    async def save_plan(self, case: Case) -> None:
        def write() -> None:
            held = self.case(case.id)
            self.put_case(
                msgspec.structs.replace(held, picks=case.picks, definition=case.definition)
            )

        await self._write("save_plan", case, write)

    async def find_patient(self, number: PersonNumber) -> Patient | None:
        self.calls.append(("find_patient", number.value))
        await self.faults.before("find_patient")
        return next((one for one in self.patients if one.number == number), None)

    async def names_of(self, hsa_ids: tuple[str, ...]) -> dict[str, str]:
        self.calls.append(("names_of", hsa_ids))
        await self.faults.before("names_of")
        return {own: name for own, name in self.names_by_id.items() if own in hsa_ids}

    async def add_case(self, meeting_id: str, case: Case) -> Case:
        def write() -> None:
            if not self._cases_of(case.patient):
                cases = self.state.meeting.cases
                added = msgspec.structs.replace(case, id=f"case-{len(cases) + 1}")
                self.set_cases(*cases, added)

        await self._write("add_case", case, write)
        return self._cases_of(case.patient)[0]

    async def save_figures(self, meeting_id: str, figures: MeetingFigures) -> None:
        await self._write("save_figures", figures, lambda: self.figures.append(figures))

    async def end(self, meeting_id: str, attendance: Attendance) -> None:
        await self._write("end", attendance, lambda: self._set(attendance=attendance, ended=True))

    def set_cases(self, *cases: Case) -> None:
        """Let the agenda be these cases, whoever wrote it."""
        self._set(meeting=msgspec.structs.replace(self.state.meeting, cases=cases))

    def put_case(self, case: Case) -> None:
        """Let the host hold that case, whoever wrote it."""
        self.set_cases(*(case if one.id == case.id else one for one in self.state.meeting.cases))

    def _cases_of(self, patient: Patient) -> list[Case]:
        cases = self.state.meeting.cases
        return [case for case in cases if case.patient.reference == patient.reference]

    def _set(self, **changes: object) -> None:
        self.held["state"] = msgspec.structs.replace(self.state, **changes)

    def put(
        self,
        outcome: Outcome,
        status: OutcomeStatus,
        information: tuple[ShownInformation, ...] = (),
    ) -> None:
        """Let the host hold that outcome, whoever wrote it."""
        kept = tuple(
            one
            for one in self.state.outcomes
            if (one.outcome.case, one.outcome.revision) != (outcome.case, outcome.revision)
        )
        stored = StoredOutcome(outcome=outcome, status=status, information=information)
        self._set(outcomes=(*kept, stored))

    async def _write(self, name: str, what: object, write: Callable[[], None]) -> None:
        error = await self.faults.before(name)
        write()
        self.calls.append((name, what))
        await self.faults.written(error)


class FakeLog:
    """The access log: an entry of the same id is one entry."""

    def __init__(self, faults: Faults) -> None:
        self.entries: dict[str, AccessEntry] = {}
        self._faults = faults

    def kinds(self, case_id: str) -> list[str]:
        return [str(entry.kind) for entry in self.entries.values() if entry.case == case_id]

    async def record(self, entry: AccessEntry) -> None:
        error = await self._faults.before("record")
        self.entries[entry.id] = entry
        await self._faults.written(error)


class FakeShared:
    """The national services: who has a relation and a consent, by the HSA-id of person and unit."""

    def __init__(self, faults: Faults) -> None:
        self.relations: set[str] = set()  # employees
        self.consents: set[str] = set()  # units
        self.asked: list[tuple[str, str]] = []
        self.registered: list[Assertion] = []
        self._faults = faults

    async def has_relation(self, patient: Patient, actor: Actor) -> bool:
        del patient
        self.asked.append(("relation", actor.employee))
        await self._faults.before("has_relation")
        return actor.employee in self.relations

    async def has_consent(self, patient: Patient, actor: Actor) -> bool:
        del patient
        self.asked.append(("consent", actor.employee))
        await self._faults.before("has_consent")
        return actor.unit in self.consents

    async def register(self, assertion: Assertion) -> None:
        error = await self._faults.before("register")
        if assertion.id not in {one.id for one in self.registered}:
            self.registered.append(assertion)
        self.consents.add(assertion.actor.unit)
        await self._faults.written(error)


class FakeLibrary:
    """Some texts, two definitions, and the whole record's. `error` is what the disk says next."""

    def __init__(self) -> None:
        self.held = [TEXT, PLAIN_TEXT]
        self.own: dict[str, LocalText] = {}
        self.trouble = ""
        self.error: SamsynError | None = None
        self.file: dict[str, tuple[LocalText, ...]] = {}
        self.asked_about: tuple[KnownPerson, ...] = ()

    def definition(self, url: str) -> ConferenceDefinition:
        return {PALLIATIVE.url: PALLIATIVE, WHOLE.url: WHOLE}.get(url, DEFINITION)

    def definitions(self) -> tuple[ConferenceDefinition, ...]:
        return (DEFINITION, PALLIATIVE)

    def suggest(self, diagnosis_code: str, definition_url: str) -> tuple[StandardText, ...]:
        return self.texts()

    def search(self, words: str, diagnosis_code: str = "") -> tuple[StandardText, ...]:
        return tuple(text for text in self.texts() if words.casefold() in text.text.casefold())

    def texts(self) -> tuple[StandardText, ...]:
        return (*self.held, *(each.text for each in self.own.values() if not each.retired))

    def local(self) -> tuple[LocalText, ...]:
        return tuple(self.own.values())

    def screen(self, text: StandardText, people: Iterable[KnownPerson]) -> tuple[Finding, ...]:
        self.asked_about = tuple(people)
        names = {name for each in people for name in each.names if name}
        return tuple(
            Finding(field="text", start=at, end=at + len(name), kind=FindingKind.NAME)
            for name in sorted(names)
            if (at := text.text.find(name)) >= 0
        )

    async def look_again(self) -> None:
        await asyncio.sleep(0)

    async def keep(
        self, texts: Sequence[LocalText], people: Iterable[KnownPerson]
    ) -> tuple[LocalText, ...]:
        await asyncio.sleep(0)
        known = tuple(people)
        if found := [(n, f) for n, one in enumerate(texts) for f in self.screen(one.text, known)]:
            raise PersonalText(found)
        self._fail()
        return tuple(self._keep(each) for each in texts)

    async def export_texts(self, path: Path) -> int:
        self._fail()
        self.file[str(path)] = self.local()
        return len(self.own)

    async def import_texts(
        self, path: Path, people: Iterable[KnownPerson]
    ) -> tuple[tuple[LocalText | None, LocalText], ...]:
        self._fail()
        before = dict(self.own)
        kept = await self.keep(self.file[str(path)], people)
        return tuple((before.get(each.text.url), each) for each in kept)

    def _keep(self, wanted: LocalText) -> LocalText:
        url = wanted.text.url or f"urn:uuid:{len(self.own) + 1}"
        before = self.own[url].text.version if url in self.own else ""
        if wanted.text.version != before:
            raise LibraryConflict
        version = str(int(before or 0) + 1)
        text = msgspec.structs.replace(wanted.text, url=url, version=version)
        self.own[url] = LocalText(text=text, retired=wanted.retired)
        return self.own[url]

    def _fail(self) -> None:
        error, self.error = self.error, None
        if error is not None:
            raise error


class FakeSlots:
    """Case processes that answer at once, with `pages` pages each, unless they are `mute`."""

    def __init__(self, journal: list[tuple[str, object]]) -> None:
        self.orders: dict[int, CaseOrder] = {}
        self.in_slot: dict[Slot, int] = {}
        self.pages = 3
        self.mute = False
        self.missing: tuple[InformationKind, ...] = ()
        self.blocked: tuple[Organisation, ...] = ()  # whose information the patient has blocked
        self.intimate: set[int] = set()  # pages with a picture that is covered
        self.films: set[int] = set()  # pages with a film
        self.banner: BannerPolicy | None = None  # what `set_banner` said last
        self.frames: dict[int, BannerPolicy] = {}  # the banner of each generation's newest frame
        self._wanted: dict[Slot, int] = {}
        self._banners: dict[int, BannerPolicy] = {}
        self._void = 0
        self._journal = journal
        self._listener: Callable[[CaseEvent], None] = lambda _event: None

    def listen(self, listener: Callable[[CaseEvent], None]) -> None:
        self._listener = listener

    def load(self, order: CaseOrder) -> None:
        assert order.generation not in self.orders, "a generation is used once"
        self._journal.append(("load", order.case.id))
        self.orders[order.generation] = order
        self.in_slot[Slot.IN_THE_WINGS] = order.generation
        self._banners[order.generation] = order.banner
        self._wanted.pop(Slot.IN_THE_WINGS, None)
        pages = tuple(PageTitle(number=n) for n in range(1, self.pages + 1))
        self.emit_soon(
            CaseProgress(
                generation=order.generation,
                pages=pages,
                missing=self.missing,
                complete=True,
                blocked=bool(self.blocked),
                blocked_by=self.blocked if order.reading.names_blocks else (),
            )
        )

    def take_stage(self) -> None:
        self._journal.append(("take_stage", None))
        self.in_slot[Slot.ON_STAGE] = self.in_slot.pop(Slot.IN_THE_WINGS)
        self._wanted[Slot.ON_STAGE] = self._wanted.pop(Slot.IN_THE_WINGS, 1)

    def turn(self, slot: Slot, page: int) -> None:
        self._journal.append((f"turn {slot}", page))
        self._wanted[slot] = page
        self._draw(slot)

    def set_picks(self, slot: Slot, picks: tuple[Pick, ...]) -> None:
        assert slot in self.in_slot, "picks for nobody"
        self._journal.append((f"picks {slot}", tuple(pick.reference for pick in picks)))

    def set_banner(self, banner: BannerPolicy) -> None:
        """Draw what is wanted anew; what was drawn before is void, as at the real slots."""
        self._journal.append(("banner", banner))
        self.banner = banner
        self._banners = dict.fromkeys(self._banners, banner)
        self._void += 1
        for slot in tuple(self._wanted):
            self._draw(slot)

    def uncover(self, slot: Slot, page: int) -> None:
        self._journal.append((f"uncover {slot}", page))
        self._draw(slot, covered=False)

    def play(self, *, playing: bool) -> None:
        self._journal.append(("play", playing))
        self._draw(Slot.ON_STAGE, film=FilmState.PLAYING if playing else FilmState.STILL)

    def leave(self, slot: Slot) -> None:
        self._journal.append((f"leave {slot}", None))
        self.in_slot.pop(slot, None)
        self._wanted.pop(slot, None)

    def close(self) -> None:
        self._journal.append(("close", None))
        self.in_slot.clear()
        self._wanted.clear()

    def stop(self, slot: Slot, reason: StopReason = StopReason.DIED) -> None:
        """Let the slot's process end by itself."""
        self._wanted.pop(slot, None)
        self._listener(CaseStopped(generation=self.in_slot.pop(slot), reason=reason))

    def emit(self, event: CaseEvent) -> None:
        """Say something for a process, if it still has a slot."""
        if event.generation in self.in_slot.values():
            self._listener(event)

    def _draw(self, slot: Slot, *, covered: bool = True, film: FilmState = FilmState.STILL) -> None:
        generation, page = self.in_slot[slot], self._wanted[slot]
        case = self.orders[generation].case.id
        seen = ShownInformation(reference=f"Observation/{case}-{page}", version="1")
        self.emit_soon(
            PageShown(
                generation=generation,
                page=page,
                information=(seen,),
                covered=covered and page in self.intimate,
                film=film if page in self.films else FilmState.NONE,
            )
        )

    def emit_soon(self, event: CaseEvent) -> None:
        if not self.mute:
            asyncio.get_running_loop().call_soon(self._emit_unless_void, event, self._void)

    def _emit_unless_void(self, event: CaseEvent, drawn_at: int) -> None:
        if isinstance(event, PageShown):
            if drawn_at != self._void:
                return
            self.frames[event.generation] = self._banners[event.generation]
        self.emit(event)


class FakeStage:
    """The room screen: keeps everything that was ever seen."""

    def __init__(self, journal: list[tuple[str, object]]) -> None:
        self.views: list[StageView] = []
        self.recommendation_pages = 1
        self._journal = journal

    @property
    def view(self) -> StageView:
        return self.views[-1] if self.views else StageView()

    def paint(self, view: StageView) -> None:
        self.views.append(view)
        self._journal.append(("paint", view.mode))

    def pages_of(self, recommendation: RecommendationView) -> int:
        return self.recommendation_pages


class World:
    """Everything around a room; `slots`, `stage` and `tasks` are those of the newest room."""

    def __init__(
        self,
        meeting: Meeting | None = None,
        *,
        policy: Policy | None = None,
        purpose: Purpose = Purpose.MEETING,
        figures_wanted: bool = False,
        chair: Person = CHAIR,
        shared: bool = False,
    ) -> None:
        """Make it; `shared`: records come from many care providers."""
        self.purpose, self.figures_wanted, self.chair = purpose, figures_wanted, chair
        self.meeting = meeting or a_meeting()
        self.policy = policy or Policy()
        self.clock = FakeClock()
        self.faults = Faults()
        self.host = FakeHost(self.meeting, self.faults)
        self.log = FakeLog(self.faults)
        self.library = FakeLibrary()
        self.shared = FakeShared(self.faults) if shared else None
        self.new_room()

    def new_room(self, *, console: ConsoleMark = CONSOLE, host: FakeHost | None = None) -> Room:
        """Make a room as a fresh console would; nothing of an older room is ended by that."""
        self.journal: list[tuple[str, object]] = []
        self.slots, self.stage = self.make_slots(), self.make_stage()
        self.tasks = TaskOwner()
        self.room = Room(
            host or self.host,
            self.log,
            self.library,
            self.slots,
            self.stage,
            self.clock,
            self.tasks,
            chair=self.chair,
            console=console,
            policy=self.policy,
            purpose=self.purpose,
            figures_wanted=self.figures_wanted,
            shared=self.shared,
            jitter=lambda: 0.5,
        )
        return self.room

    def make_slots(self) -> FakeSlots:
        """Return case processes for a new room; a test may watch its own."""
        return FakeSlots(self.journal)

    def make_stage(self) -> FakeStage:
        """Return a room screen for a new room; a test may watch its own."""
        return FakeStage(self.journal)

    def another_console(self, name: str) -> Room:
        """Make a room of another console on the same meeting."""
        mark = ConsoleMark(id=name, name=name, since=self.clock.now())
        return self.new_room(console=mark, host=self.host.another_console())

    async def open(self, *people: str) -> Room:
        """Open the meeting with the chair and these people confirmed."""
        await self.room.open(self.meeting.id)
        for person in people:
            self.room.tick(person)
        self.room.confirm_ticked()
        await settle()
        return self.room

    async def find_and_hold_adding(self) -> asyncio.Event:
        """Open the meeting and look the new patient up; adding waits until the event is set."""
        await self.open()
        self.room.look_up(NEW_NUMBER)
        await settle()
        return self.faults.hold("add_case")

    async def show(self, case_id: str) -> None:
        """Show a case on the room screen."""
        self.room.select(case_id)
        await settle()
        self.room.show()
        await settle()

    async def kill(self) -> Room:
        """Kill the console as `kill -9` does, and start a new one on the same host."""
        await self.tasks.close()
        self.faults.die_after(math.inf)
        return self.new_room()

    def shown_case(self) -> str:
        """Return the case whose page is seen in the room now, "" for none."""
        view = self.stage.view
        seen = view.mode in (ScreenMode.LIVE, ScreenMode.FROZEN) and view.generation is not None
        return self.slots.orders[view.generation or 0].case.id if seen else ""


def consent(*, permits: bool = True, provider: str = "", start: str = "", end: str = "") -> Consent:
    """Return a consent; dates as `2026-11-23`."""

    def day(text: str) -> object:
        return datetime.fromisoformat(text).date() if text else None

    return msgspec.structs.replace(
        Consent(permits=permits, provider=provider), start=day(start), end=day(end)
    )
