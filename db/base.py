"""Declarative base, naming convention and the annotated column types every model uses."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Any

from sqlalchemy import (
    CheckConstraint,
    DateTime,
    Dialect,
    Enum,
    ForeignKey,
    MetaData,
    String,
    TypeDecorator,
)
from sqlalchemy.orm import DeclarativeBase, mapped_column

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware UTC stamp, stored without zone and given back with it."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Refuse naive stamps; store UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a UTC stamp needs its time zone")
        return value.astimezone(dt.UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: dt.datetime | None, dialect: Dialect
    ) -> dt.datetime | None:
        """Give the stamp back as aware UTC."""
        del dialect
        return None if value is None else value.replace(tzinfo=dt.UTC)


def words(kind: type[StrEnum], name: str) -> Enum:
    """Return a column type that stores a StrEnum's value under a named CHECK."""
    return Enum(
        kind,
        name=name,
        native_enum=False,
        create_constraint=True,
        length=32,
        values_callable=lambda members: [m.value for m in members],
    )


class Base(DeclarativeBase):
    """All models. Bounded text gets a CHECK: SQLite alone does not keep to a length."""

    metadata = MetaData(naming_convention=NAMING)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Map the class, then bound its text columns."""
        super().__init_subclass__(**kwargs)
        table = cls.__dict__.get("__table__")
        if table is None:
            return
        for column in list(table.columns):
            kind = column.type
            if isinstance(kind, String) and not isinstance(kind, Enum) and kind.length:
                table.append_constraint(
                    CheckConstraint(
                        f"length({column.name}) <= {kind.length}", name=f"{column.name}_length"
                    )
                )


Id = Annotated[int, mapped_column(primary_key=True)]
Code = Annotated[str, mapped_column(String(32))]
ShortText = Annotated[str, mapped_column(String(64))]
LineText = Annotated[str, mapped_column(String(200))]
NoteText = Annotated[str, mapped_column(String(2000))]
Local = Annotated[dt.datetime, mapped_column(DateTime)]
Utc = Annotated[dt.datetime, mapped_column(UtcDateTime)]
UnitRef = Annotated[int, mapped_column(ForeignKey("unit.id"), index=True)]
IndicatorRef = Annotated[int, mapped_column(ForeignKey("indicator.id"), index=True)]
