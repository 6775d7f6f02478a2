"""What is wrong with the shape of a value that was read from JSON: every fault, not the first only.

Goes through the fields of our own types (`app.model`), whose descriptions are the cures. Pure.
"""

import types
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from enum import Enum
from typing import Any, Union, get_args, get_origin

import msgspec

from app.library.faults import Fault

_PATH = " - at "


def faults_of_shape(value: Any, shape: Any, where: str = "") -> Iterator[Fault]:
    """Yield every place at which a value is not of a shape (a struct, a tuple of them, a leaf)."""
    plain = _plain(shape)
    if isinstance(plain, type) and issubclass(plain, msgspec.Struct):
        yield from _object(value, plain, where)
    elif _items(plain) is not None and isinstance(value, list):
        yield from _list(value, plain, shape, where)
    else:
        yield from _leaf(value, shape, where)


def _plain(shape: Any) -> Any:
    """Return a type without what is told about it, and without None where there is a struct."""
    while hasattr(shape, "__metadata__"):
        shape = get_args(shape)[0]
    if get_origin(shape) in (Union, types.UnionType):
        others = [each for each in get_args(shape) if each is not types.NoneType]
        return _plain(others[0]) if len(others) == 1 else shape
    return shape


def _items(plain: Any) -> Any:
    return get_args(plain)[0] if get_origin(plain) is tuple else None


def _object(value: Any, shape: type[msgspec.Struct], where: str) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield from _leaf(value, shape, where)
        return
    fields = {each.encode_name: each for each in msgspec.structs.fields(shape)}
    for key in value.keys() - fields.keys():
        near = get_close_matches(key, fields, 1)
        cure = f"did you mean {near[0]}?" if near else f"there are: {', '.join(fields)}"
        yield Fault(where=_join(where, key), reason=f"{key} is not known here", cure=cure)
    for name, each in fields.items():
        if name in value:
            optional = value[name] is None and _may_be_none(each.type)
            if not optional:
                yield from faults_of_shape(value[name], each.type, _join(where, name))
        elif each.required:
            yield Fault(where=where, reason=f"{name} is missing", cure=f"add {_about(each)}")


def _may_be_none(shape: Any) -> bool:
    while hasattr(shape, "__metadata__"):
        shape = get_args(shape)[0]
    return types.NoneType in get_args(shape)


def _list(value: list[Any], plain: Any, shape: Any, where: str) -> Iterator[Fault]:
    sound = True
    for place, each in enumerate(value):
        for fault in faults_of_shape(each, _items(plain), f"{where}[{place}]"):
            sound = False
            yield fault
    if sound:
        yield from _leaf(value, shape, where)


def _leaf(value: Any, shape: Any, where: str) -> Iterator[Fault]:
    try:
        msgspec.convert(value, shape)
    except msgspec.ValidationError as error:
        reason, _, _ = str(error).partition(_PATH)
        yield Fault(where=where, reason=reason[0].lower() + reason[1:], cure=_cure(shape))


def _cure(shape: Any) -> str:
    plain = _plain(shape)
    if isinstance(plain, type) and issubclass(plain, Enum):
        return f"one of: {', '.join(each.value for each in plain)}"
    return _description(shape)


def _about(field: msgspec.structs.FieldInfo) -> str:
    description = _description(field.type)
    return f"{field.encode_name}: {description}" if description else field.encode_name


def _description(shape: Any) -> str:
    told = (getattr(meta, "description", None) for meta in getattr(shape, "__metadata__", ()))
    return next((each for each in told if each), "")


def _join(where: str, key: str) -> str:
    return f"{where}.{key}" if where else key
