"""Frauds that happened or were stopped, counted without naming anybody (R20, R21)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, LineText, ShortText, UnitRef, Utc, words
from db.vocabulary import AccountabilityStep, AgeBand, IncidentChannel, IncidentKind


class FraudType(Base):
    """A published type of fraud, dated and edited by the office (R21)."""

    __tablename__ = "fraud_type"

    id: Mapped[Id]
    name: Mapped[ShortText] = mapped_column(unique=True)
    aliases: Mapped[LineText] = mapped_column(default="", comment="comma separated")
    warning: Mapped[LineText] = mapped_column(default="", comment="one sentence for the villages")
    valid_from: Mapped[dt.date]
    valid_until: Mapped[dt.date | None]
    sort_order: Mapped[int] = mapped_column(default=0)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Incident(Base):
    """A fraud that happened (发案), or one that was stopped (劝阻); never a name (R20)."""

    __tablename__ = "incident"
    __table_args__ = (
        Index(None, "day", "id"),
        Index(None, "unit_id", "day"),
        CheckConstraint("loss >= 0", name="loss_not_negative"),
        CheckConstraint("saved >= 0", name="saved_not_negative"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[Id]
    kind: Mapped[IncidentKind] = mapped_column(words(IncidentKind, "kind"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"))
    day: Mapped[dt.date]
    type_id: Mapped[int] = mapped_column(ForeignKey("fraud_type.id"), index=True)
    channel: Mapped[IncidentChannel] = mapped_column(words(IncidentChannel, "channel"))
    age_band: Mapped[AgeBand] = mapped_column(words(AgeBand, "age_band"))
    loss: Mapped[int] = mapped_column(default=0, comment="fen")
    saved: Mapped[int] = mapped_column(default=0, comment="fen")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Accountability(Base):
    """One step that a school or an office has taken after an incident (责任落实)."""

    __tablename__ = "accountability"

    id: Mapped[Id]
    incident_id: Mapped[int] = mapped_column(ForeignKey("incident.id"), index=True)
    unit_id: Mapped[UnitRef]
    step: Mapped[AccountabilityStep] = mapped_column(words(AccountabilityStep, "step"))
    done_on: Mapped[dt.date]
    document: Mapped[LineText] = mapped_column(default="", comment="its paper: number or title")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
