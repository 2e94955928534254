"""Records to JSON and back: the frozen snapshot a document was written from."""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_json(record: Any) -> str:
    """Return a record as canonical JSON: same record, same bytes."""
    return json.dumps(_plain(record), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(kind: type[T], text: str) -> T:
    """Return the record a snapshot holds. Raises KeyError or ValueError on a foreign one."""
    built: T = _build(kind, json.loads(text))
    return built


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, (StrEnum, Decimal)):
        return str(value)
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, dict) or hasattr(value, "items"):
        return {str(k): _plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(v) for v in value]
    return value


def _build(kind: Any, value: Any) -> Any:
    if get_origin(kind) is not None:
        return _build_generic(get_origin(kind), get_args(kind), value)
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        known = {f.name for f in fields(kind)}
        built: Any = kind
        return built(**{k: _build(hints[k], v) for k, v in value.items() if k in known})
    if kind in (datetime, date, time):
        return kind.fromisoformat(value)
    if kind is Decimal:
        return Decimal(value)
    if isinstance(kind, type) and issubclass(kind, StrEnum):
        return kind(value)
    return value


def _build_generic(origin: Any, arguments: tuple[Any, ...], value: Any) -> Any:
    if origin in (Union, UnionType):
        inner = [k for k in arguments if k is not type(None)]
        return None if value is None else _build(inner[0], value)
    if origin is tuple:
        return tuple(_build(arguments[0], v) for v in value)
    return {k: _build(arguments[1], v) for k, v in value.items()}
