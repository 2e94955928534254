"""Follow-up: plans, visits, signed papers with their scans (R12)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Id, LineText, NoteText, ShortText, Utc, words
from db.vocabulary import PaperKind, VisitKind


class FollowUpPlan(Base):
    """How often a file is followed up: every N days, or on set days; ended with a reason."""

    __tablename__ = "follow_up_plan"

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    every_days: Mapped[int | None]
    starts_on: Mapped[dt.date]
    ended_on: Mapped[dt.date | None]
    ended_reason: Mapped[LineText] = mapped_column(default="")
    set_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    days: Mapped[list[PlanDay]] = relationship(
        order_by="PlanDay.day", cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class PlanDay(Base):
    """A set day of a dated plan."""

    __tablename__ = "plan_day"
    __table_args__ = (UniqueConstraint("plan_id", "day"),)

    id: Mapped[Id]
    plan_id: Mapped[int] = mapped_column(ForeignKey("follow_up_plan.id"), index=True)
    day: Mapped[dt.date]


class Visit(Base):
    """A contact with persons on file, or one that was tried and failed."""

    __tablename__ = "visit"
    __table_args__ = (Index(None, "day", "id"), {"sqlite_autoincrement": True})

    id: Mapped[Id]
    day: Mapped[dt.date]
    at: Mapped[dt.time | None]
    kind: Mapped[VisitKind] = mapped_column(words(VisitKind, "kind"))
    failed: Mapped[bool] = mapped_column(default=False, comment="tried, nobody met")
    place: Mapped[LineText] = mapped_column(default="")
    talk: Mapped[NoteText] = mapped_column(default="")
    needs: Mapped[NoteText] = mapped_column(default="")
    help_offered: Mapped[NoteText] = mapped_column(default="")
    next_step: Mapped[NoteText] = mapped_column(default="")
    next_on: Mapped[dt.date | None]
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    files: Mapped[list[VisitFile]] = relationship(cascade="all, delete-orphan", lazy="selectin")

    __mapper_args__ = {"version_id_col": version}


class VisitFile(Base):
    """One of the files a visit belongs to."""

    __tablename__ = "visit_file"
    __table_args__ = (Index(None, "file_id", "visit_id"),)

    visit_id: Mapped[int] = mapped_column(ForeignKey("visit.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), primary_key=True)


class SignedPaper(Base):
    """A paper somebody signed, with its scan (承诺书, 责任状, 告知书)."""

    __tablename__ = "signed_paper"

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[PaperKind] = mapped_column(words(PaperKind, "kind"))
    signed_on: Mapped[dt.date]
    note: Mapped[LineText] = mapped_column(default="")
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]


class Attachment(Base):
    """A scan or photo that belongs to a file; its bytes lie encrypted in the database."""

    __tablename__ = "attachment"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    name: Mapped[LineText]
    media_type: Mapped[Code]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[Utc]
    added_by: Mapped[ShortText]
