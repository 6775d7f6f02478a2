"""JSON in and out: numbers keep their digits, and nothing may be larger or deeper than its cap.

Leaves out the validation against profiles: the practice host stores what a meeting needs, it does
not judge it.
"""

from decimal import Decimal
from typing import Any

import msgspec

from app.practice.refusal import Refusal

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 64

Resource = dict[str, Any]

_decoder = msgspec.json.Decoder(float_hook=Decimal)
_encoder = msgspec.json.Encoder(decimal_format="number")


def encode(value: Any) -> bytes:
    """Return JSON; a Decimal is written with the digits that it was read with (5.40)."""
    return _encoder.encode(value)


def decode(body: bytes) -> Resource:
    """Read one resource; refuses (400) what is no JSON object with a resourceType, or too deep."""
    try:
        resource = _decoder.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, ArithmeticError):
        raise Refusal(400, "structure", "the body is not JSON") from None
    except RecursionError:
        raise _too_deep() from None
    if not isinstance(resource, dict) or not isinstance(resource.get("resourceType"), str):
        raise Refusal(400, "structure", "the body is not a FHIR resource: no resourceType")
    _limit_depth(resource)
    return resource


def _limit_depth(resource: Resource) -> None:
    level: list[Any] = [resource]
    for _ in range(MAX_DEPTH):
        level = [child for each in level for child in _children(each)]
        if not level:
            return
    raise _too_deep()


def _children(value: Any) -> list[Any]:
    members = value.values() if isinstance(value, dict) else value
    return [each for each in members if isinstance(each, dict | list)]


def _too_deep() -> Refusal:
    return Refusal(400, "too-costly", f"the body is nested deeper than {MAX_DEPTH} levels")
