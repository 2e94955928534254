"""A unit's form: tidied, checked, numbered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.units import UnitRecord

LONGEST = 60
LARGEST = 10**8
"""No township has more households or residents; keeps slips of the finger out."""


def is_active(unit: UnitRecord, on: date) -> bool:
    """Say whether a unit exists on a day."""
    return (unit.active_from is None or unit.active_from <= on) and (
        unit.active_until is None or on <= unit.active_until
    )


def numbered(record: UnitRecord, known: Sequence[UnitRecord]) -> UnitRecord:
    """Give a new unit its code, and a place at the end of the office's order."""
    if record.version:
        return record
    last = max((u.sort_order for u in known), default=0)
    return replace(
        record,
        code=record.code or next_code(known),
        sort_order=record.sort_order or last + 1,
    )


def next_code(units: Sequence[UnitRecord]) -> str:
    """Return the next free stable code, U001 and on."""
    used = [int(u.code[1:]) for u in units if u.code[:1] == "U" and u.code[1:].isdigit()]
    return f"U{max(used, default=0) + 1:03}"


def tidied(record: UnitRecord) -> UnitRecord:
    """Return a form without stray spaces, empty and doubled aliases."""
    name = record.name.strip()
    aliases = dict.fromkeys(alias.strip() for alias in record.aliases)
    return replace(
        record,
        name=name,
        aliases=tuple(a for a in aliases if a and a != name),
        leader=record.leader.strip(),
        liaison=record.liaison.strip(),
        phone=record.phone.strip(),
    )


def check_unit(record: UnitRecord, known: Sequence[UnitRecord]) -> tuple[Problem, ...]:
    """Return everything wrong with a unit's form."""
    found: list[Problem] = []
    others = {name: u.name for u in known if u.code != record.code for name in (u.name, *u.aliases)}
    if not record.name:
        found.append(Problem("name", Severity.ERROR, "请填写单位名称", "required"))
    for name in (record.name, *record.aliases):
        field = "name" if name == record.name else "aliases"
        if name in others:
            text = f"“{name}”已是{others[name]}的名称或别名"
            found.append(Problem(field, Severity.ERROR, text, "taken"))
        found += _too_long(field, "名称", name)
    for field, label, value in (
        ("households", "户数", record.households),
        ("residents", "常住人口", record.residents),
    ):
        if value is not None and not 0 <= value <= LARGEST:
            found.append(Problem(field, Severity.ERROR, f"{label}应是不小于0的整数", "range"))
    for field, label, text in (
        ("leader", "包片领导", record.leader),
        ("liaison", "联络员", record.liaison),
        ("phone", "联系电话", record.phone),
    ):
        found += _too_long(field, label, text)
    if record.active_from and record.active_until and record.active_until < record.active_from:
        found.append(Problem("active_until", Severity.ERROR, "停用日期早于启用日期", "order"))
    return tuple(found)


def _too_long(field: str, label: str, text: str) -> tuple[Problem, ...]:
    if len(text) <= LONGEST:
        return ()
    return (Problem(field, Severity.ERROR, f"{label}超过{LONGEST}个字", "long"),)
