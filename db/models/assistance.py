"""Helping somebody abroad to come home, the rights desk, and the children's module."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, LargeBinary, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from db.base import Base, Code, Id, LineText, NoteText, ShortText, Utc, words
from db.vocabulary import AbroadStatus, RequestState, RightKind


class ReturnAssistance(Base):
    """Helping one person abroad to come home (劝返、协助返回), with a team of 3+1 (R13)."""

    __tablename__ = "return_assistance"

    id: Mapped[Id]
    file_id: Mapped[int] = mapped_column(ForeignKey("case_file.id"), unique=True)
    status: Mapped[AbroadStatus] = mapped_column(words(AbroadStatus, "status"), index=True)
    region: Mapped[ShortText] = mapped_column(default="", comment="country or region, no more")
    notified_on: Mapped[dt.date]
    reported_by_unit: Mapped[bool] = mapped_column(comment="the unit told, not the police")
    township_member: Mapped[ShortText] = mapped_column(default="")
    police_member: Mapped[ShortText] = mapped_column(default="")
    village_member: Mapped[ShortText] = mapped_column(default="")
    relative: Mapped[ShortText] = mapped_column(default="", comment="only one who volunteered")
    relative_since: Mapped[dt.date | None] = mapped_column(comment="when the relative said so")
    signs: Mapped[str] = mapped_column(Text, default="{}", comment="JSON: trafficking checklist")
    wish: Mapped[NoteText] = mapped_column(default="")
    help_needed: Mapped[NoteText] = mapped_column(default="")
    help_given: Mapped[NoteText] = mapped_column(default="")
    referral: Mapped[NoteText] = mapped_column(default="")
    last_contact: Mapped[dt.date | None]
    returned_on: Mapped[dt.date | None]
    version: Mapped[int] = mapped_column()

    contacts: Mapped[list[ContactEntry]] = relationship(
        order_by="ContactEntry.id", cascade="all, delete-orphan"
    )

    __mapper_args__ = {"version_id_col": version}


class ContactEntry(Base):
    """One line of the log of contacts with a person abroad."""

    __tablename__ = "contact_entry"

    id: Mapped[Id]
    assistance_id: Mapped[int] = mapped_column(ForeignKey("return_assistance.id"), index=True)
    day: Mapped[dt.date]
    text: Mapped[NoteText]
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]


class RightsRequest(Base):
    """What a person asked of the office about the own data, with its clock (权利事项)."""

    __tablename__ = "rights_request"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    asked_by: Mapped[ShortText] = mapped_column(
        default="", comment="who asked for the person; empty when it was the person"
    )
    proof: Mapped[LineText] = mapped_column(default="", comment="how that is shown")
    kind: Mapped[RightKind] = mapped_column(words(RightKind, "kind"))
    received_on: Mapped[dt.date]
    due_on: Mapped[dt.date] = mapped_column(index=True)
    state: Mapped[RequestState] = mapped_column(words(RequestState, "state"), index=True)
    text: Mapped[NoteText] = mapped_column(default="")
    answer: Mapped[NoteText] = mapped_column(default="", comment="a refusal needs words")
    decided_on: Mapped[dt.date | None]
    decided_by: Mapped[ShortText] = mapped_column(default="")
    entered_at: Mapped[Utc]
    entered_by: Mapped[ShortText]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class YouthKey(Base):
    """The children's key, sealed for one account that may open the module."""

    __tablename__ = "youth_key"
    __table_args__ = (UniqueConstraint("account"),)

    id: Mapped[Id]
    account: Mapped[ShortText] = mapped_column(comment="empty: the printed code of the module")
    public: Mapped[bytes] = mapped_column(LargeBinary, comment="whom it is sealed for")
    mac: Mapped[bytes] = mapped_column(LargeBinary, comment="only who has the key grants it")
    ephemeral: Mapped[bytes] = mapped_column(LargeBinary)
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    box: Mapped[bytes] = mapped_column(LargeBinary)


class YouthRecord(Base):
    """A child who left school: sealed under a key of its own, linked to nothing."""

    __tablename__ = "youth_record"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[Id]
    nonce: Mapped[bytes] = mapped_column(LargeBinary)
    box: Mapped[bytes] = mapped_column(LargeBinary, comment="AES-GCM over JSON")
    created_at: Mapped[Utc]
    report_state: Mapped[Code] = mapped_column(default="", comment="of the mandatory report")
    returned_on: Mapped[dt.date | None] = mapped_column(index=True, comment="to school")
    note: Mapped[LineText] = mapped_column(default="", comment="never about the child")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
