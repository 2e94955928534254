"""Daily submissions with every version, and the current figures for fast reading."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import (
    Base,
    Code,
    Id,
    IndicatorRef,
    LineText,
    Local,
    NoteText,
    ShortText,
    UnitRef,
    Utc,
    words,
)
from db.vocabulary import SourceKind, VersionKind


class RawSource(Base):
    """The text or file name something was read from, kept as it came."""

    __tablename__ = "raw_source"

    id: Mapped[Id]
    kind: Mapped[SourceKind] = mapped_column(words(SourceKind, "kind"))
    name: Mapped[LineText] = mapped_column(default="", comment="file name of a workbook")
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(index=True)
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]


class DailySubmission(Base):
    """One unit, one day (每日报送). ``received`` is the first receipt and decides R2."""

    __tablename__ = "daily_submission"
    __table_args__ = (
        UniqueConstraint("unit_id", "date"),
        Index(None, "date", "unit_id"),
    )

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    date: Mapped[dt.date]
    received: Mapped[Local]
    nil: Mapped[bool] = mapped_column(default=False)
    returned_reason: Mapped[str | None] = mapped_column(Text, comment="set while sent back")
    returned_at: Mapped[Utc | None]
    fraud_types: Mapped[LineText] = mapped_column(default="", comment="separated by a comma")
    note: Mapped[NoteText] = mapped_column(default="")
    versions_count: Mapped[int] = mapped_column(default=0)
    corrected_after_deadline: Mapped[bool] = mapped_column(default=False)
    version: Mapped[int] = mapped_column()

    versions: Mapped[list[SubmissionVersion]] = relationship(
        order_by="SubmissionVersion.number", back_populates="submission"
    )

    __mapper_args__ = {"version_id_col": version}


class SubmissionVersion(Base):
    """One message, row or typed change; never altered once written (R4)."""

    __tablename__ = "submission_version"
    __table_args__ = (UniqueConstraint("submission_id", "number"),)

    id: Mapped[Id]
    submission_id: Mapped[int] = mapped_column(ForeignKey("daily_submission.id"), index=True)
    number: Mapped[int]
    kind: Mapped[VersionKind] = mapped_column(words(VersionKind, "kind"))
    source: Mapped[SourceKind] = mapped_column(words(SourceKind, "source"))
    raw_source_id: Mapped[int | None] = mapped_column(ForeignKey("raw_source.id"), index=True)
    received: Mapped[Local]
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    nil: Mapped[bool] = mapped_column(default=False)
    reason: Mapped[LineText] = mapped_column(default="", comment="why a clerk changed it")
    note: Mapped[NoteText] = mapped_column(default="")
    text: Mapped[str] = mapped_column(Text, default="", comment="the message or row itself")
    digest: Mapped[str] = mapped_column(default="", index=True, comment="tells doubles apart")

    submission: Mapped[DailySubmission] = relationship(back_populates="versions")
    figures: Mapped[list[VersionFigure]] = relationship(lazy="selectin")


class VersionFigure(Base):
    """A figure as this version gave it. ``value`` None means the clerk took it away."""

    __tablename__ = "version_figure"
    __table_args__ = (UniqueConstraint("version_id", "indicator_id"),)

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("submission_version.id"), index=True)
    indicator_id: Mapped[IndicatorRef]
    value: Mapped[int | None] = mapped_column(comment="count, or fen for money")
    place: Mapped[ShortText] = mapped_column(default="", comment="12:18, or Sheet1!C5")
    text: Mapped[LineText] = mapped_column(default="")


class PendingDoubt(Base):
    """What intake was not certain of, kept until a clerk settles it."""

    __tablename__ = "pending_doubt"

    id: Mapped[Id]
    version_id: Mapped[int] = mapped_column(ForeignKey("submission_version.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("daily_submission.id"), index=True)
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"), index=True)
    code: Mapped[Code]
    text: Mapped[NoteText]
    why: Mapped[LineText]
    proposed: Mapped[int | None]
    settled_at: Mapped[Utc | None]
    settled_by: Mapped[ShortText] = mapped_column(default="")
    outcome: Mapped[LineText] = mapped_column(default="", comment="how it was settled")


class Chase(Base):
    """A chase (催报): when it was copied for the group chat and whom it named."""

    __tablename__ = "chase"

    id: Mapped[Id]
    date: Mapped[dt.date] = mapped_column(index=True)
    at: Mapped[Local]
    units: Mapped[str] = mapped_column(Text, comment="unit names, one a line")
    made_by: Mapped[ShortText]


class CurrentFigure(Base):
    """The figure that holds now: one row per unit, day and indicator."""

    __tablename__ = "current_figure"
    __table_args__ = (
        Index(None, "unit_id", "indicator_id", "date"),
        {"sqlite_with_rowid": False},
    )

    date: Mapped[dt.date] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), primary_key=True)
    indicator_id: Mapped[int] = mapped_column(ForeignKey("indicator.id"), primary_key=True)
    value: Mapped[int]


class AcceptedWarning(Base):
    """A plausibility warning (R5) a clerk accepted with a reason."""

    __tablename__ = "accepted_warning"
    __table_args__ = (UniqueConstraint("submission_id", "indicator_id", "code", "value"),)

    id: Mapped[Id]
    submission_id: Mapped[int] = mapped_column(ForeignKey("daily_submission.id"), index=True)
    indicator_id: Mapped[IndicatorRef]
    code: Mapped[Code]
    value: Mapped[int] = mapped_column(comment="the accepted figure; another one warns again")
    text: Mapped[LineText]
    reason: Mapped[LineText]
    accepted_at: Mapped[Utc]
    accepted_by: Mapped[ShortText]
