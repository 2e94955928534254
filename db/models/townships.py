"""The township, its campaigns and their dated settings."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, Text
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
