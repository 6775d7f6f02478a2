"""The two kinds of value everything is made of.

All of Samsyn's data are immutable values; state lives in `app.room` and nowhere else.
"""

import msgspec


class Value(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A value that may be printed: nothing in it tells who a person is."""


class Private(Value, frozen=True, kw_only=True):
    """A value about a person: `repr` (and so every log line and traceback) shows its type only."""

    def __repr__(self) -> str:
        """Return the type's name and nothing of the content."""
        return f"<{type(self).__name__}>"
