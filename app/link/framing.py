"""How a message becomes bytes on a pipe: four bytes of length (big-endian), then JSON.

A message that does not fit into 256 KiB is refused where it is made: what is long (pixels, records)
does not belong on the link.
"""

from typing import IO, TypeVar

import msgspec

from app.link.messages import Message
from app.model.errors import LinkBroken

MAX_BYTES = 256 * 1024
_LENGTH = 4

T = TypeVar("T")


def encode(message: Message) -> bytes:
    """Return the message with its length before it. Raises LinkBroken if it is too long."""
    body = msgspec.json.encode(message)
    if len(body) > MAX_BYTES:
        raise LinkBroken(f"{type(message).__name__} of {len(body)} bytes")
    return len(body).to_bytes(_LENGTH) + body


def read(stream: IO[bytes], decoder: msgspec.json.Decoder[T]) -> T | None:
    """Return the next message, None at the end. Raises LinkBroken for anything else."""
    head = stream.read(_LENGTH)
    if not head:
        return None
    length = int.from_bytes(head)
    if len(head) < _LENGTH or not 0 < length <= MAX_BYTES:
        raise LinkBroken("no length that a message has")
    body = stream.read(length)
    if len(body) < length:
        raise LinkBroken("the message breaks off")
    try:
        return decoder.decode(body)
    except (msgspec.DecodeError, ValueError, RecursionError):
        raise LinkBroken("no message of ours") from None  # the cause holds what was sent
