import json
from contextlib import suppress
from decimal import Decimal
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from app.model.errors import HostNonsense
from app.model.jsontext import encode
from app.wire.jsontext import decode_object

TEXT = st.text(max_size=8)
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20)
SCALARS = st.none() | st.booleans() | st.integers(-(10**15), 10**15) | TEXT | NUMBERS
JSON: st.SearchStrategy[Any] = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(TEXT, JSON, max_size=4)


@given(OBJECTS)
def test_what_was_written_is_read_with_all_its_digits(value: dict[str, Any]) -> None:
    written = encode(value)
    assert encode(decode_object(written)) == written


@given(OBJECTS)
def test_every_spelling_of_the_same_json_is_read_alike(value: dict[str, Any]) -> None:
    plain = json.loads(encode(value))
    for spelling in (json.dumps(plain), json.dumps(plain, ensure_ascii=False, indent=2)):
        try:
            body = spelling.encode()
        except UnicodeEncodeError:
            continue
        assert decode_object(body).keys() == value.keys()


@given(st.binary())
def test_any_bytes_are_an_object_or_our_error(body: bytes) -> None:
    with suppress(HostNonsense):
        assert isinstance(decode_object(body), dict)


@given(OBJECTS, TEXT)
def test_a_key_that_is_there_twice_is_found(value: dict[str, Any], key: str) -> None:
    whole = encode({**value, key: 1})
    twice = whole[:-1] + b"," + json.dumps(key).encode() + b":2}"
    try:
        decode_object(twice)
    except HostNonsense:
        return
    raise AssertionError("a key that was there twice was not found")


def test_digits_are_kept() -> None:
    text = b'{"a":5.40,"b":1.10,"c":0.00,"d":1E+2,"e":-0.0,"f":12345678901234567890.123}'
    assert decode_object(text)["a"] == Decimal("5.40")
    assert encode(decode_object(text)) == text


def test_a_byte_order_mark_is_no_trouble() -> None:
    assert decode_object(b'\xef\xbb\xbf{"a":1}') == {"a": 1}
