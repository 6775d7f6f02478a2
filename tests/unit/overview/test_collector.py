"""The garbage collector is held for one call and left as it was, whatever happens."""

import gc

import pytest

from app.overview.collector import uncollected


@uncollected
def is_on(*, fails: bool = False) -> bool:
    if fails:
        raise LookupError
    return gc.isenabled()


def test_the_collector_is_held_and_works_again_afterwards() -> None:
    assert not is_on()
    assert gc.isenabled()
    with pytest.raises(LookupError):
        is_on(fails=True)
    assert gc.isenabled()


def test_a_collector_that_was_off_stays_off() -> None:
    gc.disable()
    try:
        assert not is_on()
        assert not gc.isenabled()
    finally:
        gc.enable()
