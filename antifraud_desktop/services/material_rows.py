"""Rows of the materials' tables into records, and what stands against a change of stock."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from antifraud_desktop.errors import Problem, Refused, Severity
from antifraud_desktop.records.materials import MaterialRecord, MovementRecord, OrderRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.boundaries import find_forbidden
from antifraud_desktop.rules.day_words import day_text
from antifraud_desktop.rules.stock import OFFICE, Lack, Move, first_lack
from antifraud_desktop.services.records_of import unit_records
from db.models import Material, MaterialOrder, StockMovement, Unit
from db.queries import materials as queries

OFFICE_NAME = "镇里"
"""How the office's own store is called."""
MOST_PIECES = 10_000_000
LONGEST_LINE, LONGEST_NAME = 200, 60
GONE = "这种物料刚被改动，查不到了。"


def material_records(session: Session) -> dict[int, MaterialRecord]:
    """Return every sort of material by database id, in the office's order."""
    rows = session.scalars(select(Material).order_by(Material.sort_order, Material.id))
    return {row.id: material_record(row) for row in rows}


def material_record(row: Material) -> MaterialRecord:
    """Return a stored sort of material."""
    return MaterialRecord(
        code=row.code,
        name=row.name,
        measure_word=row.measure_word,
        size=row.size,
        least=row.least,
        active=row.active,
        sort_order=row.sort_order,
        version=row.version,
    )


def material_row(session: Session, code: str) -> Material:
    """Return a sort of material by its code. Raises Refused when there is none."""
    row = session.scalars(select(Material).where(Material.code == code)).one_or_none()
    if row is None:
        raise Refused(GONE, "请刷新后重新选择。")
    return row


def movement_record(
    row: StockMovement, material: Material, unit: Unit | None, activity: str | None
) -> MovementRecord:
    """Return a stored movement with the names it is shown by."""
    return MovementRecord(
        id=row.id,
        material=material.code,
        material_name=material.name,
        measure_word=material.measure_word,
        kind=row.kind,
        unit=unit.code if unit else OFFICE,
        unit_name=unit.name if unit else OFFICE_NAME,
        quantity=row.quantity,
        day=row.day,
        order_id=row.order_id,
        activity_id=row.activity_id,
        activity=activity or "",
        place=row.place,
        until=row.until,
        taken_down_on=row.taken_down_on,
        note=row.note,
        entered_at=row.entered_at,
        entered_by=row.entered_by,
        version=row.version,
    )


def order_record(row: MaterialOrder, material: Material, received: int) -> OrderRecord:
    """Return a stored order with what has come of it."""
    return OrderRecord(
        id=row.id,
        material=material.code,
        material_name=material.name,
        measure_word=material.measure_word,
        printer=row.printer,
        quantity=row.quantity,
        received=received,
        ordered_on=row.ordered_on,
        expected_on=row.expected_on,
        ended_on=row.ended_on,
        note=row.note,
        version=row.version,
    )


@dataclass(frozen=True, slots=True)
class UnitIds:
    """The units by code and by database id."""

    by_id: Mapping[int, UnitRecord]

    @classmethod
    def read(cls, session: Session) -> UnitIds:
        """Read all units, without contacts."""
        return cls(unit_records(session, names_only=True))

    def place(self, unit_id: int | None) -> str:
        """Return the place a movement speaks of."""
        return OFFICE if unit_id is None else self.by_id[unit_id].code

    def name(self, place: str) -> str:
        """Return a place's name."""
        found = (unit.name for unit in self.by_id.values() if unit.code == place)
        return OFFICE_NAME if place == OFFICE else next(found, place)

    def id_of(self, code: str) -> int:
        """Return a unit's database id. Raises Refused when there is none."""
        for unit_id, unit in self.by_id.items():
            if unit.code == code:
                return unit_id
        raise Refused("没有这个单位，可能刚被改动。", "请刷新后重新选择。")


class StockWatch:
    """Looks at some materials' stocks before and after a change in one transaction."""

    def __init__(self, session: Session, material_ids: Collection[int]) -> None:
        """Read how it was."""
        self._session = session
        self._units = UnitIds.read(session)
        self._before = {number: self._moves(number) for number in sorted(set(material_ids))}

    def lacks(self) -> tuple[str, ...]:
        """Return a sentence for each material whose stock the change makes fall short."""
        self._session.flush()
        materials = material_records(self._session)
        found = []
        for number, before in self._before.items():
            lack = first_lack(before, self._moves(number))
            if lack is not None:
                found.append(self._said(lack, materials[number]))
        return tuple(found)

    def _moves(self, material_id: int) -> tuple[Move, ...]:
        return tuple(
            Move(kind, self._units.place(unit_id), quantity, day)
            for unit_id, kind, day, quantity in queries.day_sums(self._session, material_id)
        )

    def _said(self, lack: Lack, material: MaterialRecord) -> str:
        where, word = self._units.name(lack.place), material.measure_word
        there = f"只有{lack.there}{word}" if lack.there else "没有"
        said = f"{where}到{day_text(lack.day)}{there}{material.name}"
        return f"{said}，不够，差{-lack.left}{word}"


def wrong(field: str, text: str, code: str) -> Problem:
    """Return what keeps a form from being saved."""
    return Problem(field, Severity.ERROR, text, code)


def line_problems(field: str, label: str, text: str) -> tuple[Problem, ...]:
    """Return what is wrong with a line of free words: its length, what must not be said."""
    found = [wrong(field, f"{hit.sentence}{hit.instead}", hit.code) for hit in find_forbidden(text)]
    if len(text) > LONGEST_LINE:
        found.append(wrong(field, f"{label}请不超过{LONGEST_LINE}个字", "long"))
    return tuple(found)


def quantity_problems(quantity: int, field: str = "quantity") -> tuple[Problem, ...]:
    """Return what is wrong with a number of pieces."""
    if 1 <= quantity <= MOST_PIECES:
        return ()
    return (wrong(field, f"数量应是1到{MOST_PIECES}之间的整数", "range"),)


def day_problems(day: date | None, today: date, field: str = "day") -> tuple[Problem, ...]:
    """Return what is wrong with the day something happened on."""
    if day is None:
        return (wrong(field, "请填写日期，如 8.12", "required"),)
    return (wrong(field, "日期在今天之后", "future"),) if day > today else ()


def add_material_presets(session: Session, first_day: date) -> None:
    """Write the shipped sorts of material."""
    del first_day
    rows: list[dict[str, Any]] = json.loads(
        (files("resources") / "materials.json").read_text(encoding="utf-8")
    )
    session.add_all(
        Material(sort_order=order, active=True, **row) for order, row in enumerate(rows, start=1)
    )
