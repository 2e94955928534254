"""The sorts of publicity material, and what is where at the end of a day (宣传物料)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from datetime import date

from sqlalchemy import select

from antifraud_desktop.changes import Changes
from antifraud_desktop.errors import Invalid, Problem
from antifraud_desktop.records.materials import (
    MaterialRecord,
    Shortage,
    StockSheet,
    UnitStock,
)
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.permissions import Permission
from antifraud_desktop.rules.stock import OFFICE, effects
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.drafts import forget_draft
from antifraud_desktop.services.history import changed_elsewhere
from antifraud_desktop.services.material_rows import (
    LONGEST_NAME,
    MOST_PIECES,
    OFFICE_NAME,
    material_records,
    wrong,
)
from antifraud_desktop.services.records_of import unit_records
from antifraud_desktop.work import Work, allowed
from db.models import Material
from db.queries import materials as queries
from db.vocabulary import MovementKind, UnitKind

SUBJECT = "material"
EVERYWHERE = frozenset({UnitKind.VILLAGE, UnitKind.COMMUNITY})
"""Kinds of unit that should have the least of what there is; others once they had some."""
Places = Mapping[int, Mapping[str, int]]


class MaterialService:
    """The catalogue and the stocks; a sort is set inactive, never deleted."""

    def __init__(self, work: Work) -> None:
        """Keep the way to the database."""
        self._work = work

    @allowed(Permission.READ_FIGURES)
    def list(self, *, active_only: bool = False) -> tuple[MaterialRecord, ...]:
        """Return the sorts of material in the office's order."""
        with self._work.reading() as session:
            found = tuple(material_records(session).values())
        return tuple(m for m in found if m.active or not active_only)

    @allowed(Permission.KEEP_LEDGERS)
    def save(self, record: MaterialRecord, draft: str = "") -> Changes:
        """Create (version 0) or change a sort of material; ``draft`` is the form's, and goes.

        Raises Invalid with every problem at once, ChangedElsewhere on a stale version.
        """
        record = _tidied(record)
        with self._work.writing() as uow:
            session = uow.session
            forget_draft(session, self._work.account, draft)
            known = tuple(material_records(session).values())
            before = next((m for m in known if m.code == record.code), None)
            if (before.version if before else 0) != record.version:
                raise changed_elsewhere(session, "这种物料", SUBJECT, record.code)
            problems = _problems(record, known)
            if problems:
                raise Invalid(problems)
            record = record if before else _numbered(record, known)
            if before is None:
                row = Material(code=record.code)
                session.add(row)
            else:
                row = session.scalars(select(Material).where(Material.code == record.code)).one()
            for name in ("name", "size", "measure_word", "least", "active", "sort_order"):
                setattr(row, name, getattr(record, name))
            session.flush()
            said = f"{'修改' if before else '新增'}物料：{record.name}"
            told = _told(before) if before else None
            uow.record("save_material", SUBJECT, record.code, said, told, _told(record))
            uow.commit()
        return Changes(materials=True)

    @allowed(Permission.READ_FIGURES)
    def stock(self, day: date) -> StockSheet:
        """Return what the office and every unit has at the end of a day, and who is short.

        Units that are gone stay in the sheet while they have something; materials out of use
        stay while some are left.
        """
        with self._work.reading() as session:
            materials = material_records(session)
            units = unit_records(session, names_only=True)
            counted, known = _counted(queries.place_sums(session, day), units)
            coming: dict[int, int] = defaultdict(int)
            for number, count in queries.awaited(session):
                coming[number] += count
        shown = {n: m for n, m in materials.items() if m.active or any(counted[n].values())}
        rows = tuple(
            _row(unit, shown, counted, known)
            for unit in units.values()
            if is_active(unit, day) or any(counted[n].get(unit.code) for n in shown)
        )
        office = tuple(counted[n].get(OFFICE, 0) for n in shown)
        awaited = tuple(coming[n] for n in shown)
        return StockSheet(
            day=day,
            materials=tuple(shown.values()),
            office=office,
            awaited=awaited,
            rows=rows,
            shortages=_shortages(tuple(shown.values()), office, awaited, rows),
        )


