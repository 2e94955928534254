"""Publicity materials as the floors above the database see them (宣传物料)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from antifraud_desktop.records.days import IssueHead
from db.vocabulary import MovementKind


@dataclass(frozen=True, slots=True)
class MaterialRecord:
    """A sort of material. A unit with fewer than ``least`` is short of it; 0 asks for nothing."""

    code: str
    name: str
    measure_word: str
    size: str = ""
    least: int = 0
    active: bool = True
    sort_order: int = 0
    version: int = 0


@dataclass(frozen=True, slots=True)
class OrderFields:
    """An order to the printer as typed; ``material`` is a code."""

    material: str
    printer: str
    quantity: int
    ordered_on: date | None
    expected_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """An order with what has come of it. ``ended_on``: no more is awaited."""

    id: int
    material: str
    material_name: str
    measure_word: str
    printer: str
    quantity: int
    received: int
    ordered_on: date
    expected_on: date | None
    ended_on: date | None
    note: str
    version: int

    @property
    def awaited(self) -> int:
        """Return how many are still to come."""
        return 0 if self.ended_on else max(0, self.quantity - self.received)


@dataclass(frozen=True, slots=True)
class MovementFields:
    """A movement as typed. ``unit`` is a unit's code, empty for the office itself."""

    material: str
    kind: MovementKind
    day: date | None
    quantity: int
    unit: str = ""
    order_id: int | None = None
    place: str = ""
    until: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class HandOut:
    """One material handed to several units at once: (unit's code, quantity)."""

    material: str
    day: date | None
    shares: tuple[tuple[str, int], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class MovementRecord:
    """A stored movement. One that belongs to an activity is changed in the activity alone."""

    id: int
    material: str
    material_name: str
    measure_word: str
    kind: MovementKind
    unit: str
    unit_name: str
    quantity: int
    day: date
    order_id: int | None
    activity_id: int | None
    activity: str
    place: str
    until: date | None
    taken_down_on: date | None
    note: str
    entered_at: datetime
    entered_by: str
    version: int

    def overdue(self, today: date) -> bool:
        """Say whether it hangs longer than it should."""
        return self.until is not None and self.taken_down_on is None and self.until < today


@dataclass(frozen=True, slots=True)
class MovementFilter:
    """Which movements a list shows; empty parts ask for nothing. ``text``: place or note."""

    materials: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    kinds: tuple[MovementKind, ...] = ()
    first: date | None = None
    last: date | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class UnitStock:
    """What a unit has of each material, in the order of the sheet's materials."""

    unit: str
    name: str
    counts: tuple[int, ...]
    short: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Shortage:
    """A unit below the least it should have, or an office that cannot make up for it.

    ``unit`` is empty for the office. ``awaited`` are on order.
    """

    material: str
    material_name: str
    measure_word: str
    unit: str
    unit_name: str
    there: int
    needed: int
    awaited: int


@dataclass(frozen=True, slots=True)
class StockSheet:
    """All stocks at the end of a day: the office's, the awaited, and one row for each unit."""

    day: date
    materials: tuple[MaterialRecord, ...]
    office: tuple[int, ...]
    awaited: tuple[int, ...]
    rows: tuple[UnitStock, ...]
    shortages: tuple[Shortage, ...]


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """A material's way through a span of days, for the township or for one unit."""

    material: str
    size: str
    measure_word: str
    opening: int = 0
    received: int = 0
    handed: int = 0
    put_up: int = 0
    used: int = 0
    returned: int = 0
    written_off: int = 0
    closing: int = 0


@dataclass(frozen=True, slots=True)
class UnitLedger:
    """The lines of one unit, or of the office's own store."""

    name: str
    lines: tuple[LedgerLine, ...]


@dataclass(frozen=True, slots=True)
class MaterialLedger:
    """What the ledger document tells: the township's materials, then each place's."""

    head: IssueHead
    township: str
    first: date
    last: date
    materials: tuple[LedgerLine, ...]
    places: tuple[UnitLedger, ...]
    demonstration: bool = False


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of a receipt slip."""

    material: str
    size: str
    measure_word: str
    quantity: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSlip:
    """What one unit took on one day, to be signed (领用单)."""

    unit: str
    day: date
    lines: tuple[SlipLine, ...] = field(default=())
