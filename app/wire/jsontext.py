"""JSON that a host sent: what is no sound JSON object is that host's fault."""

from typing import Any

import msgspec

from app.model.errors import HostNonsense, RecordTooDeep, RecordUnreadable, TooMuch
from app.model.jsontext import parse_json

Resource = dict[str, Any]


def decode_object(body: bytes | msgspec.Raw) -> Resource:
    """Read one JSON object. Raises HostNonsense or TooMuch."""
    try:
        value = parse_json(bytes(body))
    except RecordTooDeep as error:
        raise TooMuch(error.reason) from None
    except RecordUnreadable as error:
        raise HostNonsense(error.reason) from None
    if not isinstance(value, dict):
        raise HostNonsense("not a JSON object")
    return value
