"""Movements, orders and shortages in words: the columns of the lists and the line below a sheet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.materials import MovementRecord, OrderRecord, Shortage
from ui.tables.row_model import Column

NAMED = 6
"""So many shortages are told by name; the sheet shows the rest."""


def day_word(day: date | None) -> str:
    """Return a day as it stands in a list, nothing for none."""
    return f"{day.year}-{day.month}-{day.day}" if day else ""


def counted(record: MovementRecord) -> str:
    """Return how much was moved, with its measure word."""
    return f"{record.quantity}{record.measure_word}"


def movement_columns() -> tuple[Column[MovementRecord], ...]:
    """Return the columns of the list of movements."""
    return (
        Column("日期", lambda m: day_word(m.day)),
        Column("类别", lambda m: label_of(m.kind)),
        Column("物料", lambda m: m.material_name),
        Column("数量", counted, right=True),
        Column("单位", lambda m: m.unit_name),
        Column("说明", _told),
        Column("登记人", lambda m: m.entered_by),
    )


def _told(movement: MovementRecord) -> str:
    parts = (
        f"活动：{movement.activity}" if movement.activity_id else "",
        f"地点：{movement.place}" if movement.place else "",
        "订单到货" if movement.order_id else "",
        movement.note,
    )
    return "　".join(part for part in parts if part)


def hanging_columns(today: date) -> tuple[Column[MovementRecord], ...]:
    """Return the columns of the list of what hangs."""
    return (
        Column("状态", lambda m: hanging_word(m, today)),
        Column("物料", lambda m: m.material_name),
        Column("数量", counted, right=True),
        Column("地点", lambda m: m.place),
        Column("单位", lambda m: m.unit_name),
        Column("张挂日期", lambda m: day_word(m.day)),
        Column("张挂至", lambda m: day_word(m.until) or "不限"),
        Column("备注", lambda m: m.note),
    )


def hanging_word(movement: MovementRecord, today: date) -> str:
    """Return where something that was put up stands."""
    if movement.taken_down_on is not None:
        return f"✓ {day_word(movement.taken_down_on)}拆除"
    if movement.until is None:
        return "张挂中"
    left = (movement.until - today).days
    if left < 0:
        return f"⚠ 过期{-left}天"
    return "● 今天到期" if left == 0 else f"还有{left}天"


def order_columns(today: date) -> tuple[Column[OrderRecord], ...]:
    """Return the columns of the list of orders."""
    return (
        Column("状态", lambda o: order_word(o, today)),
        Column("物料", lambda o: o.material_name),
        Column("订购", lambda o: f"{o.quantity}{o.measure_word}", right=True),
        Column("已到", lambda o: f"{o.received}{o.measure_word}", right=True),
        Column("待到", lambda o: f"{o.awaited}{o.measure_word}" if o.awaited else "", right=True),
        Column("印刷单位", lambda o: o.printer),
        Column("下单日期", lambda o: day_word(o.ordered_on)),
        Column("预计到货", lambda o: day_word(o.expected_on)),
        Column("备注", lambda o: o.note),
    )


def order_word(order: OrderRecord, today: date) -> str:
    """Return where an order stands."""
    if order.ended_on is not None:
        return "已结束"
    if not order.awaited:
        return "✓ 已到齐"
    if order.expected_on is not None and order.expected_on < today:
        return f"⚠ 晚{(today - order.expected_on).days}天"
    return "待到货"


def short_words(shortages: Sequence[Shortage]) -> str:
    """Return who is short of what, the office first; an empty text when nobody is."""
    if not shortages:
        return ""
    ordered = sorted(shortages, key=lambda s: bool(s.unit))
    said = "；".join(_short(s) for s in ordered[:NAMED])
    rest = len(shortages) - NAMED
    more = f"；另有{rest}处，见表中⚠" if rest > 0 else ""
    return f"⚠ 缺货{len(shortages)}处：{said}{more}"


def _short(shortage: Shortage) -> str:
    word, lacking = shortage.measure_word, shortage.needed - shortage.there
    if shortage.unit:
        return (
            f"{shortage.unit_name}{shortage.material_name}{shortage.there}{word}，少{lacking}{word}"
        )
    waits = f"，待到货{shortage.awaited}{word}" if shortage.awaited else "，请订购"
    return f"镇里{shortage.material_name}不够补齐各单位，还差{lacking}{word}{waits}"
