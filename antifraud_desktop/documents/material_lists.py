"""Orders, what hangs and what is lacking as sheets of a workbook: lists to be worked through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from antifraud_desktop.documents.workbook_export import Table
from antifraud_desktop.records.materials import MovementRecord, OrderRecord, Shortage

ORDERS, HANGING, LACKING = "印制订单", "张挂清单", "缺货清单"
ORDER_HEADS = ("状态", "物料", "计量单位", "订购", "已到", "待到", "印刷单位", "下单日期",
               "预计到货", "结束日期", "备注")  # fmt: skip
HANGING_HEADS = ("状态", "物料", "计量单位", "数量", "地点", "单位", "张挂日期", "张挂至",
                 "拆除日期", "备注")  # fmt: skip
LACKING_HEADS = ("单位", "物料", "计量单位", "现有", "应有", "缺少", "待到货")


def order_table(orders: Sequence[OrderRecord], today: date) -> Table:
    """Return orders to the printer with where they stand on a day."""
    rows = tuple(
        (
            _order_state(order, today),
            order.material_name,
            order.measure_word,
            order.quantity,
            order.received,
            order.awaited,
            order.printer,
            order.ordered_on.isoformat(),
            _iso(order.expected_on),
            _iso(order.ended_on),
            order.note,
        )
        for order in orders
    )
    widths = (10, 14, 10, 10, 10, 10, 24, 12, 12, 12, 24)
    return Table(ORDERS, _title(ORDERS, today), ORDER_HEADS, rows, widths)


def hanging_table(movements: Sequence[MovementRecord], today: date) -> Table:
    """Return what was put up where, and whether it should be down by a day."""
    rows = tuple(
        (
            _hanging_state(one, today),
            one.material_name,
            one.measure_word,
            one.quantity,
            one.place,
            one.unit_name,
            one.day.isoformat(),
            _iso(one.until) or "不限",
            _iso(one.taken_down_on),
            one.note,
        )
        for one in movements
    )
    widths = (10, 14, 10, 8, 30, 16, 12, 12, 12, 24)
    return Table(HANGING, _title(HANGING, today), HANGING_HEADS, rows, widths)


def shortage_table(shortages: Sequence[Shortage], day: date) -> Table:
    """Return who is below the least at the end of a day; the office's line is what units lack."""
    rows = tuple(
        (
            one.unit_name,
            one.material_name,
            one.measure_word,
            one.there,
            one.needed,
            one.needed - one.there,
            one.awaited if not one.unit else None,
        )
        for one in shortages
    )
    return Table(LACKING, _title(LACKING, day), LACKING_HEADS, rows, (16, 14, 10, 10, 10, 10, 10))


def _order_state(order: OrderRecord, today: date) -> str:
    if order.ended_on is not None:
        return "已结束"
    if not order.awaited:
        return "已到齐"
    late = order.expected_on is not None and order.expected_on < today
    return "逾期未到" if late else "待到货"


def _hanging_state(one: MovementRecord, today: date) -> str:
    if one.taken_down_on is not None:
        return "已拆除"
    return "到期未拆" if one.until is not None and one.until < today else "张挂中"


def _title(name: str, day: date) -> str:
    return f"{name}（{day.year}年{day.month}月{day.day}日）"


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
