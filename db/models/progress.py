"""Coverage figures, samples of awareness, and what a unit must do how often (R7-R10)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, NoteText, ShortText, UnitRef, Utc, words
from db.vocabulary import (
    AwarenessGroup,
    Counting,
    CoverageSubject,
    MeetingLevel,
    RequirementPeriod,
)


class CoverageFigure(Base):
    """How many of something a unit had as of a day (R7)."""

    __tablename__ = "coverage_figure"
    __table_args__ = (
        UniqueConstraint("unit_id", "subject", "day"),
        CheckConstraint("value >= 0", name="value_not_negative"),
    )

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    subject: Mapped[CoverageSubject] = mapped_column(words(CoverageSubject, "subject"))
    day: Mapped[dt.date]
    value: Mapped[int]
    source: Mapped[LineText] = mapped_column(default="", comment="where the figure comes from")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class AwarenessSample(Base):
    """People asked whether they know the tricks, and how many did (知晓率抽样)."""

    __tablename__ = "awareness_sample"
    __table_args__ = (
        CheckConstraint("asked > 0", name="asked_above_zero"),
        CheckConstraint("aware BETWEEN 0 AND asked", name="aware_among_asked"),
    )

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    group: Mapped[AwarenessGroup] = mapped_column(
        "asked_group", words(AwarenessGroup, "asked_group")
    )
    day: Mapped[dt.date]
    asked: Mapped[int]
    aware: Mapped[int]
    method: Mapped[LineText] = mapped_column(default="", comment="how they were chosen")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class InstallOrder(Base):
    """The document that orders install rates to be ranked; without one they never are (R8)."""

    __tablename__ = "install_order"

    id: Mapped[Id]
    organ: Mapped[LineText]
    number: Mapped[LineText] = mapped_column(comment="the document's number (文号)")
    title: Mapped[LineText]
    issued_on: Mapped[dt.date]
    valid_from: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class SchoolTerm(Base):
    """A school term: requirements per term are counted within it."""

    __tablename__ = "school_term"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="days_in_order"),)

    id: Mapped[Id]
    name: Mapped[ShortText] = mapped_column(unique=True)
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Requirement(Base):
    """Who must do what how often (R9)."""

    __tablename__ = "requirement"
    __table_args__ = (
        CheckConstraint("at_least > 0", name="at_least_above_zero"),
        CheckConstraint("(type_id IS NULL) <> (meeting_level IS NULL)", name="one_source"),
    )

    id: Mapped[Id]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText] = mapped_column(unique=True)
    unit_kinds: Mapped[LineText] = mapped_column(comment="comma separated; of meetings empty")
    type_id: Mapped[int | None] = mapped_column(ForeignKey("activity_type.id"), index=True)
    meeting_level: Mapped[MeetingLevel | None] = mapped_column(
        words(MeetingLevel, "meeting_level"), comment="counts meetings of the leading group"
    )
    period: Mapped[RequirementPeriod] = mapped_column(words(RequirementPeriod, "period"))
    by: Mapped[dt.date | None] = mapped_column(comment="of the period by_date")
    at_least: Mapped[int]
    counting: Mapped[Counting] = mapped_column(words(Counting, "counting"))
    per_class: Mapped[bool] = mapped_column(default=False)
    active_from: Mapped[dt.date | None]
    active_until: Mapped[dt.date | None]
    note: Mapped[NoteText] = mapped_column(default="")
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
