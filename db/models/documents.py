"""Issued documents: frozen snapshot and frozen bytes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Code, Id, LineText, Local, ShortText, words
from db.vocabulary import DocumentKind


class IssuedDocument(Base):
    """A numbered, hashed Word document; re-export gives ``content`` byte for byte."""

    __tablename__ = "issued_document"
    __table_args__ = (
        UniqueConstraint("kind", "subject", "date", "edition"),
        UniqueConstraint("kind", "year", "number", "edition"),
    )

    id: Mapped[Id]
    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind, "kind"))
    subject: Mapped[Code] = mapped_column(default="", comment="whom or what it is about: a code")
    first_day: Mapped[dt.date | None] = mapped_column(comment="where it tells of more than a day")
    date: Mapped[dt.date] = mapped_column(comment="the day, or the last day, it tells of")
    year: Mapped[int]
    number: Mapped[int]
    edition: Mapped[int] = mapped_column(default=1)
    title: Mapped[LineText]
    issued_at: Mapped[Local]
    issued_by: Mapped[ShortText]
    snapshot: Mapped[str] = mapped_column(Text, comment="JSON the document was written from")
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str]