def _counted(
    sums: Sequence[tuple[int, int | None, MovementKind, int]], units: Mapping[int, UnitRecord]
) -> tuple[defaultdict[int, dict[str, int]], set[tuple[int, str]]]:
    """Return what is where of each material, and which unit ever had which."""
    counted: defaultdict[int, dict[str, int]] = defaultdict(dict)
    known: set[tuple[int, str]] = set()
    for number, unit_id, kind, quantity in sums:
        place = OFFICE if unit_id is None else units[unit_id].code
        known.add((number, place))
        for where, change in effects(kind, place, quantity).items():
            counted[number][where] = counted[number].get(where, 0) + change
    return counted, known


def _row(
    unit: UnitRecord,
    shown: Mapping[int, MaterialRecord],
    counted: Places,
    known: set[tuple[int, str]],
) -> UnitStock:
    counts = tuple(counted.get(n, {}).get(unit.code, 0) for n in shown)
    moved = {number for number, _place in known}
    asked = (n in moved and (unit.kind in EVERYWHERE or (n, unit.code) in known) for n in shown)
    short = tuple(
        asks and m.active and count < m.least
        for asks, m, count in zip(asked, shown.values(), counts, strict=True)
    )
    return UnitStock(unit.code, unit.name, counts, short)


def _shortages(
    materials: Sequence[MaterialRecord],
    office: Sequence[int],
    awaited: Sequence[int],
    rows: Sequence[UnitStock],
) -> tuple[Shortage, ...]:
    """Return the units below the least, and the office where it cannot make up for them."""
    found: list[Shortage] = []
    for place, material in enumerate(materials):
        lacking = [row for row in rows if row.short[place]]
        gap = sum(material.least - row.counts[place] for row in lacking)
        named = [(OFFICE, OFFICE_NAME, office[place], gap)] if gap > office[place] else []
        named += [(row.unit, row.name, row.counts[place], material.least) for row in lacking]
        found += [
            Shortage(
                material=material.code,
                material_name=material.name,
                measure_word=material.measure_word,
                unit=unit,
                unit_name=name,
                there=there,
                needed=needed,
                awaited=awaited[place] if unit == OFFICE else 0,
            )
            for unit, name, there, needed in named
        ]
    return tuple(found)


def _tidied(record: MaterialRecord) -> MaterialRecord:
    return replace(
        record,
        name=record.name.strip(),
        size=record.size.strip(),
        measure_word=record.measure_word.strip(),
    )


def _problems(record: MaterialRecord, known: Sequence[MaterialRecord]) -> tuple[Problem, ...]:
    found: list[Problem] = []
    for field, label in (("name", "物料名称"), ("measure_word", "计量单位，如张、条、块")):
        if not getattr(record, field):
            found.append(wrong(field, f"请填写{label}", "required"))
    for field, label in (("name", "名称"), ("size", "规格"), ("measure_word", "计量单位")):
        if len(getattr(record, field)) > LONGEST_NAME:
            found.append(wrong(field, f"{label}请不超过{LONGEST_NAME}个字", "long"))
    if any(m.name == record.name and m.code != record.code for m in known):
        found.append(wrong("name", f"已有“{record.name}”", "taken"))
    if not 0 <= record.least <= MOST_PIECES:
        found.append(wrong("least", "最低存量应是不小于0的整数", "range"))
    return tuple(found)


def _numbered(record: MaterialRecord, known: Sequence[MaterialRecord]) -> MaterialRecord:
    """Give a new sort its code, and a place at the end of the office's order."""
    used = [int(m.code[6:]) for m in known if m.code[:6] == "custom" and m.code[6:].isdigit()]
    last = max((m.sort_order for m in known), default=0)
    return replace(record, code=f"custom{max(used, default=0) + 1}", sort_order=last + 1)


def _told(record: MaterialRecord) -> dict[str, object]:
    told = asdict(record)
    del told["version"], told["code"]
    return told
