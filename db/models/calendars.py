"""Which days are reporting days, and who is exempt."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, LineText, ShortText, UnitRef, Utc


class CalendarDay(Base):
    """A day on which reporting differs from the campaign's rhythm (R1)."""

    __tablename__ = "calendar_day"

    date: Mapped[dt.date] = mapped_column(primary_key=True)
    reporting: Mapped[bool]
    reason: Mapped[LineText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Exemption(Base):
    """A unit excused from reporting: who allowed it, why, until when (R2)."""

    __tablename__ = "exemption"
    __table_args__ = (CheckConstraint("last_day >= first_day", name="days_in_order"),)

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    first_day: Mapped[dt.date]
    last_day: Mapped[dt.date]
    reason: Mapped[LineText]
    allowed_by: Mapped[ShortText]
    entered_at: Mapped[Utc]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
