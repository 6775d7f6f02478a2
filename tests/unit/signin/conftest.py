"""A forged provider that is honest until a test has it lie, and the way in to it."""

from collections.abc import AsyncIterator

import pytest

from app.signin.session import Attempt, SignIn
from tests.unit.signin.forger import (
    Forger,
    way_in,
)


@pytest.fixture
async def forger() -> AsyncIterator[Forger]:
    async with Forger() as running:
        yield running


@pytest.fixture
async def way(forger: Forger) -> AsyncIterator[SignIn]:
    async with way_in(forger) as made:
        yield made


@pytest.fixture
async def attempt(way: SignIn) -> AsyncIterator[Attempt]:
    async with way.attempt() as begun:
        yield begun
