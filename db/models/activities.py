"""The activity ledger (活动台账) and the pictures that belong to it."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Id, IndicatorRef, LineText, NoteText, ShortText, UnitRef, Utc, words
from db.vocabulary import AudienceGroup


class ActivityType(Base):
    """A sort of activity: shipped as a preset, edited by the office (活动类型)."""

    __tablename__ = "activity_type"

    id: Mapped[Id]
    code: Mapped[Code] = mapped_column(unique=True)
    name: Mapped[ShortText] = mapped_column(unique=True)
    unit_kinds: Mapped[LineText] = mapped_column(default="", comment="comma separated; empty: all")
    counts: Mapped[LineText] = mapped_column(
        default="", comment="indicator that counts one for each activity"
    )
    audience_counts: Mapped[LineText] = mapped_column(
        default="", comment="indicator the audience adds to"
    )
    quantity_word: Mapped[ShortText] = mapped_column(
        default="", comment="what is counted besides, e.g. 件 of contest works; empty: nothing"
    )
    active: Mapped[bool] = mapped_column(default=True)
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Activity(Base):
    """One publicity or guard activity of one unit (活动)."""

    __tablename__ = "activity"
    __table_args__ = (
        Index(None, "day", "id"),
        Index(None, "unit_id", "day"),
        Index(None, "type_id", "day"),
        CheckConstraint("audience >= 0", name="audience_not_negative"),
        CheckConstraint("quantity >= 0", name="quantity_not_negative"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    type_id: Mapped[int] = mapped_column(ForeignKey("activity_type.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[dt.date]
    at: Mapped[dt.time | None]
    title: Mapped[LineText]
    place: Mapped[LineText] = mapped_column(default="")
    class_id: Mapped[int | None] = mapped_column(ForeignKey("unit_class.id"), index=True)
    hosts: Mapped[LineText] = mapped_column(default="", comment="who held it: offices and posts")
    media_link: Mapped[LineText] = mapped_column(default="")
    summary: Mapped[NoteText] = mapped_column(default="")
    audience: Mapped[int] = mapped_column(default=0, comment="sum over the groups")
    quantity: Mapped[int | None] = mapped_column(comment="of the type's own measure")
    fills_daily: Mapped[bool] = mapped_column(default=False, comment="its figures go into the day")
    series: Mapped[Code] = mapped_column(default="", index=True, comment="same mark, one series")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    groups: Mapped[list[ActivityAudience]] = relationship(
        cascade="all, delete-orphan", lazy="selectin"
    )
    figures: Mapped[list[ActivityFigure]] = relationship(
        cascade="all, delete-orphan", lazy="selectin"
    )

    __mapper_args__ = {"version_id_col": version}


class ActivityAudience(Base):
    """How many of one group an activity reached."""

    __tablename__ = "activity_audience"
    __table_args__ = (CheckConstraint("number > 0", name="number_above_zero"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), primary_key=True)
    group: Mapped[AudienceGroup] = mapped_column(
        "audience_group", words(AudienceGroup, "audience_group"), primary_key=True
    )
    number: Mapped[int]


class ActivityFigure(Base):
    """What an activity adds to an indicator of its unit's day."""

    __tablename__ = "activity_figure"
    __table_args__ = (CheckConstraint("value > 0", name="value_above_zero"),)

    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), primary_key=True)
    indicator_id: Mapped[IndicatorRef] = mapped_column(primary_key=True)
    value: Mapped[int] = mapped_column(comment="count, or fen for money")


class ActivityPicture(Base):
    """A picture of an activity, without the place and camera it was taken with."""

    __tablename__ = "activity_picture"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    activity_id: Mapped[int] = mapped_column(ForeignKey("activity.id"), index=True)
    name: Mapped[LineText]
    media_type: Mapped[Code]
    size: Mapped[int]
    sha256: Mapped[str]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    thumbnail: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    added_at: Mapped[Utc]
    added_by: Mapped[ShortText]


class UnitClass(Base):
    """A class of a school (班级); requirements may ask something of each."""

    __tablename__ = "unit_class"

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    name: Mapped[ShortText]
    pupils: Mapped[int | None]
    active_from: Mapped[dt.date | None]
    active_until: Mapped[dt.date | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
