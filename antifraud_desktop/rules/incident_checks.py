"""What an entry of the incidents' ledger and a fraud type must be like to be saved (R20, R21)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from antifraud_desktop.errors import Problem, Severity
from antifraud_desktop.records.incidents import FraudTypeRecord, IncidentRecord
from antifraud_desktop.records.units import UnitRecord
from antifraud_desktop.rules.boundaries import find_forbidden
from db.vocabulary import IncidentKind

LARGEST_FEN = 10**12
"""Beyond ten thousand million 元 a slip of the hand."""
LONGEST_NAME, LONGEST_ALIASES, LONGEST_WARNING = 20, 180, 80
SEPARATOR = ","


def check_incident(
    record: IncidentRecord, unit: UnitRecord | None, kind: FraudTypeRecord | None, today: date
) -> tuple[Problem, ...]:
    """Return everything wrong with an entry; ``unit`` and ``kind`` are what its codes name."""
    found: list[Problem] = []
    if record.day > today:
        found.append(_error("day", "日期在今天之后，请核对"))
    if unit is None:
        found.append(_error("unit_code", "请选择单位"))
    elif not _active(unit, record.day):
        found.append(_error("unit_code", f"{unit.name}在这一天没有启用，请核对日期或单位"))
    if kind is None:
        found.append(_error("type_id", "请选择诈骗类型"))
    elif not kind.holds_on(record.day):
        found.append(_error("type_id", f"“{kind.name}”在这一天不在用，请另选类型"))
    for field, label, value in (
        ("loss", "损失金额", record.loss),
        ("saved", "挽回金额", record.saved),
    ):
        if not 0 <= value <= LARGEST_FEN:
            found.append(_error(field, f"{label}不对，请核对"))
    if record.kind is IncidentKind.DISSUASION and record.loss:
        found.append(_error("loss", "劝阻没有造成损失，损失应为0；已有损失的请登记为发案"))
    return tuple(found)


def check_fraud_type(record: FraudTypeRecord, taken: Collection[str]) -> tuple[Problem, ...]:
    """Return everything wrong with a fraud type; ``taken`` are the names of the others (R21)."""
    found: list[Problem] = []
    name = record.name.strip()
    if not name:
        found.append(_error("name", "请填写类型名称"))
    elif len(name) > LONGEST_NAME:
        found.append(_error("name", f"类型名称超过{LONGEST_NAME}个字"))
    elif name in taken:
        found.append(_error("name", f"已有“{name}”这一类型"))
    if len(SEPARATOR.join(record.aliases)) > LONGEST_ALIASES:
        found.append(_error("aliases", "别名太多，请删去少用的"))
    if len(record.warning) > LONGEST_WARNING:
        found.append(_error("warning", f"提示语超过{LONGEST_WARNING}个字，请写短些"))
    found += [
        _error("warning", f"{hit.sentence}{hit.instead}")
        for hit in find_forbidden(record.warning)[:1]
    ]
    if record.valid_until is not None and record.valid_until < record.valid_from:
        found.append(_error("valid_until", "停用日期早于启用日期"))
    return tuple(found)


def _active(unit: UnitRecord, day: date) -> bool:
    return (unit.active_from is None or unit.active_from <= day) and (
        unit.active_until is None or day <= unit.active_until
    )


def _error(field: str, text: str) -> Problem:
    return Problem(field, Severity.ERROR, text)
