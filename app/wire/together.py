"""Several requests side by side: all answers, or the first failure as itself."""

import asyncio
from collections.abc import Coroutine, Iterable
from typing import Any, TypeVar

from app.model.errors import HostError

T = TypeVar("T")


async def together(work: Iterable[Coroutine[Any, Any, T]]) -> list[T]:
    """Return what the coroutines return, in their order.

    When one raises a HostError the others are cancelled and that error is raised.
    """
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(each) for each in work]
    except* HostError as failures:
        raise _first(failures) from None
    return [task.result() for task in tasks]


def _first(failures: BaseExceptionGroup[HostError]) -> HostError:
    first = failures.exceptions[0]
    return _first(first) if isinstance(first, BaseExceptionGroup) else first
