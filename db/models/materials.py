"""Publicity materials: what there is, what was ordered, where it went (宣传物料)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, ShortText, Utc, words
from db.vocabulary import MovementKind


class Material(Base):
    """A sort of publicity material with its size and measure word (宣传物料)."""

    __tablename__ = "material"
    __table_args__ = (CheckConstraint("least >= 0", name="least_not_negative"),)

    id: Mapped[Id]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText] = mapped_column(unique=True)
    size: Mapped[ShortText] = mapped_column(default="", comment="e.g. A4, 60×90厘米")
    measure_word: Mapped[ShortText]
    least: Mapped[int] = mapped_column(default=0, comment="a unit with less is short of it")
    active: Mapped[bool] = mapped_column(default=True)
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class MaterialOrder(Base):
    """An order to the printer; what has come is the sum of its movements."""

    __tablename__ = "material_order"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_above_zero"),)

    id: Mapped[Id]
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id"), index=True)
    printer: Mapped[LineText]
    quantity: Mapped[int]
    ordered_on: Mapped[dt.date]
    expected_on: Mapped[dt.date | None]
    ended_on: Mapped[dt.date | None] = mapped_column(comment="no more is awaited")
    note: Mapped[LineText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class StockMovement(Base):
    """One movement of a material (出入库). ``unit_id`` empty means the office itself."""

    __tablename__ = "stock_movement"
    __table_args__ = (
        Index(None, "material_id", "unit_id"),
        Index(None, "day", "id"),
        CheckConstraint("quantity > 0", name="quantity_above_zero"),
    )

    id: Mapped[Id]
    material_id: Mapped[int] = mapped_column(ForeignKey("material.id"))
    kind: Mapped[MovementKind] = mapped_column(words(MovementKind, "kind"))
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    quantity: Mapped[int]
    day: Mapped[dt.date]
    order_id: Mapped[int | None] = mapped_column(ForeignKey("material_order.id"), index=True)
    activity_id: Mapped[int | None] = mapped_column(ForeignKey("activity.id"), index=True)
    place: Mapped[LineText] = mapped_column(default="", comment="where it was put up")
    until: Mapped[dt.date | None] = mapped_column(comment="until when it stays up")
    taken_down_on: Mapped[dt.date | None]
    note: Mapped[LineText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
