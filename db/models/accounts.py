"""Accounts with their roles, and drafts. Secrets live in the key file, never here."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Id, LineText, ShortText, Utc, words
from db.vocabulary import Role


class Account(Base):
    """A person's account; its slot in the key file bears the same name."""

    __tablename__ = "account"

    id: Mapped[Id]
    name: Mapped[ShortText] = mapped_column(unique=True)
    display_name: Mapped[ShortText]
    created_at: Mapped[Utc]
    active: Mapped[bool] = mapped_column(default=True)
    must_change: Mapped[bool] = mapped_column(
        default=False, comment="the password was given by somebody else"
    )
    removed_at: Mapped[Utc | None]

    roles: Mapped[list[AccountRole]] = relationship(
        lazy="selectin", cascade="all, delete-orphan", order_by="AccountRole.role"
    )


class AccountRole(Base):
    """One of an account's roles."""

    __tablename__ = "account_role"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(words(Role, "role"), primary_key=True)


class Draft(Base):
    """Typed but unsaved work of one page, kept so that a crash loses nothing."""

    __tablename__ = "draft"
    __table_args__ = (UniqueConstraint("account", "key"),)

    id: Mapped[Id]
    account: Mapped[ShortText]
    key: Mapped[LineText] = mapped_column(comment="page and subject, e.g. grid:2023-08-12")
    payload: Mapped[str] = mapped_column(Text, comment="JSON of the page's own making")
    saved_at: Mapped[Utc]
