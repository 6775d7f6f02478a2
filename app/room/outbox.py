"""What the host does not have yet: written in order, newest first of its kind, until it is there.

Jobs of one lane are done one after the other; lanes do not wait for each other. A job replaces one
of the same key that has not begun, so only the newest attendance or draft is written. What fails
is tried again with full jitter; a final no goes to the job's `refused`.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from app.model.errors import HostError
from app.room.ports import Timer
from app.room.retry import Verdict, judge, pause
from app.room.state import Waiting
from app.tasks import TaskOwner

Work = Callable[[], Awaitable[None]]


@dataclass(frozen=True, kw_only=True, eq=False)
class Job:
    """One thing to write. `work` reads what to write when it runs, and may run more than once."""

    kind: Waiting
    lane: str
    key: str
    work: Work = field(repr=False)
    refused: Callable[[HostError], None] = field(repr=False)


class _Lane:
    """The jobs of one lane; the first is `running` while the host is being asked."""

    def __init__(self) -> None:
        self.jobs: deque[Job] = deque()
        self.running: Job | None = None
        self.error: HostError | None = None  # why the first job has to be tried again

    def put(self, job: Job) -> None:
        """Put the job last; an older one of its key that does not run is not needed any more."""
        kept = (old for old in self.jobs if old is self.running or old.key != job.key)
        self.jobs = deque((*kept, job))


class Outbox:
    """All lanes. `on_change` is called whenever something is posted, done, or fails."""

    def __init__(
        self,
        tasks: TaskOwner,
        clock: Timer,
        jitter: Callable[[], float],
        on_change: Callable[[], None],
    ) -> None:
        """Take who owns the lanes' tasks, and where the pauses between tries come from."""
        self._tasks, self._clock, self._jitter = tasks, clock, jitter
        self._on_change = on_change
        self.posted = 0  # how many jobs have ever been posted
        self._lanes: dict[str, _Lane] = {}
        self._empty = asyncio.Event()
        self._empty.set()

    @property
    def waiting(self) -> tuple[Job, ...]:
        """Everything that the host does not have yet."""
        return tuple(job for lane in self._lanes.values() for job in lane.jobs)

    @property
    def troubles(self) -> tuple[tuple[Job, HostError], ...]:
        """What failed last and is going to be tried again, with the reason."""
        lanes = self._lanes.values()
        return tuple((lane.jobs[0], lane.error) for lane in lanes if lane.jobs and lane.error)

    def post(self, job: Job) -> None:
        """Have a job done after those of its lane."""
        lane = self._lanes.get(job.lane)
        if lane is None:
            lane = self._lanes[job.lane] = _Lane()
            self._tasks.start(f"outbox {job.kind}", self._work_off(job.lane, lane))
        lane.put(job)
        self.posted += 1
        self._empty.clear()
        self._on_change()

    def drop(self, unwanted: Callable[[Job], bool]) -> None:
        """Forget jobs; one that runs is not tried again."""
        for lane in self._lanes.values():
            lane.jobs = deque(job for job in lane.jobs if not unwanted(job))
        self._on_change()

    async def settled(self) -> None:
        """Return when nothing waits any more."""
        await self._empty.wait()

    async def _work_off(self, name: str, lane: _Lane) -> None:
        failures = 0
        while lane.jobs:
            error = await self._attempt(lane, lane.jobs[0])
            failures = failures + 1 if error else 0
            self._on_change()
            if error:
                await self._clock.sleep(pause(failures, self._jitter(), error))
        del self._lanes[name]
        if not self._lanes:
            self._empty.set()

    async def _attempt(self, lane: _Lane, job: Job) -> HostError | None:
        """Do the lane's first job; return the error if it is to be tried again."""
        lane.running, no = job, None
        try:
            await job.work()
        except HostError as error:
            if judge(error) is Verdict.AGAIN:
                lane.error = error
                return error
            no = error
        finally:
            lane.running = None
        lane.error = None
        lane.jobs = deque(other for other in lane.jobs if other is not job)
        if no is not None:
            job.refused(no)
        return None
