"""JSON of strangers: numbers keep their digits, and what is no sound JSON is refused.

Refused: what is truncated, not UTF-8, NaN, a number beyond a double's range (1e400), an object with
the same key twice (which of the two is meant?), nesting deeper than any FHIR resource's. The one
way in which the app reads FHIR; `app.wire.jsontext` makes it the fault of the host that sent it.
"""

import codecs
from decimal import Decimal
from typing import Any

import msgspec

from app.model.errors import RecordTooDeep, RecordUnreadable

MAX_DEPTH = 100
_LARGEST_EXPONENT = 308
_MAX_DIGITS = 400


def _decimal(text: str) -> Decimal:
    number = Decimal(text)
    if len(text) > _MAX_DIGITS or not -_LARGEST_EXPONENT <= number.adjusted() < _LARGEST_EXPONENT:
        raise ValueError("a number beyond all measure")
    return number


_decoder = msgspec.json.Decoder(float_hook=_decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


def encode(value: Any) -> bytes:
    """Return JSON; a Decimal is written with the digits that it was read with (5.40)."""
    return _encoder.encode(value)


def parse_json(data: bytes | str) -> Any:
    """Return the JSON value; a number with a point or an exponent is a `Decimal` (5.40 stays 5.40).

    Raises RecordUnreadable or RecordTooDeep, whose texts hold nothing of `data`.
    """
    body = data if isinstance(data, bytes) else _utf8(data)
    body = body.removeprefix(codecs.BOM_UTF8)
    try:
        value = _decoder.decode(body)
    except RecursionError:
        raise RecordTooDeep("nested too deep") from None
    except (msgspec.MsgspecError, ValueError, ArithmeticError):
        raise RecordUnreadable("not sound JSON") from None
    # No value nests deeper than it has brackets: most resources have too few for a closer look.
    if body.count(b"{") + body.count(b"[") > MAX_DEPTH and not _is_shallow(value):
        raise RecordTooDeep("nested too deep")
    if _lost_something(body, value):
        raise RecordUnreadable("the same key twice")
    return value


def _utf8(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise RecordUnreadable("not sound JSON") from None


def _lost_something(body: bytes, value: Any) -> bool:
    r"""Tell whether reading dropped a key: then writing it again gives fewer quotation marks.

    An escaped quotation mark counts in both, unless it is spelled \u0022; then it is read slowly.
    """
    if b"\\u0022" in body:
        return not _has_single_keys(body)
    return body.count(b'"') != _encoder.encode(value).count(b'"')


def _has_single_keys(body: bytes) -> bool:
    plain = body.replace(b"\\u0022", b"\\u0027")
    return plain.count(b'"') == _encoder.encode(_decoder.decode(plain)).count(b'"')


def _is_shallow(value: Any) -> bool:
    level: list[Any] = [value]
    for _ in range(MAX_DEPTH):
        level = [
            child
            for each in level
            for child in (each.values() if isinstance(each, dict) else each)
            if isinstance(child, dict | list)
        ]
        if not level:
            return True
    return False
