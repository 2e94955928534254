"""The audit trail: a chain of entries, their erasable payloads, the chain's head."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, Text
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, ShortText, Utc


class AuditEntry(Base):
    """One user action: who, when, what, on which subject."""

    __tablename__ = "audit_entry"
    __table_args__ = (Index(None, "subject_kind", "subject_id"),)

    id: Mapped[Id]
    sequence: Mapped[int] = mapped_column(unique=True)
    at: Mapped[Utc]
    account: Mapped[ShortText]
    action: Mapped[Code] = mapped_column(index=True)
    subject_kind: Mapped[Code]
    subject_id: Mapped[LineText]
    summary: Mapped[LineText] = mapped_column(comment="Chinese sentence without personal data")
    payload_digest: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="binds the payload; says nothing of it once that is erased"
    )
    previous_mac: Mapped[bytes | None] = mapped_column(LargeBinary)
    mac: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="empty only until the chain begins at the next sign-in"
    )


class AuditPayload(Base):
    """Before and after of an action; erasable without touching the entry."""

    __tablename__ = "audit_payload"

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True)
    before: Mapped[str | None] = mapped_column(Text, comment="JSON")
    after: Mapped[str | None] = mapped_column(Text, comment="JSON")
    salt: Mapped[bytes | None] = mapped_column(
        LargeBinary, comment="goes with the payload: its digest cannot be guessed afterwards"
    )


class AuditHead(Base):
    """The last link of the chain, in one row that every writer takes hold of."""

    __tablename__ = "audit_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[Id]
    sequence: Mapped[int]
    mac: Mapped[bytes] = mapped_column(LargeBinary)
