"""Leading group, meetings, tasks, inspections and what they found (督导、问题整改)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Id, LineText, NoteText, ShortText, UnitRef, Utc, words
from db.vocabulary import GroupPost, MeetingLevel


class GroupMember(Base):
    """A member of the leading group (领导小组); linked units are those naming the same leader."""

    __tablename__ = "group_member"

    id: Mapped[Id]
    name: Mapped[ShortText]
    post: Mapped[GroupPost] = mapped_column(words(GroupPost, "post"))
    title: Mapped[LineText] = mapped_column(default="", comment="the office held (职务)")
    member_from: Mapped[dt.date | None]
    member_until: Mapped[dt.date | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Meeting(Base):
    """A meeting of the leading group or of its office, with its minutes."""

    __tablename__ = "meeting"

    id: Mapped[Id]
    level: Mapped[MeetingLevel] = mapped_column(words(MeetingLevel, "level"), index=True)
    day: Mapped[dt.date] = mapped_column(index=True)
    chair: Mapped[ShortText] = mapped_column(default="")
    attendees: Mapped[NoteText] = mapped_column(default="")
    agenda: Mapped[NoteText] = mapped_column(default="")
    minutes: Mapped[NoteText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Task(Base):
    """Something decided that somebody has to do by a day (交办事项)."""

    __tablename__ = "task"

    id: Mapped[Id]
    title: Mapped[LineText]
    detail: Mapped[NoteText] = mapped_column(default="")
    meeting_id: Mapped[int | None] = mapped_column(ForeignKey("meeting.id"), index=True)
    owner: Mapped[ShortText] = mapped_column(comment="who does it: a post or an official")
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    set_on: Mapped[dt.date]
    due_on: Mapped[dt.date] = mapped_column(index=True)
    done_on: Mapped[dt.date | None]
    result: Mapped[NoteText] = mapped_column(default="")
    dropped_on: Mapped[dt.date | None]
    dropped_reason: Mapped[LineText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Inspection(Base):
    """A look at a unit's work (督导); what was found is in its findings."""

    __tablename__ = "inspection"

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    day: Mapped[dt.date] = mapped_column(index=True)
    inspectors: Mapped[LineText] = mapped_column(default="")
    note: Mapped[NoteText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    findings: Mapped[list[Finding]] = relationship(
        order_by="Finding.id", cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class Finding(Base):
    """A problem an inspection found: to be put right by a day, then verified (问题整改)."""

    __tablename__ = "finding"

    id: Mapped[Id]
    inspection_id: Mapped[int] = mapped_column(ForeignKey("inspection.id"), index=True)
    text: Mapped[NoteText]
    demand: Mapped[NoteText] = mapped_column(default="", comment="what is asked for")
    due_on: Mapped[dt.date] = mapped_column(index=True)
    rectified_on: Mapped[dt.date | None]
    rectification: Mapped[NoteText] = mapped_column(default="", comment="what was done")
    verified_on: Mapped[dt.date | None]
    verified_by: Mapped[ShortText] = mapped_column(default="")
    sent_back: Mapped[LineText] = mapped_column(
        default="", comment="why it was not accepted; open again"
    )
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
