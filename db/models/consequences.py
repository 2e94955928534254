"""What follows a frozen month: interviews and yellow cards (R19)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, LineText, NoteText, ShortText, UnitRef, Utc


class Interview(Base):
    """A unit among the bottom two is interviewed: notice, record, follow-up (约谈)."""

    __tablename__ = "interview"
    __table_args__ = (UniqueConstraint("result_id", "unit_id"),)

    id: Mapped[Id]
    result_id: Mapped[int] = mapped_column(ForeignKey("evaluation_result.id"), index=True)
    unit_id: Mapped[UnitRef]
    chosen_by: Mapped[ShortText] = mapped_column(comment="who picked it")
    chosen_reason: Mapped[LineText] = mapped_column(default="", comment="needed at a tie")
    planned_at: Mapped[dt.datetime | None]
    place: Mapped[LineText] = mapped_column(default="")
    held_on: Mapped[dt.date | None]
    interviewer: Mapped[ShortText] = mapped_column(default="")
    attendees: Mapped[LineText] = mapped_column(default="")
    problems: Mapped[NoteText] = mapped_column(default="")
    measures: Mapped[NoteText] = mapped_column(default="", comment="what the unit promised")
    measures_due: Mapped[dt.date | None]
    follow_up: Mapped[NoteText] = mapped_column(default="")
    closed_on: Mapped[dt.date | None]
    withdrawn_on: Mapped[dt.date | None]
    withdrawn_reason: Mapped[LineText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class YellowCard(Base):
    """Two interviews in a campaign bring a yellow card (黄牌)."""

    __tablename__ = "yellow_card"

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    campaign_id: Mapped[int] = mapped_column(ForeignKey("campaign.id"), index=True)
    first_interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"), index=True)
    second_interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"), index=True)
    given_on: Mapped[dt.date]
    given_by: Mapped[ShortText]
    measures: Mapped[NoteText] = mapped_column(default="")
    measures_due: Mapped[dt.date | None]
    closed_on: Mapped[dt.date | None]
    closing: Mapped[NoteText] = mapped_column(default="")
    withdrawn_on: Mapped[dt.date | None]
    withdrawn_reason: Mapped[LineText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
