"""What the office must prove about the data: backups, erasures, exports, forms."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, NoteText, ShortText, Utc, words
from db.vocabulary import ExportState, FormKind


class Option(Base):
    """One setting of the office's machine care, e.g. the second backup folder; not dated."""

    __tablename__ = "option"

    key: Mapped[ShortText] = mapped_column(primary_key=True)
    value: Mapped[str] = mapped_column(Text, comment="JSON")


class BackupRecord(Base):
    """A backup that was made and verified."""

    __tablename__ = "backup_record"
    __table_args__ = (UniqueConstraint("number", "second_target"),)

    id: Mapped[Id]
    number: Mapped[int] = mapped_column(comment="rises by one with every backup, by no clock")
    second_target: Mapped[bool] = mapped_column(default=False)
    made_at: Mapped[Utc]
    file_name: Mapped[LineText]
    sha256: Mapped[str]
    audit_sequence: Mapped[int] = mapped_column(comment="last audit entry inside")
    reason: Mapped[Code]


class Erasure(Base):
    """A record that was erased or made anonymous; no word of what it held."""

    __tablename__ = "erasure"
    __table_args__ = (Index(None, "kind", "subject_id"),)

    id: Mapped[Id]
    kind: Mapped[Code]
    subject_id: Mapped[ShortText]
    action: Mapped[Code]
    at: Mapped[Utc]
    account: Mapped[ShortText]
    reason: Mapped[LineText]


class ExportRequest(Base):
    """An export of personal data: asked for by one person, allowed by another."""

    __tablename__ = "export_request"

    id: Mapped[Id]
    kind: Mapped[Code]
    scope: Mapped[str] = mapped_column(Text, comment="JSON: what is to be exported")
    title: Mapped[LineText] = mapped_column(comment="without personal data")
    recipient: Mapped[LineText]
    reason: Mapped[LineText]
    requested_by: Mapped[ShortText]
    requested_at: Mapped[Utc]
    state: Mapped[ExportState] = mapped_column(words(ExportState, "state"), index=True)
    decided_by: Mapped[ShortText] = mapped_column(default="")
    decided_at: Mapped[Utc | None]
    decision: Mapped[LineText] = mapped_column(default="", comment="why, when refused")
    valid_until: Mapped[Utc | None] = mapped_column(comment="an approval does not last")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class OutgoingItem(Base):
    """The register of what left the office as a file (外发登记)."""

    __tablename__ = "outgoing_item"

    id: Mapped[Id]
    at: Mapped[Utc] = mapped_column(index=True)
    account: Mapped[ShortText]
    kind: Mapped[Code]
    title: Mapped[LineText]
    recipient: Mapped[LineText] = mapped_column(default="")
    sha256: Mapped[str]
    personal: Mapped[bool] = mapped_column(comment="holds personal data, needed approval")
    request_id: Mapped[int | None] = mapped_column(index=True)


class ComplianceForm(Base):
    """An impact assessment, a self-audit or a breach report (PIPL 54-57)."""

    __tablename__ = "compliance_form"

    id: Mapped[Id]
    kind: Mapped[FormKind] = mapped_column(words(FormKind, "kind"), index=True)
    definition: Mapped[Code] = mapped_column(comment="edition of the questions")
    answers: Mapped[str] = mapped_column(Text, comment="JSON: question code to answer")
    started_at: Mapped[Utc]
    started_by: Mapped[ShortText]
    signed_on: Mapped[dt.date | None]
    signed_by: Mapped[ShortText] = mapped_column(default="", comment="who answers for it")
    signed_at: Mapped[Utc | None]
    note: Mapped[NoteText] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
