"""Statements built and compiled once, for pages that ask at every key.

SQLAlchemy takes longer to build a statement and to make rows of its answer than SQLite takes to
find ten persons. A :class:`Kept` statement is told in SQLAlchemy's words, so that no column goes
unnoticed by a rename, and is text and names from its second run on. It runs on a reader of its
own or inside a session's transaction, what is pending there written first, and gives plain tuples
in the columns' types.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import FunctionType
from typing import Any, TypeVar

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    CompoundSelect,
    Dialect,
    Integer,
    Select,
    String,
    TypeDecorator,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import FunctionElement

from db.reader import Source, reader_of

Convert = Callable[[Any], Any]
Rows = list[tuple[Any, ...]]
Ordered = TypeVar("Ordered", Select[*tuple[Any, ...]], CompoundSelect[*tuple[Any, ...]])
_MOST = 512
"""So many compiled texts are held: those of one file and of the one opened before it."""


@dataclass(frozen=True, eq=False, slots=True)
class Kept:
    """A SELECT whose values are all bound by name; lists by :func:`among`.

    Example::

        _OF_UNIT = Kept(select(Person.id, Person.birth_on).where(Person.unit_id == bound("unit")))
        _OF_UNIT.rows(reader, unit=7)  # [(1, date(1990, 1, 1)), ...]
    """

    statement: Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]

    def rows(self, source: Source, **values: Any) -> Rows:
        """Return every row; StorageTrouble when the file is locked, damaged or gone."""
        reader = reader_of(source)
        compiled = _compiled(self, reader.dialect)
        rows: Rows = reader.ask(compiled.text, compiled.bound(values), _every)
        return _decoded(rows, compiled.decoders) if compiled.decoders and rows else rows

    def first(self, source: Source, **values: Any) -> tuple[Any, ...] | None:
        """Return the first row, None when there is none."""
        return next(iter(self.rows(source, **values)), None)

    def numbers(self, source: Source, **values: Any) -> list[int]:
        """Return the one number of every row, read row by row.

        100,000 rows held at once would set the collector of garbage to work.
        """
        reader = reader_of(source)
        compiled = _compiled(self, reader.dialect)
        return reader.ask(compiled.text, compiled.bound(values), _numbers)


def bound(name: str, like: Any = None) -> BindParameter[Any]:
    """Return a value given at every run; ``like`` is the column whose type it has."""
    return bindparam(name, type_=None if like is None else like.type)


def among(column: InstrumentedAttribute[Any], name: str) -> ColumnElement[bool]:
    """Return that a column is one of a list, bound under ``name``.

    The list is one JSON text, so that the statement is the same for one and for 200.
    """
    return column.op("IN", is_comparison=True)(_Members(column.type, bindparam(name, type_=_List)))


def some(statement: Ordered) -> Ordered:
    """Return a statement limited to ``most`` rows after the ``first`` ones.

    The sum keeps SQLite from looking at the number: it plans a statement anew whenever a bare one
    is bound, which for five joined statements takes longer than running them.
    """
    first, most = (bindparam(name, type_=Integer) for name in ("first", "most"))
    return statement.offset(first).limit(most + 0)


class _List(TypeDecorator[Iterable[Any]]):
    """Numbers or words as one JSON text."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Iterable[Any] | None, dialect: Dialect) -> str:
        del dialect
        return json.dumps(list(value or ()))


class _Members(FunctionElement[Any]):
    """The members of a list as rows of one column."""

    inherit_cache = True

    def __init__(self, kind: Any, members: BindParameter[Any]) -> None:
        self.type = kind
        super().__init__(members)


@compiles(_Members, "sqlite")
def _members_sqlite(element: _Members, compiler: SQLCompiler, **kwargs: Any) -> str:
    members = compiler.process(element.clause_expr, **kwargs)
    return f"(SELECT value FROM json_each({members}))"  # noqa: S608 - a place, no value


@compiles(_Members, "postgresql")
def _members_postgresql(element: _Members, compiler: SQLCompiler, **kwargs: Any) -> str:
    kind = compiler.dialect.type_compiler_instance.process(element.type)
    members = compiler.process(element.clause_expr, **kwargs)
    rows = f"jsonb_array_elements_text(CAST({members} AS JSONB)) AS members(one)"
    return f"(SELECT CAST(one AS {kind}) FROM {rows})"  # noqa: S608 - a place, no value


class _Decoded(dict[Any, Any]):
    """Each different value of a column in its type, worked out once: words and stamps repeat.

    For decoders written in Python; those in C are quicker than the look.
    """

    def __init__(self, decode: Convert) -> None:
        super().__init__()
        self._decode = decode

    def __missing__(self, raw: Any) -> Any:
        value = self[raw] = self._decode(raw)
        return value


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A statement as text of one dialect; ``places`` is None where values go by name."""

    text: str
    places: tuple[str, ...] | None
    constants: Mapping[str, Any]
    encoders: Mapping[str, Convert]
    decoders: tuple[tuple[int, Convert], ...]

    def bound(self, values: Mapping[str, Any]) -> Any:
        """Return values as the driver wants them."""
        encoders, full = self.encoders, {**self.constants}
        for name, value in values.items():
            encode = encoders.get(name)
            full[name] = value if encode is None else encode(value)
        return full if self.places is None else [full[name] for name in self.places]


def _every(cursor: Any) -> Rows:
    rows: Rows = cursor.fetchall()
    return rows


def _decoded(rows: Rows, decoders: Sequence[tuple[int, Convert]]) -> Rows:
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    for number, decode in decoders:
        each = _Decoded(decode).__getitem__ if isinstance(decode, FunctionType) else decode
        columns[number] = map(each, columns[number])
    return list(zip(*columns, strict=True))


def _numbers(cursor: Any) -> list[int]:
    return [number for (number,) in cursor]


@lru_cache(maxsize=_MOST)
def _compiled(kept: Kept, dialect: Dialect) -> _Compiled:
    statement: Any = kept.statement
    compiled = statement.compile(dialect=dialect)
    kinds = {name: bind.type.dialect_impl(dialect) for name, bind in compiled.binds.items()}
    encoders = {
        name: encode
        for name, kind in kinds.items()
        if (encode := kind.bind_processor(dialect)) is not None
    }
    constants = {
        name: encoders[name](bind.value) if name in encoders else bind.value
        for name, bind in compiled.binds.items()
        if not bind.required
    }
    decoders = tuple(
        (number, decode)
        for number, column in enumerate(statement.selected_columns)
        if (decode := column.type.dialect_impl(dialect).result_processor(dialect, None)) is not None
    )
    places = compiled.positiontup
    return _Compiled(
        compiled.string, None if places is None else tuple(places), constants, encoders, decoders
    )
