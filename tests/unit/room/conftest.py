"""A world for every test, whose tasks all end with it, without an error that nobody saw."""

from collections.abc import AsyncIterator

import pytest

from tests.fakes.room import World


@pytest.fixture
async def world() -> AsyncIterator[World]:
    made = World()
    yield made
    await made.room.close()
    assert made.tasks.names == ()
