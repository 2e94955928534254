"""Units, their other names and their contacts."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Id, LineText, ShortText, UnitRef, words
from db.vocabulary import UnitKind, WordingOrigin


class Unit(Base):
    """Anyone who reports or is counted (单位)."""

    __tablename__ = "unit"
    __table_args__ = (
        CheckConstraint("households >= 0", name="households_not_negative"),
        CheckConstraint("residents >= 0", name="residents_not_negative"),
    )

    id: Mapped[Id]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText] = mapped_column(unique=True)
    kind: Mapped[UnitKind] = mapped_column(words(UnitKind, "kind"))
    households: Mapped[int | None]
    residents: Mapped[int | None]
    reports_daily: Mapped[bool]
    ranked: Mapped[bool]
    leader: Mapped[ShortText] = mapped_column(default="", comment="linked leader (包片领导)")
    pinyin: Mapped[LineText] = mapped_column(default="", index=True)
    initials: Mapped[ShortText] = mapped_column(default="", index=True)
    active_from: Mapped[dt.date | None]
    active_until: Mapped[dt.date | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    aliases: Mapped[list[UnitAlias]] = relationship(
        cascade="all, delete-orphan", order_by="UnitAlias.id", lazy="selectin"
    )
    contacts: Mapped[list[Contact]] = relationship(
        cascade="all, delete-orphan", order_by="Contact.id", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class UnitAlias(Base):
    """Another name of a unit, from the list or learnt from a message."""

    __tablename__ = "unit_alias"
    __table_args__ = (UniqueConstraint("unit_id", "text"),)

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    text: Mapped[ShortText]
    origin: Mapped[WordingOrigin] = mapped_column(words(WordingOrigin, "origin"))


class Contact(Base):
    """A person to reach at a unit; the liaison (联络员) sends the figures."""

    __tablename__ = "contact"

    id: Mapped[Id]
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[ShortText]
    phone: Mapped[ShortText] = mapped_column(default="")
    liaison: Mapped[bool] = mapped_column(default=True)
