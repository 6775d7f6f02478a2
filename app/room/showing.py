"""The room screen: a case is shown, its pages are turned, it is covered, frozen, and left.

Between two patients the room is always seen through WAITING: the stage is painted first, then the
case process is killed, then the next one may take the stage. A case becomes LIVE when its first
page stands, not before.
"""

import asyncio
from collections.abc import Callable

import msgspec

from app.model.case import Case
from app.model.errors import HostError
from app.room import agenda, catalogue, drafting, notices, screen
from app.room.desk import Desk
from app.room.eyes import Eyes
from app.room.gate import Decision
from app.room.ledger import Asking, Ledger
from app.room.memory import ask_gate
from app.room.ports import (
    AccessKind,
    CaseEvent,
    CaseProgress,
    CaseSlots,
    CaseSlow,
    FilmState,
    Library,
    PageShown,
    Slot,
    StopReason,
    Timer,
)
from app.room.slot_views import holds, is_open, nearest_page, progressed, slowed, stopped, turned
from app.room.stage_view import ScreenMode
from app.room.state import NoticeKind, SlotState, SlotView
from app.room.terms import reading
from app.room.undo import settled
from app.room.wings import Wings
from app.tasks import TaskOwner

SOON_SECONDS = 30.0  # the soft warning comes this long before the case's minutes are over
_OF_THE_SCREEN = (
    NoticeKind.SHOW_REFUSED,
    NoticeKind.LOG_DOWN,
    NoticeKind.GATE_CLOSED,
    NoticeKind.CASE_STOPPED,
    NoticeKind.CASE_SLOW,
    NoticeKind.TIME_SOON_UP,
    NoticeKind.BLANKS_LEFT,
    NoticeKind.UNFINISHED,
    NoticeKind.INTIMATE_WHILE_SHARED,
)


