"""Indicators and the wordings they are known by."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Id, IndicatorRef, LineText, ShortText, Utc, words
from db.vocabulary import Ceiling, IndicatorGroup, Measure, Nature, WordingOrigin


class Indicator(Base):
    """One reported figure (指标)."""

    __tablename__ = "indicator"
    __table_args__ = (
        CheckConstraint("flow_code IS NULL OR nature = 'stock'", name="flow_code_on_stock"),
    )

    id: Mapped[Id]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText] = mapped_column(unique=True)
    short_name: Mapped[ShortText] = mapped_column(default="")
    measure_word: Mapped[ShortText]
    nature: Mapped[Nature] = mapped_column(words(Nature, "nature"))
    measure: Mapped[Measure] = mapped_column(words(Measure, "measure"))
    group: Mapped[IndicatorGroup] = mapped_column("grouping", words(IndicatorGroup, "grouping"))
    ceiling: Mapped[Ceiling] = mapped_column(words(Ceiling, "ceiling"))
    flow_code: Mapped[str | None] = mapped_column(comment="the flow that adds to this stock")
    shown_for: Mapped[LineText] = mapped_column(default="", comment="unit kinds, comma separated")
    in_report: Mapped[bool] = mapped_column(default=True)
    active: Mapped[bool] = mapped_column(default=True)
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    wordings: Mapped[list[IndicatorWording]] = relationship(
        cascade="all, delete-orphan", order_by="IndicatorWording.id", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class IndicatorWording(Base):
    """A wording of an indicator: preset, or taught once by a clerk."""

    __tablename__ = "indicator_wording"
    __table_args__ = (UniqueConstraint("text"),)

    id: Mapped[Id]
    indicator_id: Mapped[IndicatorRef]
    text: Mapped[ShortText]
    origin: Mapped[WordingOrigin] = mapped_column(words(WordingOrigin, "origin"))
    taught_at: Mapped[Utc | None]
    taught_by: Mapped[ShortText] = mapped_column(default="")
