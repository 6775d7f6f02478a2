"""The body of a request, whole and bounded."""

from starlette.requests import Request

from app.practice.body import MAX_BYTES
from app.practice.refusal import Refusal


async def whole_body(request: Request) -> bytes:
    """Return the body; refuses (413) one that is larger than anything a meeting sends."""
    received = bytearray()
    async for part in request.stream():
        received += part
        if len(received) > MAX_BYTES:
            raise Refusal(413, "too-long", f"the body is larger than {MAX_BYTES >> 20} MiB")
    return bytes(received)
