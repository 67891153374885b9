"""Model types to plain JSON values, back again, and the JSON Schema of both: all three from the type hints alone.

Decision to know: the types are the contract. A field added to a type is in the JSON, in the schema and read back,
with nothing else to write. An interval is one ISO string; a whole number is written without a fraction.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

from synoptic.model.days import Interval, parse_interval

Plain = Any
"""A JSON value: null, true, a number, a string, a list or an object."""

T = TypeVar("T")


class NotAsWanted(ValueError):
    """A plain value does not have the form that the type demands; the message names the place in it."""


@cache
def _hints(cls: type) -> Mapping[str, Any]:
    return typing.get_type_hints(cls)


@cache
def _fields(cls: type) -> tuple[Field[Any], ...]:
    return fields(cls)


@cache
def _names(cls: Hashable) -> tuple[str, ...]:
    return tuple(f.name for f in fields(cast(Any, cls)))


def to_plain(value: object) -> Plain:
    """Turn a model value into JSON values: dataclasses to objects in order of their fields, tuples to lists."""
    return _form(type(value))(value)


def _find_form(kind: type) -> Callable[[Any], Plain]:
    """Return how values of a type are turned into JSON values, looked up once a type."""
    if kind in _AS_THEY_ARE:
        return _itself
    if issubclass(kind, StrEnum):
        return str
    if issubclass(kind, str | int):
        return _itself
    if kind is float:
        return lambda value: int(value) if value.is_integer() and abs(value) < 2**53 else value
    if kind is Interval:
        return str
    if issubclass(kind, tuple | list):
        return lambda value: [item if type(item) in _AS_THEY_ARE else _form(type(item))(item) for item in value]
    if is_dataclass(kind):
        return _form_of_record(_names(cast(Hashable, kind)))
    raise TypeError(f"no plain form for {kind.__name__}")


def _form_of_record(names: tuple[str, ...]) -> Callable[[Any], Plain]:
    def record(value: object) -> Plain:
        made: dict[str, Plain] = {}
        for name in names:
            item = getattr(value, name)
            made[name] = item if type(item) in _AS_THEY_ARE else _form(type(item))(item)
        return made

    return record


_AS_THEY_ARE = frozenset({types.NoneType, bool, int, str})
_form = cast(Callable[[Any], Callable[[Any], Plain]], cache(_find_form))


def _itself(value: Plain) -> Plain:
    return value


def from_plain(cls: type[T], value: object, place: str = "") -> T:
    """Build a model value of type `cls` from JSON values; unknown fields are left aside.

    Raises:
        NotAsWanted: the value has another form than the type demands.
    """
    try:
        return cast(T, _builder(cast(Hashable, cls))(value))
    except (_Otherwise, LookupError, TypeError, ValueError):
        return cast(T, _build(cls, value, place or getattr(cls, "__name__", str(cls))))


class _Otherwise(Exception):
    """The value is not as the type wants it; the slow way says where."""


_Builder = Callable[[Any], object]


@cache
def _builder(kind: Any) -> _Builder:
    """Return a function that builds a value of the type, made once from its hints: ten times as fast as `_build`."""
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _builder_of_union(typing.get_args(kind))
    if origin is tuple:
        return _builder_of_tuple(typing.get_args(kind))
    if kind is Interval:
        return _interval
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        members: dict[object, StrEnum] = {str(member): member for member in kind}
        return members.__getitem__
    if kind is float:
        return _number
    if kind in _AS_THEY_ARE:
        return lambda value: value if type(value) is kind else _refuse()
    if is_dataclass(kind) and isinstance(kind, type):
        return _builder_of_record(kind)
    return _refuse


def _refuse(value: object = None) -> object:
    raise _Otherwise


def _interval(value: object) -> object:
    return (parse_interval(value) if isinstance(value, str) else None) or _refuse()


def _number(value: object) -> object:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else _refuse()


def _builder_of_union(kinds: Sequence[Any]) -> _Builder:
    build = _builder(next(kind for kind in kinds if kind is not types.NoneType))
    if types.NoneType not in kinds:
        return build
    return lambda value: None if value is None else build(value)


def _builder_of_tuple(kinds: Sequence[Any]) -> _Builder:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        build = _builder(kinds[0])
        return lambda value: tuple([build(item) for item in value]) if isinstance(value, list | tuple) else _refuse()
    builds = [_builder(kind) for kind in kinds]

    def fixed(value: object) -> object:
        if not isinstance(value, list | tuple) or len(value) != len(builds):
            raise _Otherwise
        return tuple([build(item) for build, item in zip(builds, value, strict=True)])

    return fixed


def _builder_of_record(cls: type) -> _Builder:
    """Return a function that fills the slots of a record one by one, as its own `__init__` does in twice the time.

    Where a field is missing the record is built from its defaults by `__init__`.
    """
    hints = _hints(cls)
    rows = [(f.name, _slot(cls, f.name), _as_they_are(hints[f.name]), _builder(hints[f.name])) for f in _fields(cls)]
    check: Callable[[object], None] | None = getattr(cls, "__post_init__", None)

    def record(value: Any) -> object:
        made: object = object.__new__(cls)
        try:
            for name, put, bare, build in rows:
                item = value[name]
                put(made, item if type(item) in bare else build(item))
        except KeyError:
            return with_defaults(value)
        if check is not None:
            check(made)
        return made

    def with_defaults(value: Mapping[str, object]) -> object:
        return cls(**{name: build(value[name]) for name, _, _, build in rows if name in value})

    return record


def _slot(cls: type, name: str) -> Callable[[object, object], None]:
    """Return what puts a value into a slot of a frozen record that is being made."""
    return cast(Callable[[object, object], None], inspect.getattr_static(cls, name).__set__)


def _as_they_are(kind: Any) -> frozenset[type]:
    """Return the types of JSON values that a field takes as they are."""
    kinds = typing.get_args(kind) if typing.get_origin(kind) in (typing.Union, types.UnionType) else (kind,)
    return _AS_THEY_ARE.intersection(k for k in kinds if isinstance(k, type))


def _build(kind: Any, value: object, place: str) -> object:
    origin = typing.get_origin(kind)
    if origin in (typing.Union, types.UnionType):
        return _build_union(typing.get_args(kind), value, place)
    if origin is tuple:
        return _build_tuple(typing.get_args(kind), value, place)
    if kind is Interval:
        interval = parse_interval(value) if isinstance(value, str) else None
        if interval is None:
            raise NotAsWanted(f"{place}: a date or an interval is wanted, met {value!r}")
        return interval
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        try:
            return kind(str(value))
        except ValueError:
            raise NotAsWanted(f"{place}: one of {', '.join(kind)} is wanted, met {value!r}") from None
    if kind is float and isinstance(value, int | float) and not isinstance(value, bool):
        return float(value)
    if kind in (str, int, bool) and type(value) is kind:
        return value
    if is_dataclass(kind) and isinstance(kind, type):
        return _build_record(kind, value, place)
    raise NotAsWanted(f"{place}: {getattr(kind, '__name__', kind)} is wanted, met {str(value)[:60]!r}")


def _build_union(kinds: Sequence[Any], value: object, place: str) -> object:
    if value is None and types.NoneType in kinds:
        return None
    wanted = [kind for kind in kinds if kind is not types.NoneType]
    return _build(wanted[0], value, place)


def _build_tuple(kinds: Sequence[Any], value: object, place: str) -> tuple[object, ...]:
    if not isinstance(value, list | tuple):
        raise NotAsWanted(f"{place}: a list is wanted, met {str(value)[:60]!r}")
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        return tuple(_build(kinds[0], item, f"{place}[{n}]") for n, item in enumerate(value))
    if len(kinds) != len(value):
        raise NotAsWanted(f"{place}: a list of {len(kinds)} is wanted, met {len(value)}")
    return tuple(_build(kind, item, f"{place}[{n}]") for n, (kind, item) in enumerate(zip(kinds, value, strict=True)))


def _build_record(cls: type, value: object, place: str) -> object:
    if not isinstance(value, dict):
        raise NotAsWanted(f"{place}: an object is wanted, met {str(value)[:60]!r}")
    hints, given = _hints(cls), {}
    for field in _fields(cls):
        if field.name in value:
            given[field.name] = _build(hints[field.name], value[field.name], f"{place}.{field.name}")
        elif field.default is MISSING and field.default_factory is MISSING:
            raise NotAsWanted(f"{place}: the field {field.name} is missing")
    try:
        return cls(**given)
    except ValueError as error:
        raise NotAsWanted(f"{place}: {error}") from error


def schema_of(cls: type, title: str) -> dict[str, Plain]:
    """Write the JSON Schema (draft 2020-12) of what `to_plain` gives for the type; other fields may be added."""
    definitions: dict[str, Plain] = {}
    top = _schema(cls, definitions)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": title,
        **top,
        "$defs": dict(sorted(definitions.items())),
    }


def _schema(kind: Any, definitions: dict[str, Plain]) -> dict[str, Plain]:
    origin, args = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        parts: list[Plain] = [{"type": "null"} if a is types.NoneType else _schema(a, definitions) for a in args]
        return {"anyOf": parts}
    if origin is tuple:
        if len(args) == 2 and args[1] is Ellipsis:
            return {"type": "array", "items": _schema(args[0], definitions)}
        return {
            "type": "array",
            "prefixItems": [_schema(a, definitions) for a in args],
            "minItems": len(args),
            "maxItems": len(args),
        }
    if kind is Interval:
        return {"type": "string", "description": "ISO 8601 at the precision known, or two of them joined by /"}
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return {"enum": [str(member) for member in kind]}
    simple: dict[object, Plain] = {str: "string", int: "integer", float: "number", bool: "boolean"}
    if kind in simple:
        return {"type": simple[kind]}
    return _schema_of_record(kind, definitions)


def _schema_of_record(cls: type, definitions: dict[str, Plain]) -> dict[str, Plain]:
    name = cls.__name__
    if name not in definitions:
        definitions[name] = None
        hints = _hints(cls)
        properties: dict[str, Plain] = {f.name: _schema(hints[f.name], definitions) for f in _fields(cls)}
        if "evidence" in properties and not name.startswith(("Reason", "Shared")):
            properties["evidence"] = {**cast(dict[str, Plain], properties["evidence"]), "minItems": 1}
        required: list[Plain] = [f.name for f in _fields(cls)]
        definitions[name] = {"type": "object", "properties": properties, "required": required}
    return {"$ref": f"#/$defs/{name}"}
