"""What goes out about materials: the ledger as document and workbook, slips to be signed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Refused
from antifraud_desktop.paths import DataFolder
from antifraud_desktop.records.days import IssuedRecord, IssueHead
from antifraud_desktop.records.materials import (
    LedgerLine,
    MaterialLedger,
    MaterialRecord,
    ReceiptSlip,
    SlipLine,
    UnitLedger,
)
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.stock import OFFICE, effects
from antifraud_desktop.services.issuing import Subject, head_of, issue
from antifraud_desktop.services.ledger_export import export_paper, export_tables
from antifraud_desktop.services.material_rows import (
    OFFICE_NAME,
    UnitIds,
    day_problems,
    material_records,
    movement_record,
    order_record,
    wrong,
)
from antifraud_desktop.services.materials import MaterialService
from antifraud_desktop.services.records_of import township_record
from antifraud_desktop.work import Work, allowed
from db.queries import materials as queries
from db.vocabulary import DocumentKind, MovementKind

TITLE, SLIPS = "宣传物料台账", "宣传物料领用单"
COLUMNS: Mapping[MovementKind, str] = {
    MovementKind.RECEIVED: "received",
    MovementKind.HANDED_OUT: "handed",
    MovementKind.PUT_UP: "put_up",
    MovementKind.USED: "used",
    MovementKind.RETURNED: "returned",
    MovementKind.WRITTEN_OFF: "written_off",
}
_Counts = dict[str, int]


class MaterialPaperService:
    """The ledger of a span of days, and the slips of a day."""

    def __init__(self, work: Work, folder: DataFolder) -> None:
        """Keep the way to the database and the folder files never go into."""
        self._work = work
        self._folder = folder

    @allowed(Permission.READ_FIGURES)
    def ledger(self, first: date, last: date) -> MaterialLedger:
        """Return the ledger of a span as it is now, without a number.

        Raises Invalid for a span that ends before it begins or after today.
        """
        self._check(first, last)
        with self._work.reading() as session:
            return _ledger(session, first, last, head_of(session, last, 0, self._work.clock))

    @allowed(Permission.ISSUE_DOCUMENTS)
    def issue(self, first: date, last: date) -> tuple[IssuedRecord, Changes]:
        """Number, freeze and store the ledger of a span; the same span again is a new edition."""
        from antifraud_desktop.documents.material_ledger import build_material_ledger

        self._check(first, last)
        subject = Subject(
            DocumentKind.MATERIAL_LEDGER, last, TITLE, code=first.isoformat(), first_day=first
        )
        with self._work.writing() as uow:

            def write(head: IssueHead) -> tuple[MaterialLedger, bytes]:
                ledger = _ledger(uow.session, first, last, head)
                return ledger, build_material_ledger(ledger)

            record = issue(uow, subject, self._work.account, self._work.clock, write)
            uow.commit()
        return record, Changes(documents=True)

    @allowed(Permission.READ_FIGURES)
    def export(self, first: date, last: date, path: Path) -> Changes:
        """Write the ledger of a span, its movements and what is lacking as a workbook."""
        from antifraud_desktop.documents.material_ledger import ledger_tables
        from antifraud_desktop.documents.material_lists import shortage_table

        ledger = self.ledger(first, last)
        lacking = shortage_table(MaterialService(self._work).stock(last).shortages, last)
        with self._work.reading() as session:
            ids = queries.movement_ids(session, queries.MovementTerms(first=first, last=last))
            found = {row[0].id: movement_record(*row) for row in _rows(session, ids)}
        movements = [found[number] for number in reversed(ids)]
        tables = (*ledger_tables(ledger, movements), lacking)
        kind = DocumentKind.MATERIAL_LEDGER.value
        return export_tables(self._work, self._folder, path, kind, TITLE, tables)

    @allowed(Permission.READ_FIGURES)
    def export_orders(self, path: Path, *, done_too: bool) -> Changes:
        """Write the orders that are awaited, or all, as a workbook; it is registered."""
        from antifraud_desktop.documents.material_lists import ORDERS, order_table

        with self._work.reading() as session:
            ids = queries.order_ids(session, done_too=done_too, material_id=None)
            found = {row[0].id: order_record(*row) for row in queries.orders_by_id(session, ids)}
        table = order_table([found[number] for number in ids], self._work.clock.today())
        return export_tables(self._work, self._folder, path, "material_orders", ORDERS, [table])

    @allowed(Permission.READ_FIGURES)
    def export_hanging(self, path: Path, *, down: bool, due_only: bool) -> Changes:
        """Write what hangs, should be down or came down as a workbook; it is registered."""
        from antifraud_desktop.documents.material_lists import HANGING, hanging_table

        today = self._work.clock.today()
        with self._work.reading() as session:
            ids = queries.put_up_ids(session, down=down, before=today if due_only else None)
            found = {row[0].id: movement_record(*row) for row in _rows(session, ids)}
        table = hanging_table([found[number] for number in ids], today)
        return export_tables(self._work, self._folder, path, "materials_up", HANGING, [table])

    @allowed(Permission.READ_FIGURES)
    def slips(self, day: date, units: Collection[str] = ()) -> tuple[ReceiptSlip, ...]:
        """Return what units took on a day; no units means all that took something."""
        with self._work.reading() as session:
            return _slips(session, day, units)

    @allowed(Permission.READ_FIGURES)
    def print_slips(self, day: date, path: Path, units: Collection[str] = ()) -> Changes:
        """Write the slips of a day as a Word file to be printed; it is registered.

        Raises Refused when nothing was handed out that day, or for another suffix.
        """
        from antifraud_desktop.documents.material_slip import build_receipt_slips

        with self._work.reading() as session:
            slips = _slips(session, day, units)
            township = township_record(session)
        if not slips:
            raise Refused("这一天没有发放物料。", "请选择有发放记录的日期和单位。")
        content = build_receipt_slips(slips, township)
        title = f"{SLIPS}（{len(slips)}个单位）"
        return export_paper(
            self._work, self._folder, path, "material_slip", title, content, "print"
        )

    def _check(self, first: date, last: date) -> None:
        problems = list(day_problems(last, self._work.clock.today(), "last"))
        if last < first:
            problems.append(wrong("last", "截止日期早于起始日期", "order"))
        if problems:
            raise Invalid(tuple(problems))


def _rows(session: Session, ids: Sequence[int], at_once: int = 500) -> list[Any]:
    """Read movements in parts: SQLite takes only so many values at once."""
    return [
        row
        for start in range(0, len(ids), at_once)
        for row in queries.movements_by_id(session, ids[start : start + at_once])
    ]


def _slips(session: Session, day: date, units: Collection[str]) -> tuple[ReceiptSlip, ...]:
    known = UnitIds.read(session)
    wanted = [known.id_of(code) for code in units]
    lines: dict[str, list[SlipLine]] = {}
    for movement, material, unit, _activity in queries.handed_on(session, day, wanted):
        line = SlipLine(
            material.name, material.size, material.measure_word, movement.quantity, movement.note
        )
        lines.setdefault(unit.name, []).append(line)
    return tuple(ReceiptSlip(unit, day, tuple(taken)) for unit, taken in lines.items())


def _ledger(session: Session, first: date, last: date, head: IssueHead) -> MaterialLedger:
    materials, units = material_records(session), UnitIds.read(session)
    township = township_record(session)
    counts = _counts(session, first, last, units)
    office = _place(OFFICE_NAME, OFFICE, materials, counts)
    places = [_place(u.name, u.code, materials, counts) for u in units.by_id.values()]
    return MaterialLedger(
        head=head,
        township=township.name,
        first=first,
        last=last,
        materials=tuple(_whole(number, m, counts) for number, m in _moved(materials, counts)),
        places=(office, *(place for place in places if place.lines)),
        demonstration=township.demonstration,
    )


def _counts(
    session: Session, first: date, last: date, units: UnitIds
) -> dict[tuple[int, str], _Counts]:
    """Return each material's figures at each place: opening, by kind, closing."""
    found: dict[tuple[int, str], _Counts] = {}

    def add(number: int, place: str, column: str, count: int) -> None:
        counts = found.setdefault((number, place), {})
        counts[column] = counts.get(column, 0) + count

    for number, unit_id, kind, before, within in queries.span_sums(session, first, last):
        place = units.place(unit_id)
        for where, change in effects(kind, place, before).items():
            add(number, where, "opening", change)
            add(number, where, "closing", change)
        for where, change in effects(kind, place, within).items():
            add(number, where, "closing", change)
            add(number, where, COLUMNS[kind], within)
    return found


def _moved(
    materials: Mapping[int, MaterialRecord], counts: Mapping[tuple[int, str], _Counts]
) -> list[tuple[int, MaterialRecord]]:
    known = {number for (number, _place), columns in counts.items() if any(columns.values())}
    return [(number, m) for number, m in materials.items() if number in known]


def _whole(
    number: int, material: MaterialRecord, counts: Mapping[tuple[int, str], _Counts]
) -> LedgerLine:
    """Return the township's line; what goes between office and unit is counted once."""
    total: _Counts = {}
    for (which, place), columns in counts.items():
        if which == number:
            for column, count in columns.items():
                if place != OFFICE or column not in ("handed", "returned"):
                    total[column] = total.get(column, 0) + count
    return _line(material, total)


def _place(
    name: str,
    place: str,
    materials: Mapping[int, MaterialRecord],
    counts: Mapping[tuple[int, str], _Counts],
) -> UnitLedger:
    lines = tuple(
        _line(material, counts[number, place])
        for number, material in materials.items()
        if any(counts.get((number, place), {}).values())
    )
    return UnitLedger(name, lines)


def _line(material: MaterialRecord, counts: Mapping[str, int]) -> LedgerLine:
    return LedgerLine(material.name, material.size, material.measure_word, **counts)
