"""Reading JSON so that numbers keep the precision they were recorded with."""

from decimal import Decimal
from typing import Any

import msgspec

from app.model.errors import RecordUnreadable

_DECODER = msgspec.json.Decoder(float_hook=Decimal)


def parse_json(data: bytes | str) -> Any:
    """Return the JSON value; a number with a point or an exponent is a `Decimal` (5.40 stays 5.40).

    Raises RecordUnreadable, whose text holds nothing of `data`.
    """
    try:
        return _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeError, ArithmeticError, RecursionError):
        raise RecordUnreadable("not JSON in UTF-8") from None
