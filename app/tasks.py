"""Owners of coroutines: every task has a name and an owner, no error is lost, none dangles.

An owner takes coroutines, keeps a strong reference to each (asyncio keeps weak ones) and ends them
all in `close`. Cancellation is no failure; anything else that a coroutine raises is told.
"""

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

OnFailure = Callable[[str, BaseException], None]


class TaskOwner:
    """The tasks of one part of the program."""

    def __init__(self, on_failure: OnFailure | None = None) -> None:
        """Take who is told of a task's name and error; None: `close` raises them all."""
        self._on_failure = on_failure
        self._running: set[asyncio.Task[None]] = set()
        self._failures: list[Exception] = []
        self._closed = False

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tasks that run, sorted."""
        return tuple(sorted(task.get_name() for task in self._running))

    def start(self, name: str, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        """Run the coroutine as a task of that name (never personal); needs a running loop.

        After `close` nothing starts any more: the task that is returned is cancelled.
        """
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._running.add(task)
        task.add_done_callback(self._finished)
        if self._closed:
            task.cancel()
        return task

    async def close(self) -> None:
        """Cancel all tasks and wait until they have ended.

        Raises ExceptionGroup with every failure that nobody was told of.
        """
        self._closed = True
        while self._running:
            for task in self._running:
                task.cancel()
            await asyncio.gather(*self._running, return_exceptions=True)
        if failures := self._failures:
            self._failures = []
            raise ExceptionGroup("tasks failed", failures)

    def _finished(self, task: asyncio.Task[None]) -> None:
        self._running.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if self._on_failure is not None:
            self._on_failure(task.get_name(), error)
        elif isinstance(error, Exception):
            self._failures.append(error)
