"""The monthly evaluation: schemes, months, objections, falsified submissions (R6, R15-R18)."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, NoteText, ShortText, UnitRef, Utc, words
from db.vocabulary import EvaluationState, ObjectionState


class EvaluationScheme(Base):
    """A version of the scheme, in force from a month; never altered once a month used it."""

    __tablename__ = "evaluation_scheme"

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(unique=True, comment="rises by one with every version")
    name: Mapped[LineText]
    valid_from: Mapped[dt.date] = mapped_column(index=True, comment="first day of a month")
    content: Mapped[str] = mapped_column(Text, comment="JSON: criteria and deductions")
    reason: Mapped[LineText] = mapped_column(default="", comment="why it was changed")
    set_at: Mapped[Utc]
    set_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class EvaluationResult(Base):
    """An edition of a month's evaluation: what went in, what came out (考核结果)."""

    __tablename__ = "evaluation_result"
    __table_args__ = (UniqueConstraint("month", "edition"),)

    id: Mapped[Id]
    month: Mapped[dt.date] = mapped_column(comment="its first day")
    edition: Mapped[int]
    scheme_id: Mapped[int] = mapped_column(ForeignKey("evaluation_scheme.id"), index=True)
    state: Mapped[EvaluationState] = mapped_column(words(EvaluationState, "state"), index=True)
    inputs: Mapped[str] = mapped_column(Text, comment="JSON snapshot all scores are computed from")
    results: Mapped[str] = mapped_column(Text, comment="JSON")
    sha256: Mapped[str] = mapped_column(comment="of inputs and results")
    drafted_at: Mapped[Utc]
    drafted_by: Mapped[ShortText]
    shown_on: Mapped[dt.date | None]
    objections_until: Mapped[dt.date | None]
    frozen_at: Mapped[Utc | None]
    frozen_by: Mapped[ShortText] = mapped_column(default="")
    changes: Mapped[NoteText] = mapped_column(default="", comment="against the edition before")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ResultReceipt(Base):
    """That a unit was shown its own sheet, and when it said so."""

    __tablename__ = "result_receipt"
    __table_args__ = (UniqueConstraint("result_id", "unit_id"),)

    id: Mapped[Id]
    result_id: Mapped[int] = mapped_column(ForeignKey("evaluation_result.id"), index=True)
    unit_id: Mapped[UnitRef]
    confirmed_on: Mapped[dt.date]
    how: Mapped[LineText] = mapped_column(default="", comment="by WeChat, by telephone, signed")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]


class Objection(Base):
    """What a unit says against its result or a falsification, and what came of it (异议)."""

    __tablename__ = "objection"

    id: Mapped[Id]
    result_id: Mapped[int] = mapped_column(ForeignKey("evaluation_result.id"), index=True)
    unit_id: Mapped[UnitRef]
    criterion: Mapped[Code] = mapped_column(default="", comment="empty: the whole result")
    text: Mapped[NoteText]
    received_on: Mapped[dt.date]
    state: Mapped[ObjectionState] = mapped_column(words(ObjectionState, "state"), index=True)
    answer: Mapped[NoteText] = mapped_column(default="")
    effect: Mapped[NoteText] = mapped_column(default="", comment="what was corrected")
    decided_on: Mapped[dt.date | None]
    decided_by: Mapped[ShortText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Falsification(Base):
    """A submission somebody decided, with evidence, to be falsified (R6)."""

    __tablename__ = "falsification"

    id: Mapped[Id]
    unit_id: Mapped[UnitRef]
    day: Mapped[dt.date] = mapped_column(index=True, comment="of the submission")
    indicator_id: Mapped[int | None] = mapped_column(ForeignKey("indicator.id"), index=True)
    evidence: Mapped[NoteText]
    decided_on: Mapped[dt.date]
    decided_by: Mapped[ShortText]
    lifted_on: Mapped[dt.date | None]
    lifted_reason: Mapped[NoteText] = mapped_column(default="")
    objection_id: Mapped[int | None] = mapped_column(ForeignKey("objection.id"), index=True)
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
