"""Accounts, drafts and the audit trail. Secrets live in the key file, never here."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, ShortText, Utc, words
from db.vocabulary import Role


class Account(Base):
    """A person's account; its slot in the key file bears the same name."""

    __tablename__ = "account"

    id: Mapped[Id]
    name: Mapped[ShortText] = mapped_column(unique=True)
    display_name: Mapped[ShortText]
    role: Mapped[Role] = mapped_column(words(Role, "role"))
    created_at: Mapped[Utc]
    active: Mapped[bool] = mapped_column(default=True)


class Draft(Base):
    """Typed but unsaved work of one page, kept so that a crash loses nothing."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account", "key"),)

    id: Mapped[Id]
    account: Mapped[ShortText]
    key: Mapped[LineText] = mapped_column(comment="page and subject, e.g. grid:2023-08-12")
    payload: Mapped[str] = mapped_column(Text, comment="JSON of the page's own making")
    saved_at: Mapped[Utc]


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
    previous_mac: Mapped[bytes | None] = mapped_column(comment="place of the HMAC chain")
    mac: Mapped[bytes | None] = mapped_column(comment="place of the HMAC chain")


class AuditPayload(Base):
    """Before and after of an action; erasable without touching the entry."""

    __tablename__ = "audit_payload"

    entry_id: Mapped[int] = mapped_column(ForeignKey("audit_entry.id"), primary_key=True)
    before: Mapped[str | None] = mapped_column(Text, comment="JSON")
    after: Mapped[str | None] = mapped_column(Text, comment="JSON")
