"""What protects the data, as the floors above the database see it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from db.vocabulary import ExportState, FormKind


@dataclass(frozen=True, slots=True)
class Watermark:
    """Who takes a file out, when (local time), for whom, upon which request."""

    account: str
    at: datetime
    recipient: str
    number: int

    @property
    def text(self) -> str:
        """Return the words that stand on every page."""
        return (
            f"{self.account} {self.at:%Y-%m-%d %H:%M} 导出"
            f" · 报送{self.recipient} · 编号 {self.number}"
        )


@dataclass(frozen=True, slots=True)
class ExportChoice:
    """Something that can be exported; ``suffix`` is the file's, e.g. ``.xlsx``.

    ``alone``: it can be asked for without naming a file or a request first.
    """

    code: str
    title: str
    suffix: str
    personal: bool
    alone: bool = True


@dataclass(frozen=True, slots=True)
class ExportRequestRecord:
    """An export of personal data, asked for by one person and decided by another.

    Stamps are aware UTC. ``title`` is without personal data; ``scope`` is JSON, as it was asked
    for. ``decision`` says why it was refused.
    """

    id: int
    kind: str
    title: str
    scope: str
    recipient: str
    reason: str
    requested_by: str
    requested_at: datetime
    state: ExportState
    decided_by: str
    decided_at: datetime | None
    decision: str
    valid_until: datetime | None
    version: int

    @property
    def withdrawn(self) -> bool:
        """Say whether the asker took it back: nobody else can decide in the asker's name."""
        return self.state is ExportState.REFUSED and self.decided_by == self.requested_by

    def expired(self, now: datetime) -> bool:
        """Say whether the approval has run out, unused, at ``now`` (aware)."""
        return (
            self.state is ExportState.APPROVED
            and self.valid_until is not None
            and now >= self.valid_until
        )


@dataclass(frozen=True, slots=True)
class OutgoingRecord:
    """A file that left the office (外发登记); ``at`` is aware UTC."""

    id: int
    at: datetime
    account: str
    kind: str
    title: str
    recipient: str
    sha256: str
    personal: bool
    request_id: int | None


@dataclass(frozen=True, slots=True)
class FormRecord:
    """One filled form. ``answers`` go by question code, reasons by the rules' ``reason_code``.

    ``signed_by`` is who answers for it; ``filled_by`` are the accounts that wrote in it.
    ``note`` tells of a signature that was entered for somebody.
    """

    id: int
    kind: FormKind
    edition: str
    answers: Mapping[str, str]
    started_at: datetime
    started_by: str
    filled_by: tuple[str, ...] = ()
    signed_on: date | None = None
    signed_by: str = ""
    signed_at: datetime | None = None
    note: str = ""
    version: int = 0

    @property
    def is_signed(self) -> bool:
        """Say whether it is signed; it never changes then."""
        return self.signed_on is not None


@dataclass(frozen=True, slots=True)
class FormDue:
    """What the law's forms ask for today. ``form`` is the open one, 0 when none is begun."""

    kind: FormKind
    told: str
    advice: str
    form: int = 0

    @property
    def sentence(self) -> str:
        """Return what is due and where to go, for 今日."""
        return f"{self.told}。{self.advice}"
