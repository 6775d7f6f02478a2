"""What is asked of a patient's record, and what comes back: the values, no way of fetching them."""

from datetime import datetime
from typing import Any

from app.model.base import Private, Value


class Need(Value, frozen=True, kw_only=True):
    """What to ask a source for: a FHIR type and search parameters that narrow it.

    `parameters` never narrows more than the definition does; `ids` reads single resources (picks).
    """

    resource_type: str
    parameters: tuple[tuple[str, str], ...] = ()
    ids: tuple[str, ...] = ()


class SourceAnswer(Private, frozen=True, kw_only=True):
    """One source's answer to one need. `error` is a SamsynError.code, "" when all is well.

    `base` is the source's own address (`https://host.example/fhir`), so that an absolute address of
    a Binary is known as its own; "" where the source has none.
    """

    source: str
    need: Need
    resources: tuple[dict[str, Any], ...] = ()
    at: datetime
    error: str = ""
    unreadable: int = 0
    base: str = ""
