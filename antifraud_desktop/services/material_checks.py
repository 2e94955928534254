"""What is wrong with a movement, a handing out or an order as typed."""

from __future__ import annotations

from collections import Counter
from datetime import date

from antifraud_desktop.errors import Problem
from antifraud_desktop.records.materials import HandOut, MovementFields, OrderFields
from antifraud_desktop.rules.stock import NEEDS_UNIT
from antifraud_desktop.rules.units import is_active
from antifraud_desktop.services.material_rows import (
    UnitIds,
    day_problems,
    line_problems,
    quantity_problems,
    wrong,
)
from db.vocabulary import MovementKind

LONGEST_WAIT_YEARS = 3
"""A printer's date or a day to come down further off is a slip of the finger."""


def movement_problems(
    given: MovementFields, units: UnitIds, today: date, *, order_fits: bool
) -> tuple[Problem, ...]:
    """Return everything wrong with one movement but its stock."""
    found = [
        *day_problems(given.day, today),
        *quantity_problems(given.quantity),
        *line_problems("note", "备注", given.note),
    ]
    if given.kind in NEEDS_UNIT and not given.unit:
        found.append(wrong("unit", "请选择单位", "required"))
    elif given.unit and given.unit not in {unit.code for unit in units.by_id.values()}:
        found.append(wrong("unit", "没有这个单位，请重新选择", "missing"))
    if given.order_id is not None and given.kind is not MovementKind.RECEIVED:
        found.append(wrong("order_id", "只有入库可以对应订单", "kind"))
    elif given.order_id is not None and given.unit:
        found.append(wrong("unit", "订单的物料先入镇里的库，再发放给单位", "kind"))
    elif not order_fits:
        found.append(wrong("order_id", "订单不是这种物料，请重新选择", "missing"))
    if given.kind is MovementKind.PUT_UP:
        if not given.place.strip():
            found.append(wrong("place", "请填写张挂地点", "required"))
        found += line_problems("place", "地点", given.place)
        found += _later("until", "拆除期限早于张挂日期", given.day, given.until)
    return tuple(found)


def hand_out_problems(given: HandOut, units: UnitIds, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with a handing out but the office's stock."""
    found = [*day_problems(given.day, today), *line_problems("note", "备注", given.note)]
    known = {unit.code: unit for unit in units.by_id.values()}
    if not given.shares:
        found.append(wrong("shares", "请至少给一个单位填写数量", "required"))
    for code, times in Counter(code for code, _quantity in given.shares).items():
        unit = known.get(code)
        if unit is None:
            found.append(wrong("shares", "有单位已经查不到，请重新打开", "missing"))
        elif given.day is not None and not is_active(unit, given.day):
            found.append(wrong("shares", f"{unit.name}这一天没有启用", "inactive"))
        elif times > 1:
            found.append(wrong("shares", f"{unit.name}填了{times}次", "twice"))
    for code, quantity in given.shares:
        for problem in quantity_problems(quantity, "shares"):
            name = known[code].name if code in known else code
            found.append(wrong("shares", f"{name}：{problem.text}", problem.code))
    return tuple(found)


def order_problems(given: OrderFields, today: date) -> tuple[Problem, ...]:
    """Return everything wrong with an order."""
    found = [
        *quantity_problems(given.quantity),
        *day_problems(given.ordered_on, today, "ordered_on"),
        *line_problems("printer", "印刷单位", given.printer),
        *line_problems("note", "备注", given.note),
    ]
    if not given.printer.strip():
        found.append(wrong("printer", "请填写印刷单位", "required"))
    found += _later("expected_on", "预计到货早于下单日期", given.ordered_on, given.expected_on)
    return tuple(found)


def _later(field: str, text: str, first: date | None, later: date | None) -> list[Problem]:
    if first is None or later is None:
        return []
    if later < first:
        return [wrong(field, text, "order")]
    if later.year - first.year > LONGEST_WAIT_YEARS:
        return [wrong(field, f"离登记日期超过{LONGEST_WAIT_YEARS}年，请核对年份", "range")]
    return []