class Showing:
    """Drives the slot ON_STAGE and the room screen. The last wish wins, and never two."""

    def __init__(
        self,
        desk: Desk,
        ledger: Ledger,
        wings: Wings,
        eyes: Eyes,
        library: Library,
        slots: CaseSlots,
        clock: Timer,
        tasks: TaskOwner,
        *,
        leaving: Callable[[], None],
    ) -> None:
        """Take the state, the log, where a case comes from, who sees it, and the two processes.

        `leaving` is called before a case is left: its draft has to be saved.
        """
        self._leaving = leaving
        self._desk, self._ledger, self._wings, self._library = desk, ledger, wings, library
        self._slots, self._clock, self._tasks, self._eyes = slots, clock, tasks, eyes
        self._wish: asyncio.Task[None] | None = None
        self._wished = ""
        self._asked_page = 1
        self._joined: frozenset[str] = frozenset()  # who the log says is seeing the case
        self._timer: asyncio.Task[None] | None = None
        self._warned: set[str] = set()

    # --- use cases --------------------------------------------------------------------------------

    def show(self, case: Case) -> None:
        """Show the case; one that stands on the stage already is uncovered."""
        if self._wish is not None and self._wished == case.id:
            return
        self.forget_wish()
        memory = self._desk.memory
        if is_open(memory.on_stage, case.id):
            self._wings.forget_wish()
            if holds(memory.wings, case.id, whole=True):
                self._wings.leave()  # the chair looks at what the room sees
            self._desk.change(selected=case.id)
            self._set_screen(screen.uncover(memory.screen))
            return
        self._wish_for(case)

    def show_anew(self, case: Case) -> None:
        """Show the case by its new definition: a reading of its own, through WAITING."""
        view = self._desk.memory.on_stage
        if view is None or not is_open(view, case.id):
            return
        self.forget_wish()
        self._take_off(view)
        self._wish_for(case, covered=True)

    def turn(self, step: int) -> None:
        """Turn that many pages on from the one asked for last."""
        self.to_page(self._asked_page + step)

    def to_page(self, page: int) -> None:
        """Turn to that page, or the nearest there is; nothing is turned behind BLACK or FROZEN."""
        memory = self._desk.memory
        if memory.on_stage is None or memory.screen.mode is not ScreenMode.LIVE:
            return
        nearest = nearest_page(memory.on_stage, page)
        if nearest != self._asked_page:
            self._eyes.show_identity(shown=False)
            self._asked_page = nearest
            self._slots.turn(Slot.ON_STAGE, nearest)

    def black(self) -> None:
        """Cover the screen, or uncover it."""
        self._set_screen(screen.toggle(self._desk.memory.screen, ScreenMode.BLACK))

    def elsewhere(self) -> None:
        """Leave the screen to another system, or take it back; the case goes on."""
        self._set_screen(screen.toggle(self._desk.memory.screen, ScreenMode.ELSEWHERE))

    def freeze(self) -> None:
        """Let the screen stand, or go on."""
        self._set_screen(screen.toggle_freeze(self._desk.memory.screen))

    def leave(self) -> None:
        """Leave the case: WAITING first, then the process is killed."""
        self.forget_wish()
        self._desk.change(screen=screen.WAITING)
        self._leave_case()

    def put_aside(self, case_id: str) -> None:
        """Leave that case if it is the one discussed; another that is on its way still comes."""
        view = self._desk.memory.on_stage
        if view is None or view.case != case_id:
            return
        if self._wished == case_id:
            self.forget_wish()
        self._desk.change(screen=screen.WAITING)
        self._leave_case()

    def forget_wish(self) -> None:
        """End the wish to show a case that is under way."""
        wish, self._wish = self._wish, None
        if wish is not None:
            wish.cancel()

    def gate_again(self, *, widen: bool = False) -> None:
        """Ask the gate anew: a no takes the case off the screen; who is new is logged.

        A case of which less may be shown than was read is read again: consent is no more, or
        somebody of a unit has come for whom nobody has asked about blocks. `widen`: also one of
        which more may be shown, since the chair has asked for that.
        """
        memory = self._desk.memory
        view = memory.on_stage
        if view is None or view.state is SlotState.STOPPED:
            return
        case = memory.known(view.case)
        wanted = reading(memory, case.id)
        stays = view.reading.serves(wanted) if widen else view.reading.within(wanted)
        if not stays:
            self.show_anew(case)
            return
        decision = ask_gate(memory, case)
        if decision.is_yes:
            self._log_who_joined(case)
            return
        self._desk.change(screen=screen.gate_closed(memory.screen))
        self._take_off(view)
        self._desk.tell(NoticeKind.GATE_CLOSED, case=case.id, decision=decision)

    # --- what the case process says ---------------------------------------------------------------

    def hear(self, view: SlotView, event: CaseEvent) -> None:
        """Take an event of the process on stage, which looks like `view` so far."""
        match event:
            case CaseProgress():
                after = progressed(view, event)
                self._desk.change(on_stage=after)
                self._asked_page = nearest_page(after, self._asked_page)
            case PageShown():
                self._page_stands(view, event)
            case CaseSlow(slow=True):
                self._desk.change(on_stage=slowed(view, slow=True))
                self._desk.tell(NoticeKind.CASE_SLOW, case=view.case)
            case CaseSlow():
                self._desk.change(on_stage=slowed(view, slow=False))
                self._desk.untell(NoticeKind.CASE_SLOW)
            case _:
                self._take_off(view, event.reason)
                self._desk.untell(NoticeKind.CASE_SLOW)
                self._desk.tell(NoticeKind.CASE_STOPPED, case=view.case, stopped=event.reason)

    def _page_stands(self, view: SlotView, event: PageShown) -> None:
        memory = self._desk.memory
        case = memory.known(view.case)
        first = memory.page == 0
        waited_for = first or memory.redrawing
        if not waited_for and memory.screen.mode is not ScreenMode.LIVE:
            return  # what is shown stays while it is frozen or covered
        if event.page != memory.page:
            self._desk.untell(NoticeKind.INTIMATE_WHILE_SHARED)
        changes = {"screen": screen.page_ready(memory.screen)} if first else {}
        self._desk.change(
            on_stage=turned(view, event),
            page=event.page,
            redrawing=False,
            files=memory.with_file(drafting.saw(memory.files[case.id], event.information)),
            **changes,
        )
        if first:
            self._begin(case)

    def _begin(self, case: Case) -> None:
        """Let the case's time run: its first page stands."""
        memory, now = self._desk.memory, self._clock.now()
        begun = agenda.begin(case, now, memory.grounds.get(case.id))
        self._desk.change(cases=memory.with_case(begun), case_started=now)
        self._ledger.save_case(case.id)
        self._log_who_joined(begun)
        if case.id not in self._warned:
            self._timer = self._tasks.start("case timer", self._warn(case.id))
        self._wings.prepare(agenda.first_undone(self._desk.memory.cases, after=case.id))

    async def _warn(self, case_id: str) -> None:
        await self._clock.sleep(max(0.0, self._desk.memory.case_minutes * 60 - SOON_SECONDS))
        self._warned.add(case_id)
        self._desk.tell(NoticeKind.TIME_SOON_UP, case=case_id)
        await self._clock.sleep(SOON_SECONDS)
        self._desk.untell(NoticeKind.TIME_SOON_UP, case=case_id)  # the clock itself says it now

    # --- opening and leaving ----------------------------------------------------------------------

    def _wish_for(self, case: Case, *, covered: bool = False) -> None:
        if self._desk.memory.checking:
            self._wings.forget_wish()
        self._wished = case.id
        self._wish = self._tasks.start("show", self._open(case, covered=covered))

    async def _open(self, case: Case, *, covered: bool) -> None:
        try:
            await self._ledger.learn_facts(case)
            async with self._ledger.asking(case) as asked:
                if await self._permitted(case, asked):
                    asked.opened = True
                    self._bring_on(self._desk.memory.known(case.id), covered=covered)
        except HostError as error:
            self._desk.tell(NoticeKind.LOG_DOWN, case=case.id, error=error.code)
        finally:
            if self._wish is asyncio.current_task():
                self._wish = None

    async def _permitted(self, case: Case, asked: Asking) -> bool:
        """Tell whether the gate says yes and the log names everybody who is here by now."""
        while (decision := self._ask_gate(case)).is_yes:
            known = {person.id for person in asked.people}
            new = [person for person in self._desk.memory.viewers if person.id not in known]
            if not asked.logged or new:
                await asked.record(AccessKind.SHOW, new)
            else:
                return True
        self._desk.tell(NoticeKind.SHOW_REFUSED, case=case.id, decision=decision)
        return False

    def _ask_gate(self, case: Case) -> Decision:
        """Ask for the case as it is by now: it may have been postponed."""
        memory = self._desk.memory
        return ask_gate(memory, memory.known(case.id))

    def _bring_on(self, case: Case, *, covered: bool) -> None:
        """Let the case take the stage, through WAITING; its first page is asked for.

        `covered`: what covers the screen stays; nobody asked for the case to be seen.
        """
        self._wings.forget_wish()
        now = self._desk.memory.screen
        self._desk.change(screen=screen.case_gone(now) if covered else screen.WAITING)
        if not self._is_discussed(case):
            self._leave_case()
        view = self._desk.memory.wings
        if view is None or not holds(view, case.id, whole=False):
            view = self._wings.load(case)
        elif not view.reading.serves(reading(self._desk.memory, case.id)):
            view = self._wings.load(case)  # read before things were as they are
        memory = self._desk.memory
        texts = catalogue.fitting(self._library, memory, case)
        file = memory.files.get(case.id) or drafting.fresh(memory.meeting.id, case, memory.here)
        self._desk.change(
            on_stage=msgspec.structs.replace(view, previewed=False, page=1),
            wings=None,
            selected=case.id,
            begun=case.id,
            case_minutes=memory.definition_of(case).minutes_per_case,
            notices=notices.without(memory.notices, *_OF_THE_SCREEN),
            files=memory.with_file(file),
            suggestions=texts,
            texts=texts,
        )
        self._asked_page = 1
        self._joined = frozenset(person.id for person in memory.viewers)
        self._slots.take_stage()
        self._slots.turn(Slot.ON_STAGE, 1)

    def _leave_case(self) -> None:
        """Leave the case on stage, if there is one; the screen shows WAITING by now."""
        view = self._desk.memory.on_stage
        self._eyes.show_identity(shown=False)
        if view is None:
            return
        self._leaving()
        if view.state is not SlotState.STOPPED:
            self._take_off(view)
        memory = self._desk.memory
        off = memory.known(view.case)
        left = agenda.discussed(off, memory.files.get(view.case))
        self._desk.change(
            on_stage=None,
            large=False,
            case_started=None,
            suggestions=(),
            cases=memory.with_case(left),
            history=settled(memory.history, view.case),
            notices=notices.without(memory.notices, *_OF_THE_SCREEN),
        )
        if left is not off:
            self._ledger.save_case(view.case)

    def _take_off(self, view: SlotView, reason: StopReason | None = None) -> None:
        """Take the case off the screen and kill its process; it is still the one discussed."""
        memory = self._desk.memory
        case = memory.known(view.case)
        off = agenda.leave_screen(case, self._clock.now())
        self._desk.change(
            screen=screen.case_gone(memory.screen),
            on_stage=stopped(view, reason),
            page=0,
            redrawing=False,
            large=False,
            cases=memory.with_case(off),
        )
        self._slots.leave(Slot.ON_STAGE)
        if self._timer is not None:
            self._timer.cancel()
        if off is case:
            self._ledger.aborted(case)  # it never came on the screen
        else:
            self._ledger.left(off)

    def _log_who_joined(self, case: Case) -> None:
        """Say at once who has come to see the case since it was opened."""
        if not agenda.is_shown(case):
            return
        new = [person for person in self._desk.memory.viewers if person.id not in self._joined]
        self._joined |= {person.id for person in new}
        self._ledger.joined(case, new)

    def _set_screen(self, wanted: screen.Screen) -> None:
        """Change the mode; a page that was asked for behind the cover is asked for anew.

        A film stops when it is not LIVE any more.
        """
        view = self._desk.memory.on_stage
        if view is not None and view.film is FilmState.PLAYING:
            self._slots.play(playing=False)
            view = msgspec.structs.replace(view, film=FilmState.STILL)
        self._desk.change(screen=wanted, on_stage=view)
        memory = self._desk.memory
        behind = memory.page not in (0, self._asked_page)
        if behind and memory.screen.mode is ScreenMode.LIVE:
            self._slots.turn(Slot.ON_STAGE, self._asked_page)

    def _is_discussed(self, case: Case) -> bool:
        """Tell whether it is the case on stage, whose process is gone."""
        view = self._desk.memory.on_stage
        return view is not None and view.case == case.id
