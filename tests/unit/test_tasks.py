"""Owned tasks: named, never lost, none dangles."""

import asyncio

import pytest

from app.tasks import TaskOwner
from tests.fakes.room import settle


async def fails() -> None:
    raise ValueError("broken")


async def waits() -> None:
    await asyncio.Event().wait()


async def test_a_task_runs_under_its_name_until_it_is_done() -> None:
    owner, begun = TaskOwner(), asyncio.Event()

    async def work() -> None:
        await begun.wait()

    owner.start("b", work())
    owner.start("a", waits())
    names = []
    await settle()
    names.append(owner.names)
    begun.set()
    await settle()
    names.append(owner.names)
    await owner.close()
    names.append(owner.names)
    assert names == [("a", "b"), ("a",), ()]


async def test_a_failure_is_told_at_once_to_whoever_asked() -> None:
    told: list[tuple[str, str]] = []
    owner = TaskOwner(lambda name, error: told.append((name, str(error))))
    owner.start("draft", fails())
    await settle()
    assert told == [("draft", "broken")]
    await owner.close()


async def test_a_failure_that_nobody_asked_for_is_raised_at_the_end_once() -> None:
    owner = TaskOwner()
    owner.start("one", fails())
    owner.start("two", fails())
    await settle()
    with pytest.raises(ExceptionGroup) as caught:
        await owner.close()
    assert [str(error) for error in caught.value.exceptions] == ["broken", "broken"]
    await owner.close()


async def test_a_cancelled_task_is_no_failure() -> None:
    owner = TaskOwner()
    owner.start("waits", waits()).cancel()
    await owner.close()


async def test_closing_waits_for_what_a_task_does_when_it_is_cancelled() -> None:
    owner, cleaned = TaskOwner(), []

    async def cleans_up() -> None:
        try:
            await waits()
        finally:
            await asyncio.sleep(0)
            cleaned.append(True)

    owner.start("cleans", cleans_up())
    await settle()
    await owner.close()
    assert cleaned == [True]


async def test_nothing_starts_after_the_end() -> None:
    owner = TaskOwner()
    await owner.close()
    task = owner.start("late", waits())
    await settle()
    assert task.cancelled()
    assert owner.names == ()


async def test_what_a_task_starts_while_it_is_closed_ends_as_well() -> None:
    owner = TaskOwner()

    async def starts_another() -> None:
        try:
            await waits()
        finally:
            owner.start("another", waits())

    owner.start("first", starts_another())
    await settle()
    await owner.close()
    assert owner.names == ()
