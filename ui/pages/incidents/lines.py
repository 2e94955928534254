"""The columns of the page's tables and the words in their cells."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from antifraud_desktop.labels import label_of
from antifraud_desktop.records.incidents import (
    AccountabilityRow,
    GroupTally,
    IncidentRecord,
    MonthComparison,
    ReportedDifference,
    Tally,
)
from antifraud_desktop.rules.day_words import table_day
from antifraud_desktop.rules.incident_figures import short_change
from antifraud_desktop.vocabulary import IncidentKind
from ui.dialogs.incident_fields import money_text
from ui.tables.row_model import Column

ENTRY_WIDTHS = (92, 58, 132, 168, 128, 92, 96, 96)
MONTH_WIDTHS = (110, 70, 90, 170, 120, 120, 70, 130)
GROUP_WIDTHS = (190, 70, 130, 70, 130)
DIFFERENCE_WIDTHS = (100, 150, 110, 120, 120)
STEP_WIDTHS = (118, 130, 92, 160, 100, 84, 92, 92)
NOT_KEPT, NOT_REPORTED = "无登记", "未报"


def entry_columns() -> tuple[Column[IncidentRecord], ...]:
    """Return the columns of the ledger."""
    return (
        Column("日期", lambda r: table_day(r.day)),
        Column("类别", lambda r: label_of(r.kind)),
        Column("单位", lambda r: r.unit_name),
        Column("诈骗类型", lambda r: r.type_name),
        Column("渠道", lambda r: label_of(r.channel)),
        Column("年龄段", lambda r: label_of(r.age_band)),
        Column("损失（元）", _loss, right=True),
        Column("挽回（元）", lambda r: money_text(r.saved), right=True),
        Column("登记人", lambda r: r.entered_by),
    )


def _loss(record: IncidentRecord) -> str:
    return "" if record.kind is IncidentKind.DISSUASION else money_text(record.loss)


def month_columns() -> tuple[Column[MonthComparison], ...]:
    """Return the year-on-year columns (R20)."""
    return (
        Column("月份", lambda r: f"{r.month.year}年{r.month.month}月"),
        Column("发案", lambda r: str(r.now.incidents), right=True),
        Column("去年同月", lambda r: _then(r.then, lambda t: str(t.incidents)), right=True),
        Column("同比", _change),
        Column("损失（元）", lambda r: money_text(r.now.loss), right=True),
        Column("去年损失", lambda r: _then(r.then, lambda t: money_text(t.loss)), right=True),
        Column("劝阻", lambda r: str(r.now.dissuasions), right=True),
        Column("挽回（元）", lambda r: money_text(r.now.saved), right=True),
    )


def _then(tally: Tally | None, told: Callable[[Tally], str]) -> str:
    return NOT_KEPT if tally is None else told(tally)


def _change(row: MonthComparison) -> str:
    return short_change(row.now.incidents, None if row.then is None else row.then.incidents)


def group_columns(head: str) -> tuple[Column[GroupTally], ...]:
    """Return the columns of sums by one thing."""
    return (
        Column(head, lambda g: g.name),
        Column("发案", lambda g: str(g.tally.incidents), lambda g: g.tally.incidents, right=True),
        Column(
            "损失（元）", lambda g: money_text(g.tally.loss), lambda g: g.tally.loss, right=True
        ),
        Column(
            "劝阻", lambda g: str(g.tally.dissuasions), lambda g: g.tally.dissuasions, right=True
        ),
        Column(
            "挽回（元）", lambda g: money_text(g.tally.saved), lambda g: g.tally.saved, right=True
        ),
    )


def difference_columns() -> tuple[Column[ReportedDifference], ...]:
    """Return the columns of what the daily figures say otherwise."""
    return (
        Column("日期", lambda d: table_day(d.day)),
        Column("单位", lambda d: d.unit_name),
        Column("项目", lambda d: d.name),
        Column("日报", lambda d: _figure(d, d.reported), right=True),
        Column("台账", lambda d: _figure(d, d.ledger), right=True),
        Column("核对", _advice),
    )


def _figure(one: ReportedDifference, value: int | None) -> str:
    if value is None:
        return NOT_REPORTED
    return f"{money_text(value)}元" if one.is_money else str(value)


def _advice(one: ReportedDifference) -> str:
    if one.reported is None:
        return "台账已登记，日报未报：请核对是否补报"
    return "日报有、台账缺：请补登记" if one.ledger < one.reported else "请核对台账与日报"


def step_columns(today: Callable[[], date]) -> tuple[Column[AccountabilityRow], ...]:
    """Return the columns of what schools and offices owe; what is overdue says so in words."""
    return (
        Column("状态", lambda r: state_word(r, today())),
        Column("单位", lambda r: r.unit_name),
        Column("发案日期", lambda r: table_day(r.day)),
        Column("诈骗类型", lambda r: r.type_name),
        Column("损失（元）", lambda r: money_text(r.loss), right=True),
        Column("应做", lambda r: label_of(r.step)),
        Column("期限", lambda r: table_day(r.due_on)),
        Column("完成日期", lambda r: table_day(r.done_on)),
        Column("文件", lambda r: r.document),
    )


def state_word(row: AccountabilityRow, today: date) -> str:
    """Return where a step stands."""
    if row.done_on is not None:
        return "✓ 已完成"
    left = (row.due_on - today).days
    if left < 0:
        return f"⚠ 逾期{-left}天"
    return f"● 待办，剩{left}天" if left else "● 今天到期"
