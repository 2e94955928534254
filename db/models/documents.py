"""Issued documents: frozen snapshot and frozen bytes."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from db.base import Base, Id, LineText, Local, ShortText, words
from db.vocabulary import DocumentKind


class IssuedDocument(Base):
    """A numbered, hashed Word document; re-export gives ``content`` byte for byte."""

    __tablename__ = "issued_document"
    __table_args__ = (
        UniqueConstraint("kind", "date", "edition"),
        UniqueConstraint("kind", "year", "number", "edition"),
    )

    id: Mapped[Id]
    kind: Mapped[DocumentKind] = mapped_column(words(DocumentKind, "kind"))
    date: Mapped[dt.date]
    year: Mapped[int]
    number: Mapped[int]
    edition: Mapped[int] = mapped_column(default=1)
    title: Mapped[LineText]
    issued_at: Mapped[Local]
    issued_by: Mapped[ShortText]
    snapshot: Mapped[str] = mapped_column(Text, comment="JSON the document was written from")
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str]
