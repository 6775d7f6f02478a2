"""A message survives its way; whatever else comes is refused and nothing else is raised."""

import contextlib
import io
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.link import framing
from app.link.messages import (
    Booted,
    Failed,
    FrameReady,
    FromCase,
    Hello,
    Open,
    Ping,
    ToCase,
    from_case,
    to_case,
)
from app.model.errors import LinkBroken
from app.model.outcome import ShownInformation
from tests.fakes.link import an_order, settings


def read_all(data: bytes) -> list[FromCase]:
    stream, found = io.BytesIO(data), []
    while (message := framing.read(stream, from_case)) is not None:
        found.append(message)
    return found


def test_messages_come_out_as_they_went_in() -> None:
    sent = [
        Booted(protocol=1),
        FrameReady(
            generation=3, buffer=1, page=2, information=(ShownInformation(reference="A/1"),)
        ),
    ]
    assert read_all(b"".join(map(framing.encode, sent))) == sent


def test_an_order_comes_out_as_it_went_in() -> None:
    sent = Open(order=an_order(), settings=settings())
    arrived: ToCase | None = framing.read(io.BytesIO(framing.encode(sent)), to_case)
    assert arrived == sent


def test_a_message_shows_nothing_of_its_content() -> None:
    assert repr(Open(order=an_order(), settings=settings())) == "<Open>"


def test_a_message_that_is_too_long_is_refused_where_it_is_made() -> None:
    page = tuple(ShownInformation(reference="x" * 100) for _ in range(4000))
    with pytest.raises(LinkBroken, match="FrameReady"):
        framing.encode(FrameReady(generation=1, buffer=0, page=1, information=page))


@pytest.mark.parametrize(
    "data",
    [
        b"\0\0",
        b"\0\0\0\0",
        struct.pack(">I", framing.MAX_BYTES + 1) + b"x",
        struct.pack(">I", 10) + b"{}",
        struct.pack(">I", 2) + b"{}",
        struct.pack(">I", 17) + b'{"type":"Stop!"}}',
        struct.pack(">I", 2) + b"\xff\xfe",
        struct.pack(">I", 200_000) + b"[" * 200_000,
        framing.encode(Ping(number=1)),  # the console's, not a case process's
        framing.encode(Hello(protocol=1, frames="3", settings=settings())),
        b"Traceback (most recent call last):\n",
    ],
)
def test_what_is_no_message_breaks_the_link(data: bytes) -> None:
    with pytest.raises(LinkBroken) as caught:
        read_all(data)
    assert caught.value.__cause__ is None


@given(st.binary(max_size=300))
def test_any_bytes_are_a_message_or_break_the_link(data: bytes) -> None:
    with contextlib.suppress(LinkBroken):
        read_all(data)


@given(st.binary(max_size=100))
def test_any_body_is_a_message_or_breaks_the_link(body: bytes) -> None:
    with contextlib.suppress(LinkBroken):
        read_all(struct.pack(">I", len(body)) + body)


def test_a_failure_tells_technical_words_only() -> None:
    said = framing.encode(Failed(code="Tolvan Tolvansson", place=""))
    with pytest.raises(LinkBroken):
        read_all(said)
