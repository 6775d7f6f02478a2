"""The language in which `compose` words what the record only codes: yes and no, how often, why not.

The record's own texts are never translated. The language holds for one call of `compose`
(a context variable), so that the readers of values need not hand it through every function.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_LANGUAGE: ContextVar[str] = ContextVar("language", default="sv")


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Word everything within in English for `en`, in Swedish for everything else."""
    token = _LANGUAGE.set(language)
    try:
        yield
    finally:
        _LANGUAGE.reset(token)


def say(swedish: str, english: str) -> str:
    """Return the wording in the language that is spoken now."""
    return english if _LANGUAGE.get() == "en" else swedish
