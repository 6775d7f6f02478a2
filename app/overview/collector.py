"""Holds Python's cyclic garbage collector while a record is read and composed.

A record is some hundred thousand objects, none of them garbage: to walk them again and again while
they are being made costs a third of the time.
"""

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

_P = ParamSpec("_P")
_T = TypeVar("_T")


def uncollected(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Decorate a function that makes many lasting objects and no cycles."""

    @wraps(function)
    def held(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        was_on = gc.isenabled()
        gc.disable()
        try:
            return function(*args, **kwargs)
        finally:
            if was_on:
                gc.enable()

    return held
