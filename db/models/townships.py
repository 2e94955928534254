"""The township, its campaigns and their dated settings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, ShortText, Utc


class Township(Base):
    """The one township this file belongs to."""

    __tablename__ = "township"

    id: Mapped[Id]
    name: Mapped[ShortText]
    demonstration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[Utc]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Campaign(Base):
    """A campaign (专项行动). ``daily_until`` is the last day of daily reporting (R1)."""

    __tablename__ = "campaign"

    id: Mapped[Id]
    name: Mapped[LineText]
    start: Mapped[dt.date]
    end: Mapped[dt.date | None]
    daily_until: Mapped[dt.date]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Target(Base):
    """A dated step of the campaign (R7): what share of which base is to be reached by when."""

    __tablename__ = "target"
    __table_args__ = (
        UniqueConstraint("campaign_id", "code"),
        CheckConstraint("share_ppm > 0", name="share_above_zero"),
    )

    id: Mapped[Id]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    code: Mapped[Code]
    name: Mapped[ShortText]
    subject: Mapped[Code] = mapped_column(comment="indicator code or counted thing")
    basis: Mapped[Code] = mapped_column(comment="what the share is taken of")
    unit_kinds: Mapped[LineText] = mapped_column(default="", comment="comma separated")
    share_ppm: Mapped[int] = mapped_column(comment="millionths: 600000 is 60 %")
    by: Mapped[dt.date | None]
    active: Mapped[bool] = mapped_column(default=True)
    note: Mapped[LineText] = mapped_column(default="")
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Setting(Base):
    """One value of the campaign, valid from a date: changes are dated, never overwritten."""

    __tablename__ = "setting"
    __table_args__ = (Index(None, "campaign_id", "key", "valid_from"),)

    id: Mapped[Id]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"))
    key: Mapped[Code]
    value: Mapped[str] = mapped_column(Text, comment="JSON")
    valid_from: Mapped[dt.date]
    set_at: Mapped[Utc]
    set_by: Mapped[ShortText]
