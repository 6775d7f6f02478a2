"""Files of the library as values: strict, whoever wrote them and however they came here. Pure.

`read_…` raises a DefinitionError that names the file and the place of the first fault; `check_…`
returns every fault, for those who write such files.
"""

import contextlib
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple, TypeVar

import msgspec

from app.library.faults import Fault
from app.library.meaning import (
    TextFile,
    faults_of_definition,
    faults_of_section,
    faults_of_text,
    faults_of_texts,
)
from app.library.places import find_places
from app.library.shape import faults_of_shape
from app.model.definition import ConferenceDefinition, SectionDefinition, Title
from app.model.errors import DefinitionError, RecordTooDeep, RecordUnreadable
from app.model.jsontext import parse_json
from app.model.local_text import LOCAL
from app.model.outcome import StandardText

MOST_FAULTS = 200  # that are told of one file
LARGEST = 4 * 1024 * 1024  # bytes of a file
SCHEMA_KEY = "$schema"  # editors find the schema by it; it says nothing else
_BYTE = re.compile(r" \(byte (\d+)\)")
_T = TypeVar("_T", bound=msgspec.Struct)


class _Kind(NamedTuple):
    """One kind of file: its shape, its list of parts, and what is asked of each and of all.

    `stand_ins` are for what must be there and is not, so that the rest can be asked nevertheless.
    """

    shape: type[Any]
    parts: str
    part: type[Any]
    faults_of_part: Callable[[Any, str], Iterator[Fault]]
    faults_of_whole: Callable[[Any], Iterator[Fault]]
    stand_ins: dict[str, Any]


_DEFINITION = _Kind(
    ConferenceDefinition,
    "sections",
    SectionDefinition,
    faults_of_section,
    faults_of_definition,
    {"url": "urn:x", "version": "1", "name": "x", "title": Title(sv="x", en="x")},
)
_TEXTS = _Kind(TextFile, "texts", StandardText, faults_of_text, faults_of_texts, {})


def read_definition(data: bytes, name: str) -> ConferenceDefinition:
    """Return the conference definition that a file holds; its views compile.

    `name` is the file's, for the error. Raises DefinitionError.
    """
    return _read(data, name, _DEFINITION, ConferenceDefinition)


def read_texts(data: bytes, name: str) -> tuple[StandardText, ...]:
    """Return the standard texts that a file holds. `name` is the file's. Raises DefinitionError."""
    return _read(data, name, _TEXTS, TextFile).texts


def check_text(text: StandardText, name: str, where: str) -> None:
    """Raise DefinitionError, which names file and place, for a text that cannot be used.

    A text that is not kept yet may be without url, version and status.
    """
    whole = msgspec.structs.replace(
        text,
        url=text.url or "urn:new",
        version=text.version or "1",
        status=text.status or LOCAL,
    )
    shape = faults_of_shape(msgspec.to_builtins(whole), StandardText, where)
    fault = next((f for f in (*shape, *faults_of_text(whole, where)) if f.refused), None)
    if fault is not None:
        raise DefinitionError(fault.reason, definition=name, where=fault.where)


def check_definition(data: bytes) -> tuple[Fault, ...]:
    """Return everything that is wrong with a definition, and remarks, by line."""
    return _check(data, _DEFINITION)


def check_texts(data: bytes) -> tuple[Fault, ...]:
    """Return everything that is wrong with a file of standard texts, and remarks, by line."""
    return _check(data, _TEXTS)


def with_lines(data: bytes, faults: Iterable[Fault]) -> tuple[Fault, ...]:
    """Return the faults of a file of sound JSON with their lines, those that refuse it first."""
    places = find_places(_text(data))
    placed = (msgspec.structs.replace(each, line=places.line(each.where)) for each in faults)
    return tuple(sorted(placed, key=lambda fault: (not fault.refused, fault.line)))


def _read(data: bytes, name: str, kind: _Kind, shape: type[_T]) -> _T:
    fault = next((each for each in _check(data, kind) if each.refused), None)
    if fault is not None:
        raise DefinitionError(fault.reason, definition=name, where=fault.where)
    return msgspec.convert(_without_schema(msgspec.json.decode(_text(data))), shape)


def _check(data: bytes, kind: _Kind) -> tuple[Fault, ...]:
    unsound = _unsound(data)
    if unsound:
        return unsound
    faults = _faults(_without_schema(msgspec.json.decode(_text(data))), kind)
    found = tuple(islice(faults, MOST_FAULTS))
    return with_lines(data, found) if found else ()


def _faults(value: Any, kind: _Kind) -> Iterator[Fault]:
    yield from faults_of_shape(value, kind.shape)
    parts = value.get(kind.parts) if isinstance(value, dict) else None
    for place, each in enumerate(parts if isinstance(parts, list) else ()):
        try:
            part = msgspec.convert(each, kind.part)
        except msgspec.ValidationError:
            continue  # told already
        yield from kind.faults_of_part(part, f"{kind.parts}[{place}]")
    known = dict(_sound_fields(value, kind.shape))
    if kind.parts in known:  # without them nothing of the whole can be told
        yield from kind.faults_of_whole(kind.shape(**{**kind.stand_ins, **known}))


def _sound_fields(value: Any, shape: type[Any]) -> Iterator[tuple[str, Any]]:
    for field in msgspec.structs.fields(shape):
        if isinstance(value, dict) and field.name in value:
            with contextlib.suppress(msgspec.ValidationError):  # told already
                yield field.name, msgspec.convert(value[field.name], field.type)


def _without_schema(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: each for key, each in value.items() if key != SCHEMA_KEY}


# --- JSON -----------------------------------------------------------------------------------------


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


def _unsound(data: bytes) -> tuple[Fault, ...]:
    """Return why a file is no sound JSON, () when it is."""
    if len(data) > LARGEST:
        return (Fault(where="", reason="larger than any file of the library", line=1),)
    try:
        msgspec.json.decode(_text(data))
        parse_json(data)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        return (Fault(where="", reason="not UTF-8", cure="save it as UTF-8", line=line),)
    except msgspec.DecodeError as error:
        return (_malformed(data, str(error)),)
    except (RecursionError, RecordTooDeep):
        return (Fault(where="", reason="nested too deep", line=1),)
    except RecordUnreadable as error:
        return tuple(_twice(_text(data))) or (Fault(where="", reason=error.reason, line=1),)
    return ()


def _malformed(data: bytes, words: str) -> Fault:
    at = _BYTE.search(words)
    before = data[: int(at[1])] if at else data
    column = len(before) - before.rfind(b"\n")
    reason = f"no sound JSON: {_BYTE.sub('', words).removeprefix('JSON is malformed: ')}"
    cure = f"look at column {column}, and at the end of the line before"
    return Fault(where="", reason=reason, cure=cure, line=before.count(b"\n") + 1)


def _twice(text: str) -> Iterable[Fault]:
    places = find_places(text)
    for path in places.repeated:
        reason = "the same key twice: nobody can tell which is meant"
        yield Fault(where=path, reason=reason, cure="take one away", line=places.line(path))
