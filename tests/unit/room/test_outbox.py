"""The outbox: in order, newest of its kind, until it is there."""

from collections.abc import AsyncIterator

import pytest

from app.model.errors import HostConflict, HostError, HostSilent
from app.room.outbox import Job, Outbox
from app.room.state import Waiting
from app.tasks import TaskOwner
from tests.fakes.room import FakeClock, settle


class Bench:
    """An outbox with a host that fails as often as it is told to."""

    def __init__(self) -> None:
        self.clock, self.tasks = FakeClock(), TaskOwner()
        self.done: list[str] = []
        self.refused: list[str] = []
        self.tries: list[float] = []
        self.errors: dict[str, list[HostError]] = {}
        self.changes = 0
        self.outbox = Outbox(self.tasks, self.clock, lambda: 1.0, self.changed)

    def changed(self) -> None:
        self.changes += 1

    def post(self, what: str, *errors: HostError, key: str = "", lane: str = "lane") -> None:
        self.errors[what] = list(errors)

        async def work() -> None:
            self.tries.append(self.clock.monotonic())
            if self.errors[what]:
                raise self.errors[what].pop(0)
            self.done.append(what)

        self.outbox.post(
            Job(
                kind=Waiting.DRAFT,
                lane=lane,
                key=key or what,
                work=work,
                refused=lambda _error: self.refused.append(what),
            )
        )


@pytest.fixture
async def bench() -> AsyncIterator[Bench]:
    made = Bench()
    yield made
    await made.tasks.close()


async def test_jobs_of_a_lane_are_done_in_order(bench: Bench) -> None:
    for what in "abc":
        bench.post(what)
    counted = [len(bench.outbox.waiting)]
    await bench.outbox.settled()
    counted.append(len(bench.outbox.waiting))
    assert (bench.done, counted) == (["a", "b", "c"], [3, 0])
    await settle()
    assert bench.tasks.names == ()


async def test_lanes_do_not_wait_for_each_other(bench: Bench) -> None:
    bench.post("slow", HostSilent(), lane="one")
    bench.post("fast", lane="two")
    await settle()
    assert bench.done == ["fast"]


async def test_the_newest_of_a_key_replaces_what_has_not_begun(bench: Bench) -> None:
    bench.post("old", key="draft")
    bench.post("between")
    bench.post("new", key="draft")
    await settle()
    assert bench.done == ["between", "new"]


async def test_what_is_being_retried_gives_way_to_the_newer(bench: Bench) -> None:
    bench.post("old", *[HostSilent()] * 5, key="draft")
    await settle()
    bench.post("new", key="draft")
    await bench.clock.advance(60)
    assert bench.done == ["new"]


async def test_retries_wait_longer_each_time_and_keep_the_order(bench: Bench) -> None:
    bench.post("first", *[HostSilent()] * 3)
    bench.post("second")
    await bench.clock.advance(30)
    assert bench.tries == [0, 1, 3, 7, 7]
    assert bench.done == ["first", "second"]


async def test_trouble_is_told_until_it_is_over(bench: Bench) -> None:
    bench.post("draft", HostSilent())
    await settle()
    ((job, error),) = bench.outbox.troubles
    assert (job.key, error.code) == ("draft", "host-silent")
    await bench.clock.advance(5)
    assert bench.outbox.troubles == ()
    assert bench.changes > 0


async def test_a_final_no_goes_to_the_job_and_the_lane_goes_on(bench: Bench) -> None:
    bench.post("disputed", HostConflict())
    bench.post("next")
    await settle()
    assert (bench.refused, bench.done) == (["disputed"], ["next"])


async def test_what_is_dropped_is_not_tried_again(bench: Bench) -> None:
    bench.post("gone", HostSilent(), HostSilent())
    bench.post("stays")
    await settle()
    bench.outbox.drop(lambda job: job.key == "gone")
    await bench.clock.advance(60)
    assert bench.done == ["stays"]


async def test_a_job_tells_nothing_of_what_it_writes(bench: Bench) -> None:
    bench.post("draft")
    assert "work" not in repr(bench.outbox.waiting[0])
    await settle()
