"""The desk: where the room's one state lies, and from where everybody is told of a new one."""

from collections.abc import Callable
from typing import Any

from app.room import memory as memories
from app.room import notices
from app.room.memory import Memory
from app.room.picture import picture
from app.room.ports import Stage
from app.room.state import Notice, NoticeKind, RoomState

Listener = Callable[[RoomState], None]


class Desk:
    """Holds the memory and the state that follows from it; paints the stage, tells the listeners.

    On return from every change the room screen shows the new state, so whoever changes it to
    WAITING may kill a case process on the next line.
    """

    def __init__(self, stage: Stage) -> None:
        """Take the room screen; there is no state before `begin`."""
        self._stage = stage
        self._listeners: list[Listener] = []
        self._memory: Memory | None = None
        self._state: RoomState | None = None
        self._last_notice = 0

    @property
    def memory(self) -> Memory:
        """What the room remembers. Raises LookupError before `begin`."""
        if self._memory is None:
            raise LookupError("no meeting is open")
        return self._memory

    @property
    def state(self) -> RoomState:
        """What everybody is shown. Raises LookupError before `begin`."""
        if self._state is None:
            raise LookupError("no meeting is open")
        return self._state

    @property
    def has_begun(self) -> bool:
        """Tell whether a meeting is open."""
        return self._memory is not None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call the listener with every new state; return what ends that."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def pages_of_recommendation(self) -> int:
        """Return how many pages the recommendation on the room screen takes, 1 without one."""
        view = self.state.stage.recommendation
        return 1 if view is None else self._stage.pages_of(view)

    def begin(self, memory: Memory) -> None:
        """Go on from this memory."""
        before, self._memory = self._state, memory
        self._state = picture(memory)
        unpainted = before is None or before.stage != self._state.stage
        if unpainted and not memory.is_preparing:  # at a desk there is no room screen
            self._stage.paint(self._state.stage)
        if before != self._state:
            for listener in tuple(self._listeners):
                listener(self.state)

    def change(self, **changes: Any) -> None:
        """Change these fields of the memory, all at once."""
        self.begin(memories.changed(self.memory, **changes))

    def tell(self, kind: NoticeKind, **about: Any) -> None:
        """Put a notice up; the older one of its kind and case goes."""
        notice = self.notice(kind, **about)
        self.change(notices=notices.put(self.memory.notices, notice))

    def untell(self, *kinds: NoticeKind, case: str | None = None) -> None:
        """Take notices down."""
        self.change(notices=notices.without(self.memory.notices, *kinds, case=case))

    def notice(self, kind: NoticeKind, **about: Any) -> Notice:
        """Return a notice with a number of its own."""
        self._last_notice += 1
        return Notice(id=self._last_notice, kind=kind, **about)
