"""Persons and their files: one person, one file for each category (R11)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import (
    Base,
    Code,
    Id,
    LineText,
    NoteText,
    ShortText,
    UnitRef,
    Utc,
    words,
)
from db.vocabulary import (
    AppealState,
    AttentionLevel,
    BasisKind,
    CaseCategory,
    FileStatus,
    OrganLevel,
)

# Numbers of erased rows are never given again: an erasure names its row by number.
_NEVER_AGAIN = {"sqlite_autoincrement": True}


class Person(Base):
    """A person with at least one file. Relatives are never persons here."""

    __tablename__ = "person"
    __table_args__ = (
        Index(None, "unit_id", "pinyin"),
        Index(None, "merged_into", "pinyin"),
        _NEVER_AGAIN,
    )

    id: Mapped[Id]
    name: Mapped[ShortText] = mapped_column(index=True)
    pinyin: Mapped[LineText] = mapped_column(default="", index=True)
    initials: Mapped[ShortText] = mapped_column(default="", index=True)
    identity_number: Mapped[Code] = mapped_column(default="", index=True)
    identity_tail: Mapped[Code] = mapped_column(default="", index=True, comment="last four")
    birth_on: Mapped[dt.date | None]
    gender: Mapped[Code] = mapped_column(default="", comment="男, 女 or empty")
    phone: Mapped[ShortText] = mapped_column(default="", index=True)
    phone_tail: Mapped[Code] = mapped_column(default="", index=True, comment="last four")
    unit_id: Mapped[int | None] = mapped_column(
        ForeignKey("unit.id"), index=True, comment="empty: not known yet"
    )
    address: Mapped[LineText] = mapped_column(default="")
    guardian: Mapped[LineText] = mapped_column(
        default="", comment="a minor's guardian or one contact who volunteered; no number of theirs"
    )
    created_at: Mapped[Utc]
    created_by: Mapped[ShortText]
    merged_into: Mapped[int | None] = mapped_column(
        ForeignKey("person.id"), comment="a double; its files moved there"
    )
    version: Mapped[int] = mapped_column()

    files: Mapped[list[CaseFile]] = relationship(
        order_by="CaseFile.id", back_populates="person", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class CaseFile(Base):
    """One person's file in one category (一人一档), resting on its basis document."""

    __tablename__ = "case_file"
    __table_args__ = (
        Index(None, "status", "next_due"),
        Index(None, "status", "attention_until"),
        Index(None, "status", "category", "person_id"),
        _NEVER_AGAIN,
    )

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    category: Mapped[CaseCategory] = mapped_column(words(CaseCategory, "category"))
    status: Mapped[FileStatus] = mapped_column(words(FileStatus, "status"))
    opened_on: Mapped[dt.date]
    opened_by: Mapped[ShortText]
    closed_on: Mapped[dt.date | None]
    closing: Mapped[LineText] = mapped_column(default="", comment="why it was closed or stopped")
    attention: Mapped[AttentionLevel] = mapped_column(words(AttentionLevel, "attention"))
    attention_reason: Mapped[LineText] = mapped_column(default="")
    attention_until: Mapped[dt.date | None]
    attention_reviewer: Mapped[ShortText] = mapped_column(default="")
    facts: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: allow-listed fields")
    last_contact: Mapped[dt.date | None] = mapped_column(comment="derived from visits")
    next_due: Mapped[dt.date | None] = mapped_column(comment="derived from plan and visits (R12)")
    review_on: Mapped[dt.date | None] = mapped_column(index=True)
    retain_until: Mapped[dt.date | None] = mapped_column(index=True)
    renewals: Mapped[int] = mapped_column(default=0, comment="of a concern, two at most")
    version: Mapped[int] = mapped_column()

    person: Mapped[Person] = relationship(back_populates="files")
    bases: Mapped[list[BasisDocument]] = relationship(
        order_by="BasisDocument.id", cascade="all, delete-orphan"
    )
    officers: Mapped[list[FileOfficer]] = relationship(
        order_by="FileOfficer.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class BasisDocument(Base):
    """The document a file rests on, as another authority wrote it."""

    __tablename__ = "basis_document"

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    kind: Mapped[BasisKind] = mapped_column(words(BasisKind, "kind"))
    organ: Mapped[LineText] = mapped_column(default="")
    organ_level: Mapped[OrganLevel | None] = mapped_column(words(OrganLevel, "organ_level"))
    number: Mapped[LineText] = mapped_column(default="")
    issued_on: Mapped[dt.date | None]
    offence: Mapped[LineText] = mapped_column(default="", comment="name of the offence")
    offence_on: Mapped[Code] = mapped_column(default="", comment="2023, 2023-08 or 2023-08-12")
    sentence_months: Mapped[int | None]
    text: Mapped[NoteText] = mapped_column(default="", comment="as it was written in a register")
    recorded_at: Mapped[Utc]
    recorded_by: Mapped[ShortText]


class PunitiveMeasure(Base):
    """A read-only copy of another authority's decision (两卡惩戒); it ends by itself (R14)."""

    __tablename__ = "punitive_measure"
    __table_args__ = (CheckConstraint("ends_on >= starts_on", name="in_order"),)

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    organ: Mapped[LineText]
    organ_level: Mapped[OrganLevel | None] = mapped_column(words(OrganLevel, "organ_level"))
    number: Mapped[LineText] = mapped_column(default="")
    ground: Mapped[NoteText] = mapped_column(default="")
    starts_on: Mapped[dt.date]
    ends_on: Mapped[dt.date] = mapped_column(index=True)
    served_on: Mapped[dt.date | None]
    appeal: Mapped[AppealState] = mapped_column(words(AppealState, "appeal"))
    recorded_at: Mapped[Utc]
    recorded_by: Mapped[ShortText]


class FileOfficer(Base):
    """Who is responsible for a file, by account; a former one keeps the days."""

    __tablename__ = "file_officer"
    __table_args__ = (Index(None, "account", "until", "file_id"),)

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    account: Mapped[ShortText]
    since: Mapped[dt.date]
    until: Mapped[dt.date | None]


class FileEvent(Base):
    """One step of a file's history: opened, stopped, renewed, attention, officer, merged."""

    __tablename__ = "file_event"

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), index=True)
    day: Mapped[dt.date]
    at: Mapped[Utc]
    account: Mapped[ShortText]
    kind: Mapped[Code]
    before: Mapped[LineText] = mapped_column(default="")
    after: Mapped[LineText] = mapped_column(default="")
    reason: Mapped[LineText] = mapped_column(default="")


class Referral(Base):
    """What has no basis: it names no offence, is passed on, and goes after 15 days (线索转介)."""

    __tablename__ = "referral"
    __table_args__ = (_NEVER_AGAIN,)

    id: Mapped[Id]
    name: Mapped[ShortText]
    unit_id: Mapped[UnitRef]
    text: Mapped[NoteText]
    created_at: Mapped[Utc]
    created_by: Mapped[ShortText]
    expires_on: Mapped[dt.date] = mapped_column(index=True)
    passed_to: Mapped[LineText] = mapped_column(default="")
    passed_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class SavedFilter(Base):
    """A filter of one list that one account keeps under a name."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("account", "place", "name"),)

    id: Mapped[Id]
    account: Mapped[ShortText]
    place: Mapped[Code] = mapped_column(comment="which list: persons, activities, ...")
    name: Mapped[ShortText]
    query: Mapped[str] = mapped_column(Text, comment="JSON")
